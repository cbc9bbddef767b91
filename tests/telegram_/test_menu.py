"""The menus of commands that people are offered, with the real gateway on the sandbox."""

import logging

import pytest

from adapters.telegram.gateway import TelegramGateway
from bots.sandbox.telegram.server import TelegramSandbox
from core.admin import CommandSpec
from core.events import AdminCommand
from tests.telegram_.connected import (
    ADA,
    BEN,
    COMMANDS,
    GROUP,
    Hosts,
    Kept,
    called,
    polling,
    press_plus,
    running,
    wrong_calls,
)
from tests.waiting import until

ALL, COMMON = ["graph", "model", "stop"], ["stop"]


async def started(gateway: TelegramGateway) -> None:
    await gateway.start()
    await gateway.close()


def menus(sandbox: TelegramSandbox) -> dict[tuple[str, str], list[str]]:
    people, places = (ADA, BEN), {"private": None, "group": GROUP}
    return {(who, where): sandbox.offered(who, place or who) for who in people for where, place in places.items()}


async def test_what_is_for_admins_is_offered_to_who_runs_a_group_and_to_nobody_else(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()

    await started(polling(sandbox, base))

    assert menus(sandbox) == {
        (ADA, "private"): COMMON,
        (ADA, "group"): ALL,
        (BEN, "private"): COMMON,
        (BEN, "group"): COMMON,
    }


async def test_an_admin_that_the_settings_name_is_offered_everything_in_their_own_chat(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()

    await started(polling(sandbox, base, admins=[f"telegram:{BEN}"]))

    assert (sandbox.offered(BEN, BEN), sandbox.offered(BEN, GROUP)) == (ALL, COMMON)
    assert sandbox.offered(ADA, ADA) == COMMON


async def test_admins_of_other_platforms_and_groups_have_no_chat_to_offer_something_in(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()

    await started(polling(sandbox, base, admins=["slack:U1", "discord:1001", f"telegram:{GROUP}", "telegram:ada"]))

    scopes = {str(call.params["scope"]["type"]) for call in sandbox.calls if "scope" in call.params}
    assert scopes == {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}


async def test_a_second_start_asks_and_changes_nothing(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    await started(polling(sandbox, base, admins=[f"telegram:{ADA}"]))
    sandbox.calls.clear()

    await started(polling(sandbox, base, admins=[f"telegram:{ADA}"]))

    assert called(sandbox, "getMyCommands") == 5
    assert called(sandbox, "setMyCommands") + called(sandbox, "deleteMyCommands") == 0


async def test_only_the_scopes_that_change_are_written(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    await started(polling(sandbox, base))
    sandbox.calls.clear()

    more = (*COMMANDS, CommandSpec("trace", "Show what was done"))
    await started(polling(sandbox, base, commands=more))

    (call,) = [call for call in sandbox.calls if call.method == "setMyCommands"]
    assert call.params["scope"] == {"type": "all_chat_administrators"}
    assert sandbox.offered(ADA, GROUP) == [*ALL, "trace"]


async def test_commands_that_are_gone_leave_every_menu(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    await started(polling(sandbox, base, admins=[f"telegram:{ADA}"]))

    await started(polling(sandbox, base, commands=COMMANDS[:1], admins=[f"telegram:{ADA}"]))

    assert menus(sandbox) == {
        (ADA, "private"): ["graph"],
        (ADA, "group"): ["graph"],
        (BEN, "private"): [],
        (BEN, "group"): [],
    }


async def test_an_admin_who_never_wrote_is_one_line_in_the_log_and_gets_their_menu_when_they_do(
    hosts: Hosts, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox, base = hosts.sandboxed()
    sandbox.part(ADA)
    kept = Kept()

    with caplog.at_level(logging.INFO, "adapters.telegram.menu"):
        async with running(polling(sandbox, base, admins=[f"telegram:{ADA}"]), kept):
            before = sandbox.offered(ADA, ADA)
            await sandbox.say(ADA, ADA, "/start")
            await kept.next()
            await until(lambda: sandbox.offered(ADA, ADA) == ALL)
            asked = called(sandbox, "getMyCommands")
            await sandbox.say(ADA, ADA, "thanks")
            await kept.next()
            await sandbox.say(ADA, ADA, "bye")
            await kept.next()

    assert called(sandbox, "getMyCommands") == asked
    assert before == COMMON
    assert [record.levelname for record in caplog.records if "menu" in record.message] == ["INFO"]
    assert "waits until they write to the bot" in caplog.text


async def test_a_menu_is_brought_once_and_not_with_each_message(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    kept = Kept()

    async with running(polling(sandbox, base, admins=[f"telegram:{ADA}"]), kept):
        asked = called(sandbox, "getMyCommands")
        for text in ("hi", "/graph v1", "/stop"):
            await sandbox.say(ADA, ADA, text)
            await kept.next()
        for place, text in ((BEN, "/stop"), (BEN, "hi"), (GROUP, "/graph v1")):
            await sandbox.say(BEN, place, text)
            await kept.next()

    assert called(sandbox, "getMyCommands") == asked == 5


async def test_who_is_no_admin_any_more_loses_the_menu_with_the_first_command_that_is_not_for_them(
    hosts: Hosts,
) -> None:
    sandbox, base = hosts.sandboxed()
    await started(polling(sandbox, base, admins=[f"telegram:{BEN}"]))
    kept = Kept()

    async with running(polling(sandbox, base), kept):
        before = sandbox.offered(BEN, BEN)
        await sandbox.say(BEN, BEN, "/graph v1")
        command = await kept.next()
        await until(lambda: sandbox.offered(BEN, BEN) == COMMON)
        asked = called(sandbox, "getMyCommands")
        await sandbox.say(BEN, BEN, "/model builtin")
        await kept.next()

    assert isinstance(command, AdminCommand)
    assert before == ALL
    assert called(sandbox, "getMyCommands") == asked


@pytest.mark.parametrize("method", ["getMyCommands", "setMyCommands"])
@pytest.mark.parametrize(("status", "retry_after"), [(429, 1), (502, None), (400, None)])
async def test_a_menu_that_telegram_refuses_is_a_line_in_the_log_and_the_others_are_set(
    hosts: Hosts, caplog: pytest.LogCaptureFixture, method: str, status: int, retry_after: int | None
) -> None:
    sandbox, base = hosts.sandboxed()
    sandbox.fail_next(method, status=status, retry_after=retry_after)

    await started(polling(sandbox, base))

    assert caplog.text.count("the menu of commands was not set for the scope") == 1
    assert called(sandbox, "setMyCommands") == (3 if method == "getMyCommands" else 4)


async def test_clicks_ask_for_no_menu(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    gateway, kept = polling(sandbox, base), Kept()

    async with running(gateway, kept):
        asked = called(sandbox, "getMyCommands")
        await press_plus(sandbox, gateway, kept)

    assert called(sandbox, "getMyCommands") == asked


async def test_what_is_asked_for_fits_the_bot_apis_description(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    await started(polling(sandbox, base, admins=[f"telegram:{ADA}"]))

    await started(polling(sandbox, base, commands=COMMANDS[:1]))

    assert {call.method for call in sandbox.calls} >= {"getMyCommands", "setMyCommands", "deleteMyCommands"}
    assert wrong_calls(sandbox) == []
