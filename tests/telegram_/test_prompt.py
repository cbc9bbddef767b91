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
    return prompt_of(form(value), problem, "name:set:10", "trivium_bot")


def test_a_prompt_says_what_to_write_and_waits_for_the_reply() -> None:
    body = prompt()

    assert body["text"] == "✏️ Name — write it as an answer to this message."
    assert body["entities"] == [
        {"type": "text_link", "offset": 0, "length": 2, "url": "https://t.me/trivium_bot?start=nameZsetZ10"}
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

    body = prompt_of(asked, "", "due:set:10", "bot")

    assert body["text"] == "✏️ Due — write the day, as in 2026-12-31, as an answer to this message."


def test_the_placeholder_is_the_fields_own_where_it_has_one_and_ends_visibly() -> None:
    body = prompt_of(form(placeholder="p" * 100), "", "name:set:10", "bot")

    assert body["reply_markup"]["input_field_placeholder"] == "p" * 63 + "…"


@settings(max_examples=200, deadline=None)
@given(names, names, names, names, ids, st.integers(1, 36**10))
def test_every_prompt_is_taken_by_telegram_and_known_again(
    label: str, value: str, placeholder: str, problem: str, control: str, reply: int
) -> None:
    asked = form_of(TextInput(control, label, value, placeholder))
    assert asked is not None

    body = prompt_of(asked, problem, encode(control, "set", reply), "trivium_bot")

    content_of(Params(body))
    assert violations("sendMessage", {"chat_id": 1, **body}) == []
    assert len(body["entities"][0]["url"].partition("start=")[2]) <= 64
    known = Token(control, "set", reply)
    assert token_of_prompt(body["text"], body["entities"], "trivium_bot") == known
    assert token_of_prompt(body["text"], [msgspec.convert(e, Entity) for e in body["entities"]], "Trivium_Bot") == known


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("✏️ Name", {"type": "text_link", "offset": 1, "length": 1, "url": "https://t.me/b?start=nameZsetZ10"}),
        ("✏️ Name", {"type": "text_link", "offset": 0, "length": 7, "url": "https://t.me/b?start=nameZsetZ10"}),
        ("no Name", {"type": "text_link", "offset": 0, "length": 2, "url": "https://t.me/b?start=nameZsetZ10"}),
        ("✏️ Name", {"type": "text_link", "offset": 0, "length": 2, "url": "https://e.example/b?start=nameZsetZ10"}),
        ("✏️ Name", {"type": "text_link", "offset": 0, "length": 2, "url": "https://t.me/b?start=hello"}),
        ("✏️ Name", {"type": "text_link", "offset": 0, "length": 2, "url": "https://[/"}),
        ("✏️ Name", {"type": "bold", "offset": 0, "length": 2}),
    ],
)
def test_another_message_is_no_prompt(text: str, entity: Body) -> None:
    assert token_of_prompt(text, [entity], "b") is None
    assert token_of_prompt(text, [], "b") is None


@pytest.mark.parametrize(
    ("start", "username"), [("nameZsetZ10", "a"), ("nameZsetZ10", ""), ("nameZdeleteZ10", "b"), ("nameZopenZ10", "b")]
)
def test_only_a_value_to_set_for_this_very_bot_is_asked_for(start: str, username: str) -> None:
    over = {"type": "text_link", "offset": 0, "length": 2, "url": f"https://t.me/b?start={start}"}

    assert token_of_prompt("✏️ Name", [over], username) is None
    assert token_of_prompt("✏️ Name", [{**over, "url": "https://t.me/b?start=nameZsetZ10"}], "b") is not None


@pytest.mark.parametrize("before", ["", "word " * 819, "# ", "> ", "**a**\n\n"])
@pytest.mark.parametrize("pencil", ["✏️", "✏", "**✏️**", "✏️ Name", " ✏️", "&#9999;&#65039;"])
def test_no_text_of_a_model_is_taken_for_a_prompt(before: str, pencil: str) -> None:
    text = f"{before}[{pencil}](https://t.me/trivium_bot?start=nameZsetZ10) Name"

    for body in draw(View(id=36, text=text, done=True)):
        assert token_of_prompt(body["text"], body["entities"], "trivium_bot") is None
        assert all("start=" not in entity.get("url", "") for entity in body["entities"])


@pytest.mark.parametrize("start", range(4070, 4098))
def test_no_cut_makes_a_prompt_of_the_end_of_a_link(start: int) -> None:
    bodies = draw(
        View(id=36, text="x" * start + " [aaaaaaaaaa ✏️](https://t.me/trivium_bot?start=helpZsetZ1)", done=True)
    )

    assert len(bodies) > 1
    assert [e for body in bodies for e in body["entities"] if e["type"] == "text_link"] == []
    assert [token_of_prompt(body["text"], body["entities"], "trivium_bot") for body in bodies] == [None] * len(bodies)


@pytest.mark.parametrize(
    "url",
    [
        "https://t.me/x?start=helpZsetZ1",
        "HTTP://T.ME/x/?a=b&startapp=1",
        "https://telegram.me/x?startgroup",
        "https://telegram.dog/x?st%61rt=1",
        "https://x.t.me?start=1",
        "https://t.me/x?sta\u0333rt=1",
    ],
)
def test_a_link_that_starts_a_bot_is_its_words_and_an_address_that_is_no_link(url: str) -> None:
    (body,) = draw(View(id=36, text=f"See [our bot]({url}).", done=True))

    assert body["entities"] == []
    assert body["text"].startswith("See our bot (")
    assert "start=" not in url or url in body["text"].replace("\u2060", "")


@pytest.mark.parametrize("url", ["https://t.me/durov/5", "https://t.me/x?text=hi", "https://e.example/?start=1"])
def test_any_other_link_stays_one(url: str) -> None:
    (body,) = draw(View(id=36, text=f"See [this]({url}).", done=True))

    assert [(piece(body, "text_link"), entity["url"]) for entity in body["entities"]] == [(["this"], url)]


@pytest.mark.parametrize(
    "url", ["https://t.me/x?start=1", "telegram.me/x?a=b&startgroup=1", "https://t.me/x?start=@ada_l"]
)
def test_the_bare_address_of_a_start_is_no_link(url: str) -> None:
    (body,) = draw(View(id=36, text=f"See {url} now", done=True))

    assert body["entities"] == []
    assert ".\u2060me/x?" in body["text"]
    assert body["text"].replace("\u2060", "") == f"See {url} now"
