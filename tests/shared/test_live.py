import asyncio
from functools import partial

import pytest
from msgspec.structs import replace

from adapters.shared.limits import Limits
from adapters.shared.live import LiveReply, Road
from adapters.shared.marks import Marks
from adapters.shared.pacing import Pacer
from core.artifacts import File
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

    def __init__(self, to: Inbound = WORDS, natives: tuple[str, ...] = (), shown: View | None = None) -> None:
        self.port = PaperPort()
        self.noted: list[tuple[str, ...]] = []
        self.complete: tuple[str, ...] | None = None
        self.road = Road(PaperPlatform(), self.port, Pacer(PaperPlatform.limits.edit_interval), set(), Marks(self.port))
        self.reply = LiveReply(self.road, to, natives, self._note, shown)

    def again(self, to: Inbound, natives: tuple[str, ...], shown: View | None = None) -> LiveReply:
        """Begin another reply in messages that are there."""
        return LiveReply(self.road, to, natives, self._note, shown)

    async def finished(self, reply: LiveReply, view: View) -> tuple[str, ...]:
        """Finish a reply and return the messages that stand for it."""
        self.complete = None
        await reply.finish(view)
        assert self.complete is not None
        return self.complete

    async def _note(self, natives: tuple[str, ...], *, complete: bool) -> None:
        self.noted.append(natives)
        self.complete = natives if complete else None


async def test_a_reply_without_previews_is_posted_once() -> None:
    desk = Desk()

    natives = await desk.finished(desk.reply, View(1, "Hello.", (Counter("c", "C"),), done=True))

    assert natives == ("n1",)
    assert desk.port.posted == {"n1": {"text": "Hello.", "controls": ["c"]}}
    assert desk.port.calls == ["send"]
    assert desk.noted == [("n1",)]


async def test_a_quick_answer_is_sent_once_though_it_came_in_pieces() -> None:
    desk = Desk()
    for text in ("H", "Hel", "Hello."):
        desk.reply.show(partial(View, 1, text))
        await asyncio.sleep(0)

    await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.calls == ["send"]
    assert desk.port.posted == {"n1": {"text": "Hello.", "controls": []}}


async def test_previews_and_the_last_state_are_one_message() -> None:
    desk = Desk()
    desk.reply.show(lambda: View(1, "Hel"))
    await until(lambda: bool(desk.port.posted))

    await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.posted == {"n1": {"text": "Hello.", "controls": []}}
    assert desk.port.calls.count("send") == 1


async def test_a_preview_being_sent_while_the_reply_finishes_is_not_posted_twice() -> None:
    desk = Desk()
    desk.port.slow = asyncio.Event()
    desk.reply.show(lambda: View(1, "Hel"))
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
    natives = await desk.finished(desk.reply, View(1, "a" * 45, done=True))
    shorter = desk.again(WORDS, natives)

    left = await desk.finished(shorter, View(1, "b", done=True))

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
    desk.reply.show(lambda: View(1, "Hel"))
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
    desk.reply.show(lambda: View(1, "Hel", (Counter("c", "C"),)))
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
    desk.reply.show(lambda: View(1, "Hel"))
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


async def test_previews_kept_apart_from_messages_leave_the_answer_to_be_sent() -> None:
    desk = Desk()
    desk.port.drafts = []
    desk.reply.show(lambda: View(1, "Hel"))
    await until(lambda: bool(desk.port.drafts))

    natives = await desk.finished(desk.reply, View(1, "Hello.", done=True))

    assert desk.port.drafts == [{"text": "Hel"}]
    assert natives == ("n1",)
    assert desk.port.calls == ["send"]


FILE = File("a.csv", "text/csv", "a,b")


async def test_a_click_edits_only_what_it_can_change() -> None:
    desk = Desk()
    before = View(1, "a" * 45, (Counter("c", "C"),), (FILE,), done=True)
    natives = await desk.finished(desk.reply, before)
    desk.port.calls.clear()

    click = replace(CLICK, origin={"native": natives[-1]})
    await desk.again(click, natives, before).finish(replace(before, controls=(Counter("c", "C", 1),)))

    assert len(natives) == 5
    assert desk.port.calls == ["edit"]


async def test_the_message_that_was_clicked_is_drawn_again_though_nothing_changed() -> None:
    desk = Desk()
    before = View(1, "Hello.", done=True)
    natives = await desk.finished(desk.reply, before)
    desk.port.calls.clear()

    await desk.again(replace(CLICK, origin={"native": "n1"}), natives, before).finish(before)

    assert desk.port.calls == ["edit"]


async def test_an_answer_that_grows_before_an_upload_keeps_its_order() -> None:
    desk = Desk()
    before = View(1, "short", (Counter("c", "C"),), (FILE,), done=True)
    natives = await desk.finished(desk.reply, before)

    left = await desk.finished(desk.again(CLICK, natives, before), replace(before, text="long " * 9))

    assert left[0] == "n1"
    assert [("uploads" in body, body.get("text")) for body in desk.port.posted.values()] == [
        (False, "long long long long "),
        (False, "long long long long "),
        (False, "long "),
        (True, None),
        (False, ""),
    ]


async def test_a_click_passed_over_is_acknowledged_and_draws_nothing() -> None:
    desk = Desk(CLICK, ("n1",))

    desk.reply.pass_over()
    await until(lambda: desk.port.acknowledged == 1)

    assert desk.port.calls == []
    await until(lambda: not desk.road.late)


async def test_previews_in_one_place_are_spaced_whoever_they_are_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PaperPlatform, "limits", Limits(edit_interval=60.0, typing_interval=None))
    desk = Desk()
    other = desk.again(replace(WORDS, event="e9"), ())
    desk.reply.show(lambda: View(1, "Hel"))
    other.show(lambda: View(2, "Wor"))
    await until(lambda: bool(desk.port.posted))
    await asyncio.sleep(0.1)

    await desk.reply.finish(View(1, "Hello.", done=True))
    await other.finish(View(2, "World.", done=True))

    assert desk.port.calls == ["send", "edit", "send"]


async def test_a_pause_asked_of_a_preview_holds_back_previews_and_no_answer() -> None:
    desk = Desk()
    desk.port.failures = [RateLimited("slower", retry_after=60.0)]
    desk.reply.show(lambda: View(1, "Hel"))
    await until(lambda: not desk.port.failures)
    desk.reply.show(lambda: View(1, "Hello"))
    await asyncio.sleep(0.05)

    await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.calls == ["send", "send"]


def test_a_pacer_forgets_places_that_may_be_written_to_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def spent() -> Pacer:
        pacer = Pacer(0.0)
        for number in range(30):
            pacer.spend(str(number))
        return pacer

    monkeypatch.setattr("adapters.shared.pacing._PLACES", 10)

    assert len(asyncio.run(spent())._next) <= 10
