"""The legend: a row for each sign that is drawn, and for no other."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from dashboard.render import style
from dashboard.render.drawing import layers, text_metrics
from dashboard.render.drawing.map_layout import Sign
from dashboard.render.drawing.markup import Element, clean, el
from dashboard.render.drawing.palette import Palette, held_by
from dashboard.render.drawing.text_metrics import CAPITAL

TYPE = 13  # size of the labels
ICON = 30  # pixels from the left edge to a label
ROWS = (25, 23, 21, 19)  # heights of a row with one line: the largest with which all fit
LINE = 16  # height of every further line
BREAK = 12  # between the holders, the events and the marks
LEAST = 0.55  # rows are made smaller down to this share before any is left out
DISC = 9

Draw = Callable[[Element], object]  # draws around 0 0


@dataclass(frozen=True)
class Entry:
    """A row: its sign around 0 0, and what it means."""

    sign: Sign
    label: str
    draw: Draw


# What the marks mean, in the order of the rows.
_MARKS = {
    "rough": "Known only roughly",
    "changed": "Changed on this day",
    "differs": "Accounts differ",
    "selected": "Shown in this scene",
    "faded": "Paler: longer ago",
    "group": "Several events, counted",
    "dots": "An event of many",
}


def entries(signs: Set[Sign], palette: Palette) -> list[list[Entry]]:
    """The rows in groups: who holds, what happened and how sure, other marks."""
    groups = [_holding(palette), _events(palette), _other(palette)]
    shown = [[entry for entry in group if entry.sign in signs] for group in groups]
    return [group for group in shown if group]


def _holding(palette: Palette) -> Iterator[Entry]:
    def disc(*sides: str, confidence: str = "high") -> Draw:
        state = held_by(*sides, confidence=confidence)
        return lambda group: palette.sign(group, state, 0, 0, DISC)

    for actor, look in palette.holders.items():
        yield Entry(("holder", actor), look.label, disc(actor))
    names = [*palette.holders]
    if len(names) > 1:
        yield Entry(("mark", "contested"), "Contested", disc(*names[:2]))
    yield Entry(("mark", "unknown"), "Holder not known", disc())
    for confidence in style.STRENGTH if names else ():
        sample = disc(names[0], confidence=confidence)
        yield Entry(("sure", confidence), f"Held, confidence {confidence}", sample)


def _events(palette: Palette) -> Iterator[Entry]:
    def plate(kind: str, status: str) -> Draw:
        return lambda group: layers.plate(group, 0, 0, kind, status, palette.ink)

    for kind, symbol in style.SYMBOLS.items():
        yield Entry(("kind", kind), symbol.label, plate(kind, ""))
    for status, (label, _, _) in style.STATUS_LINES.items():
        yield Entry(("status", status), label, plate("", status))


def _other(palette: Palette) -> Iterator[Entry]:
    ink = palette.ink

    def circle(colour: str, width: float, dash: str = "") -> Draw:
        return lambda group: el(
            "circle", group, r=DISC, fill="none", stroke=ink[colour], stroke_width=width,
            stroke_dasharray=dash,
        )  # fmt: skip

    def faded(group: Element) -> None:
        for x, opacity in ((-5, style.FAINTEST), (5, 1)):
            el("circle", group, cx=x, r=4, fill="none", stroke=ink["text"], opacity=opacity)

    def dots(group: Element) -> None:
        el("path", group, d="M-4 -2h2.6M1 -3h2.6M-2 3h2.6M3 2h2.6", stroke=ink["text"],
           stroke_width=layers.DOT)  # fmt: skip

    drawn: dict[str, Draw] = {
        "rough": circle("quiet", 1.5, "5 4"),
        "changed": circle("text", 2, "5 4"),
        "differs": lambda group: layers.not_equal(group, 0, 0, 7.5, ink),
        "selected": circle("accent", 4),
        "faded": faded,
        "group": lambda group: layers.counted(group, 12, (), (0, 0), ink),
        "dots": dots,
    }
    for mark, label in _MARKS.items():
        yield Entry(("mark", mark), label, drawn[mark])


def draw(
    parent: Element, signs: Set[Sign], notes: list[str], palette: Palette, width: float,
    height: float,
) -> Element:  # fmt: skip
    """The legend in a box of that size; rows that do not fit even when small are counted."""
    groups = entries(signs, palette)
    share, row = 1.0, float(ROWS[0])
    for row in ROWS:
        if _tall(groups, notes, width, row) <= height:
            break
    while share > LEAST and _tall(groups, notes, width / share, row) * share > height:
        share -= 0.05
    group = el("g", parent, data_layer="legend", transform=f"scale({share:g})")
    wide, room = width / share, height / share - _tall([], notes, width / share, row)
    y, left_out = 0.0, 0
    for number, entries_ in enumerate(groups):
        y += BREAK if number else 0
        for entry in entries_:
            lines = _lines(entry, wide)
            high = row + LINE * (len(lines) - 1)
            if left_out or y + high > room:
                left_out += 1
                continue
            _row(group, entry, lines, (y, row), palette)
            y += high
    if left_out:
        _text(group, f"and {left_out:,} more signs", 0, y + LINE, palette.ink["quiet"])
        y += row
    for note in notes:
        y += BREAK / 2
        for line in text_metrics.wrap(note, TYPE - 2, wide):
            y += LINE
            _text(group, line, 0, y, palette.ink["quiet"], TYPE - 2)
    return group


def _row(
    group: Element, entry: Entry, lines: list[str], at: tuple[float, float], palette: Palette
) -> None:
    """A row of a height at an ordinate."""
    y, high = at
    row = el("g", group, transform=f"translate(0 {y:.1f})")
    row.set("data-legend", clean(":".join(entry.sign)))
    entry.draw(el("g", row, transform=f"translate(12 {high / 2:g})"))
    for number, line in enumerate(lines):
        baseline = (high + CAPITAL * TYPE) / 2 + LINE * number
        _text(row, line, ICON, baseline, palette.ink["text"])


def _lines(entry: Entry, width: float) -> list[str]:
    return text_metrics.wrap(entry.label, TYPE, width - ICON)


def _tall(groups: list[list[Entry]], notes: list[str], width: float, row: float) -> float:
    """The height of a legend of that width with rows of that height."""
    rows = [row + LINE * (len(_lines(entry, width)) - 1) for group in groups for entry in group]
    words = [BREAK / 2 + LINE * len(text_metrics.wrap(note, TYPE - 2, width)) for note in notes]
    return sum(rows) + BREAK * max(0, len(groups) - 1) + sum(words) + BREAK


def _text(parent: Element, text: str, x: float, y: float, fill: str, size: float = TYPE) -> None:
    el("text", parent, text, x=x, y=y, font_size=size, fill=fill)
