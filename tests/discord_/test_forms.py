"""Forms: a click opens a modal, what is filled in comes back as a click with a value."""

import asyncio

import pytest

from adapters.discord import interactions
from core.controls import Date, TextInput
from core.errors import PlatformError
from core.events import Action
from core.fields import form_of
from core.phrases import phrase
from tests.discord_.connected import CALLBACK, Home, connected
from tests.discord_.specification import violations
from tests.waiting import until

NAME = TextInput("name", "Name", "Ada", placeholder="Your name", multiline=True, minimum=2, maximum=20)
FORM = form_of(NAME)
MODAL, NOTICE, DEFERRED, UPDATE = 9, 4, 6, 7


async def pressed(home: Home, native: str = "") -> tuple[str, Action]:
    """Let Ada press the field's button; return the native id of the message it is on, and the click."""
    native = native or await home.show(NAME)
    await home.click(native, "name:open:1")
    click = await home.inbox.next()
    assert isinstance(click, Action)
    return native, click


async def opened(home: Home) -> str:
    """Let Ada open the field's modal; return the native id of the message it was opened from."""
    native, click = await pressed(home)
    assert FORM is not None
    await home.gateway.port.ask(click, FORM, "")
    return native


async def sent(home: Home, value: str) -> str:
    return await home.sandbox.submit(home.ada, home.dialogs[0]["id"], value)


async def test_a_click_on_a_field_opens_a_modal_with_its_present_value() -> None:
    async with connected() as home:
        await opened(home)

        (dialog,) = home.dialogs
        (callback,) = home.callbacks()
        assert (dialog["title"], dialog["label"], dialog["value"]) == ("Name", "Name", "Ada")
        assert (dialog["user"], dialog["placeholder"], dialog["multiline"]) == (home.ada, "Your name", True)
        assert callback["type"] == MODAL
        assert violations("ModalInteractionCallbackRequest", callback) == []


async def test_a_modal_says_what_was_wrong_before() -> None:
    async with connected() as home:
        _, click = await pressed(home)
        assert FORM is not None

        await home.gateway.port.ask(click, FORM, "Name needs at least 2 characters.")

        assert home.dialogs[0]["problem"] == "Name needs at least 2 characters."


async def test_a_date_is_asked_for_with_a_modal_too() -> None:
    async with connected() as home:
        due = Date("due", "Due", "2026-11-23")
        await home.click(await home.show(due), "due:open:1")
        click = await home.inbox.next()
        form = form_of(due)
        assert isinstance(click, Action)
        assert form is not None

        await home.gateway.port.ask(click, form, "")

        assert (home.dialogs[0]["label"], home.dialogs[0]["value"]) == ("Due", "2026-11-23")


async def test_what_is_filled_in_comes_back_and_changes_its_message_in_one_call() -> None:
    async with connected() as home:
        native = await opened(home)
        sending = asyncio.create_task(sent(home, "Grace\nHopper"))
        filled = await home.inbox.next()
        await home.gateway.port.edit(filled, native, home.body("Hello, Grace."))
        await home.gateway.port.acknowledge(filled)

        assert isinstance(filled, Action)
        assert (filled.control, filled.verb, filled.data) == ("name", "set", {"value": "Grace\nHopper"})
        assert (filled.origin["form"], filled.origin["native"], filled.reply) == ("1", native, 1)
        assert await sending == ""
        assert home.dialogs == []
        updated = home.callbacks()[-1]
        assert updated["type"] == UPDATE
        assert "Hello, Grace." in str(home.shown(home.direct)[-1]["native"])


async def test_a_wrong_value_is_told_to_the_one_person_with_a_button_that_asks_again() -> None:
    async with connected() as home:
        native = await opened(home)
        home.inbox.problem = "Name cannot be that."

        wrong = await sent(home, "Grace")

        notice = home.shown(home.direct)[-1]
        assert "Name cannot be that." in wrong
        assert notice["private_to"] == home.ada
        assert home.inbox.empty
        callback = home.callbacks()[-1]
        assert callback["type"] == NOTICE
        described = {**callback, "data": {k: v for k, v in callback["data"].items() if k != "tts"}}
        assert violations("CreateMessageInteractionCallbackRequest", described) == []
        _, again = await pressed(home, f"{home.direct}:{notice['id']}")
        assert (again.verb, again.control, again.reply) == ("open", "name", 1)
        assert again.origin["native"] == f"private:{notice['id']}" != native


