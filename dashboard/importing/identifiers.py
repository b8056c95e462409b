"""Names become identifiers: lower-case ASCII words, each once, the same for the same names."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable

LONGEST = 60  # characters; links carry identifiers


def identifier(name: str, fallback: str) -> str:
    """The name in ASCII; `fallback` and a hash where it has no letter of Latin script."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    joined = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    if not joined:
        return f"{fallback}-{mark}"
    if len(joined) > LONGEST:
        return f"{joined[: LONGEST - 9].rstrip('-')}-{mark}"
    return joined


def identifiers(names: Iterable[str], fallback: str, taken: Collection[str] = ()) -> list[str]:
    """One for each name in order; where two would be equal, or one is taken, it gets a number."""
    used = {*taken}
    made = []
    for name in names:
        first = one = identifier(name, fallback)
        number = 2
        while one in used:
            one = f"{first}-{number}"
            number += 1
        used.add(one)
        made.append(one)
    return made
