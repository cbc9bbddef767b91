"""Options: names, numbers and states said beside a control's noun."""

import re

from adapters.llm.builtin.words import NUMBER, Reading, number

_ARTICLE = r"(?:(?:the|my|our|a|an|die|der|das|den|dem|mein|meine|meinen|unser|unsere|ein|eine|einen)\s+)?"
_STOP = (
    r"(?=\s*(?:[\0,;:=?!()]|\.(?:\s|$)|$|\b(?:please|bitte|with|that|which|who|mit|welche[rs]?|starting|beginning)\b))"
)
_QUOTED = re.compile(r'(?:\b(?:called|named|labell?ed|saying|namens|genannt|for|fur|of)\s+)?"(?P<name>[^"\0]{1,60})"')
_NAMED = re.compile(
    r"(?:\b(?:to count|that counts|which counts|counting|for counting|zum zahlen (?:von|der)|for|of|about|fur|fuer|"
    r"called|named|labell?ed|titled|with (?:the )?name|mit (?:dem )?namen|namens|genannt|von|uber|zu)\b)\s*:?\s*"
    + _ARTICLE
    + r"(?P<name>[^\s\0,;:=?!.()](?:[^\0,;:=?!()]{0,58}?[^\s\0,;:=?!.()])?)"
    + _STOP
)
_BARE = re.compile(
    r"^\s*:?\s*(?P<name>[^\s\0,;:=?!.()]+(?:[ \t]+[^\s\0,;:=?!.()]+)?)[ \t]*(?=[\0,;:=?!.()]|$)",
)
_LINK = r"\s*(?:of|von|zu|bei|at|to|auf|is|ist|:|=)?\s*"


def _numbered(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{words})){_LINK}(?P<n>{NUMBER})")


RANGE = re.compile(
    rf"\b(?:from|between|von|zwischen)\s+(?P<low>{NUMBER})\s+(?:to|and|bis|und|up to)\s+(?P<high>{NUMBER})"
)
STEP = re.compile(
    rf"\b(?:(?:in|with|mit)\s+)?(?:(?:a|the|einer|der|dem)\s+)?(?:steps?|step\s*size|increments?|schrittweite|schritte?n?|schritt)"
    rf"{_LINK}(?P<n>{NUMBER})|\b(?:(?:counting|going|up)\s+)*(?:by|um)\s+(?P<by>{NUMBER})"
    rf"|\bin\s+(?P<er>[0-9]{{1,9}})er[-\s]?schritten"
)
MAXIMUM = _numbered(
    "up to|at most|not above|not over|maximum|max|"
    "bis|hochstens|hoechstens|maximal|nicht uber|nicht mehr als|no more than"
)
MINIMUM = _numbered("at least|not below|not under|minimum|min|mindestens|minimal|nicht unter|no less than")
START = _numbered(
    r"(?:(?:that |which |der |die |das )?(?:starts?|starting|begins?|beginning|startet|startend|beginnt|beginnend|"
    r"start ?wert|anfangswert|initial value|value|wert|set|is|ist|steht))"
    r"(?:\s+(?:at|from|with|by|ab|bei|mit|von|auf))?|at|from|ab|bei|auf|mit|with|von"
)
_PLAIN_NUMBER = re.compile(
    rf"^\s*[:=,]?\s*(?P<n>{NUMBER})\s*(?=[\0,;.!?]|$)|[,=:]\s*(?P<last>{NUMBER})\s*(?=[\0;.!?]|$)"
)
_STATE = re.compile(
    r"(?:[,;:(]\s*|\b)(?:(?:that|which|it|der|die|das|er|sie|es)\s+)?"
    r"(?:(?:is|ist|initially|starts?|starting|turned|switched|"
    r"zunachst|anfangs)\s+)*(?:\b(?P<on>on|an|enabled|eingeschaltet|aktiv|active|checked)|"
    r"(?P<off>off|aus|disabled|ausgeschaltet|inaktiv|inactive|unchecked)|"
    r"(?<=[,:(] )(?P<ein>ein))\b(?:\s+(?:is|ist|by default))?\)?\s*(?=[\0,;.!?]|$)"
)
CLICKING = re.compile(
    r"(?:\b(?:that|which|und|and|die|den|das|der)\s+)?(?:\b(?:i|we|you|ich|wir|man|people)\s+)?(?:\b(?:can|could|to)\s+)?"
    r"\b(?:be\s+)?click(?:ed)?(?:\s+on)?(?:\s+(?:through|thru))?(?:\s+(?:it|them))?\b"
    r"|\b(?:(?:die|den|das|der|zum)\s+)?(?:(?:ich|wir|man)\s+)?(?:durch)?klicken(?:\s+kann|\s+konnen)?\b"
    r"|\b(?:clickable|klickbar\w*|durchklickbar\w*)\b"
)


def name_in_quotes(reading: Reading) -> str:
    """Take the name given in quotes; empty if there is none."""
    taken = reading.take(_QUOTED)
    return taken["name"] if taken else ""


def name_in(reading: Reading) -> str:
    """Take the name given in quotes or after "for", "called" and their like; empty if there is none."""
    if name := name_in_quotes(reading):
        return name
    taken = reading.take(_NAMED)
    return taken["name"] if taken else ""


def bare_name(reading: Reading, known: frozenset[str]) -> str:
    """Take one or two words right after the noun as its name, where they are not `known` to mean something else."""
    found = _BARE.match(reading.left)
    if found is None or known.intersection(found["name"].split()):
        return ""
    taken = reading.take(_BARE)
    return taken["name"] if taken else ""


def number_in(reading: Reading, pattern: re.Pattern[str]) -> int | None:
    """Take the number that `pattern` introduces."""
    taken = reading.take(pattern)
    return next((number(value) for value in taken.values()), None) if taken else None


def start_in(reading: Reading) -> int | None:
    """Take the number a counter is to start with: introduced by a word, or alone at an end."""
    introduced = number_in(reading, START)
    return introduced if introduced is not None else number_in(reading, _PLAIN_NUMBER)


def state_in(reading: Reading) -> bool | None:
    """Take the state a toggle is to start with."""
    taken = reading.take(_STATE)
    return None if taken is None else "off" not in taken
