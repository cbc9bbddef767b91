from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.telegram.draw import draw
from bots.sandbox.telegram.params import Params
from bots.sandbox.telegram.rules import content_of, utf16
from core.artifacts import Artifact
from core.controls import Button, Control, Counter, Label, Machine, Option, Progress, Select, Table, Toggle, Transition
from core.view import View
from tests.telegram_.specification import violations

COUNTER = Counter("count", "Counter", 3)
TOGGLE = Toggle("lamp", "Lamp", on=True)
BUTTON = Button("order", "Order", "primary")
LABEL = Label("city", "City", "Zürich")
TABLE = Table("staff", "Staff", ("name", "pay"), (("Ada", 1200), ("Ben", 90)))
MACHINE = Machine(
    "light",
    "Light",
    ("red", "green"),
    "red",
    (Transition("go", "Go", "red", "green"), Transition("halt", "Halt", "green", "red")),
)
LONG_TABLE = Table("log", "Log", ("n", "what"), tuple((n, "x" * 60) for n in range(200)))
SELECT = Select("size", "Size", (Option("small", "Small"), Option("large", "Large")), "small")
PROGRESS = Progress("timer", "Timer", 0.4, cancel=True)
EVERYTHING = (COUNTER, TOGGLE, BUTTON, LABEL, TABLE, MACHINE, SELECT, PROGRESS)


def shown(*controls: Control, text: str = "Here it is.") -> View:
    return View(id=36, text=text, controls=controls, done=True)


