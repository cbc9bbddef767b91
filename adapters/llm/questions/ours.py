"""Ours: words for the house whose data this is, as `in der Praxis`: all rows are of it, so they say nothing."""

from collections.abc import Mapping, Sequence

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.terms import meet
from adapters.llm.questions.tokens import Token, word_set

_HOUSES: Mapping[str, tuple[str, ...]] = {
    "school schule academy akademie kindergarten kita": ("student", "pupil", "teacher", "child", "course"),
    "university universitaet uni hochschule": ("student", "lecture"),
    "practice praxis clinic klinik hospital krankenhaus": ("patient", "pet", "treatment", "appointment"),
    "library bibliothek buecherei": ("book", "loan"),
    "theatre theater cinema kino museum": ("performance", "screening", "ticket", "exhibit", "exhibition"),
    "hotel hostel": ("room", "guest"),
    "restaurant cafe bakery baeckerei": ("dish", "product", "reservation"),
    "gym studio": ("member", "course"),
    "shop store laden geschaeft warehouse lager": ("product", "article", "stock", "order"),
    "factory plant fabrik": ("machine",),
    "workshop werkstatt": ("repair", "vehicle"),
    "agency agentur kanzlei": ("project", "client"),
}
"""Houses, and tables of which one at least stands in the data of one."""
_LEAVING = word_set("left leave leaves leaving joined join joins joining")
"""Verbs of which the house is what is left or joined."""
_ANY = word_set("verein firma unternehmen company business organisation organization betrieb club")
"""Words for any house."""
HOUSES = word_set(*_HOUSES)
_BEFORE = word_set(
    "the our this der die das dem den des unser unserem unserer unsere unseren dieser diesem im am beim zur zum vom",
)
_WORKING = word_set("work works working worked arbeiten arbeitet gearbeitet based located stationed")
"""Verbs with which a house is a place among several."""


def is_ours(tokens: Sequence[Token], at: int, catalogue: Catalogue) -> bool:
    """Say whether a word is for the house itself, of which the data has no other."""
    before = tokens[at - 1].key if at else ""
    if tokens[at].key in _ANY and at > 1 and before in _BEFORE and tokens[at - 2].key in _LEAVING:
        return True
    if before not in _BEFORE or any(token.key in _WORKING for token in tokens) or catalogue.named((tokens[at].key,)):
        return False
    if tokens[at].key in _ANY:
        behind = tokens[at + 1].key if at + 1 < len(tokens) else ""
        return not catalogue.named((behind,)) if behind else True
    signs = next((signs for house, signs in _HOUSES.items() if tokens[at].key in house.split()), ())
    return any(meet(word, sign) for table in catalogue.tables for word in words_in(table) for sign in signs)
