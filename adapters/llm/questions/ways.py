"""Ways: whether rows of a table have one row of another, or many."""

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.joins import NoWay, path


def has_one(catalogue: Catalogue, source: str, target: str) -> bool:
    """Say whether each row of a table has one of another, as orders have a customer; a table has itself."""
    try:
        return all(edge.to_one for edge in path(catalogue, source, target))
    except NoWay:
        return False


def has_many(catalogue: Catalogue, source: str, target: str) -> bool:
    """Say whether rows of a table may have several of another, as customers have orders."""
    try:
        return any(not edge.to_one for edge in path(catalogue, source, target))
    except NoWay:
        return False


def happening(catalogue: Catalogue, table: str) -> frozenset[str]:
    """Return the tables whose rows name a row of this one, as orders name a customer: what may happen to it."""
    return frozenset(edge.target for edge in catalogue.leaving(table) if not edge.to_one)