def keys(body: dict[str, Any]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = body["reply_markup"]["inline_keyboard"]
    return rows


def piece(body: dict[str, Any], kind: str) -> list[str]:
    units = body["text"].encode("utf-16-le")
    return [
        units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in body["entities"]
        if e["type"] == kind
    ]


def test_markdown_becomes_text_with_entities() -> None:
    (body,) = draw(shown(text="# Title\n🙂 **bold** and `code` and [a link](https://example.org)"))

    assert body["text"] == "Title\n🙂 bold and code and a link"
    assert piece(body, "bold") == ["Title", "bold"]
    assert piece(body, "code") == ["code"]
    assert piece(body, "text_link") == ["a link"]
    assert "parse_mode" not in body
    assert body["link_preview_options"] == {"is_disabled": True}


def test_a_counter_is_a_row_with_its_value_between_the_steps() -> None:
    (body,) = draw(shown(COUNTER))

    assert keys(body) == [
        [
            {"text": "−", "callback_data": "count:dec:10"},
            {"text": "Counter: 3", "callback_data": "count:noop:10"},
            {"text": "+", "callback_data": "count:inc:10"},
        ]
    ]


@pytest.mark.parametrize(("on", "text", "look"), [(True, "✅ Lamp", {"style": "success"}), (False, "⬜ Lamp", {})])
def test_a_toggle_is_a_button_that_shows_its_state(on: bool, text: str, look: dict[str, str]) -> None:
    (body,) = draw(shown(Toggle("lamp", "Lamp", on)))

    assert keys(body) == [[{"text": text, "callback_data": "lamp:toggle:10", **look}]]


def test_a_buttons_style_is_telegrams_own_and_the_default_has_none() -> None:
    (body,) = draw(shown(BUTTON, Button("drop", "Drop", "danger"), Button("wait", "Wait")))

    assert keys(body) == [
        [
            {"text": "Order", "callback_data": "order:press:10", "style": "primary"},
            {"text": "Drop", "callback_data": "drop:press:10", "style": "danger"},
            {"text": "Wait", "callback_data": "wait:press:10"},
        ]
    ]


def test_a_machine_is_a_line_of_states_with_a_row_for_each_move_now_possible() -> None:
    (body,) = draw(shown(MACHINE))

    assert body["text"] == "Here it is.\n\nLight: ● red → ○ green"
    assert keys(body) == [[{"text": "Go", "callback_data": "light:go:10", "style": "primary"}]]


def test_labels_and_tables_stand_below_the_answer_in_the_same_message() -> None:
    (body,) = draw(shown(LABEL, TABLE))

    assert body["text"] == "Here it is.\n\nCity: Zürich\nStaff\nname   pay\n────  ────\nAda   1200\nBen     90"
    assert piece(body, "bold") == ["City", "Staff"]
    assert piece(body, "pre") == ["name   pay\n────  ────\nAda   1200\nBen     90"]
    assert "reply_markup" not in body


def test_buttons_are_wrapped_by_the_width_of_their_labels() -> None:
    narrow = [Button(f"b{n}", "x") for n in range(10)]
    wide = [Button(f"w{n}", "a long label here") for n in range(3)]

    (body,) = draw(shown(*narrow, *wide))

    assert [len(row) for row in keys(body)] == [8, 2, 1, 1, 1]


def test_a_hundred_and_one_buttons_go_on_in_a_second_message() -> None:
    first, second = draw(shown(*[Button(f"b{n}", "x") for n in range(101)]))

    assert sum(map(len, keys(first))) + sum(map(len, keys(second))) == 101
    assert sum(map(len, keys(first))) <= 100
    assert second["text"] == "…"


def test_controls_without_words_get_a_text_since_telegram_wants_one() -> None:
    (body,) = draw(shown(COUNTER, TOGGLE, text=""))

    assert body["text"] == "Counter · Lamp"


def test_nothing_to_show_is_no_message() -> None:
    assert draw(View(id=1, text=" \n ", done=True)) == ()


def test_text_that_markdown_hides_is_shown_as_it_was_written() -> None:
    (body,) = draw(shown(text="<!-- nothing -->"))

    assert body["text"] == "<!-- nothing -->"


def test_a_preview_shows_the_text_and_no_control_but_progress() -> None:
    artifacts: tuple[Artifact, ...] = (TABLE,)

    (alone,) = draw(View(id=36, text="Here", controls=EVERYTHING[:-1], artifacts=artifacts))
    (working,) = draw(View(id=36, text="Here", controls=EVERYTHING, artifacts=artifacts))

    assert alone["text"] == "Here"
    assert "reply_markup" not in alone
    assert working["text"] == "Here\n\nTimer ▓▓▓▓░░░░░░ 40 %"
    assert keys(working) == [[{"text": "Stop", "callback_data": "timer:cancel:10"}]]


def test_a_text_of_4096_utf16_units_is_one_message_and_one_more_is_two() -> None:
    full = "🙂" * 2048

    assert len(draw(shown(text=full))) == 1
    assert [body["text"] for body in draw(shown(text=full + "x"))] == [full, "x"]


def test_a_long_table_is_split_over_messages_with_every_row_and_the_keyboard_on_the_last() -> None:
    wide = Table("log", "Log", ("n", "what"), tuple((n, "x" * 600) for n in range(20)))

    bodies = draw(shown(wide, COUNTER))

    together = "".join(body["text"] for body in bodies)
    assert len(bodies) > 1
    assert all(f"\nn: {n}\nwhat: {'x' * 600}" in together for n in range(20))
    assert ["reply_markup" in body for body in bodies] == [False] * (len(bodies) - 1) + [True]


def test_code_that_is_cut_in_two_stays_code_in_both() -> None:
    code = "".join(f"line {n} /stop @ada_l\n" for n in range(400))

    bodies = draw(shown(text=f"```py\n{code}```"))

    assert len(bodies) > 1
    assert "".join(text for body in bodies for text in piece(body, "pre")).strip() == code.strip()
    assert {entity.get("language") for body in bodies for entity in body["entities"]} == {"py"}


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("<div>one</div>", "<div>one</div>"),
        ("See\n\n<p>two</p>\n\nthree", "See\n\n<p>two</p>\n\nthree"),
        ("a <b>b</b> \ufdd0", "a <b>b</b> \ufdd0"),
        ("x[^1]\n\n[^1]: foot", "x[^1]\n\n[^1]: foot"),
        ("[mail](mailto:a@b.example)", "mail (mailto:a@b.example)"),
        ("[here](local.txt) now", "here (local.txt) now"),
        ("- [ ] no\n- [x] yes", "⬜ no\n✅ yes"),
    ],
)
def test_what_markdown_would_hide_is_shown(said: str, text: str) -> None:
    (body,) = draw(shown(text=said))

    assert body["text"].strip() == text


