"""The remote model against a strict server: what it sends, and what it makes of every kind of answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.llm.remote import RemoteModel
from core.controls import Counter
from core.envelope import Exchange, Route, ThoughtResult
from core.errors import ModelError, ModelRubbish
from core.ports import Prompt
from tests.llm.openai_server import KEY, MODEL, Answer, Broken, ChatMessage, Cut, Failure, OpenAIServer
from tests.llm.silence import Silence
from tests.serving import serving

PROMPT = Prompt(node="thinker", instructions="Think.", text="make me a counter")


@asynccontextmanager
async def connected(
    *script: Answer, name: str = MODEL, key: str = KEY, patience: float = 10.0
) -> AsyncIterator[tuple[RemoteModel, OpenAIServer]]:
    server = OpenAIServer(*script)
    async with serving(server.app) as url:
        model = RemoteModel(name, f"{url}/v1", key, timeout=patience)
        try:
            yield model, server
        finally:
            await model.close()


async def listen(model: RemoteModel, heard: list[str]) -> None:
    async for piece in model.stream(PROMPT):
        heard.append(piece)  # noqa: PERF401  # what was heard before an error counts


async def told(model: RemoteModel, prompt: Prompt = PROMPT) -> str:
    return "".join([piece async for piece in model.stream(prompt)])


async def test_a_prompt_becomes_system_text_history_and_the_persons_words() -> None:
    prompt = Prompt(
        node="pa",
        instructions="Choose.",
        text="see https://example.com/a.png",
        context="user: Ada",
        history=(Exchange("user", "hi"), Exchange("assistant", "Hello!")),
        controls=(Counter("beers", "Beers", 5),),
        choices=("think", "research"),
        language="de",
    )

    async with connected("{}", "nothing") as (model, server):
        await told(model, prompt)

    system, *rest = server.requests[0].messages
    assert system.role == "system"
    for part in ("Choose.", "user: Ada", '"beers"', "think, research", "de"):
        assert part in system.content
    assert rest == [
        ChatMessage("user", "hi"),
        ChatMessage("assistant", "Hello!"),
        ChatMessage("user", "see https://example.com/a.png"),
    ]
    assert server.requests[0].max_tokens > 0


async def test_the_schema_is_told_when_a_value_is_asked_for() -> None:
    async with connected() as (model, server):
        await model.structured(PROMPT, ThoughtResult)

    assert '"#/$defs/ThoughtResult"' in server.requests[0].messages[0].content


@pytest.mark.parametrize(
    "answer",
    [
        '{"outcome": "think"}',
        '  {"outcome": "think"}\n',
        '```json\n{"outcome": "think"}\n```',
        'Here you are:\n```\n{"outcome": "think"}\n```\nAnything else?',
        '<think>\nHm.\n</think>\n\n{"outcome": "think"}',
    ],
)
async def test_json_is_read_however_a_model_wraps_it(answer: str) -> None:
    async with connected(answer) as (model, server):
        route = await model.structured(PROMPT, Route)

    assert route == Route("think")
    assert len(server.requests) == 1


async def test_an_unreadable_answer_is_asked_for_once_more_with_the_error() -> None:
    async with connected('{"outcome": 7}', '{"outcome": "think"}') as (model, server):
        route = await model.structured(PROMPT, Route)

    assert route == Route("think")
    *_, answer, complaint = server.requests[1].messages
    assert answer == ChatMessage("assistant", '{"outcome": 7}')
    assert "$.outcome" in complaint.content


async def test_a_second_unreadable_answer_is_rubbish() -> None:
    async with connected("no", '{"operations": []}') as (model, server):
        with pytest.raises(ModelRubbish, match=r"test-model.*ThoughtResult.*response"):
            await model.structured(PROMPT, ThoughtResult)

    assert len(server.requests) == 2


async def test_a_control_with_an_impossible_id_is_rubbish() -> None:
    rubbish = (
        '{"response": "", "operations": [{"op": "add", "control": {"kind": "counter", "id": "No Id", "label": "x"}}]}'
    )

    async with connected(rubbish, rubbish) as (model, _):
        with pytest.raises(ModelRubbish):
            await model.structured(PROMPT, ThoughtResult)


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (Failure(429, "Slow down.", "rate_limit_exceeded"), "fewer requests"),
        (Failure(500, "Oops."), "status 500"),
        (Failure(400, "No."), "status 400"),
    ],
)
async def test_an_error_status_is_a_sentence_that_names_the_settings(failure: Failure, words: str) -> None:
    async with connected(failure, failure) as (model, server):
        with pytest.raises(ModelError, match=words) as of_value:
            await model.structured(PROMPT, Route)
        with pytest.raises(ModelError, match=words) as of_stream:
            await told(model)

    assert str(of_value.value) == str(of_stream.value)
    assert "MODEL_BASE_URL" in str(of_value.value)
    assert len(server.requests) == 2


async def test_a_refused_key_is_named() -> None:
    async with connected(key="wrong") as (model, _):
        with pytest.raises(ModelError, match="OPENAI_API_KEY") as refused:
            await told(model)

    assert "wrong" not in str(refused.value)


async def test_no_key_from_the_environment_goes_to_a_server_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    async with serving(OpenAIServer().app) as url:
        model = RemoteModel(MODEL, f"{url}/v1", None)
        with pytest.raises(ModelError, match="refused"):
            await told(model)
        await model.close()


async def test_an_unknown_model_is_named() -> None:
    async with connected(name="no-such-model") as (model, _):
        with pytest.raises(ModelError, match=r"'no-such-model' \(MODEL\) is unknown there"):
            await told(model)


async def test_a_url_without_a_chat_api_is_named() -> None:
    async with serving(OpenAIServer().app) as url:
        model = RemoteModel(MODEL, f"{url}/elsewhere", KEY)
        with pytest.raises(ModelError, match=r"elsewhere \(MODEL_BASE_URL\)"):
            await told(model)
        await model.close()


async def test_a_server_that_is_not_there_is_named(closed_url: str) -> None:
    model = RemoteModel(MODEL, closed_url, KEY)

    with pytest.raises(ModelError, match=r"\(MODEL_BASE_URL\) cannot be reached"):
        await told(model)
    await model.close()


async def test_a_silent_server_is_given_up() -> None:
    silence = Silence()

    async with connected(silence, patience=0.2) as (model, _):
        with pytest.raises(ModelError, match=r"within 0\.2 seconds"):
            await model.structured(PROMPT, Route)
        silence.end()


async def test_an_answer_that_breaks_off_is_an_error_after_its_first_words() -> None:
    heard: list[str] = []

    async with connected(Broken("The answer is")) as (model, _):
        with pytest.raises(ModelError, match="status 500"):
            await listen(model, heard)

    assert "".join(heard) == "The answer is"


async def test_an_answer_cut_off_at_the_most_tokens_says_so() -> None:
    async with connected(Cut("Once upon a")) as (model, _):
        assert await told(model) == "Once upon a …"


async def test_an_empty_answer_is_an_error() -> None:
    async with connected("") as (model, _):
        with pytest.raises(ModelError, match="empty answer"):
            await told(model)
