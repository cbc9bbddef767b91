"""Names and commands that Telegram finds only after it has taken signs out."""

import re

import pytest

from adapters.telegram.draw import draw
from adapters.telegram.prompt import prompt_of
from core.artifacts import Image
from core.controls import Label
from core.fields import Form
from core.view import View
from tests.telegram_.connected import ADA, Hosts, Kept, message, polled
from tests.telegram_.test_drawing import piece

REMOVED = [*map(chr, range(0x2028, 0x202F)), "\u030a", "\u0333", "\u033f", "\r", "\x01", "\u202e\u202e\u0333"]
CALLS = re.compile(r"(?<![A-Za-z0-9_])@\w|(?<![A-Za-z0-9_/<>])/[A-Za-z0-9_]|tg://", re.IGNORECASE)


def calls(text: str) -> list[str]:
    """Return what can be clicked in a text once Telegram has taken signs out of it."""
    return CALLS.findall(re.sub("[\u2028-\u202e\u030a\u0333\u033f\x00-\x08\x0b-\x1f]", "", text))


@pytest.mark.parametrize("sign", REMOVED)
@pytest.mark.parametrize(
    "said", ["@~durov", "a ~@~durov", "/~stop", "**/~stop**", "t~g:~/~/user?id=1", "[Ben](tg:/~/a)"]
)
def test_signs_that_telegram_takes_out_hide_no_name_and_no_command(said: str, sign: str) -> None:
    (body,) = draw(View(id=1, text=f"hi {said.replace('~', sign)} there", done=True))

    assert calls(body["text"]) == []


@pytest.mark.parametrize("sign", REMOVED)
def test_controls_prompts_and_captions_hide_none_either(sign: str) -> None:
    name = f"@{sign}durov /{sign}stop"
    artifact = Image(name, "image/png", b"png")
    said = [
        text
        for body in draw(View(id=1, text="Hi", controls=(Label("l", name, name),), artifacts=(artifact,), done=True))
        for text in (body.get("text", ""), body.get("caption", ""))
    ]

    assert [calls(text) for text in said] == [[]] * len(said)
    assert calls(prompt_of(Form("l", name, "text", ""), name, "l:set:1", "bot")["text"]) == []


def test_marks_stay_over_their_words_beside_signs_that_telegram_takes_out() -> None:
    (body,) = draw(View(id=1, text="\u202e😀 @\u202edurov **bold** `code`", done=True))

    assert (piece(body, "bold"), piece(body, "code")) == (["bold"], ["code"])


def test_a_text_of_nothing_but_such_signs_is_not_sent() -> None:
    assert draw(View(id=1, text="\u0333\u202e\u033f", done=True)) == ()


async def test_a_notice_calls_nobody(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        await gateway.port.notify(message(ADA), "@\u202edurov needs a value, /stop")
        (shown,) = sandbox.snapshot()["messages"][ADA]

    assert calls(shown["native"]["text"]) == []
