import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from telegram import Bot

from adapters.telegram.request import AioHttpRequest
from bots.sandbox.service import Refused, Service, Shelf
from bots.sandbox.telegram.server import TelegramSandbox
from tests.telegram_.connected import ADA, BEN, GROUP, Hosts
from tests.waiting import until

KEY = {"text": "+", "callback_data": "count:inc:5"}


class Client:
    """A bot without a library."""

    def __init__(self, sandbox: TelegramSandbox, base: str, session: aiohttp.ClientSession) -> None:
        self.sandbox, self._session = sandbox, session
        environment = sandbox.environment(base)
        self.address = f"{environment['TELEGRAM_API_URL']}/bot{environment['TELEGRAM_TOKEN']}"

    async def call(self, method: str, **params: Any) -> Any:
        async with self._session.post(f"{self.address}/{method}", json=params) as response:
            answer = await response.json()
        assert answer["ok"] == response.ok
        assert answer.get("error_code", response.status) == response.status
        return answer["result"] if response.ok else (response.status, answer["description"])

    async def send(self, text: str = "hi", **params: Any) -> Any:
        return await self.call("sendMessage", chat_id=1001, text=text, **params)


@pytest_asyncio.fixture(loop_scope="session")
async def client(hosts: Hosts) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(*hosts.sandboxed(), session)


def row(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [list(buttons)]}}


def test_it_is_a_service_whose_first_user_is_the_admin() -> None:
    service: Service = TelegramSandbox(Shelf(None))

    snapshot = service.snapshot()

    assert service.admin() == f"telegram:{snapshot['users'][0]['id']}"
    assert [(user["name"], user["admin"]) for user in snapshot["users"]] == [("Ada", True), ("Ben", False)]
    assert [(place["id"], place.get("users")) for place in snapshot["places"]] == [
        (ADA, [ADA]),
        (BEN, [BEN]),
        (GROUP, None),
    ]
    assert snapshot["messages"] == {ADA: [], BEN: [], GROUP: []}


async def test_a_wrong_token_and_an_unknown_method_are_told_apart(client: Client) -> None:
    unknown = await client.call("sendTelepathy")
    client.address += "x"
    unauthorized = await client.call("getMe")

    assert unknown == (404, "Not Found")
    assert unauthorized == (401, "Unauthorized")


@pytest.mark.parametrize("encoding", ["query", "form", "multipart", "json"])
async def test_parameters_are_taken_in_every_encoding(client: Client, encoding: str) -> None:
    params = {
        "chat_id": ADA,
        "text": "grüß dich 🙂",
        "entities": json.dumps([{"type": "bold", "offset": 0, "length": 4}]),
    }
    form = aiohttp.FormData(params, default_to_multipart=encoding == "multipart")
    given: dict[str, dict[str, Any]] = {
        "query": {"params": params},
        "form": {"data": form},
        "multipart": {"data": form},
        "json": {"json": params},
    }

    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{client.address}/sendmessage", **given[encoding]) as response,
    ):
        result = (await response.json())["result"]

    assert (result["text"], result["entities"][0]["length"]) == ("grüß dich 🙂", 4)


