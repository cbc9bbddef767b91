import asyncio

from core.artifacts import File
from core.controls import Button
from core.events import Artifacts, Controls, Delta, Done, Hud, Notice, OutputEvent
from core.sink import Feed, OutputSink, current, hud
from tests.core.hearing import listening

YES = Button("yes", "Yes")
NOTE = File("note.md", "text/markdown", "# Note")


async def read(feed: Feed, count: int) -> list[OutputEvent]:
    events: list[OutputEvent] = []
    async for event in feed:
        events.append(event)
        if len(events) == count:
            break
    return events


def test_the_sink_collects_the_answer_and_tells_it_in_order() -> None:
    sink, heard = OutputSink(), list[OutputEvent]()
    sink.attach(heard.append)

    sink.say("Here ")
    sink.say("you are.")
    sink.show((YES,))
    sink.hand_over((NOTE,))
    sink.hand_over((NOTE,))
    sink.notice("Not now.")
    sink.finish()

    assert (sink.text, sink.controls, sink.artifacts, sink.done) == ("Here you are.", (YES,), (NOTE, NOTE), True)
    assert heard == [
        Delta("Here "),
        Delta("you are."),
        Controls((YES,)),
        Artifacts((NOTE,)),
        Artifacts((NOTE,)),
        Notice("Not now."),
        Done(),
    ]


def test_a_new_turn_begins_with_nothing_but_its_listeners() -> None:
    sink, heard = OutputSink(), list[OutputEvent]()
    sink.attach(heard.append)
    sink.say("Old.")
    sink.show((YES,))
    sink.hand_over((NOTE,))
    sink.finish()

    sink.reset("t2")
    assert (sink.turn, sink.text, sink.controls, sink.artifacts, sink.done) == ("t2", "", None, (), False)
    sink.say("New.")
    assert heard[-1] == Delta("New.")


def test_every_listener_hears_everything_from_when_it_came_until_it_went() -> None:
    sink, first, second = OutputSink(), list[OutputEvent](), list[OutputEvent]()
    detach = sink.attach(first.append)
    sink.say("a")
    sink.attach(second.append)
    sink.say("b")
    detach()
    sink.say("c")

    assert first == [Delta("a"), Delta("b")]
    assert second == [Delta("b"), Delta("c")]


def test_a_listener_without_use_for_the_hud_hears_all_but_that_until_it_goes() -> None:
    sink, watching, other = OutputSink(), list[OutputEvent](), list[OutputEvent]()
    detach = sink.attach(other.append, with_hud=False)
    assert not sink.watched

    stop = sink.attach(watching.append)
    assert sink.watched
    sink.report(Hud({"node": "pa"}))
    sink.say("a")
    detach()
    stop()
    sink.say("b")

    assert other == [Delta("a")]
    assert watching == [Hud({"node": "pa"}), Delta("a")]
    assert not sink.watched


async def test_the_hud_that_nobody_watches_is_told_to_nobody() -> None:
    sink, heard = OutputSink(), list[OutputEvent]()
    sink.attach(heard.append, with_hud=False)
    current.set(sink)

    hud("pa", "routed")
    sink.attach(heard.append)
    hud("pa", "planned")

    assert [e.fields["event"] for e in heard if isinstance(e, Hud)] == ["planned"]


def test_detaching_twice_takes_nobody_else_away() -> None:
    sink, heard, other = OutputSink(), list[OutputEvent](), list[OutputEvent]()
    listener = heard.append
    detach = sink.attach(listener)
    sink.attach(other.append)
    detach()
    sink.attach(listener)
    detach()
    sink.say("a")

    assert heard == other == [Delta("a")]


def test_a_listener_may_go_while_it_is_told() -> None:
    sink, heard = OutputSink(), list[OutputEvent]()
    detach = sink.attach(lambda event: detach())
    sink.attach(heard.append)

    sink.say("a")
    sink.say("b")

    assert heard == [Delta("a"), Delta("b")]


async def test_a_feed_gives_a_slow_reader_everything_in_order() -> None:
    sink, feed = OutputSink(), Feed()
    sink.attach(feed)
    for number in range(100):
        sink.say(str(number))

    assert await read(feed, 100) == [Delta(str(number)) for number in range(100)]
    assert feed.lost == 0


async def test_a_reader_waits_for_what_comes() -> None:
    sink, feed = OutputSink(), Feed()
    sink.attach(feed)
    reading = asyncio.create_task(read(feed, 1))
    await asyncio.sleep(0)
    sink.say("a")

    assert await reading == [Delta("a")]


async def test_a_full_feed_counts_what_is_lost_and_disturbs_nobody() -> None:
    sink, feed, heard = OutputSink(), Feed(limit=3), list[OutputEvent]()
    sink.attach(feed)
    sink.attach(heard.append)
    for word in "abcde":
        sink.say(word)

    assert feed.lost == 2
    assert sink.text == "abcde"
    assert heard == [Delta(word) for word in "abcde"]
    assert await read(feed, 3) == [Delta(word) for word in "abc"]
    sink.say("f")
    assert await read(feed, 1) == [Delta("f")]
    assert feed.lost == 2


async def test_a_reader_that_died_disturbs_nobody() -> None:
    sink, dead, alive = OutputSink(), Feed(limit=2), Feed()
    sink.attach(dead)
    sink.attach(alive)
    reading = asyncio.create_task(read(dead, 100))
    sink.say("a")
    await asyncio.sleep(0)
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)

    for word in "bcde":
        sink.say(word)

    assert sink.text == "abcde"
    assert await read(alive, 5) == [Delta(word) for word in "abcde"]
    assert dead.lost == 2


def test_the_hud_outside_a_turn_goes_nowhere() -> None:
    sink, heard = OutputSink(), list[OutputEvent]()
    sink.attach(heard.append)

    assert current.get() is None
    hud("input", "analysed", ms=3)

    assert heard == []


async def test_the_hud_names_node_event_and_turn_and_keeps_words_apart_from_fields() -> None:
    heard = listening()

    hud("pa", "routed", ms=3, outcome="think", words={"reason": "they said so"})
    hud("pa", "routed")

    assert heard == [
        Hud(
            {"node": "pa", "event": "routed", "turn": "t1", "ms": 3, "outcome": "think"},
            {"reason": "they said so"},
        ),
        Hud({"node": "pa", "event": "routed", "turn": "t1"}),
    ]


async def test_turns_side_by_side_are_told_to_their_own_sessions() -> None:
    async def turn(name: str) -> list[OutputEvent]:
        heard = listening()
        await asyncio.sleep(0)
        hud(name, "entered")
        return heard

    one, two = await asyncio.gather(turn("one"), turn("two"))

    assert [e.fields["node"] for e in [*one, *two] if isinstance(e, Hud)] == ["one", "two"]
    assert len(one) == len(two) == 1


def test_a_listener_whose_connection_is_gone_is_told_nothing_more_and_disturbs_nobody() -> None:
    sink = OutputSink()
    heard: list[OutputEvent] = []
    calls: list[OutputEvent] = []

    def dead(event: OutputEvent) -> None:
        calls.append(event)
        raise ConnectionResetError

    sink.attach(dead)
    sink.attach(heard.append)

    sink.say("one")
    sink.say("two")

    assert heard == [Delta("one"), Delta("two")]
    assert calls == [Delta("one")]
