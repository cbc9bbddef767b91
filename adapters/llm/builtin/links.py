"""Links, from clauses."""

import re
from urllib.parse import urlsplit

from adapters.llm.builtin import options
from adapters.llm.builtin.clauses import LONGEST_NAME, Clause
from adapters.llm.builtin.lexicon import FILLERS
from adapters.llm.builtin.made import Made
from adapters.llm.builtin.phrases import phrases
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.words import Reading
from core.controls import Link
from core.wellformed import ill_formed

ADDRESS = r"(?:[a-z][a-z0-9+.-]*:[^\s\0]*[^\s\0,;.!?\"]|www\.[^\s\0]*[^\s\0,;.!?\"])"
"""Anything that looks like an address, of whatever scheme, in a folded text."""
_ADDRESS = re.compile(
    r"(?:[\s,:]*\b(?:that (?:leads|points|goes) to|(?:leading|pointing|going) to|to|at|with|for|auf|zu|zur|nach|mit|"
    r"fur|fuer|the|der|die|address|url|adresse|seite|page)\b)*"
    rf"[\s,:=]*\"?(?P<url>{ADDRESS})\"?"
)


def links(clause: Clause, shelf: Shelf) -> Made:
    """Make the link of a clause; without an address that can be opened, say which one it needs."""
    said = phrases(shelf.language)
    reading = Reading(clause.after)
    taken = reading.take(_ADDRESS)
    name = " ".join(clause.modifiers) or options.name_in(reading) or options.bare_name(reading, FILLERS)
    if len(name) > LONGEST_NAME:
        return Made(question=said.name_too_long.format(LONGEST_NAME))
    if taken is None:
        return Made(question=said.which_address)
    url = _whole(taken["url"])
    known = shelf.named(name, Link)
    place = shelf.place(name or _host(url), said.link)
    made = Link(known.id if known else place.id, known.label if known else place.label, url)
    if ill_formed(made):
        return Made(question=said.needs_address.format(said.quoted(made.label), said.quoted(url)))
    shelf.put(made)
    return Made((made,), (*clause.uncounted(1), *reading.unexplained(FILLERS)))


def _whole(url: str) -> str:
    """Return an address without the bracket that closes what it stands in."""
    return url[:-1] if url.endswith(")") and url.count("(") < url.count(")") else url


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "")[:LONGEST_NAME]
    except ValueError:
        return ""