@pytest.mark.parametrize("said", ["/stop", "Try /stop now", "(/stop@trivium_bot)", "**/stop**", "/", "and/or 1/2 a/b"])
def test_an_answer_offers_no_command(said: str) -> None:
    (body,) = draw(shown(text=said))

    assert body["text"] == said.replace("*", "").replace("/stop", "/\u2060stop")


@pytest.mark.parametrize("sign", ["@ada_l", "/stop"])
@pytest.mark.parametrize("length", range(4090, 4098))
def test_a_cut_makes_no_mention_and_no_command(sign: str, length: int) -> None:
    bodies = draw(shown(text="x" * length + sign + "x" * 50))

    assert [body["text"] for body in bodies if body["text"].startswith(sign)] == []


def test_a_web_address_with_a_name_in_it_still_leads_there() -> None:
    url = "https://e.example/@ada_l/x"

    (body,) = draw(shown(text=f"See {url}, please"))

    assert body["text"] == "See https://e.example/@\u2060ada_l/x, please"
    assert [entity["url"] for entity in body["entities"]] == [url]
    assert piece(body, "text_link") == ["https://e.example/@\u2060ada_l/x"]


def test_more_than_a_hundred_entities_go_on_in_a_second_message() -> None:
    bodies = draw(shown(text=" ".join(f"**w{n}**" for n in range(150))))

    assert [len(body["entities"]) for body in bodies] == [100, 50]
    assert [word for body in bodies for word in piece(body, "bold")] == [f"w{n}" for n in range(150)]


def test_an_answer_mentions_nobody() -> None:
    (body,) = draw(shown(text="ask **@ada_l now** or [Ben](tg://user?id=1002), write to a@example.org, use `@cache`"))

    assert body["text"] == "ask @\u2060ada_l now or Ben (tg:\u2060//user?id=1002), write to a@example.org, use @cache"
    assert piece(body, "bold") == ["@\u2060ada_l now"]
    assert piece(body, "code") == ["@cache"]
    assert piece(body, "text_link") == []


def test_a_label_too_long_for_a_button_ends_visibly() -> None:
    (body,) = draw(shown(Button("b", "x" * 200)))

    assert keys(body)[0][0]["text"] == "x" * 63 + "…"


def test_the_longest_ids_give_button_data_that_telegram_takes() -> None:
    long = "a" * 24
    machine = Machine(long, "M", ("s",), "s", (Transition(long, "Go", "s", "s"),))
    select = Select(long, "S", (Option(long, "One"),))

    (body,) = draw(View(id=36**13 - 1, text="x", controls=(machine, select), done=True))

    assert [len(row[0]["callback_data"].encode()) for row in keys(body)] == [63, 63]
    content_of(Params(body))


@pytest.mark.parametrize("control", EVERYTHING, ids=lambda control: type(control).__name__)
def test_every_control_is_taken_by_the_sandbox_and_fits_the_bot_apis_description(control: Control) -> None:
    (body,) = draw(shown(control))

    content_of(Params(body))
    assert violations("sendMessage", {"chat_id": 1, **body}) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "**b** ",
                "🙂" * 900,
                "\n\n",
                "`c` ",
                "- item\n",
                "> quote\n",
                "@somebody ",
                "wörd " * 300,
                "```\ncode\n",
                "# H\n",
            ]
        ),
        max_size=40,
    ),
    st.lists(st.sampled_from((*EVERYTHING, LONG_TABLE)), max_size=5),
)
def test_whatever_is_drawn_is_taken_by_the_sandbox(pieces: list[str], controls: list[Control]) -> None:
    bodies = draw(shown(*controls, text="".join(pieces)))

    for body in bodies:
        assert content_of(Params(body))["text"] == body["text"]
        assert utf16(body["text"]) <= 4096
