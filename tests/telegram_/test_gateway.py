import asyncio
import socket
import time

import aiohttp
import pytest

from adapters.shared.http import Request
from adapters.telegram.gateway import TelegramGateway
from bots.sandbox.service import Shelf
from bots.sandbox.telegram.server import TelegramSandbox
from core.errors import PlatformError, PlatformUnreachable, SettingsError
from core.events import AdminCommand, Message
from core.view import View
from tests.telegram_.connected import (
    ADA,
    BEN,
    COMMANDS,
    GROUP,
    SECRET,
    Hosts,
    Kept,
    called,
    hooked,
    nothing_missed,
    polled,
    polling,
    press_plus,
    running,
)
from tests.telegram_.specification import violations
from tests.waiting import until


def offsets(sandbox: TelegramSandbox) -> list[int]:
    return [
        int(call.params["offset"]) for call in sandbox.calls if call.method == "getUpdates" and "offset" in call.params
    ]


async def test_start_returns_the_bots_name_however_often_it_is_called(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base)

    names = [await gateway.start(), await gateway.start()]
    await gateway.close()

    assert names == ["@trivium_sandbox_bot"] * 2


async def test_a_wrong_token_is_one_sentence_that_names_the_setting_and_not_the_token(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base, token="7000000001:wrong")

    with pytest.raises(PlatformError, match=r"^Telegram does not know this bot: TELEGRAM_TOKEN is wrong\.$"):
        await gateway.start()

    await gateway.close()


async def test_a_server_that_is_not_there_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    gateway = polling(TelegramSandbox(Shelf(None)), f"http://127.0.0.1:{port}")

    with pytest.raises(PlatformUnreachable, match="Telegram did not let the bot start for the moment"):
        await gateway.start()

    await gateway.close()


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"token": ""}, "TELEGRAM_TOKEN"),
        ({"api_url": "localhost:8081"}, "TELEGRAM_API_URL"),
        ({"webhook_url": "https://example.org/hook"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"webhook_url": "https://example.org/hook", "webhook_secret": "two words"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"webhook_url": "example.org/hook", "webhook_secret": SECRET}, "TELEGRAM_WEBHOOK_URL"),
    ],
)
def test_a_setting_that_cannot_work_is_named(settings: dict[str, str], named: str) -> None:
    given = {"token": "1:x", "api_url": None, "webhook_url": None, "webhook_secret": None, **settings}

    with pytest.raises(SettingsError, match=named):
        TelegramGateway(
            token=given["token"] or "",
            api_url=given["api_url"],
            webhook_url=given["webhook_url"],
            webhook_secret=given["webhook_secret"],
            commands=COMMANDS,
        )


async def test_a_message_is_confirmed_only_after_it_was_kept(hosts: Hosts) -> None:
    seen: list[list[int]] = []
    kept = Kept(before=lambda: seen.append(offsets(sandbox)))

    async with polled(hosts, kept) as (sandbox, _):
        await sandbox.say(ADA, ADA, "hi")
        event = await kept.next()
        await until(lambda: max(offsets(sandbox)) > 0)

    assert isinstance(event, Message)
    assert event.text == "hi"
    assert seen == [[0]]


async def test_an_update_that_could_not_be_kept_is_fetched_again(hosts: Hosts) -> None:
    kept = Kept(failures=1)

    async with polled(hosts, kept) as (sandbox, _):
        await sandbox.say(ADA, ADA, "hi")
        event = await kept.next()

    assert isinstance(event, Message)
    assert event.text == "hi"
    assert offsets(sandbox)[:2] == [0, 0]


async def test_an_error_that_nobody_expects_ends_the_run_and_confirms_nothing(hosts: Hosts) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base)
    await gateway.start()
    await sandbox.say(ADA, ADA, "hi")

    with pytest.raises(ZeroDivisionError):
        await gateway.run(Kept(before=fail), nothing_missed)

    await gateway.close()
    kept = Kept()
    async with running(polling(sandbox, base), kept):
        event = await kept.next()

    assert isinstance(event, Message)
    assert event.text == "hi"


async def test_a_redelivered_message_has_the_same_event_id(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, _):
        await sandbox.say(ADA, ADA, "hi")
        first = await kept.next()
        sandbox.redeliver()
        second = await kept.next()

    assert first == second


async def test_in_a_group_a_mention_arrives_and_chatter_does_not(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, _):
        await sandbox.say(BEN, GROUP, "lunch?")
        await sandbox.say(BEN, GROUP, "@trivium_sandbox_bot hi")
        event = await kept.next()

    assert isinstance(event, Message)
    assert (event.text, event.person.id, event.session) == ("hi", "telegram:1002", f"telegram:{GROUP}:0")


async def test_a_command_arrives_as_a_command_of_the_admin(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, _):
        await sandbox.say(ADA, ADA, "/graph v1")
        event = await kept.next()

    assert isinstance(event, AdminCommand)
    assert (event.name, event.arguments, event.person.id) == ("graph", "v1", sandbox.admin())


