"""Deverbal: German nouns and participles of one verb: `Anmeldung` and `angemeldet`, `Lieferung` and `geliefert`."""

import re
from functools import lru_cache

_NOUN = re.compile(r"(?P<stem>[a-z]{4,})ung(?:en)?")
_APART = (
    "zurueck", "herunter", "herauf", "heraus", "herein", "hinaus", "hinein", "nieder", "weiter", "zusammen", "durch",
    "unter", "ueber", "frei", "fest", "bereit", "fern", "auf", "aus", "bei", "ein", "her", "hin", "los", "mit", "nach",
    "vor", "weg", "ab", "an", "um", "zu",
)  # fmt: skip
"""What stands before the `ge` of a participle, the longest first."""
_PARTICIPLE = re.compile(rf"(?P<apart>{'|'.join(_APART)})?ge(?P<stem>[a-z]{{3,}}?)e?t(?:e[nmrs]?)?")
_WITHOUT_GE = re.compile(
    rf"(?P<stem>(?:{'|'.join(_APART)})?(?:be|ver|er|ent|zer)[a-z]{{3,}}?|[a-z]{{2,}}ier)e?t(?:e[nmrs]?)?"
)
_LAST_VOWEL = re.compile(r"e(?=[lr]$)")


@lru_cache(maxsize=50_000)
def verb_of(word: str) -> str:
    """Return the stem of the verb that a folded noun or participle is made of; empty where it is none of one."""
    for pattern in (_NOUN, _PARTICIPLE, _WITHOUT_GE):
        found = pattern.fullmatch(word)
        if found is not None:
            return _LAST_VOWEL.sub("", (found.groupdict().get("apart") or "") + found["stem"])
    return ""
