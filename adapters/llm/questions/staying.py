"""Staying: who has been there longest: who came first, and has not left."""

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Col, Missing
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import is_end, is_later, words_in
from adapters.llm.questions.terms import meet
from adapters.llm.questions.tokens import word_set

_LONG = ("long", "lang")
_SERVING = ("serving", "served")
_THERE = word_set("us uns been serving served dabei here hier angestellt employed staff member mitglied")
"""Words with which it is asked how long people have been there, rather than how long something took."""


def stayed(r: Reading) -> tuple[Chunk, Col] | None:
    """Return the superlative of `who has been with us the longest`, and the day on which people came; else None.

    Those who have left are left out.
    """
    chunk = next((c for c in r.chunks if r.free(c) and _is_longest(c)), None)
    if chunk is None or not _THERE & {word for one in r.chunks for word in one.key.replace("-", " ").split()}:
        return None
    table = r.focus or _staff(r)
    if not table or not r.catalogue.is_people(table):
        return None
    roles = r.catalogue.roles[table]
    came = [name for name in roles.dates if name not in roles.born and not is_later(name)]
    left = [name for name in roles.dates if name not in roles.born and is_end(name)]
    if len(came) != 1 or len(left) > 1:
        return None
    r.focus = table
    r.use(*(one for one in r.chunks if one.verb and one.key.rpartition("-")[2] in _SERVING))
    r.filters += [Missing(Col(table, name)) for name in left]
    return chunk, Col(table, came[0])


def _is_longest(chunk: Chunk) -> bool:
    form = chunk.adjective
    return form is not None and form.base in _LONG and form.degree == "superlative"


def _staff(r: Reading) -> str:
    """Return the one table of those who work here."""
    tables = [name for name in r.catalogue.tables if any(meet(word, "employee") for word in words_in(name))]
    return tables[0] if len(tables) == 1 and r.any_op("who") else ""
