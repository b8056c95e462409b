"""How long a look-up takes in a gazetteer of 20,000 places, beside rapidfuzz on the same list.

python -m tests.bench.lookups
"""

import random
import time
from collections.abc import Callable, Iterable

import pandas as pd
from rapidfuzz import fuzz, process
from rich.console import Console

from dashboard.model.lookup import NEAR, Lookup
from dashboard.model.schema import PLACES

SIZE, ALIASES, ASKED = 20_000, 3, 200
SYLLABLES = ("kar", "ta", "mu", "sha", "bel", "nor", "qa", "ri", "zan", "do", "hel", "im")


def places(size: int, chance: random.Random) -> pd.DataFrame:
    """An invented gazetteer, always the same."""

    def word(length: int) -> str:
        return "".join(chance.choices(SYLLABLES, k=length))

    table = pd.DataFrame({column.name: [""] * size for column in PLACES.columns})
    table["place_id"] = [f"place-{number}" for number in range(size)]
    table["name"] = [f"{word(3)} {word(2)}".title() for _ in range(size)]
    table["aliases"] = [";".join(word(4) for _ in range(ALIASES)) for _ in range(size)]
    return table


def milliseconds(ask: Callable[[str], object], names: Iterable[str]) -> float:
    """The mean time of one question."""
    asked = list(names)
    start = time.perf_counter()
    for name in asked:
        ask(name)
    return 1000 * (time.perf_counter() - start) / len(asked)


def main() -> None:
    """Measure and print."""
    chance = random.Random(7)  # noqa: S311  # the same names each time is what is wanted
    table = places(SIZE, chance)
    start = time.perf_counter()
    lookup = Lookup(table)
    built = time.perf_counter() - start
    known = [chance.choice(table["name"]) for _ in range(ASKED)]
    misspelt = [f"{name[:-2]}x{name[-2:]}" for name in known]
    assert all(lookup.find(name)[0].how != NEAR for name in known)
    spelt = [*table["name"], *(alias for cell in table["aliases"] for alias in cell.split(";"))]

    def alone(name: str) -> object:
        return process.extract(name, spelt, scorer=fuzz.ratio, limit=5)

    print_ = Console(highlight=False).print
    print_(f"{SIZE:,} places, {len(spelt):,} spellings; index built in {built:.1f} s")
    print_(f"exact: {milliseconds(lookup.find, known):.3f} ms (wanted: under 5)")
    print_(f"near: {milliseconds(lookup.find, misspelt):.1f} ms (wanted: under 50)")
    print_(f"rapidfuzz alone on the same spellings: {milliseconds(alone, misspelt[:50]):.1f} ms")


if __name__ == "__main__":
    main()
