"""What goes wrong in a turn: what the person is told, and what is left of it in the session."""

import asyncio

import pytest

from core.controls import Button, Counter
from core.envelope import ThoughtResult
from core.errors import ModelRubbish
from core.events import Controls, Delta, Done, Hud, Notice
from core.operations import AddControl, RemoveControl, SetValue
from tests.core.runtimes import BEERS, GRAPHS, happened, made, shown, with_counter
from tests.models import UNREACHABLE, ScriptedModel
from tests.waiting import until

YES = Button("yes", "Yes")


async def test_a_model_that_fails_halfway_is_told_plainly_and_changes_no_control(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Two words", (AddControl(BEERS),)), output=UNREACHABLE)
    runtime, heard = made(model, graph)

    await runtime.handle_message("a counter")

    assert shown(heard)[-1] == Done(failed=True)
    assert runtime.sink.text == "Two \n\nI could not reach my language model. Please try again in a moment."
    assert runtime.to_state()["controls"] == []
    assert runtime.to_state()["history"] == [{"role": "user", "content": "a counter"}]
    assert happened(heard, "failed") == ["runtime"]


RAISED = ZeroDivisionError("planted"), "Something went wrong while I worked on this, so I stopped. Please try again."
RUBBISH = (
    ModelRubbish("no JSON", "gibberish"),
    "My language model gave me an answer I cannot use, twice. Please try again or say it in other words.",
)
ASKED = [("input", GRAPHS), ("director", ("v2", "v3")), ("pa", ("v4-eras",)), ("thinker", GRAPHS)]


@pytest.mark.parametrize(
    ("node", "graphs", "fault", "sentence"),
    [(*asked, *wrong) for asked in ASKED for wrong in (RAISED, RUBBISH)] + [("output", GRAPHS, *RAISED)],
)
async def test_a_node_that_raises_ends_the_turn_with_a_sentence_and_a_hud_event(
    node: str, graphs: tuple[str, ...], fault: Exception, sentence: str
) -> None:
    for graph in graphs:
        model = with_counter()
        runtime, heard = made(model, graph, name="Ada")
        await runtime.handle_message("a counter")
        await runtime.settle()
        before = runtime.to_state()
        model.answers[node] = fault

        await runtime.handle_message("break")
        await runtime.settle()

        after = runtime.to_state()
        assert runtime.sink.text.endswith(sentence), graph
        assert shown(heard)[-1] == Done(failed=True)
        assert happened(heard, "failed") == ["runtime"]
        added = [{"role": "user", "content": "break"}]
        assert {**after, "last_activity": 0} == {**before, "last_activity": 0, "history": before["history"] + added}


@pytest.mark.parametrize(("node", "reports"), [("memorizer", "memorizer"), ("guidance", "director")])
@pytest.mark.parametrize("fault", [UNREACHABLE, ZeroDivisionError("planted")])
async def test_a_failure_after_the_answer_costs_nothing_but_a_hud_line(
    node: str, reports: str, fault: Exception
) -> None:
    model = ScriptedModel()
    model.answers[node] = fault
    runtime, heard = made(model, "v1")

    await runtime.handle_message("remember me")
    await runtime.settle()

    assert happened(heard, "failed") == [reports]
    assert runtime.sink.text == "Said. "


async def test_a_node_that_cancels_itself_ends_its_turn_and_no_more(graph: str) -> None:
    model = ScriptedModel(thinker=[asyncio.CancelledError(), ThoughtResult("Fine.")])
    runtime, heard = made(model, graph)

    await runtime.handle_message("one")
    broken = runtime.sink.text
    await runtime.handle_message("two")

    assert broken == "Something went wrong while I worked on this, so I stopped. Please try again."
    assert runtime.sink.text == "Fine. "
    assert happened(heard, "failed") == ["runtime"]


async def test_waiting_for_the_memorizer_in_vain_spoils_no_later_turn(graph: str) -> None:
    model = ScriptedModel(memorizer=asyncio.Event())
    runtime, _ = made(model, graph)
    await runtime.handle_message("one")

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(runtime.settle(), 0.01)
    assert not runtime.stop()
    await runtime.handle_message("two")

    assert runtime.sink.text == "Said. "


async def test_half_a_letter_from_a_model_does_not_spoil_the_state(graph: str) -> None:
    runtime, _ = made(ScriptedModel(output="Grüße \ud83d"), graph)

    await runtime.handle_message("hi")

    assert runtime.to_state()["history"][-1]["content"] == "Grüße ? "


async def test_the_log_says_what_failed_and_nothing_of_what_a_model_or_a_person_said(
    graph: str, caplog: pytest.LogCaptureFixture
) -> None:
    rubbish = ModelRubbish("thinker cannot use what the model answers.", "my PIN is 1234", "1234 is no outcome")
    runtime, heard = made(ScriptedModel(thinker=rubbish), graph)

    await runtime.handle_message("my PIN is 1234")
    await runtime.handle_action("my-pin-is-1234:inc")

    assert "1234" not in caplog.text
    assert "thinker cannot use what the model answers" in caplog.text
    assert not any("1234" in str(e.fields) for e in heard if isinstance(e, Hud))
    assert any("1234" in str(e.words) for e in heard if isinstance(e, Hud))


async def test_an_impossible_operation_is_named_in_the_hud_and_the_rest_applied(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Here.", (SetValue("nothing", 1), AddControl(BEERS))))
    runtime, heard = made(model, graph)

    await runtime.handle_message("go")

    refused = [e for e in heard if isinstance(e, Hud) and e.fields["event"] == "refused"]
    assert [e.fields["operation"] for e in refused] == ["SetValue"]
    assert [e.words["reason"] for e in refused] == ["there is no control 'nothing'"]
    assert Controls((BEERS,)) in heard


async def test_a_counter_at_its_limit_gives_a_notice_and_the_controls_again(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Here.", (AddControl(BEERS), SetValue("beers", 1))))
    runtime, heard = made(model, graph)
    await runtime.handle_message("a counter")
    heard.clear()

    await runtime.handle_action("beers:inc")

    full = Counter("beers", "Beers", value=1, maximum=1)
    assert shown(heard) == [Notice("Beers stays at 1: that is its limit."), Controls((full,)), Done()]


async def test_a_button_can_take_itself_away(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Sure?", (AddControl(YES),)))
    runtime, heard = made(model, graph)
    await runtime.handle_message("ask me")
    model.answers["thinker"] = ThoughtResult("Done.", (RemoveControl("yes"),))
    heard.clear()

    await runtime.handle_action("yes:press")

    assert shown(heard) == [Delta("Done. "), Controls(()), Done()]


async def test_a_stop_keeps_what_was_said_so_far(graph: str) -> None:
    model = ScriptedModel(output=asyncio.Event())
    runtime, heard = made(model, graph)
    turn = asyncio.create_task(runtime.handle_message("tell me a story"))
    await until(lambda: bool(runtime.sink.text))

    assert runtime.stop()
    await turn

    assert runtime.sink.text == "Said. \n\nStopped."
    assert runtime.to_state()["history"][-1] == {"role": "assistant", "content": "Said. \n\nStopped."}
    assert shown(heard)[-1] == Done()


async def test_a_stop_reaches_a_turn_that_waits_for_the_memorizer_of_the_one_before(graph: str) -> None:
    model = ScriptedModel(memorizer=asyncio.Event())
    runtime, _ = made(model, graph)
    await runtime.handle_message("first")
    turn = asyncio.create_task(runtime.handle_message("second"))
    await until(lambda: model.prompts("memorizer"))

    assert runtime.stop()
    await turn

    assert runtime.sink.text == "Stopped."
    assert [p.text for p in model.prompts("input")] == ["first"]


async def test_a_cancelled_program_is_no_stop_of_a_turn(graph: str) -> None:
    runtime, heard = made(ScriptedModel(output=asyncio.Event()), graph)
    turn = asyncio.create_task(runtime.handle_message("tell me a story"))
    await until(lambda: bool(runtime.sink.text))

    turn.cancel()

    with pytest.raises(asyncio.CancelledError):
        await turn
    assert Done() not in heard
    assert not runtime.stop()
