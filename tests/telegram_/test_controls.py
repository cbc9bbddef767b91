"""Controls and artifacts on their whole way: drawn, sent with the real library, used by a person, read back."""

import pytest
from msgspec.structs import replace

from adapters.shared.platform import UPLOADS
from bots.sandbox.service import Refused
from bots.sandbox.telegram.server import TelegramSandbox
from core.controls import Option, Progress, Select, Table
from core.events import AdminCommand, Inbound
from core.view import View
from tests.drivers import buttons
from tests.telegram_.connected import ADA, BEN, GROUP, Hosts, Kept, polled, press, show
from tests.telegram_.specification import violations

SIZES = Select("size", "Size", tuple(Option(f"s{n}", f"Size {n}") for n in range(130)), "s3")
LOG = Table("log", "Log", ("n",), tuple((n,) for n in range(63)), 1)


def done(*controls: Select | Table) -> View:
    return View(id=5, text="Here.", controls=controls, done=True)


async def test_every_option_of_a_large_select_can_be_chosen(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        (native,) = await show(sandbox, gateway, kept, done(SIZES))
        near = await press(sandbox, kept, native, "size:s4:5")
        on = await press(sandbox, kept, native, "size:from-24:5")
        (body,) = gateway.platform.draw(done(replace(SIZES, first=120)))
        await gateway.port.edit(on, native, body)
        far = await press(sandbox, kept, native, "size:s129:5")

    assert (near.control, near.verb, near.reply, near.data) == ("size", "s4", 5, {})
    assert (on.control, on.verb) == ("size", "from-24")
    assert (far.control, far.verb, far.reply, far.data) == ("size", "s129", 5, {})


async def test_an_option_that_is_not_offered_cannot_be_chosen(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        (native,) = await show(sandbox, gateway, kept, done(SIZES))
        with pytest.raises(Refused, match="no longer there"):
            await sandbox.click(ADA, ADA, native, "size:s999:5")
        with pytest.raises(Refused, match="no menus"):
            await sandbox.click(ADA, ADA, native, "size:s4:5", "s4")

    assert kept.events.empty()


async def test_the_pages_of_a_table_are_turned_by_arrows(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        (native,) = await show(sandbox, gateway, kept, done(LOG))
        back = await press(sandbox, kept, native, "log:prev:5")
        on = await press(sandbox, kept, native, "log:next:5")

    assert [(action.control, action.verb) for action in (back, on)] == [("log", "prev"), ("log", "next")]


async def test_work_under_way_is_stopped_from_its_preview_and_the_answer_takes_the_button_away(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        working = View(id=5, text="Wait", controls=(Progress("timer", "Timer", 0.4, cancel=True),))
        (native,) = await show(sandbox, gateway, kept, working)
        before = sandbox.snapshot()["messages"][ADA][-1]["native"]
        action = await press(sandbox, kept, native, "timer:cancel:5")
        (body,) = gateway.platform.draw(View(id=5, text="Stopped.", done=True))
        await gateway.port.edit(action, native, body)
        after = sandbox.snapshot()["messages"][ADA][-1]["native"]

    assert before["text"] == "Wait\n\nTimer ▓▓▓▓░░░░░░ 40 %"
    assert buttons("telegram", before) == {"Stop": "timer:cancel:5"}
    assert (action.control, action.verb, action.reply) == ("timer", "cancel", 5)
    assert after == {"text": "Stopped."}


async def test_all_that_is_sent_for_controls_and_artifacts_fits_the_bot_apis_description(hosts: Hosts) -> None:
    kept = Kept()
    handed = (LOG, Table("staff", "Staff", ("name",), (("Ada",),)))

    async with polled(hosts, kept) as (sandbox, gateway):
        view = View(id=5, text="Here.", controls=(SIZES, LOG, Progress("p", "P", None, cancel=True)), artifacts=handed)
        await show(sandbox, gateway, kept, view)
        texts = [body for body in gateway.platform.draw(replace(view, done=True)) if UPLOADS not in body]
        to = await asked(sandbox, kept)
        natives = [await gateway.port.send(to, body, key="k", private=False) for body in texts]

    sent = [call for call in sandbox.calls if call.method == "sendMessage"]
    assert len(sent) == len(natives) + 1 == 3
    assert [wrong for call in sent for wrong in violations(call.method, call.params)] == []


async def asked(sandbox: TelegramSandbox, kept: Kept) -> Inbound:
    await sandbox.say(ADA, ADA, "show me")
    return await kept.next()


@pytest.mark.parametrize(
    ("text", "name", "arguments"),
    [("/model builtin", "model", "builtin"), ("/stop", "stop", ""), ("/stop@trivium_sandbox_bot", "stop", "")],
)
async def test_every_command_is_heard_in_a_group_from_everybody(
    hosts: Hosts, text: str, name: str, arguments: str
) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, _):
        await sandbox.say(BEN, GROUP, text)
        event = await kept.next()

    assert isinstance(event, AdminCommand)
    assert (event.name, event.arguments, event.person.id) == (name, arguments, "telegram:1002")
