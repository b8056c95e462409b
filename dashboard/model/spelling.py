"""One name, however it is written: what a spelling is compared by.

`folded` takes away case, accents, invisible marks and the differences between letters that stand
for one another, and keeps the words apart; `keys` are what two spellings of one name share;
`sounded` are the words as an English ear hears them.
Unicode's own rules (case folding, compatibility forms, combining and format characters, digits)
come from `unicodedata`; what they leave is in LETTERS.
"""

import re
import unicodedata

# Letters that writers of Arabic and Kurdish exchange, by the one they are compared as. From the
# joining groups of Unicode's ArabicShaping.txt (yeh and Farsi yeh; kaf and keheh; the hehs; waw),
# where a letter with a mark has no decomposition; the rest are Kurdish vowels and marked letters
# that Arabic spellings of the same place write plainly.
LETTERS = {
    "ي": "يىیېێ",  # yeh: alef maksura, Farsi yeh, e, Kurdish ê
    "ك": "کڪګ",  # kaf: keheh, swash kaf, ring kaf
    "ه": "ھەۀہةۃ",  # heh: doachashmee, ae, goal, teh marbuta
    "و": "ۆۇۈۋ",  # waw: Kurdish o, u, yu, ve
    "ل": "ڵ",  # lam with a small v
    "ر": "ڕ",  # reh with a small v
    "ا": "ٱ",  # alef wasla
    "ڤ": "ۏ",
    "i": "ı",  # Turkish dotless i
    "o": "ø",
    "l": "ł",
    "ss": "ß",
    "": "ءـ",  # a hamza by itself, tatweel
}
_LETTERS = str.maketrans({other: one for one, others in LETTERS.items() for other in others})

# A Kurdish word that begins with a vowel carries it on a yeh with hamza, which Arabic leaves out.
_SEAT = re.compile(r"\bئ(?=\w)")
_DOUBLED = re.compile(r"و{2,}")  # the long u of Sorani, which Arabic writes once
ARTICLES = ("al", "el", "the")  # words of their own, in Latin letters
# Letters that Latin spellings of Arabic, Kurdish and Turkish names exchange for one sound; what
# is said twice as long is one letter. Which vowel it is stays: it alone tells Taza from Tuz.
SOUNDS = tuple((re.compile(letters), one) for letters, one in (
    ("kh|x", "h"), ("gh", "g"), ("ph", "f"), ("q|c(?!h)", "k"), ("[ou]+", "u"), ("[eiy]+", "i"),
    (r"(.)\1+", r"\1"),
))  # fmt: skip
_ARABIC_ARTICLE = re.compile(r"^ال(?=\w{3})")


def folded(text: str) -> str:
    """The text without case, accents and marks, in letters that are written one way only.

    Whatever is neither letter nor digit becomes one space, so that words stay words.
    """
    text = _SEAT.sub("", unicodedata.normalize("NFC", text))
    text = unicodedata.normalize("NFKD", text.casefold()).casefold()  # ™ becomes TM
    kept = (
        _digit(char).translate(_LETTERS)
        for char in text
        if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
    )
    spaced = "".join(char if char.isalnum() else " " for part in kept for char in part)
    return _DOUBLED.sub("و", " ".join(spaced.split()))


def sounded(text: str) -> str:
    """A folded text in letters that stand for one sound each: "tooz khurmatu" is "tuz hurmatu"."""
    for letters, one in SOUNDS:
        text = letters.sub(one, text)
    return text


def _digit(char: str) -> str:
    """A digit of any script as ASCII; every other character as it is."""
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def keys(text: str) -> tuple[str, ...]:
    """What spellings of one name have in common: joined up, with the article and without it."""
    words = folded(text).split()
    bare = [_ARABIC_ARTICLE.sub("", word) for word in words]
    if len(bare) > 1 and bare[0] in ARTICLES:
        bare = bare[1:]
    return tuple(dict.fromkeys(key for key in ("".join(words), "".join(bare)) if key))
