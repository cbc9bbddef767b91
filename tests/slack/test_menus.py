"""Selects: drawn as menus, chosen in through the sandbox, read back from what Slack sends."""

from typing import Any

import pytest
from msgspec.structs import replace
from slack_sdk.models.blocks import Block, SectionBlock, StaticSelectElement

from adapters.slack.platform import SlackPlatform
from bots.sandbox.service import Refused, Shelf
from bots.sandbox.slack.rules import elements
from bots.sandbox.slack.server import SlackSandbox
from core.controls import Option, Progress, Select
from core.events import Action
from core.view import View
from tests.slack.connected import over_http, over_socket
from tests.slack.drawing import blocks, drawn

SIZE = Select("size", "Size", (Option("small", "Small"), Option("large", "Large")), "small")


def many(count: int, chosen: str = "") -> Select:
    return Select("city", "City", tuple(Option(f"c{n}", f"City {n}") for n in range(count)), chosen)


def menus(*found: dict[str, Any]) -> list[dict[str, Any]]:
    return [block["accessory"] for block in found]


def values(menu: dict[str, Any]) -> list[str]:
    return [option["value"] for option in menu["options"]]


def test_a_select_is_a_menu_beside_its_label_with_the_chosen_option() -> None:
    (found,) = blocks(SIZE)

    assert found == {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*Size*"},
        "accessory": {
            "type": "static_select",
            "action_id": "size:select:z",
            "placeholder": {"type": "plain_text", "text": "Size"},
            "options": [
                {"text": {"type": "plain_text", "text": "Small"}, "value": "small"},
                {"text": {"type": "plain_text", "text": "Large"}, "value": "large"},
            ],
            "initial_option": {"text": {"type": "plain_text", "text": "Small"}, "value": "small"},
        },
    }


@pytest.mark.parametrize("chosen", ["", "gone"])
def test_a_select_without_a_choice_shows_its_label_instead(chosen: str) -> None:
    (menu,) = menus(*blocks(many(2, chosen)))

    assert "initial_option" not in menu


def test_a_select_without_options_is_named() -> None:
    (found,) = blocks(Select("size", "Size", ()))

    assert found == {"type": "section", "text": {"type": "mrkdwn", "text": "*Size*\n–"}}


def test_a_hundred_options_are_one_menu() -> None:
    (menu,) = menus(*blocks(many(100)))

    assert values(menu) == [f"c{n}" for n in range(100)]


def test_beyond_a_hundred_options_arrows_lead_to_the_others_and_words_say_what_is_chosen() -> None:
    city = replace(many(230, "c150"), first=100)

    head, which, arrows = blocks(city)

    assert head["text"]["text"] == "*City*\nCity 150"
    assert values(head["accessory"]) == [f"c{n}" for n in range(100, 200)]
    assert head["accessory"]["initial_option"]["value"] == "c150"
    assert which["text"]["text"] == "options 101–200 of 230"
    assert [(e["text"]["text"], e["value"]) for e in arrows["elements"]] == [
        ("◀", "city:from-0:z"),
        ("▶", "city:from-200:z"),
    ]


@pytest.mark.parametrize(("first", "arrow"), [(0, "▶"), (200, "◀"), (999, "▶")])
def test_at_an_end_of_the_options_only_one_arrow_leads_on(first: int, arrow: str) -> None:
    head, _, arrows = blocks(replace(many(230), first=first))

    assert head["text"]["text"] == "*City*\n–"
    assert [e["text"]["text"] for e in arrows["elements"]] == [arrow]


def test_options_too_long_for_a_menu_are_shortened_visibly_and_stand_whole_below() -> None:
    long = "a very long option " * 9

    head, whole = blocks(Select("s", "Long", (Option("o", long), Option("p", "short"))))

    shown = head["accessory"]["options"][0]["text"]["text"]
    assert len(shown) <= 75
    assert shown.endswith("…")
    assert whole["text"] == {"type": "plain_text", "text": long}


def test_many_menus_take_several_messages_and_none_is_lost() -> None:
    bodies = drawn(*(Select(f"s{n}", f"Menu {n}", SIZE.options) for n in range(70)))

    found = [element["action_id"] for body in bodies for element in elements(body["blocks"])]
    assert found == [f"s{n}:select:z" for n in range(70)]


def test_the_sdk_takes_the_menus_too() -> None:
    found = blocks(many(230, "c50"), Progress("p", "Timer", 0.5, cancel=True))

    parsed = Block.parse_all(found)

    assert [block.to_dict() for block in parsed] == found
    first = parsed[0]
    assert isinstance(first, SectionBlock)
    assert isinstance(first.accessory, StaticSelectElement)


async def test_a_choice_comes_back_with_its_option() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U1", "D1", "sizes please")
        asked = await both.inbox.next()
        body = SlackPlatform().draw(View(7, "Choose.", controls=(SIZE,), done=True))[0]
        native = await both.gateway.port.send(asked, body, key="k/0", private=False)

        await sandbox.click("U1", place, native, "size:select:7", "large")

        choice = await both.inbox.next()
        assert isinstance(choice, Action)
        assert (choice.control, choice.verb, choice.reply, choice.data) == ("size", "select", 7, {"value": "large"})
        assert choice.session == asked.session


async def test_over_http_an_arrow_and_a_choice_come_back_too() -> None:
    async with over_http() as both:
        place = await both.sandbox.say("U1", "D1", "cities please")
        asked = await both.inbox.next()
        body = SlackPlatform().draw(View(7, "Choose.", controls=(many(101),), done=True))[0]
        native = await both.gateway.port.send(asked, body, key="k/0", private=False)

        await both.sandbox.click("U1", place, native, "city:from-100:7")
        await both.sandbox.click("U1", place, native, "city:select:7", "c99")

        arrow, choice = await both.inbox.next(), await both.inbox.next()
        assert isinstance(arrow, Action)
        assert isinstance(choice, Action)
        assert (arrow.control, arrow.verb) == ("city", "from-100")
        assert (choice.control, choice.data) == ("city", {"value": "c99"})


@pytest.mark.parametrize("value", ["", "huge"])
async def test_what_a_menu_does_not_have_cannot_be_chosen(value: str) -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U1", "D1", "sizes please")
        asked = await both.inbox.next()
        body = SlackPlatform().draw(View(7, "Choose.", controls=(SIZE,), done=True))[0]
        native = await both.gateway.port.send(asked, body, key="k/0", private=False)

        with pytest.raises(Refused, match="no such option"):
            await sandbox.click("U1", place, native, "size:select:7", value)

        assert both.inbox.events.empty()
