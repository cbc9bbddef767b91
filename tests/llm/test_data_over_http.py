"""Whole turns over a database with a real model's answers, honest and otherwise."""

import pytest
from msgspec import json

from core.data import Inquiry
from core.envelope import InputAnalysis, Interpretation, Route
from core.graph import load_graph
from core.pool import NodePool
from tests.core.runtimes import happened, kit, made
from tests.llm.openai_server import Answer
from tests.llm.test_remote import connected
from tests.shelf import Shelf

QUESTION = "how many customers are there in Hamburg?"
ASKED = Inquiry("select count(*) as n from customers where city = 'Hamburg'", "Customers in Hamburg", "value")
MISSPELT = Inquiry("select count(*) as n from customers where town = 'Hamburg'", "Customers in Hamburg", "value")
NOTHING_KEPT = "{}"


def written(value: object) -> str:
    return json.encode(value).decode()


BEFORE = (written(InputAnalysis("data")), written(Route("data")))
HONEST = written(Interpretation("There are 2 customers in Hamburg."))
LYING = written(Interpretation("There are 7 customers in Hamburg."))


async def answered(*script: Answer) -> tuple[str, list[str], Shelf, list[str]]:
    """Return what is said, what was sent, the database, and who was refused."""
    shelf = Shelf()
    async with connected(*BEFORE, *script, NOTHING_KEPT) as (model, server):
        pool = NodePool(load_graph("v4-eras"), kit(model, {"main": shelf}))
        runtime, heard = made(model, "v4-eras", pool=pool)
        await runtime.handle_message(QUESTION)
        await runtime.settle()
        sent = ["\n".join(message.content for message in request.messages) for request in server.requests]
    return runtime.sink.text, sent, shelf, happened(heard, "figures_refused")


async def test_an_honest_model_is_believed() -> None:
    text, sent, _, refused = await answered(written(ASKED), HONEST, "In Hamburg there are **2**.")

    assert (text, refused) == ("In Hamburg there are **2**.", [])
    assert "has a database with customers, orders" in sent[1]
    assert "table customers (3 rows): who buys" in sent[2]
    assert "exactly one `SELECT`" in sent[2]
    assert "Today is 1970-01-12." in sent[2]


async def test_a_misspelt_column_is_mended_with_what_the_database_says() -> None:
    text, sent, shelf, _ = await answered(written(MISSPELT), written(ASKED), HONEST, "2 customers.")

    assert text == "2 customers."
    assert shelf.asked == [MISSPELT.sql, ASKED.sql]
    assert "That cannot be used: no such column: town" in sent[3]
    assert MISSPELT.sql in sent[3]


@pytest.mark.parametrize(
    ("script", "refused"),
    [
        ((LYING, LYING, "Customers in Hamburg: **2**."), ["interpreter"]),
        ((LYING, HONEST, "It is 7."), ["output"]),
        ((LYING, LYING, "It is 7."), ["interpreter", "output"]),
    ],
)
async def test_a_number_from_nowhere_is_never_said(script: tuple[Answer, ...], refused: list[str]) -> None:
    text, _, _, named = await answered(written(ASKED), *script)

    assert "7" not in text
    assert "2" in text
    assert named == refused
