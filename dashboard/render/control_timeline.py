"""The holders of one place over time, as a coloured strip."""

import altair as alt
import pandas as pd

from dashboard.model.table import records
from dashboard.render import style
from dashboard.render.style import ActorStyle
from dashboard.view import phrases

BAR = ["from", "to", "middle", "low", "high", "colour", "ink", "letter", "holder", "wide"]
LETTER_FROM = 0.04  # share of the strip below which a bar is too narrow for a letter


def chart(
    intervals: pd.DataFrame,
    span: tuple[int, int],
    day: int,
    actors: dict[str, ActorStyle],
    ink: str,
) -> alt.LayerChart:
    """A chart of `intervals` (rows of `Timeline.control` of one place) over `span`, both in days.

    Colours are the holders'; letters repeat them, and a contested time has those of both sides.
    `ink` is a key of `style.INK`.
    """
    look = style.INK[ink]
    first, last = span
    bars = []
    for row in records(intervals):
        start, end = max(row["start"], first), min(row["end"], last + 1)
        if start >= end:
            continue
        sides = [row["controller"], row["challenger"]] if row["status"] == "contested" else [
            row["controller"]
        ]  # fmt: skip
        for side, actor in enumerate(sides):
            known = actors.get(actor)
            bars.append({
                "from": start, "to": end, "middle": (start + end) / 2,
                "low": side / len(sides), "high": (side + 1) / len(sides),
                "colour": style.COLOURS[known.colour] if known else style.NOBODY,
                "ink": style.pattern_ink(known.colour) if known else look["text"],
                "letter": known.letter if known else "?",
                "holder": known.label if known else "Not known",
                "wide": (end - start) / (last + 1 - first) > LETTER_FROM,
            })  # fmt: skip
    # Days stay numbers, written as UTC: as local times they would slip west of Greenwich.
    axis = alt.Axis(
        labelExpr="utcFormat(datum.value * 86400000, '%-d %b %Y')",
        values=[first, last], grid=False, labelColor=look["quiet"], labelFlush=True, title=None,
    )  # fmt: skip
    scale = alt.Scale(domain=[first, last + 1], nice=False)
    base = alt.Chart(pd.DataFrame(bars, columns=BAR), height=64)
    rail = base.mark_rect(stroke=look["paper"], strokeWidth=1).encode(
        x=alt.X("from:Q", axis=axis, scale=scale), x2="to:Q",
        y=alt.Y("low:Q", axis=None, scale=alt.Scale(domain=[0, 1])), y2="high:Q",
        color=alt.Color("colour:N", scale=None, legend=None),
        tooltip=[alt.Tooltip("holder:N", title="Holder")],
    )  # fmt: skip
    letters = base.transform_filter("datum.wide").transform_calculate(
        y="(datum.low + datum.high) / 2"
    ).mark_text(fontWeight="bold", fontSize=13).encode(
        x="middle:Q", y=alt.Y("y:Q", axis=None), text="letter:N",
        color=alt.Color("ink:N", scale=None, legend=None),
    )  # fmt: skip
    today = alt.Chart(pd.DataFrame({"day": [day + 0.5]})).mark_rule(
        color=look["text"], strokeWidth=2
    ).encode(x="day:Q")  # fmt: skip
    made: alt.LayerChart = (rail + letters + today).configure_view(stroke=None)
    return made


def caption(intervals: pd.DataFrame, actors: phrases.Names) -> list[str]:
    """The same in words, one line per interval: since when, who, by whose account."""
    lines = []
    for row in records(intervals):
        text = f"{phrases.since(row)}: {phrases.holding(row, actors)}"
        text += f", by {phrases.account(row['attribution'], actors)}"
        lines.append(text[:1].upper() + text[1:])
    return lines
