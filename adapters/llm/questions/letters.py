"""Letters: a single letter that is a value of the data, though it is a word as well: `class A`, `Phase I`."""

from collections.abc import Sequence

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.choosing import PLAIN, SURE
from adapters.llm.questions.tokens import Token

_JOINING = ("and", "or", "und", "oder", "bzw", "vs", "versus")


def is_letter(tokens: Sequence[Token], at: int, catalogue: Catalogue) -> bool:
    """Say whether a letter is meant for the value that it is, and not for the article or the pronoun.

    It is behind the name of what holds it; elsewhere only a great letter is that ends the question or a member of a
    row of several.
    """
    token = tokens[at]
    if len(token.key) != 1 or not token.key.isalpha() or not at:
        return False
    holding = {(held.table, held.column) for held in catalogue.values.of((token.key,)) if held.score >= 1.0}
    behind = tokens[at + 1].key if at + 1 < len(tokens) else ""
    last = not behind or not behind[0].isalnum()
    if not holding or not (last or token.text.isupper()):
        return False
    tables = {table for table, _ in holding}
    for ref in (naming.ref for naming in catalogue.named((tokens[at - 1].key,)) if naming.score >= PLAIN):
        if (ref.table, ref.column) in holding or (not ref.column and ref.table in tables):
            return True
    return token.text.isupper() and token.key != "i" and (last or behind in _JOINING)


def is_unknown(tokens: Sequence[Token], at: int, catalogue: Catalogue) -> bool:
    """Say whether a great `A` stands behind a column's name and is none of the values there: no article, at least."""
    if tokens[at].text != "A" or not at or is_letter(tokens, at, catalogue):
        return False
    named = catalogue.named((tokens[at - 1].key,))
    return bool(named) and bool(named[0].ref.column) and named[0].score >= SURE