async def test_the_librarys_file_uploads_arrive_as_multipart(client: Client) -> None:
    request = AioHttpRequest()
    base, _, token = client.address.rpartition("/bot")
    await request.initialize()

    await Bot(token, f"{base}/bot", request=request, get_updates_request=request).set_webhook(
        "http://127.0.0.1:1/", certificate=b"a certificate", secret_token="abc"
    )
    await request.shutdown()

    assert await client.call("getWebhookInfo") == {
        "url": "http://127.0.0.1:1/",
        "has_custom_certificate": False,
        "pending_update_count": 0,
    }


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": " "}, "message text is empty"),
        ({"text": "🙂" * 2049}, "message is too long"),
        ({"parse_mode": "HTML"}, "unsupported parse_mode"),
        ({"entities": [{"type": "bold", "offset": 1, "length": 2}]}, "ENTITY_BOUNDS_INVALID"),
        ({"entities": [{"type": "loud", "offset": 0, "length": 2}]}, 'can\'t parse entities: unsupported type "loud"'),
        ({"entities": [{"type": "bold", "offset": 0, "length": 1}] * 101}, "ENTITIES_TOO_LONG"),
        (row({"text": "x", "callback_data": "x" * 65}), "BUTTON_DATA_INVALID"),
        (row({"text": "x", "callback_data": "ü" * 33}), "BUTTON_DATA_INVALID"),
        (row({"text": "x"}), "text buttons are unallowed in the inline keyboard"),
        (row({"text": "", "callback_data": "x"}), "can't parse inline keyboard button: can't find field \"text\""),
        (row({**KEY, "style": "pink"}), "invalid button style specified"),
        (row(*[KEY] * 9), "reply markup is too long"),
        ({"reply_markup": {"inline_keyboard": [[KEY]] * 101}}, "reply markup is too long"),
        ({"chat_id": 4711}, "chat not found"),
        ({"message_thread_id": 5}, "message thread not found"),
        ({"reply_parameters": {"message_id": 999}}, "message to be replied not found"),
    ],
)
async def test_a_message_telegram_would_not_take_is_refused(
    client: Client, params: dict[str, Any], reason: str
) -> None:
    answer = await client.call("sendMessage", **{"chat_id": 1001, "text": "hi", **params})

    assert answer == (400, f"Bad Request: {reason}")
    assert client.sandbox.snapshot()["messages"][ADA] == []


async def test_an_edit_must_change_something_and_find_its_message(client: Client) -> None:
    sent = await client.send()
    await client.sandbox.say(ADA, ADA, "mine")

    same = await client.call("editMessageText", chat_id=1001, message_id=sent["message_id"], text="hi")
    missing = await client.call("editMessageText", chat_id=1001, message_id=999, text="hi")
    theirs = await client.call("editMessageText", chat_id=1001, message_id=sent["message_id"] + 1, text="hi")

    assert same[1].startswith("Bad Request: message is not modified: ")
    assert missing == (400, "Bad Request: message to edit not found")
    assert theirs == (400, "Bad Request: message can't be edited")


async def test_the_keyboard_alone_can_be_edited(client: Client) -> None:
    sent = await client.send()

    edited = await client.call("editMessageReplyMarkup", chat_id=1001, message_id=sent["message_id"], **row(KEY))

    assert (edited["text"], edited["reply_markup"]["inline_keyboard"]) == ("hi", [[KEY]])


async def test_a_poll_waits_for_an_update_and_the_next_offset_confirms_it(client: Client) -> None:
    waiting = asyncio.create_task(client.call("getUpdates", timeout=20))
    await until(lambda: bool(client.sandbox.calls))

    await client.sandbox.say(ADA, ADA, "hi")
    (update,) = await waiting
    again = await client.call("getUpdates", timeout=0)
    confirmed = await client.call("getUpdates", timeout=0, offset=update["update_id"] + 1)

    assert update["message"]["text"] == "hi"
    assert (again, confirmed) == ([update], [])


async def test_a_later_poll_ends_an_earlier_one(client: Client) -> None:
    first = asyncio.create_task(client.call("getUpdates", timeout=20))
    await until(lambda: bool(client.sandbox.calls))

    second = await client.call("getUpdates", timeout=0)

    assert second == []
    assert (await first)[0] == 409


async def test_no_polling_beside_a_webhook(client: Client) -> None:
    await client.call("setWebhook", url="http://127.0.0.1:1/")

    refused = await client.call("getUpdates", timeout=0)
    await client.call("deleteWebhook")

    assert refused[0] == 409
    assert await client.call("getUpdates", timeout=0) == []


