import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from msgspec.structs import replace

from core.asking import EVERY_NODE, Asker, Policy, chosen
from core.attachments import Attached
from core.envelope import Interpretation, Route
from core.errors import ModelError, ModelRubbish, ModelUnavailable
from core.events import Hud
from core.ports import Models, Prompt
from tests.core.hearing import listening, told
from tests.models import ScriptedModel

QUESTION = Prompt("pa", "Route it.", "what is 12 * 7?")
BUSY = ModelUnavailable("Nobody answers there.")
BROKEN = ModelError("The key is wrong.")
RUBBISH = ModelRubbish("That is no JSON.", "certainly! {")
THINK = Route("think")


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.asking._PAUSE", 0.01)


class Speaker(ScriptedModel):
    """Speaks by scripts, one a question, the last again: pieces to say, seconds to be silent, errors to raise."""

    def __init__(self, name: str, *scripts: tuple[str | float | Exception, ...]) -> None:
        super().__init__(name)
        self.scripts = list(scripts)

    async def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        self.asked.append(prompt)
        for part in self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]:
            if isinstance(part, Exception):
                raise part
            if isinstance(part, str):
                yield part
            else:
                await asyncio.sleep(part)


def router(name: str, *answers: object) -> ScriptedModel:
    return ScriptedModel(name, pa=list(answers))


def given(*models: ScriptedModel) -> Models:
    """Give models by name; the first one is the default."""
    return {"": models[0], **{model.name: model for model in models}}.__getitem__


def asker(policy: Policy, *models: ScriptedModel, node: str = "pa") -> Asker:
    return Asker(node, policy, given(*models))


def asked(*models: ScriptedModel) -> list[int]:
    return [len(model.asked) for model in models]


def only_numbers(route: Route) -> str:
    return "" if route.outcome == "numbers" else "only numbers will do"


async def test_a_model_that_cannot_be_reached_is_tried_again() -> None:
    model = router("one", BUSY, THINK)

    assert await asker(Policy(retries=1), model).structured(QUESTION, Route) == THINK
    assert model.asked == [replace(QUESTION, name="pa")] * 2


async def test_a_model_is_tried_as_often_as_its_node_says_with_longer_and_longer_pauses() -> None:
    model, clock = router("one", BUSY), asyncio.get_running_loop().time
    begun = clock()

    with pytest.raises(ModelUnavailable, match="Nobody answers"):
        await asker(Policy(retries=3), model).structured(QUESTION, Route)

    assert asked(model) == [4]
    assert clock() - begun >= 0.01 + 0.02 + 0.03


async def test_a_node_without_retries_asks_once() -> None:
    model = router("one", BUSY)

    with pytest.raises(ModelUnavailable):
        await asker(Policy(retries=0), model).structured(QUESTION, Route)

    assert asked(model) == [1]


async def test_an_error_that_another_try_cannot_mend_is_not_tried_again() -> None:
    model = router("one", BROKEN, THINK)

    with pytest.raises(ModelError, match="The key is wrong"):
        await asker(Policy(retries=3), model).structured(QUESTION, Route)

    assert asked(model) == [1]


async def test_a_fault_of_the_program_goes_through_at_once() -> None:
    first, second = router("one", ZeroDivisionError()), router("two", THINK)

    with pytest.raises(ZeroDivisionError):
        await asker(Policy(fallback=("two",)), first, second).structured(QUESTION, Route)

    assert asked(first, second) == [1, 0]


async def test_the_models_after_the_first_are_asked_in_order_until_one_answers() -> None:
    first, second, third, fourth = router("a", BUSY), router("b", BROKEN), router("c", THINK), router("d", THINK)
    policy = Policy("a", retries=1, fallback=("b", "c", "d"))

    assert await asker(policy, fourth, third, second, first).structured(QUESTION, Route) == THINK
    assert asked(first, second, third, fourth) == [2, 1, 1, 0]


async def test_where_all_models_fail_the_last_one_says_why() -> None:
    first, second = router("a", BUSY), router("b", BROKEN)

    with pytest.raises(ModelError, match="The key is wrong"):
        await asker(Policy(retries=0, fallback=("b",)), first, second).structured(QUESTION, Route)


async def test_rubbish_is_asked_once_more_with_the_answer_and_the_reason() -> None:
    model = router("one", RUBBISH, THINK)

    assert await asker(Policy(retries=0), model).structured(QUESTION, Route) == THINK
    first, second = model.asked
    assert first.rejected is None
    assert second.rejected is not None
    assert (second.rejected.answer, second.rejected.reason) == ("certainly! {", "That is no JSON.")


async def test_rubbish_is_asked_no_third_time() -> None:
    model = router("one", RUBBISH)

    with pytest.raises(ModelRubbish):
        await asker(Policy(retries=5), model).structured(QUESTION, Route)

    assert asked(model) == [2]


