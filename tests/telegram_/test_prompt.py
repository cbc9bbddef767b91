"""The prompt for a field's value: what it says, and that it is known again by what it carries."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.shared.platform import Body
from adapters.shared.tokens import Token, encode
from adapters.telegram.draw import draw
from adapters.telegram.prompt import prompt_of, token_of_prompt
from bots.sandbox.telegram.params import Params
from bots.sandbox.telegram.rules import content_of
from core.controls import Date, TextInput
from core.fields import Form, form_of
from core.view import View
from tests.telegram_.specification import violations
from tests.telegram_.test_drawing import piece
from tests.views import names

ids = st.from_regex(r"[a-z][a-z0-9_-]{0,23}", fullmatch=True)


class Entity(msgspec.Struct):
    """As a replied-to message's entities are read."""

    type: str
    offset: int
    length: int
    url: str = ""


def form(value: str = "", **rest: str) -> Form:
    asked = form_of(TextInput("name", "Name", value, **rest))  # type: ignore[arg-type]
    assert asked is not None
    return asked


def prompt(value: str = "", problem: str = "") -> Body:
    return prompt_of(form(value), problem, "name:reply:10", "trivium_bot")


def test_a_prompt_says_what_to_write_and_waits_for_the_reply() -> None:
    body = prompt()

    assert body["text"] == "✏️ Name — write it as an answer to this message."
    assert body["entities"] == [
        {"type": "text_link", "offset": 0, "length": 2, "url": "https://t.me/trivium_bot?start=nameZreplyZ10"}
    ]
    assert body["reply_markup"] == {"force_reply": True, "selective": True, "input_field_placeholder": "Name"}


def test_a_prompt_says_what_was_wrong_first_and_shows_the_present_value() -> None:
    body = prompt("Ada", "Name takes at most 2 characters.")

    assert body["text"].startswith("✏️ Name takes at most 2 characters.\nName — write it")
    assert body["text"].endswith("message.\nAda")
    assert piece(body, "code") == ["Ada"]
    assert piece(prompt("A\nB"), "pre") == ["A\nB"]


def test_a_prompt_for_a_day_says_how_days_are_written() -> None:
    asked = form_of(Date("due", "Due"))
    assert asked is not None

    body = prompt_of(asked, "", "due:reply:10", "bot")

    assert body["text"] == "✏️ Due — write the day, as in 2026-12-31, as an answer to this message."


def test_the_placeholder_is_the_fields_own_where_it_has_one_and_ends_visibly() -> None:
    body = prompt_of(form(placeholder="p" * 100), "", "name:reply:10", "bot")

    assert body["reply_markup"]["input_field_placeholder"] == "p" * 63 + "…"


@settings(max_examples=200, deadline=None)
@given(names, names, names, names, ids, st.integers(1, 36**10))
def test_every_prompt_is_taken_by_telegram_and_known_again(
    label: str, value: str, placeholder: str, problem: str, control: str, reply: int
) -> None:
    asked = form_of(TextInput(control, label, value, placeholder))
    assert asked is not None

    body = prompt_of(asked, problem, encode(control, "reply", reply), "trivium_bot")

    content_of(Params(body))
    assert violations("sendMessage", {"chat_id": 1, **body}) == []
    assert len(body["entities"][0]["url"].partition("start=")[2]) <= 64
    known = Token(control, "reply", reply)
    assert token_of_prompt(body["text"], body["entities"]) == known
    assert token_of_prompt(body["text"], [msgspec.convert(e, Entity) for e in body["entities"]]) == known


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("✏️ Name", {"type": "text_link", "offset": 1, "length": 1, "url": "https://t.me/b?start=nameZreplyZ10"}),
        ("✏️ Name", {"type": "text_link", "offset": 0, "length": 7, "url": "https://t.me/b?start=nameZreplyZ10"}),
        ("no Name", {"type": "text_link", "offset": 0, "length": 2, "url": "https://t.me/b?start=nameZreplyZ10"}),
        ("✏️ Name", {"type": "text_link", "offset": 0, "length": 2, "url": "https://e.example/b?start=nameZreplyZ10"}),
        ("✏️ Name", {"type": "text_link", "offset": 0, "length": 2, "url": "https://t.me/b?start=hello"}),
        ("✏️ Name", {"type": "text_link", "offset": 0, "length": 2, "url": "https://[/"}),
        ("✏️ Name", {"type": "bold", "offset": 0, "length": 2}),
    ],
)
def test_another_message_is_no_prompt(text: str, entity: Body) -> None:
    assert token_of_prompt(text, [entity]) is None
    assert token_of_prompt(text, []) is None


@pytest.mark.parametrize("before", ["", "word " * 819, "# ", "> ", "**a**\n\n"])
@pytest.mark.parametrize("pencil", ["✏️", "✏", "**✏️**", "✏️ Name", " ✏️", "&#9999;&#65039;"])
def test_no_text_of_a_model_is_taken_for_a_prompt(before: str, pencil: str) -> None:
    text = f"{before}[{pencil}](https://t.me/trivium_bot?start=nameZreplyZ10) Name"

    for body in draw(View(id=36, text=text, done=True)):
        assert token_of_prompt(body["text"], body["entities"]) is None
        assert all("start=" not in entity.get("url", "") for entity in body["entities"])