async def test_a_webhook_needs_https_unless_it_is_on_this_machine(client: Client) -> None:
    answer = await client.call("setWebhook", url="http://example.org/")

    assert answer == (400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")


async def test_kinds_of_updates_that_were_not_asked_for_do_not_come(client: Client) -> None:
    await client.call("getUpdates", timeout=0, allowed_updates=["callback_query"])
    await client.sandbox.say(ADA, ADA, "hi")

    assert await client.call("getUpdates", timeout=0) == []


async def test_a_press_is_answered_once_and_in_time(client: Client) -> None:
    sent = await client.send(**row(KEY))
    await client.sandbox.click(ADA, ADA, str(sent["message_id"]), "count:inc:5")
    (update,) = await client.call("getUpdates", timeout=0)
    query = update["callback_query"]

    first = await client.call("answerCallbackQuery", callback_query_id=query["id"])
    second = await client.call("answerCallbackQuery", callback_query_id=query["id"])

    assert (query["data"], query["message"]["message_id"]) == ("count:inc:5", sent["message_id"])
    assert first is True
    assert second[1].startswith("Bad Request: query is too old")


async def test_a_button_that_is_gone_cannot_be_pressed(client: Client) -> None:
    sent = await client.send(**row(KEY))
    await client.call("editMessageText", chat_id=1001, message_id=sent["message_id"], text="done")

    with pytest.raises(Refused, match="no longer there"):
        await client.sandbox.click(ADA, ADA, str(sent["message_id"]), "count:inc:5")
    with pytest.raises(Refused, match="no longer there"):
        await client.sandbox.click(ADA, ADA, "999", "count:inc:5")


async def test_a_person_in_anothers_private_chat_is_taken_to_their_own(client: Client) -> None:
    place = await client.sandbox.say(BEN, ADA, "hi")

    assert place == BEN
    assert client.sandbox.snapshot()["messages"][ADA] == []


async def test_who_is_what_in_the_group(client: Client) -> None:
    ada = await client.call("getChatMember", chat_id=int(GROUP), user_id=1001)
    ben = await client.call("getChatMember", chat_id=int(GROUP), user_id=1002)

    assert (ada["status"], ben["status"]) == ("creator", "member")
    assert await client.call("getChatAdministrators", chat_id=int(GROUP)) == [ada]


async def test_somebody_can_become_something_else_in_the_group(client: Client) -> None:
    client.sandbox.become(BEN, "administrator")
    ben = await client.call("getChatMember", chat_id=int(GROUP), user_id=1002)
    running = await client.call("getChatAdministrators", chat_id=int(GROUP))

    assert (ben["status"], ben["can_delete_messages"]) == ("administrator", True)
    assert [one["user"]["first_name"] for one in running] == ["Ada", "Ben"]
    with pytest.raises(Refused, match="nothing of that name"):
        client.sandbox.become(BEN, "emperor")


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("getChatMember", {"chat_id": 1001, "user_id": 1002}, "user not found"),
        ("getChatAdministrators", {"chat_id": 1001}, "there are no administrators in the private chat"),
        ("getMyCommands", {"scope": {"type": "moon"}}, "can't parse BotCommandScope: unsupported type specified"),
        ("getMyCommands", {"scope": {"type": "chat", "chat_id": 4242}}, "chat not found"),
        (
            "getMyCommands",
            {"scope": {"type": "chat_administrators", "chat_id": 1001}},
            "can't use specified scope in private chats",
        ),
        ("getMyCommands", {"language_code": "german"}, "invalid language_code specified"),
    ],
)
async def test_what_is_asked_of_nobody_or_nowhere_is_refused(
    client: Client, method: str, params: dict[str, Any], reason: str
) -> None:
    assert await client.call(method, **params) == (400, f"Bad Request: {reason}")


async def test_only_who_runs_a_group_writes_in_its_name(client: Client) -> None:
    client.sandbox.say_unseen(ADA, GROUP, "/graph")
    (update,) = await client.call("getUpdates", timeout=0)

    assert update["message"]["sender_chat"] == update["message"]["chat"]
    assert (update["message"]["from"]["username"], update["message"]["from"]["is_bot"]) == ("GroupAnonymousBot", True)
    for user, place in ((BEN, GROUP), (ADA, ADA)):
        with pytest.raises(Refused, match="in its name"):
            client.sandbox.say_unseen(user, place, "/graph")


