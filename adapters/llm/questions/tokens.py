"""Tokens: a question's words as they were written and as they are compared."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer
from msgspec import Struct

_TOKEN = re.compile(
    r"\"(?P<quoted>[^\"]{1,200})\"|(?<![\w])'(?P<single>[^']{1,200})'(?!\w)"
    r"|(?P<number>\d{4}-\d{2}-\d{2}(?!\d)|\d{4}-(?:0[1-9]|1[0-2])(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4}"
    r"|\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)(?P<unit>k\b|%|‰|€|\$|°)?"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*(?:[-_./&+]?[^\W_]+)*\+*|\w+)"
    r"|(?P<sign>>=|<=|!=|<>|[<>=≥≤%€$&+#?])",
)
_QUOTES = str.maketrans(dict.fromkeys("„“”«»", '"') | dict.fromkeys("’‘`´", "'"))
_SHORT = 3
"""Letters of a stem that is no stem where as many were taken away, or `er`: `off` of `offers`, `offenen`, `offer`."""
_IRREGULAR = {"hoh": "hoch"}
"""German stems that change with the ending: `hohe`."""
_GERMAN, _ENGLISH = snowballstemmer.stemmer("german"), snowballstemmer.stemmer("english")


class Token(Struct, frozen=True):
    """One word, number, quotation or sign."""

    text: str
    """As it was written, without quotation marks."""
    start: int
    end: int
    key: str
    """Folded for comparison: `key_of(text)`."""
    quoted: bool = False
    code: bool = False
    """True for the first part of `A-Lizenz`: a value, whatever else the word may mean."""
    number: bool = False
    """True for digits, `1.000` and `1,5` and dates among them."""

    @property
    def has_digit(self) -> bool:
        """Say whether there is a digit in it, as in codes and numbers."""
        return any(character.isdigit() for character in self.text)


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return a text's tokens in order; punctuation between them is left out."""
    found = []
    for match in _TOKEN.finditer(text.translate(_QUOTES)):
        inner = match["quoted"] or match["single"]
        if inner is not None:
            found.append(Token(inner, match.start(), match.end(), key_of(inner), quoted=True))
        elif match["number"]:
            end = match.end("number")
            found.append(Token(match["number"], match.start(), end, match["number"], number=True))
            if match["unit"]:
                found.append(Token(match["unit"], end, match.end(), match["unit"]))
        else:
            written = match.group()
            key = key_of(written).removesuffix("'s")
            found.append(Token(text[match.start() : match.end()], match.start(), match.end(), key))
    return tuple(found)


def word_set(*lines: str) -> frozenset[str]:
    """Return the blank-separated words of some lines."""
    return frozenset(word for line in lines for word in line.split())


@lru_cache(maxsize=50_000)
def key_of(text: str) -> str:
    """Return a text for comparison: lower case, one spelling of umlauts and sharp s, no accents."""
    lowered = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    plain = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return " ".join(plain.split())


@lru_cache(maxsize=50_000)
def stems_of(key: str) -> frozenset[str]:
    """Return the stems of a word's key in German and in English; two words are the same where they share one."""
    plain = key.removesuffix("'s").replace("ae", "a").replace("oe", "o").replace("ue", "u")
    german = _GERMAN.stemWord(plain)
    english = _ENGLISH.stemWord(key.removesuffix("'s"))
    found = (english, _IRREGULAR.get(german, german), _GERMAN.stemWord(key))
    most = 1 if plain == key and key.endswith("er") else _SHORT - 1
    kept = frozenset(stem for stem in found if len(stem) > _SHORT or len(plain) - len(stem) <= most)
    return kept or frozenset((key,))
