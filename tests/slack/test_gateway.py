"""The gateway and the port, over real sockets."""

import asyncio
import time

import aiohttp
import pytest

from adapters.shared.http import Request
from adapters.slack.gateway import SlackGateway
from adapters.slack.platform import SlackPlatform
from bots.sandbox.service import Refused, Shelf
from bots.sandbox.slack.couriers import HttpCourier
from bots.sandbox.slack.endpoints import SIGNING_KEY
from bots.sandbox.slack.server import SlackSandbox
from core.controls import Counter
from core.errors import PlatformError, PlatformUnreachable, RateLimited, SettingsError
from core.events import Action, AdminCommand, Message
from core.view import View
from tests.serving import serving
from tests.slack.connected import COMMANDS, gateway_for, over_http, over_socket
from tests.waiting import until

COUNTER = View(7, "Here is **a counter**.", (Counter("clicks", "Clicks"),), done=True)


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None), retry_pauses=(0.0, 0.0))


async def test_a_direct_message_is_accepted_and_then_acknowledged(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        both.inbox.open.clear()

        await sandbox.say("U1", "D1", "hi <you> & all")
        await both.inbox.arrived.wait()

        assert sandbox.unacknowledged == 1
        both.inbox.open.set()
        message = await both.inbox.next()
        assert isinstance(message, Message)
        assert message.text == "hi <you> & all"
        await until(lambda: sandbox.unacknowledged == 0)


async def test_an_event_that_could_not_be_kept_comes_again() -> None:
    sandbox = SlackSandbox(Shelf(None), patience=0.1, retry_pauses=(0.0, 0.0))
    async with over_socket(sandbox) as both:
        both.inbox.failures = 1

        await sandbox.say("U1", "D1", "hi")

        assert isinstance(await both.inbox.next(), Message)
        await until(lambda: sandbox.unacknowledged == 0)


async def test_a_mention_arrives_twice_as_the_same_event(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U2", "C1", "@Trivium what can you do?")

        first, second = await both.inbox.next(), await both.inbox.next()

        assert first == second
        assert first.session == f"slack:T1:C1:{place.removeprefix('C1/')}"


@pytest.mark.parametrize("event", [{"type": "app_home_opened", "user": "U1"}, {"type": "never_heard_of"}])
async def test_an_event_of_no_interest_is_acknowledged(sandbox: SlackSandbox, event: dict[str, str]) -> None:
    async with over_socket(sandbox) as both:
        sandbox.tell(event)

        await until(lambda: sandbox.unacknowledged == 0)
        assert both.inbox.events.empty()


async def test_a_click_comes_back_with_its_control(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U1", "D1", "a counter please")
        asked = await both.inbox.next()
        body = SlackPlatform().draw(COUNTER)[0]
        native = await both.gateway.port.send(asked, body, key="k/0", private=False)

        await sandbox.click("U1", place, native, "clicks:inc:7")

        click = await both.inbox.next()
        assert isinstance(click, Action)
        assert (click.control, click.verb, click.reply) == ("clicks", "inc", 7)
        assert click.session == asked.session


async def test_a_click_on_the_counters_value_is_acknowledged_and_nothing_else(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U1", "D1", "a counter please")
        asked = await both.inbox.next()
        body = SlackPlatform().draw(COUNTER)[0]
        native = await both.gateway.port.send(asked, body, key="k/0", private=False)

        await sandbox.click("U1", place, native, "clicks:noop:7")

        assert both.inbox.events.empty()


async def test_a_click_that_could_not_be_kept_is_not_acknowledged() -> None:
    sandbox = SlackSandbox(Shelf(None), patience=0.1, retry_pauses=())
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U1", "D1", "a counter please")
        asked = await both.inbox.next()
        native = await both.gateway.port.send(asked, SlackPlatform().draw(COUNTER)[0], key="k/0", private=False)
        both.inbox.failures = 1

        with pytest.raises(Refused, match="did not respond"):
            await sandbox.click("U1", place, native, "clicks:inc:7")


async def test_a_slash_command_is_answered_at_its_own_address(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        before = time.time()
        await sandbox.say("U1", "D1", "/graph v1")
        command = await both.inbox.next()

        native = await both.gateway.port.send(command, {"text": "Done."}, key="k/0", private=True)
        await both.gateway.port.edit(command, native, {"text": "Done again."})
        await both.gateway.port.delete(command, native)

        assert isinstance(command, AdminCommand)
        assert (command.name, command.arguments, command.session) == ("graph", "v1", "slack:T1:D1")
        assert command.at >= before
        shown = sandbox.snapshot()["messages"]["D1"]
        assert [m["native"]["text"] for m in shown if m["private_to"] == "U1"] == ["Done.", "Done again."]


async def test_a_slash_commands_answer_finds_its_way_when_the_address_is_used_up(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", "/graph")
        command = await both.inbox.next()

        for number in range(6):
            await both.gateway.port.send(command, {"text": f"{number}"}, key=f"k/{number}", private=True)

        assert len(sandbox.snapshot()["messages"]["D1"]) == 6
        assert sandbox.calls[-1].method == "chat.postEphemeral"


async def test_an_unknown_slash_command_is_told_so_where_it_was_typed(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", "/coffee black")

        assert both.inbox.events.empty()
        told = sandbox.snapshot()["messages"]["D1"][-1]
        assert (told["private_to"], told["native"]["text"]) == ("U1", "I do not know the command /coffee.")


async def test_a_lost_socket_is_replaced(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.drop_sockets()
        await sandbox.say("U1", "D1", "hi")

        assert isinstance(await both.inbox.next(), Message)


async def test_a_refreshed_socket_is_replaced(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.refresh_sockets()
        await sandbox.say("U1", "D1", "hi")

        assert isinstance(await both.inbox.next(), Message)


async def test_messages_are_posted_edited_deleted_and_whispered_in_the_thread(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        port = both.gateway.port
        place = await sandbox.say("U1", "D1", "hi")
        asked = await both.inbox.next()

        native = await port.send(asked, SlackPlatform().draw(COUNTER)[0], key="k/0", private=False)
        gone = await port.send(asked, {"text": "a second part"}, key="k/1", private=False)
        await port.edit(asked, native, {"text": "no controls any more", "blocks": []})
        await port.delete(asked, gone)
        await port.delete(asked, gone)
        await port.notify(asked, "1 < 2")
        await port.acknowledge(asked)

        said, edited, note = sandbox.snapshot()["messages"][place]
        assert said["native"]["text"] == "hi"
        assert edited["native"] == {"text": "no controls any more", "blocks": []}
        assert (note["private_to"], note["native"]["text"]) == ("U1", "1 &lt; 2")


@pytest.mark.usefixtures("clocks_agree")
async def test_a_message_in_doubt_is_looked_up_before_it_is_sent_again(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        port = both.gateway.port
        place = await sandbox.say("U1", "D1", "hi")
        asked = await both.inbox.next()
        native = await port.send(asked, {"text": "first try"}, key="k/0", private=False)
        sandbox.fail_next("chat.postMessage", status=503)

        with pytest.raises(PlatformUnreachable):
            await port.send(asked, {"text": "second try"}, key="k/0", private=False)
        again = await port.send(asked, {"text": "third try"}, key="k/0", private=False)

        assert again == native
        assert [m["native"]["text"] for m in sandbox.snapshot()["messages"][place]] == ["hi", "third try"]


async def test_a_message_in_doubt_that_slack_never_got_is_sent(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        port = both.gateway.port
        place = await sandbox.say("U1", "D1", "hi")
        asked = await both.inbox.next()
        sandbox.fail_next("chat.postMessage", status=503)

        with pytest.raises(PlatformUnreachable):
            await port.send(asked, {"text": "first try"}, key="k/0", private=False)
        native = await port.send(asked, {"text": "second try"}, key="k/0", private=False)

        shown = sandbox.snapshot()["messages"][place]
        assert (shown[1]["id"], shown[1]["native"]["text"]) == (native, "second try")


async def test_a_message_sent_before_a_restart_is_found_again(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U1", "D1", "hi")
        asked = await both.inbox.next()
        native = await both.gateway.port.send(asked, {"text": "half"}, key="k/0", private=False)
        restarted = gateway_for(sandbox.environment(both.base))
        await restarted.start()

        again = await restarted.port.send(asked, {"text": "whole"}, key="k/0", private=False)

        await restarted.close()
        assert again == native
        assert [m["native"]["text"] for m in sandbox.snapshot()["messages"][place]] == ["hi", "whole"]


async def test_a_request_for_a_pause_names_the_seconds(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", "hi")
        asked = await both.inbox.next()
        sandbox.fail_next("chat.postMessage", status=429, retry_after=17)

        with pytest.raises(RateLimited) as caught:
            await both.gateway.port.send(asked, {"text": "hello"}, key="k/0", private=False)

        assert caught.value.retry_after == 17


async def test_a_message_slack_does_not_take_is_one_sentence(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", "hi")
        asked = await both.inbox.next()

        with pytest.raises(PlatformError, match=r"Slack refused chat\.postMessage: invalid_blocks"):
            await both.gateway.port.send(asked, {"text": "x", "blocks": [{"type": "no"}]}, key="k", private=False)


async def test_a_gateway_says_its_name(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        gateway = gateway_for(sandbox.environment(base))

        name = await gateway.start()

        await gateway.close()
        assert name == "trivium"


async def test_a_wrong_bot_token_is_one_sentence(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        gateway = gateway_for(sandbox.environment(base) | {"SLACK_BOT_TOKEN": "xoxb-wrong"})

        with pytest.raises(PlatformError, match=r"^SLACK_BOT_TOKEN is not accepted .*: invalid_auth\.$"):
            await gateway.start()

        await gateway.close()


async def test_a_wrong_app_token_is_one_sentence(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        gateway = gateway_for(sandbox.environment(base) | {"SLACK_APP_TOKEN": "xapp-wrong"})
        await gateway.start()

        with pytest.raises(PlatformError, match=r"^SLACK_APP_TOKEN is not accepted .*: invalid_auth\.$"):
            await gateway.run(lambda _: asyncio.sleep(0), lambda: asyncio.sleep(0))

        await gateway.close()


async def test_a_slack_that_is_not_there_is_one_sentence() -> None:
    gateway = gateway_for(SlackSandbox(Shelf(None)).environment("http://127.0.0.1:1"))

    with pytest.raises(PlatformUnreachable, match=r"^Slack cannot be reached for auth\.test: .*127\.0\.0\.1"):
        await gateway.start()

    await gateway.close()


@pytest.mark.parametrize(
    ("bot", "app", "secret", "named"),
    [("", "xapp-1", None, "SLACK_BOT_TOKEN"), ("xoxb-1", None, "", "SLACK_SIGNING_SECRET")],
)
def test_a_missing_credential_is_named(bot: str, app: str | None, secret: str | None, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        SlackGateway(bot_token=bot, app_token=app, signing_secret=secret, api_url=None, commands=COMMANDS)


async def test_over_http_messages_clicks_and_commands_arrive() -> None:
    async with over_http() as both:
        place = await both.sandbox.say("U1", "D1", "hi")
        asked = await both.inbox.next()
        native = await both.gateway.port.send(asked, SlackPlatform().draw(COUNTER)[0], key="k/0", private=False)

        await both.sandbox.click("U1", place, native, "clicks:dec:7")
        await both.sandbox.say("U1", "D1", "/graph v1")

        assert isinstance(await both.inbox.next(), Action)
        assert isinstance(await both.inbox.next(), AdminCommand)


async def test_over_http_an_event_that_could_not_be_kept_comes_again() -> None:
    async with over_http() as both:
        both.inbox.failures = 1

        await both.sandbox.say("U1", "D1", "hi")

        assert isinstance(await both.inbox.next(), Message)
        await until(lambda: both.sandbox.unacknowledged == 0)


@pytest.mark.parametrize(("key", "status"), [(SIGNING_KEY, 200), ("another key", 401)])
async def test_only_slacks_own_signature_is_taken(key: str, status: int) -> None:
    body = b'{"type":"event_callback","team_id":"T1","event":{"type":"app_home_opened"}}'
    async with over_http() as both, aiohttp.ClientSession() as session:
        url = f"{both.base}/slack/events"
        headers = HttpCourier(url, key, 1.0).signature(body) | {"Content-Type": "application/json"}

        async with session.post(url, data=body, headers=headers) as response:
            assert response.status == status


async def test_before_it_runs_a_request_is_put_off() -> None:
    gateway = gateway_for(SlackSandbox(Shelf(None), events_url="http://127.0.0.1:1").environment("http://127.0.0.1:1"))

    response = await gateway.routes()[0].answer(Request("POST", "/slack/events", {}, b"{}"))

    assert response.status == 503