async def test_a_click_goes_round_and_is_answered_with_a_toast(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        before = time.time()
        action = await press_plus(sandbox, gateway, kept)
        await gateway.port.notify(action, "Counted.")
        shown = sandbox.snapshot()["messages"][ADA][-1]

    assert (action.control, action.verb, action.reply) == ("count", "inc", 5)
    assert action.at >= before
    assert (shown["native"]["text"], shown["private_to"]) == ("Counted.", ADA)


async def test_a_press_on_a_counters_value_is_answered_and_goes_no_further(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        action = await press_plus(sandbox, gateway, kept)
        await sandbox.click(ADA, ADA, action.origin["message"], "count:noop:5")
        await until(lambda: called(sandbox, "answerCallbackQuery") == 1)

    assert kept.events.empty()


async def test_a_press_that_cannot_be_answered_does_not_stop_the_polling(
    hosts: Hosts, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        action = await press_plus(sandbox, gateway, kept)
        sandbox.fail_next("answerCallbackQuery", status=502)
        await sandbox.click(ADA, ADA, action.origin["message"], "count:noop:5")
        await sandbox.say(ADA, ADA, "still there?")
        event = await kept.next()
        await until(lambda: "a click was not acknowledged" in caplog.text)

    assert isinstance(event, Message)


@pytest.mark.parametrize(("status", "retry_after"), [(429, 1), (502, None)])
async def test_polling_goes_on_after_a_fault(hosts: Hosts, status: int, retry_after: int | None) -> None:
    kept = Kept()

    sandbox, base = hosts.sandboxed()
    sandbox.fail_next("getUpdates", status=status, retry_after=retry_after)
    async with running(polling(sandbox, base), kept):
        await sandbox.say(ADA, ADA, "hi")
        event = await kept.next()

    assert isinstance(event, Message)


async def test_cancelling_ends_a_long_poll_at_once(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base)
    await gateway.start()
    receiving = asyncio.create_task(gateway.run(Kept(), nothing_missed))
    await until(lambda: called(sandbox, "getUpdates") == 1)

    receiving.cancel()
    done, _ = await asyncio.wait({receiving}, timeout=5)

    await gateway.close()

    assert done == {receiving}


async def test_a_webhook_delivers_messages_and_clicks(hosts: Hosts) -> None:
    kept = Kept()

    async with hooked(hosts, kept) as (sandbox, gateway, _):
        action = await press_plus(sandbox, gateway, kept)

    assert (action.control, action.verb) == ("count", "inc")
    assert called(sandbox, "getUpdates") == 0


async def test_a_webhook_that_could_not_keep_an_update_gets_it_again(hosts: Hosts) -> None:
    kept = Kept(failures=2)

    async with hooked(hosts, kept) as (sandbox, _, __):
        await sandbox.say(ADA, ADA, "hi")
        event = await kept.next()

    assert isinstance(event, Message)
    assert event.text == "hi"


@pytest.mark.parametrize(
    ("secret", "body", "status"),
    [
        ("", b"not JSON", 401),
        ("wrong", b"{}", 401),
        ("wröng", b"{}", 401),
        (SECRET, b"not JSON", 400),
        (SECRET, b"[]", 400),
        (SECRET, b'{"update_id": 1, "something_new": {}}', 200),
    ],
)
async def test_the_webhook_checks_the_secret_before_it_reads(
    hosts: Hosts, secret: str, body: bytes, status: int
) -> None:
    kept = Kept()

    async with hooked(hosts, kept) as (_, __, address), aiohttp.ClientSession() as session:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        async with session.post(address, data=body, headers=headers) as response:
            answered = response.status

    assert answered == status
    assert kept.events.empty()


async def test_a_webhook_that_is_not_receiving_yet_asks_for_another_delivery() -> None:
    gateway = TelegramGateway(
        token="1:x",
        api_url=None,
        webhook_url="https://example.org",
        webhook_secret=SECRET,
        commands=(),
    )
    (route,) = gateway.routes()

    response = await route.answer(Request("POST", route.path, {"x-telegram-bot-api-secret-token": SECRET}, b"{}"))

    assert response.status == 503


async def test_a_bot_that_polled_after_a_webhook_gets_what_waited(hosts: Hosts) -> None:
    kept = Kept()

    sandbox, base = hosts.sandboxed()
    hooked_once = TelegramGateway(
        token=sandbox.environment(base)["TELEGRAM_TOKEN"],
        api_url=base,
        webhook_url="http://127.0.0.1:1/telegram/webhook",
        webhook_secret=SECRET,
        commands=COMMANDS,
    )
    async with running(hooked_once, Kept()):
        await until(lambda: called(sandbox, "setWebhook") == 1)
    await sandbox.say(ADA, ADA, "hi")
    async with running(polling(sandbox, base), kept):
        event = await kept.next()

    assert isinstance(event, Message)


async def test_all_that_the_bot_asks_for_fits_the_bot_apis_description(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        action = await press_plus(sandbox, gateway, kept)
        (body,) = gateway.platform.draw(View(id=5, text="**Done.**", done=True))
        await gateway.port.edit(action, action.origin["message"], body)
        await gateway.port.notify(action, "Counted.")
        await gateway.port.delete(action, action.origin["message"])

    assert len({call.method for call in sandbox.calls}) >= 7
    assert [wrong for call in sandbox.calls for wrong in violations(call.method, call.params)] == []
