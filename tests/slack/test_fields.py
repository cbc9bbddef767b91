"""Links, text inputs, dates and plans: drawn with what Slack has for each; nobody is mentioned by any of it."""

import pytest

from adapters.slack.text import escape, harmless, literal
from core.controls import Button, Control, Date, Label, Link, Option, Plan, Select, Table, Task, TextInput
from tests.slack.drawing import blocks, check_mentions, drawn


def test_a_link_is_a_button_that_opens_its_page() -> None:
    (row,) = blocks(Button("ok", "OK"), Link("docs", "Docs", "https://example.org/a?b=c"))

    assert row["elements"][1] == {
        "type": "button",
        "text": {"type": "plain_text", "text": "Docs"},
        "action_id": "docs:noop:z",
        "value": "docs:noop:z",
        "url": "https://example.org/a?b=c",
    }


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://", "https://x.y/ z", "https://x.y/" + "z" * 3_000])
def test_a_link_that_no_button_can_lead_to_is_written_out(url: str) -> None:
    found = blocks(Link("docs", "Docs", url))

    assert "".join(block["text"]["text"] for block in found).replace("\n", "") == f"*Docs*{url}"


def test_a_text_input_shows_its_value_and_a_button_that_asks_for_another() -> None:
    (found,) = blocks(TextInput("name", "Name", "Ada <3"))

    assert found["text"]["text"] == "*Name*\nAda &lt;3"
    assert (found["accessory"]["text"]["text"], found["accessory"]["value"]) == ("✏️ Name", "name:open:z")


def test_a_long_value_of_a_text_input_is_shown_whole() -> None:
    head, *rest = blocks(TextInput("name", "Name", "<word> " * 500))

    assert head["accessory"]["value"] == "name:open:z"
    assert "".join(block["text"]["text"] for block in rest) == "<word> " * 500


def test_an_empty_text_input_says_so() -> None:
    (found,) = blocks(TextInput("name", "Name", " "))

    assert found["text"]["text"] == "*Name*\n–"


def test_a_date_is_a_date_picker_beside_its_name() -> None:
    (found,) = blocks(Date("day", "Day", "2026-11-23"))

    assert found == {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*Day*"},
        "accessory": {
            "type": "datepicker",
            "action_id": "day:set:z",
            "placeholder": {"type": "plain_text", "text": "Day"},
            "initial_date": "2026-11-23",
        },
    }


def test_what_a_date_picker_cannot_show_stands_in_words() -> None:
    (found,) = blocks(Date("day", "Day", "tomorrow", "2026-11-01"))

    assert found["text"]["text"] == "*Day*\ntomorrow\n2026-11-01 – …"
    assert "initial_date" not in found["accessory"]


def test_a_plan_has_a_card_for_each_step_with_how_it_stands() -> None:
    steps = (Task("One", "done"), Task("Two", "active"), Task("Three"), Task("Four", "failed"))

    (found,) = blocks(Plan("plan", "Plan", steps), done=False)

    assert (found["type"], found["title"]) == ("plan", "Plan")
    assert [(card["title"], card["status"]) for card in found["tasks"]] == [
        ("One", "complete"),
        ("Two", "in_progress"),
        ("Three", "pending"),
        ("Four", "error"),
    ]
    assert len({card["task_id"] for card in found["tasks"]}) == 4


def test_more_steps_than_a_plan_holds_take_several() -> None:
    found = blocks(Plan("plan", "Plan", tuple(Task(f"Step {n}") for n in range(120))))

    assert [(plan["title"], len(plan["tasks"])) for plan in found] == [
        ("Plan (1/3)", 50),
        ("Plan (2/3)", 50),
        ("Plan (3/3)", 20),
    ]


def test_a_step_too_long_for_its_card_stands_whole_in_the_details() -> None:
    (found,) = blocks(Plan("plan", "Plan", (Task("step " * 60),)))

    (card,) = found["tasks"]
    assert card["title"].endswith("…")
    assert card["details"]["elements"][0]["elements"] == [{"type": "text", "text": "step " * 60}]


def test_a_shortened_label_does_not_become_a_mention() -> None:
    (body,) = drawn(Button("b", f"{'x' * 68} @hereby and so on"))

    assert body["blocks"][-1]["elements"][0]["text"]["text"] == f"{'x' * 68} @\u2060her…"
    check_mentions(body)
    for length in range(60, 75):
        check_mentions(drawn(Button("b", f"{'x' * length} @hereby and so on"))[0])


def test_a_cut_does_not_make_a_mention() -> None:
    for body in drawn(TextInput("i", "Input", "x@everyone" * 2_000), text="x@everyone" * 3_000):
        check_mentions(body)


def test_controls_of_one_id_stay_apart() -> None:
    (row,) = blocks(Button("a", "One"), Button("a", "Two"))

    assert [element["action_id"] for element in row["elements"]] == ["a:press:z", "a:press:z:2"]


MENTIONS = (
    *(
        "<!channel>",
        "<!here|here>",
        "<@U061F7AUR>",
        "<!subteam^S1>",
        "&lt;!channel&gt;",
        "&#60;!channel>",
        "&#x3C;@U1>",
    ),
    *("@channel", "@here", "(@Everyone)", "<\\!channel>", "\\<!channel>", "&lt@U1>", "&commat;here", "<&excl;here>"),
)


@pytest.mark.parametrize("mention", MENTIONS)
def test_nobody_is_mentioned_wherever_the_words_stand(mention: str) -> None:
    everywhere: tuple[Control, ...] = (
        Button("b", mention),
        Label("l", mention, mention),
        Label("m", "Long", f"{mention} " * 400),
        TextInput("i", mention, mention),
        Date("d", mention),
        Plan("p", mention, (Task(mention), Task(mention * 50))),
        Select("s", mention, (Option("o", mention),), "o"),
        Table("t", mention, (mention,), ((mention,),)),
    )

    for body in drawn(*everywhere, text=f"hey {mention}\n```\n{mention}\n```"):
        check_mentions(body)


@pytest.mark.parametrize("text", ["ada@example.org", "1 < 2 & 3 > 2", "<https://x.y>", "List<String>", "a&lt;b"])
def test_what_mentions_nobody_stays_as_it_is(text: str) -> None:
    assert harmless(text) == literal(text) == text
    assert "\u2060" not in escape(text)