async def test_a_value_that_is_right_at_last_takes_the_notice_away() -> None:
    async with connected() as home:
        native = await opened(home)
        home.inbox.problem = "Name cannot be that."
        await sent(home, "Grace")
        home.inbox.problem = ""
        notice = home.shown(home.direct)[-1]
        _, again = await pressed(home, f"{home.direct}:{notice['id']}")
        assert FORM is not None
        await home.gateway.port.ask(again, FORM, "")

        await sent(home, "Ada L.")
        filled = await home.inbox.next()
        await home.gateway.port.edit(filled, native, home.body("Hello, Ada L."))
        await home.gateway.port.acknowledge(filled)

        await until(lambda: notice["id"] not in [shown["id"] for shown in home.shown(home.direct)])
        assert "Hello, Ada L." in str(home.shown(home.direct)[-1]["native"])


async def test_the_notice_is_in_the_persons_language() -> None:
    async with connected() as home:
        home.sandbox.speak(home.ada, "de")
        await opened(home)
        home.inbox.problem = "Name braucht mindestens 2 Zeichen."

        await sent(home, "Grace")

        assert "Noch einmal" in str(home.shown(home.direct)[-1]["native"])


async def test_in_a_channel_without_threads_a_refused_form_stays_in_its_conversation() -> None:
    async with connected() as home:
        home.sandbox.faults.fail_next("POST /channels/{channel}/messages/{message}/threads", status=403)
        await home.sandbox.say(home.ada, home.general, "@Trivium a field")
        mention = await home.inbox.next()
        (body,) = home.drawn(NAME)
        native = await home.gateway.port.send(mention, body, key="k", private=False)
        _, click = await pressed(home, native)
        assert FORM is not None
        await home.gateway.port.ask(click, FORM, "")
        home.inbox.problem = "Name cannot be that."
        await sent(home, "Grace")
        home.inbox.problem = ""

        notice = home.shown(home.general)[-1]
        button = str(notice["native"]).partition("'name:open:1")[2].partition("'")[0]
        await home.click(f"{home.general}:{notice['id']}", f"name:open:1{button}")
        again = await home.inbox.next()
        assert isinstance(again, Action)
        await home.gateway.port.ask(again, FORM, "")
        await sent(home, "Ada L.")

        assert (await home.inbox.next()).session == again.session == click.session == mention.session


async def test_the_app_itself_refuses_what_is_too_long_or_too_short() -> None:
    async with connected() as home:
        await opened(home)

        assert await sent(home, "x" * 21) == "Must be at most 20 characters."
        assert await sent(home, "x") == "Must be at least 2 characters."
        assert await sent(home, "") == "This field is required."
        assert len(home.dialogs) == 1
        assert home.inbox.empty


async def test_a_click_that_was_acknowledged_already_is_asked_for_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "_PATIENCE", 0.05)
    async with connected() as home:
        _, click = await pressed(home)
        await until(home.callbacks)
        assert FORM is not None

        await home.gateway.port.ask(click, FORM, "")

        notice = home.shown(home.direct)[-1]
        assert home.dialogs == []
        assert (notice["private_to"], "press the button once more" in notice["native"]["content"]) == (home.ada, True)


async def test_a_modal_on_its_way_is_not_overtaken_by_an_acknowledgement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "_PATIENCE", 0.1)
    async with connected() as home:
        native = await home.show(NAME)
        home.sandbox.faults.lag = (0.5, 0.0)
        _, click = await pressed(home, native)
        assert FORM is not None

        await home.gateway.port.ask(click, FORM, "")

        await until(lambda: not home.gateway._interactions._waiting)
        assert [call.body["type"] for call in home.sandbox.calls if call.route == CALLBACK] == [MODAL]
        assert len(home.dialogs) == 1


async def test_a_modal_waits_out_a_short_rate_limit() -> None:
    async with connected() as home:
        _, click = await pressed(home)
        home.sandbox.faults.fail_next(CALLBACK, status=429, retry_after=0.05)
        assert FORM is not None

        await home.gateway.port.ask(click, FORM, "")

        assert [call.status for call in home.sandbox.calls if call.route == CALLBACK] == [429, 200]
        assert len(home.dialogs) == 1


async def test_a_form_that_could_not_be_kept_is_answered_by_a_sentence_and_a_button_to_try_again() -> None:
    async with connected() as home:
        await opened(home)
        home.inbox.failing = True

        said = await sent(home, "Ada L.")

        home.inbox.failing = False
        notice = home.shown(home.direct)[-1]
        _, again = await pressed(home, f"{home.direct}:{notice['id']}")
        assert said.startswith(phrase("not_kept", "en"))
        assert notice["private_to"] == home.ada
        assert (again.control, again.verb) == ("name", "open")


async def test_a_click_from_before_a_restart_cannot_open_a_form() -> None:
    async with connected() as home:
        _, click = await pressed(home)
        home.gateway._interactions.drop(click.event)
        assert FORM is not None

        with pytest.raises(PlatformError, match="can be opened only by the answer to a click"):
            await home.gateway.port.ask(click, FORM, "")