async def test_the_second_question_after_rubbish_is_tried_again_too() -> None:
    model = router("one", RUBBISH, BUSY, THINK)

    assert await asker(Policy(retries=1), model).structured(QUESTION, Route) == THINK
    assert [p.rejected is None for p in model.asked] == [True, False, False]


async def test_another_model_is_not_reproached_with_the_rubbish_of_the_first() -> None:
    first, second = router("a", RUBBISH), router("b", THINK)

    await asker(Policy(fallback=("b",)), first, second).structured(QUESTION, Route)

    assert asked(first) == [2]
    assert second.asked == [replace(QUESTION, name="pa")]


async def test_an_answer_with_an_objection_is_asked_once_more_with_both() -> None:
    model = router("one", THINK, Route("numbers"))

    answer = await asker(Policy(), model).structured(QUESTION, Route, only_numbers)

    assert answer.outcome == "numbers"
    rejected = model.asked[1].rejected
    assert rejected is not None
    assert "only numbers will do" in rejected.reason
    assert '"outcome":"think"' in rejected.answer


async def test_an_objection_that_stays_is_an_error_and_leads_to_the_next_model() -> None:
    first, second = router("a", THINK), router("b", Route("numbers"))

    with pytest.raises(ModelRubbish, match="pa cannot use what the model 'a' answers"):
        await asker(Policy(), first).structured(QUESTION, Route, only_numbers)
    answer = await asker(Policy(fallback=("b",)), first, second).structured(QUESTION, Route, only_numbers)

    assert answer.outcome == "numbers"
    assert asked(first, second) == [4, 1]


@pytest.mark.parametrize(
    ("names", "answers"),
    [
        ({}, "own"),
        ({"pa": "fast"}, "fast"),
        ({EVERY_NODE: "wise"}, "wise"),
        ({EVERY_NODE: "wise", "pa": "fast"}, "fast"),
        ({"thinker": "fast"}, "own"),
        ({EVERY_NODE: "", "pa": ""}, "own"),
    ],
)
async def test_a_turn_names_models_for_one_node_or_for_all(names: dict[str, str], answers: str) -> None:
    models = {name: router(name, THINK) for name in ("own", "fast", "wise")}
    chosen.set(names)

    await asker(Policy("own"), *models.values()).structured(QUESTION, Route)

    assert [name for name, model in models.items() if model.asked] == [answers]


async def test_what_a_turn_names_holds_for_streams_too() -> None:
    own, fast = Speaker("own", ("slowly",)), Speaker("fast", ("quick",))
    chosen.set({"output": "fast"})
    said: list[str] = []

    await asker(Policy("own"), own, fast, node="output").stream(QUESTION, said.append)

    assert said == ["quick"]


async def test_turns_side_by_side_have_models_of_their_own() -> None:
    models = [router(name, THINK) for name in ("own", "fast", "wise")]
    shared = asker(Policy("own"), *models)

    async def turn(name: str) -> None:
        chosen.set({EVERY_NODE: name})
        await asyncio.sleep(0)
        await shared.structured(QUESTION, Route)

    await asyncio.gather(turn("fast"), turn("wise"), turn("wise"))

    assert asked(*models) == [0, 1, 2]


async def test_a_model_named_by_the_turn_has_the_nodes_others_behind_it_and_is_asked_once() -> None:
    own, first, second = router("own", THINK), router("a", BUSY), router("b", THINK)
    chosen.set({"pa": "a"})

    await asker(Policy("own", retries=0, fallback=("a", "b")), own, first, second).structured(QUESTION, Route)

    assert asked(own, first, second) == [0, 1, 1]


async def test_a_silent_model_is_given_up_after_the_nodes_own_time() -> None:
    silent = ScriptedModel("silent", pa=asyncio.Event(), interpreter=asyncio.Event())
    patient = asker(Policy(timeout=60), silent, node="interpreter").structured(
        Prompt("interpreter", "", ""), Interpretation
    )
    waiting = asyncio.create_task(patient)

    with pytest.raises(ModelUnavailable, match=r"'silent' did not answer within 0\.03 seconds"):
        await asker(Policy(timeout=0.03, retries=0), silent).structured(QUESTION, Route)

    assert not waiting.done()
    waiting.cancel()


async def test_a_silent_model_is_tried_again_and_then_the_next_one_is_asked() -> None:
    silent, second = router("silent", asyncio.Event()), router("b", THINK)

    answer = await asker(Policy(timeout=0.03, retries=1, fallback=("b",)), silent, second).structured(QUESTION, Route)

    assert answer == THINK
    assert asked(silent, second) == [2, 1]


async def test_a_stream_may_be_long_but_not_silent() -> None:
    steady = Speaker("steady", ("a", 0.12, "b", 0.12, "c", 0.12, "d", 0.12, "e"))
    said: list[str] = []

    await asker(Policy(timeout=0.4), steady).stream(QUESTION, said.append)

    assert "".join(said) == "abcde"


