"""Who runs a group, asked of Telegram by the real port."""

import pytest

from core.errors import PlatformError, PlatformUnreachable, RateLimited
from core.events import AdminCommand, Person
from tests.telegram_.connected import ADA, BEN, GROUP, Hosts, Kept, called, polled, press_plus, running, wrong_calls
from tests.telegram_.connected import polling as polls


async def test_who_made_a_group_runs_it_and_its_members_do_not(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(ADA, GROUP, "/stop")
        await sandbox.say(BEN, GROUP, "/stop@trivium_sandbox_bot")
        runs = {(to := await kept.next()).person.id: await gateway.port.administers(to) for _ in range(2)}

    assert runs == {f"telegram:{ADA}": True, f"telegram:{BEN}": False}


@pytest.mark.parametrize(
    ("status", "runs"),
    [
        ("creator", True),
        ("administrator", True),
        ("member", False),
        ("restricted", False),
        ("left", False),
        ("kicked", False),
    ],
)
async def test_owners_and_administrators_run_a_group(hosts: Hosts, status: str, runs: bool) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(BEN, GROUP, "/stop")
        to = await kept.next()
        before = await gateway.port.administers(to)
        sandbox.become(BEN, status)
        after = await gateway.port.administers(to)

    assert (before, after) == (False, runs)


async def test_nobody_runs_a_private_chat_and_telegram_is_not_asked(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(ADA, ADA, "/stop")
        runs = await gateway.port.administers(await kept.next())
        pressed = await gateway.port.administers(await press_plus(sandbox, gateway, kept))

    assert (runs, pressed) == (False, False)
    assert called(sandbox, "getChatMember") == 0


async def test_a_command_in_the_groups_name_is_the_groups_own_and_of_somebody_who_runs_it(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        sandbox.say_unseen(ADA, GROUP, "/graph@trivium_sandbox_bot  v1   session")
        to = await kept.next()
        runs = await gateway.port.administers(to)
        await gateway.port.send(to, {"text": "Switched."}, key="k", private=True)
        answer = sandbox.snapshot()["messages"][GROUP][-1]["native"]

    assert isinstance(to, AdminCommand)
    assert (to.person, to.channel) == (Person(f"telegram:{GROUP}", {"name": "Sandbox group"}), f"telegram:{GROUP}")
    assert (to.name, to.arguments, to.direct) == ("graph", "v1 session", False)
    assert runs
    assert called(sandbox, "getChatMember") == 0
    assert answer["reply_to"] == "/graph@trivium_sandbox_bot  v1   session"


async def test_where_telegram_does_not_tell_of_a_member_the_list_of_administrators_does(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        sandbox.become(BEN, "administrator")
        await sandbox.say(BEN, GROUP, "/stop")
        to = await kept.next()
        sandbox.fail_next("getChatMember", status=400)
        listed = await gateway.port.administers(to)
        sandbox.become(BEN, "member")
        sandbox.fail_next("getChatMember", status=400)
        left_out = await gateway.port.administers(to)

    assert (listed, left_out) == (True, False)


@pytest.mark.parametrize(
    ("status", "retry_after", "error"),
    [(429, 7, RateLimited), (502, None, PlatformUnreachable), (403, None, PlatformError)],
)
async def test_what_cannot_be_asked_is_an_error_and_no_answer(
    hosts: Hosts, status: int, retry_after: int | None, error: type[PlatformError]
) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(ADA, GROUP, "/stop")
        to = await kept.next()
        sandbox.fail_next("getChatMember", status=status, retry_after=retry_after)
        with pytest.raises(error, match=r"^Telegram "):
            await gateway.port.administers(to)


async def test_who_runs_a_group_is_asked_where_the_group_has_moved_to(hosts: Hosts) -> None:
    kept = Kept()
    sandbox, base = hosts.sandboxed()
    gateway = polls(sandbox, base)

    async with running(gateway, kept):
        await sandbox.say(ADA, GROUP, "/stop")
        to = await kept.next()
        sandbox.migrate(GROUP)
        runs = await gateway.port.administers(to)

    assert runs


async def test_what_is_asked_for_fits_the_bot_apis_description(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(ADA, GROUP, "/stop")
        sandbox.fail_next("getChatMember", status=400)
        await gateway.port.administers(await kept.next())

    assert {call.method for call in sandbox.calls} >= {"getChatMember", "getChatAdministrators"}
    assert wrong_calls(sandbox) == []