async def test_who_never_wrote_has_no_chat_with_the_bot_until_they_do(client: Client) -> None:
    client.sandbox.part(ADA)
    before = await client.send()
    await client.sandbox.say(ADA, GROUP, "@trivium_sandbox_bot hi")
    meanwhile = await client.send()
    await client.sandbox.say(ADA, ADA, "/start")
    after = await client.send()

    assert before == meanwhile == (400, "Bad Request: chat not found")
    assert after["text"] == "hi"


async def test_the_narrowest_list_of_commands_in_ones_own_language_is_offered(client: Client) -> None:
    async def give(name: str, **params: Any) -> None:
        await client.call("setMyCommands", commands=[{"command": name, "description": "does it"}], **params)

    scopes: list[dict[str, Any]] = [
        {"type": "default"},
        {"type": "all_group_chats"},
        {"type": "chat", "chat_id": int(GROUP)},
        {"type": "chat_member", "chat_id": int(GROUP), "user_id": 1002},
    ]
    seen = [client.sandbox.offered(BEN, GROUP)]
    for scope in scopes:
        await give(scope["type"], scope=scope)
        seen.append(client.sandbox.offered(BEN, GROUP))
    await give("deutsch", scope=scope, language_code="de")
    seen.append(client.sandbox.offered(BEN, GROUP))
    await client.call("deleteMyCommands", scope=scope, language_code="de")
    await client.call("deleteMyCommands", scope=scope)
    seen.append(client.sandbox.offered(BEN, GROUP))

    assert seen == [[], ["default"], ["all_group_chats"], ["chat"], ["chat_member"], ["deutsch"], ["chat"]]
    assert client.sandbox.offered(BEN, BEN) == ["default"]


async def test_a_draft_is_seen_until_the_message_comes(client: Client) -> None:
    await client.call("sendMessageDraft", chat_id=1001, draft_id=1, text="thinking")
    during = client.sandbox.snapshot()
    await client.send("thought")
    after = client.sandbox.snapshot()

    assert (during["drafts"], during["messages"][ADA]) == ({ADA: {"text": "thinking"}}, [])
    assert (after["drafts"], [shown["native"]["text"] for shown in after["messages"][ADA]]) == ({}, ["thought"])


async def test_a_reaction_is_seen_on_its_message(client: Client) -> None:
    sent = await client.send()

    await client.call(
        "setMessageReaction", chat_id=1001, message_id=sent["message_id"], reaction=[{"type": "emoji", "emoji": "👍"}]
    )

    assert client.sandbox.snapshot()["messages"][ADA][0]["reactions"] == ["👍"]


async def test_an_injected_fault_is_answered_once(client: Client) -> None:
    client.sandbox.fail_next("sendMessage", status=429, retry_after=3)

    first, second = await client.send(), await client.send()

    assert first == (429, "Too Many Requests: retry after 3")
    assert second["text"] == "hi"


async def test_everything_outlives_the_process(client: Client, hosts: Hosts, tmp_path: Path) -> None:
    before = TelegramSandbox(Shelf(tmp_path / "telegram.json"))
    hosts.sandbox.app = before.app
    sent = await client.send(**row(KEY))
    await before.click(ADA, ADA, str(sent["message_id"]), "count:inc:5")

    after = TelegramSandbox(Shelf(tmp_path / "telegram.json"))
    hosts.sandbox.app = after.app
    (update,) = await client.call("getUpdates", timeout=0)
    later = await client.send()

    assert after.snapshot()["messages"][ADA][0] == before.snapshot()["messages"][ADA][0]
    assert update["callback_query"]["data"] == "count:inc:5"
    assert later["message_id"] > update["update_id"]


async def test_those_who_watch_hear_of_every_change(client: Client) -> None:
    seen: list[int] = []
    client.sandbox.watch(lambda: seen.append(len(client.sandbox.snapshot()["messages"][ADA])))

    await client.sandbox.say(ADA, ADA, "hi")
    await client.send()

    assert seen == [1, 2]