@pytest.mark.parametrize("failure", [BUSY, BROKEN, 30.0], ids=["busy", "broken", "silent"])
async def test_a_stream_broken_off_halfway_is_begun_anew_by_nobody(failure: Exception | float) -> None:
    first, second = Speaker("a", ("Once upon ", failure)), Speaker("b", ("Hello",))
    said: list[str] = []

    with pytest.raises(ModelError):
        await asker(Policy(timeout=0.05, retries=2, fallback=("b",)), first, second).stream(QUESTION, said.append)

    assert said == ["Once upon "]
    assert asked(first, second) == [1, 0]


@pytest.mark.parametrize("failure", [BUSY, 30.0], ids=["busy", "silent"])
async def test_a_stream_that_did_not_begin_is_tried_again(failure: Exception | float) -> None:
    model = Speaker("one", (failure,), ("Hello",))
    said: list[str] = []

    await asker(Policy(timeout=0.03), model).stream(QUESTION, said.append)

    assert (said, asked(model)) == (["Hello"], [2])


@pytest.mark.parametrize(("failure", "tries"), [(BUSY, 2), (BROKEN, 1), (30.0, 2)], ids=["busy", "broken", "silent"])
async def test_a_stream_that_never_begins_is_left_to_the_next_model(failure: Exception | float, tries: int) -> None:
    first, second = Speaker("a", (failure,)), Speaker("b", ("Hello ", "you"))
    said: list[str] = []

    await asker(Policy(timeout=0.03, fallback=("b",)), first, second).stream(QUESTION, said.append)

    assert said == ["Hello ", "you"]
    assert asked(first, second) == [tries, 1]


async def test_a_piece_without_a_letter_is_no_beginning() -> None:
    model = Speaker("one", ("", BUSY), ("Hello",))
    said: list[str] = []

    await asker(Policy(), model).stream(QUESTION, said.append)

    assert "".join(said) == "Hello"


@pytest.mark.parametrize("ask", [Asker.structured, Asker.stream], ids=["structured", "streamed"])
async def test_a_question_that_is_called_off_goes_to_nobody_else(ask: Callable[..., object]) -> None:
    first, second = Speaker("a", (30.0,)), Speaker("b", ("Hello",))
    first.answers["pa"] = asyncio.Event()
    one = asker(Policy(fallback=("b",)), first, second)
    work = one.structured(QUESTION, Route) if ask is Asker.structured else one.stream(QUESTION, print)
    asking: asyncio.Task[object] = asyncio.create_task(work)
    await asyncio.sleep(0.01)

    asking.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asking
    assert asked(first, second) == [1, 0]


async def test_the_hud_names_every_failure_with_the_model_and_keeps_words_apart() -> None:
    heard = listening()
    first, second = router("a", RUBBISH, BUSY), router("b", THINK)

    await asker(Policy(fallback=("b",)), first, second).structured(QUESTION, Route)

    failed = told(heard, "model_failed")
    assert [(e.fields["node"], e.fields["model"], e.fields["error"]) for e in failed] == [
        ("pa", "a", "ModelRubbish"),
        ("pa", "a", "ModelUnavailable"),
        ("pa", "a", "ModelUnavailable"),
    ]
    assert [e.words for e in failed] == [{"error": str(e)} for e in (RUBBISH, BUSY, BUSY)]


async def test_the_hud_names_the_failures_of_streams_too() -> None:
    heard = listening()
    first, second = Speaker("a", (BUSY,)), Speaker("b", ("Hello",))

    await asker(Policy(fallback=("b",)), first, second, node="output").stream(QUESTION, lambda _: None)

    failed = told(heard, "model_failed")
    assert [(e.fields["node"], e.fields["model"]) for e in failed] == [("output", "a"), ("output", "a")]


async def test_the_hud_says_of_no_failure_where_nothing_failed() -> None:
    heard = listening()

    await asker(Policy(), router("a", THINK)).structured(QUESTION, Route)

    assert [(e.fields["event"], e.fields["failed"]) for e in heard if isinstance(e, Hud)] == [("asked", False)]


async def test_a_model_that_takes_no_picture_is_asked_once_more_without_it() -> None:
    model = router("blind", BROKEN, THINK)
    picture, notes = Attached("cat.png", "image/png", 4, data=b"\x89PNG"), Attached("a.txt", "text/plain", 1, text="a")

    answer = await asker(Policy(), model).structured(replace(QUESTION, attachments=(picture, notes)), Route)

    assert answer == THINK
    assert [prompt.attachments for prompt in model.asked] == [
        (picture, notes),
        (replace(picture, data=b"", problem="the model takes no such picture"), notes),
    ]


async def test_a_model_that_fails_without_pictures_is_not_asked_again() -> None:
    model = router("broken", BROKEN, THINK)

    with pytest.raises(ModelError, match="The key is wrong"):
        await asker(Policy(), model).structured(QUESTION, Route)
