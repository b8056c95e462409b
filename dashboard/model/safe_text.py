"""Words from outside, made safe to show, and the nearest known word to a misspelt one."""

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz, process

SHOWN = 60  # characters of a cell that a report repeats
ALIKE = 0.6  # below it, words share too little to be a slip of the pen
WORDS_LISTED = 8  # longer lists are looked up in the data dictionary instead
LOOK_UPS = 25  # words compared per question: each is held against every known one

# Order the letters around them anew, or are read as an order to do so. Letters of Arabic and
# Kurdish run the right way without them.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    r"""The text with every unseen character written out, a right-to-left override as `\u202e`.

    Unseen is what draws nothing or changes how its neighbours are drawn. Spaces other than the
    plain one are written out too: they look right and compare wrong.
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def shortened(text: str, limit: int = SHOWN) -> str:
    """At most `limit` characters of the text, made visible; an ellipsis where some were cut."""
    return visible(text if len(text) <= limit else text[: limit - 1] + "…")


def near(word: str, known: Iterable[str], alike: float = ALIKE) -> str:
    """The known word most like this one, whatever its case and joints; "" if none is."""
    if not word or len(word) > SHOWN:
        return ""
    folded = {_folded(candidate): candidate for candidate in known}
    found = process.extractOne(
        _folded(word), folded.keys(), scorer=fuzz.ratio, score_cutoff=100 * alike
    )
    return folded[found[0]] if found else ""


def nearest(words: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """Each word's near one; only the first few are looked up, so a long table stays quick."""
    return {
        word: near(word, known) if number < LOOK_UPS else ""
        for number, word in enumerate(dict.fromkeys(words))
    }


def hint(meant: str, known: Collection[str], otherwise: str) -> str:
    """What to write instead: the near word, else all of a short list, else `otherwise`."""
    if meant:
        return f'did you mean "{meant}"?'
    if 0 < len(known) <= WORDS_LISTED:
        return f"write one of: {', '.join(known)}"
    return otherwise


def _folded(word: str) -> str:
    return word.strip().casefold().replace(" ", "-").replace("_", "-")
