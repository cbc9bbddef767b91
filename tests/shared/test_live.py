import asyncio

import pytest

from adapters.shared.limits import Limits
from adapters.shared.live import LiveReply
from core.controls import Counter
from core.errors import PlatformError, PlatformUnreachable, RateLimited
from core.events import Action, AdminCommand, Inbound, Message, Person
from core.view import View
from tests.shared.paper import PaperPlatform, PaperPort
from tests.waiting import until

ADA = Person("paper:ada")
WORDS = Message(event="e1", session="paper:1", channel="paper:1", person=ADA, at=0.0, text="hi")
CLICK = Action(event="e2", session="paper:1", channel="paper:1", person=ADA, at=0.0, control="c", verb="inc", reply=1)
COMMAND = AdminCommand(event="e3", session="paper:1", channel="paper:1", person=ADA, at=0.0, name="graph")


class Desk:
    """A port, and a reply begun on it."""

    def __init__(self, to: Inbound = WORDS, natives: tuple[str, ...] = ()) -> None:
        self.port = PaperPort()
        self.noted: list[tuple[str, ...]] = []
        self.reply = LiveReply(PaperPlatform(), self.port, to, natives, self._note)

    async def _note(self, natives: tuple[str, ...]) -> None:
        self.noted.append(natives)


async def test_a_reply_without_previews_is_posted_once() -> None:
    desk = Desk()

    natives = await desk.reply.finish(View(1, "Hello.", (Counter("c", "C"),), done=True))

    assert natives == ("n1",)
    assert desk.port.posted == {"n1": {"text": "Hello.", "controls": ["c"]}}
    assert desk.port.calls == ["send"]
    assert desk.noted == [("n1",)]


async def test_a_quick_answer_is_sent_once_though_it_came_in_pieces() -> None:
    desk = Desk()
    for text in ("H", "Hel", "Hello."):
        desk.reply.show(View(1, text))
        await asyncio.sleep(0)

    await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.calls == ["send"]
    assert desk.port.posted == {"n1": {"text": "Hello.", "controls": []}}


async def test_previews_and_the_last_state_are_one_message() -> None:
    desk = Desk()
    desk.reply.show(View(1, "Hel"))
    await until(lambda: bool(desk.port.posted))

    await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.posted == {"n1": {"text": "Hello.", "controls": []}}
    assert desk.port.calls.count("send") == 1


async def test_a_preview_being_sent_while_the_reply_finishes_is_not_posted_twice() -> None:
    desk = Desk()
    desk.port.slow = asyncio.Event()
    desk.reply.show(View(1, "Hel"))
    await until(lambda: desk.port.calls == ["send"])

    finishing = asyncio.create_task(desk.reply.finish(View(1, "Hello.", done=True)))
    desk.port.slow.set()
    await finishing

    assert desk.port.calls == ["send", "edit"]
    assert desk.port.posted == {"n1": {"text": "Hello.", "controls": []}}


async def test_nothing_is_sent_where_nothing_changed() -> None:
    desk = Desk(CLICK, ("n1",))
    desk.port.posted["n1"] = {}
    view = View(1, "Hello.", done=True)
    await desk.reply.finish(view)
    desk.port.calls.clear()

    await desk.reply.finish(view)

    assert desk.port.calls == []


async def test_a_long_answer_is_several_messages_and_a_shorter_one_takes_the_rest_away() -> None:
    desk = Desk()
    natives = await desk.reply.finish(View(1, "a" * 45, done=True))
    shorter = LiveReply(PaperPlatform(), desk.port, WORDS, natives, desk._note)

    left = await shorter.finish(View(1, "b", done=True))

    assert natives == ("n1", "n2", "n3")
    assert left == ("n1",)
    assert desk.port.posted == {"n1": {"text": "b", "controls": []}}


async def test_a_pause_the_platform_asks_for_is_kept_and_the_last_state_arrives() -> None:
    desk = Desk()
    desk.port.failures = [RateLimited("slower", retry_after=0.0), PlatformUnreachable("busy")]

    await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.calls == ["send", "send", "send"]
    assert desk.port.posted == {"n1": {"text": "Hello.", "controls": []}}


