"""What a webhook is sent by others than Telegram, through real HTTP."""

import io
import logging
from collections.abc import AsyncIterator, Callable
from typing import IO

import aiohttp
import pytest

from adapters.telegram.delivery import payload_of
from tests.telegram_.connected import ADA, SECRET, Hosts, Kept, hooked

UPDATE = b'{"update_id": 1, "message": {"message_id": %s, "date": 1795334400, "chat": {"id": 1001, "type": "private"},'
UPDATE += b' "from": {"id": 1001, "is_bot": false, "first_name": "Ada"}, "text": %s}}'
BRACKETS = 100_000

UNUSABLE = {
    "nested_lists": b'{"a": ' + b"[" * BRACKETS + b"]" * BRACKETS + b"}",
    "nested_objects": b'{"a": ' * BRACKETS + b"1" + b"}" * BRACKETS,
    "nested_beyond_reason": b'{"a": ' + b"[" * 200 + b"]" * 200 + b"}",
    "answers_within_answers": b'{"update_id": 1, "message": ' + b'{"reply_to_message": ' * 120 + b"1" + b"}" * 121,
    "brackets_that_nobody_closes": b'{"a": ' + b"[" * BRACKETS,
    "a_list": b"[]",
    "nothing": b"",
    "zeros": b"\x00" * 1000,
    "words": b"hello",
    "half_an_update": UPDATE[:-20],
    "invalid_utf_8": UPDATE % (b"1", b'"\xff\xfe"'),
    "an_invalid_name": b'{"\xff": 1}',
    "utf_16": '{"update_id": 1}'.encode("utf-16"),
    "half_a_surrogate": UPDATE % (b"1", b'"\\ud800"'),
    "a_number_beyond_64_bits": UPDATE % (b"9223372036854775808", b'"hi"'),
    "a_number_far_below_zero": UPDATE % (b"-9223372036854775809", b'"hi"'),
    "a_number_of_5000_digits": UPDATE % (b"9" * 5000, b'"hi"'),
    "a_number_that_is_too_large_to_be_one": UPDATE % (b"1e999", b'"hi"'),
    "a_large_number_that_nobody_reads": b'{"update_id": 1, "some": {"new": [{"thing": 99999999999999999999}]}}',
    "no_number": UPDATE % (b"NaN", b'"hi"'),
}


async def sent(address: str, body: bytes | IO[bytes] | AsyncIterator[bytes], secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with aiohttp.ClientSession() as session, session.post(address, data=body, headers=headers) as response:
        return response.status


@pytest.mark.parametrize("name", UNUSABLE)
async def test_what_cannot_be_used_is_refused_and_what_comes_after_it_arrives(hosts: Hosts, name: str) -> None:
    kept = Kept()

    async with hooked(hosts, kept) as (sandbox, _, address):
        status = await sent(address, UNUSABLE[name])
        await sandbox.say(ADA, ADA, "hi")
        event = await kept.next()

    assert status == 400
    assert getattr(event, "text", "") == "hi"
    assert kept.events.empty()


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "wröng"])
@pytest.mark.parametrize("name", ["nested_objects", "invalid_utf_8", "words"])
async def test_without_the_secret_nothing_is_parsed(
    hosts: Hosts, monkeypatch: pytest.MonkeyPatch, name: str, secret: str | None
) -> None:
    monkeypatch.setattr("adapters.telegram.gateway.payload_of", lambda _: pytest.fail("it was parsed"))

    async with hooked(hosts, Kept()) as (_, __, address):
        status = await sent(address, UNUSABLE[name], secret)

    assert status == 401


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    """Give a body without saying how long it is."""
    for at in range(0, len(body), 100_000):
        yield body[at : at + 100_000]


@pytest.mark.parametrize("way", [io.BytesIO, in_pieces])
@pytest.mark.parametrize("secret", [None, "wrong", SECRET])
async def test_ten_megabytes_are_refused_unparsed(
    hosts: Hosts,
    monkeypatch: pytest.MonkeyPatch,
    secret: str | None,
    way: Callable[[bytes], IO[bytes] | AsyncIterator[bytes]],
) -> None:
    monkeypatch.setattr("adapters.telegram.gateway.payload_of", lambda _: pytest.fail("it was parsed"))

    async with hooked(hosts, Kept()) as (_, __, address):
        status = await sent(address, way(b'{"a": "' + b"x" * 10_000_000 + b'"}'), secret)

    assert status == 413


async def test_the_largest_numbers_that_64_bits_hold_are_taken(hosts: Hosts) -> None:
    kept = Kept()

    async with hooked(hosts, kept) as (_, __, address):
        status = await sent(address, UPDATE % (b"9223372036854775807", b'"hi"'))
        event = await kept.next()

    assert status == 200
    assert event.event == "telegram:1001:9223372036854775807"


@pytest.mark.parametrize("date", [b"9223372036854775807", b"-1"])
async def test_a_date_that_no_calendar_has_is_passed_over_with_a_line_in_the_log(
    hosts: Hosts, caplog: pytest.LogCaptureFixture, date: bytes
) -> None:
    kept = Kept()

    with caplog.at_level(logging.WARNING):
        async with hooked(hosts, kept) as (_, __, address):
            status = await sent(address, (UPDATE % (b"1", b'"hi"')).replace(b"1795334400", date))

    assert status == 200
    assert kept.events.empty()
    assert "a Telegram update was not understood" in caplog.text


def test_an_update_as_deep_as_telegrams_can_be_is_taken() -> None:
    deep = b'{"a": ' + b"[" * 90 + b"1" + b"]" * 90 + b"}"

    payload = payload_of(deep)

    assert payload is not None
