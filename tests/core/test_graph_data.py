"""What a graph's file may say of an expert with a database."""

from pathlib import Path

import pytest

from core.graph import load_graph
from tests.core.test_graph import folder, mistake, rich

__all__ = ["folder"]

TOOLS = 'tools = ["calculator"]'


def test_an_expert_may_have_a_database_with_tables_and_words(folder: Path) -> None:
    says = 'database = "main", tables = ["orders"], words = { sales = "orders.amount" }'
    (folder / "g.toml").write_text(rich((TOOLS, says)))

    spec = load_graph("g", folder).nodes["numbers"]

    assert (spec.database, spec.tables, spec.words) == ("main", ("orders",), {"sales": "orders.amount"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (rich((TOOLS, f'{TOOLS}, database = "main"')), "nodes.numbers.tools: expected none beside a database"),
        (rich((TOOLS, 'tables = ["a"]')), "nodes.numbers.tables: expected a database, whose tables they are"),
        (rich((TOOLS, 'words = { a = "b" }')), "nodes.numbers.words: expected a database, whose tables they are"),
        (rich(('model = "m"', 'database = "m"')), "nodes.thinker.database: a thinker node has none; expected"),
        (
            rich((TOOLS, 'database = "main", words = { a = 3 }')),
            "nodes.numbers.words.a: input should be a valid string",
        ),
    ],
)
def test_what_cannot_be_is_named(folder: Path, text: str, said: str) -> None:
    assert said in mistake(folder, text)