async def test_a_preview_that_fails_does_not_hurt_the_reply() -> None:
    desk = Desk()
    desk.port.failures = [PlatformError("no previews today")]
    desk.reply.show(View(1, "Hel"))
    await until(lambda: not desk.port.failures)

    await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.posted == {"n1": {"text": "Hello.", "controls": []}}


async def test_a_refusal_for_good_is_raised() -> None:
    desk = Desk()
    desk.port.failures = [PlatformError("The channel is gone.")]

    with pytest.raises(PlatformError, match="The channel is gone"):
        await desk.reply.finish(View(1, "Hello.", done=True))


async def test_a_click_is_acknowledged_once_answered() -> None:
    desk = Desk(CLICK, ("n1",))

    await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.acknowledged == 1
    assert desk.port.calls == ["edit"]


async def test_a_notice_takes_the_place_of_the_acknowledgement() -> None:
    desk = Desk(CLICK, ("n1",))

    await desk.reply.finish(View(1, notice="Not now.", done=True))

    assert desk.port.notices == ["Not now."]
    assert desk.port.acknowledged == 0
    assert desk.port.posted == {}


async def test_controls_are_never_on_a_preview() -> None:
    desk = Desk()
    desk.reply.show(View(1, "Hel", (Counter("c", "C"),)))
    await until(lambda: bool(desk.port.posted))
    await desk.reply.abandon()

    assert desk.port.posted == {"n1": {"text": "Hel"}}


@pytest.mark.parametrize("to", [WORDS, CLICK])
async def test_an_answer_that_takes_time_is_shown_to_be_under_way_until_it_is_there(to: Inbound) -> None:
    desk = Desk(to)
    await until(lambda: len(desk.port.signs) >= 3)

    await desk.reply.finish(View(1, "Hello.", done=True))

    *during, last = desk.port.signs
    assert set(during) == {True}
    assert last is False
    await asyncio.sleep(0.15)
    assert desk.port.signs == [*during, False]


@pytest.mark.parametrize("to", [WORDS, CLICK])
async def test_a_quick_answer_gives_no_sign_of_work(to: Inbound) -> None:
    desk = Desk(to)
    await asyncio.sleep(0.1)

    await desk.reply.finish(View(1, "Hello.", done=True))
    await asyncio.sleep(0.35)

    assert desk.port.signs == [False]


async def test_a_command_gives_no_sign_of_work() -> None:
    desk = Desk(COMMAND)
    await asyncio.sleep(0.4)

    await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.signs == [False]


async def test_a_sign_that_stays_is_given_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PaperPlatform, "limits", Limits(edit_interval=0.0, typing_interval=None))
    desk = Desk()
    await until(lambda: desk.port.signs == [True])
    await asyncio.sleep(0.15)

    await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.signs == [True, False]


async def test_an_abandoned_answer_is_no_longer_under_way() -> None:
    desk = Desk()
    await until(lambda: bool(desk.port.signs))

    await desk.reply.abandon()

    assert desk.port.signs[-1] is False


async def test_an_answer_that_is_refused_is_no_longer_under_way() -> None:
    desk = Desk()
    await until(lambda: bool(desk.port.signs))
    desk.port.failures = [PlatformError("The channel is gone.")]

    with pytest.raises(PlatformError, match="The channel is gone"):
        await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.signs[-1] is False


async def test_the_sign_of_work_never_delays_a_preview_and_never_comes_after_its_end() -> None:
    desk = Desk()
    desk.port.sign_slow = asyncio.Event()
    await asyncio.sleep(0.35)
    desk.reply.show(View(1, "Hel"))
    await until(lambda: bool(desk.port.posted))

    finishing = asyncio.create_task(desk.reply.finish(View(1, "Hello.", done=True)))
    await until(lambda: desk.port.posted == {"n1": {"text": "Hello.", "controls": []}})
    assert (finishing.done(), desk.port.signs) == (False, [])
    desk.port.sign_slow.set()
    await finishing

    assert desk.port.signs == [True, False]


async def test_a_platform_that_cannot_give_the_sign_costs_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk()
    desk.port.sign_fails = PlatformUnreachable("busy")
    await until(lambda: bool(desk.port.signs))

    await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.signs[-1] is False
    assert desk.port.posted == {"n1": {"text": "Hello.", "controls": []}}
    assert "the sign of work is not as it should be: busy" in caplog.text
