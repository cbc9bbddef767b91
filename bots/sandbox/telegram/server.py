"""The fake Telegram: the Bot API over HTTP for the bot, and the calls for the people."""

import asyncio
import random
import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, NoReturn, TypeVar

from msgspec import Struct
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bots.sandbox.service import Changed, Refused, SentFile, Shelf, Snapshot
from bots.sandbox.telegram.errors import BotApiError, injected
from bots.sandbox.telegram.files import MEDIA, kept
from bots.sandbox.telegram.members import MEMBERS, RUNNING, STATUSES, status_of
from bots.sandbox.telegram.menus import MENUS, offered
from bots.sandbox.telegram.methods import METHODS, Method
from bots.sandbox.telegram.params import Json, Params, params_of
from bots.sandbox.telegram.prompts import answer, prompt_of, wrong_with
from bots.sandbox.telegram.receiving import Receiving
from bots.sandbox.telegram.snapshot import snapshot_of
from bots.sandbox.telegram.world import ADA, BOT, PEOPLE, UNSEEN, World, entities_of, reaches_bot

T = TypeVar("T")

TOKEN = f"{BOT['id']}:sandbox-token-that-opens-nothing"
_METHODS = (METHODS, MEDIA, MENUS, MEMBERS)
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
"""What a token looks like; the Bot API finds nothing (404) under one that does not."""


class Call(Struct, frozen=True):
    """A request of the bot's, as it was understood."""

    method: str
    params: Json


class TelegramSandbox:
    """One bot's Telegram with two people, their private chats and a group."""

    def __init__(self, shelf: Shelf) -> None:
        self._world = World(shelf)
        self._receiving = Receiving(self._world)
        self._faults: defaultdict[str, deque[BotApiError]] = defaultdict(deque)
        self.calls: deque[Call] = deque(maxlen=1000)
        """What the bot asked for lately, polling and its answers included."""
        self.lag = (0.0, 0.0)
        """Seconds that every call takes, and up to how many more by chance."""
        self.half_open = False
        """While true every request is taken and none answered, as over a connection whose other end is gone."""
        self.revoked = False
        """While true the token is refused, as after its owner had BotFather make another one."""
        self._hanging: Counter[str] = Counter()
        self._mute: Counter[str] = Counter()
        routes = [
            Route("/bot{token}/{method}", self._serve, methods=["GET", "POST"]),
            Route("/file/bot{token}/files/{file}", self._download),
        ]
        self._app = Starlette(routes=routes)

    @property
    def name(self) -> str:
        """Return the platform's name."""
        return "telegram"

    @property
    def app(self) -> Starlette:
        """Return the ASGI application that speaks the Bot API."""
        return self._app

    @property
    def connected(self) -> int:
        """Return how many connections the bot has: 1 while it polls or has a webhook."""
        return self._receiving.connected

    def environment(self, base: str) -> dict[str, str]:
        """Return the settings that connect a bot to this server at `base`."""
        return {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": base}

    def admin(self) -> str:
        """Return the first user as `ADMINS` names them."""
        return f"telegram:{ADA['id']}"

    async def say(self, user: str, place: str, text: str, files: Sequence[SentFile] = ()) -> str:
        """Write as a person; a private chat with somebody else turns into their own. Return the chat's id.

        Each file is a message of its own, the first with the text below it.
        """
        person, chat = self._who_and_where(user, place)
        if not text.strip() and not files:
            raise Refused("There is nothing to send.")
        entities = entities_of(text)
        if user in self._world.state.unmet and chat["type"] == "private":
            self._world.state.unmet.remove(user)
        if not files:
            self._said(person, chat, text, {"text": text} | ({"entities": entities} if entities else {}))
        for index, file in enumerate(files):
            below = text if index == 0 else ""
            content = kept(self._world, file, photo=file.media_type in ("image/jpeg", "image/png", "image/webp"))
            content |= {"caption": below} if below else {}
            content |= {"caption_entities": entities} if below and entities else {}
            self._said(person, chat, below, content)
        self._changed()
        return str(chat["id"])

    def say_unseen(self, user: str, place: str, text: str) -> None:
        """Write in a group's name, as those who run it can. Raises Refused."""
        person, chat = self._who_and_where(user, place)
        if chat["type"] == "private" or status_of(self._world, chat, person) not in RUNNING:
            raise Refused("Only who runs a group can write in its name.")
        entities = entities_of(text)
        self._said(UNSEEN, chat, text, {"sender_chat": chat, "text": text, "entities": entities})
        self._changed()

    def become(self, user: str, status: str) -> None:
        """Let somebody be something else in the group, as the Bot API names it (`administrator`). Raises Refused."""
        if user not in PEOPLE or status not in STATUSES:
            raise Refused("There is nobody of that name, or nothing of that name to be.")
        self._world.state.statuses[user] = status
        self._changed()

    def part(self, user: str) -> None:
        """Let somebody be as if they had never written to the bot, which then has no chat with them. Raises Refused."""
        if user not in PEOPLE:
            raise Refused("There is nobody of that name.")
        self._world.state.unmet.append(user)

    def offered(self, user: str, place: str) -> list[str]:
        """Return the names of the commands that a person is offered in a chat."""
        return offered(self._world, *self._who_and_where(user, place))

    def _said(self, person: Json, chat: Json, text: str, content: Json) -> None:
        message = self._world.post(person, chat, content)
        if reaches_bot(chat, text, entities_of(text)):
            self._world.notify("message", message)

    async def click(self, user: str, place: str, message: str, control: str, value: str = "") -> None:
        """Press the button with the callback data `control`; there are no menus for a `value`. Raises Refused."""
        person, chat = self._who_and_where(user, place)
        if value:
            raise Refused("Telegram has buttons only, and no menus to choose from.")
        shown = self._world.find(place, int(message)) if message.isdecimal() and place == str(chat["id"]) else None
        rows = (shown or {}).get("reply_markup", {}).get("inline_keyboard", [])
        if shown is None or not any(button.get("callback_data") == control for row in rows for button in row):
            raise Refused("That button is no longer there.")
        self._world.press(person, shown, control)
        self._changed()

    async def submit(self, user: str, dialog: str, value: str) -> str:
        """Reply to a prompt as a person, and return what the bot asks instead. Raises Refused."""
        prompt = prompt_of(self._world, user, dialog)
        if not value.strip():
            return "Telegram sends no empty message."
        reply = answer(self._world, user, prompt, value)
        self._world.notify("message", reply)
        self._changed()
        return await wrong_with(self._world, user, reply)

    def file(self, file_id: str) -> SentFile:
        """Return a file that somebody sent. Raises Refused."""
        if (file := self._world.state.files.get(file_id)) is None:
            raise Refused("There is no such file.")
        return file

    def migrate(self, place: str) -> str:
        """Let a group become a supergroup and return its new id. Raises Refused."""
        chat = self._world.chats.get(place)
        if chat is None or chat["type"] == "private" or self._world.state.moved:
            raise Refused("There is no such group, or it has moved already.")
        new = self._world.migrate(chat)
        self._changed()
        return str(new["id"])

    def snapshot(self) -> Snapshot:
        """Return all that the pane shows."""
        return snapshot_of(self._world)

    def watch(self, changed: Changed) -> None:
        """Call `changed` after every change of the snapshot."""
        self._world.watch(changed)

    def fail_next(self, method: str, *, status: int, retry_after: int | None = None) -> None:
        """Answer the next call of `method` with a fault: 429 with a pause to keep, or a 5xx."""
        self._faults[method.lower()].append(injected(status, retry_after))

    def hang_next(self, method: str, *, done: bool = False) -> None:
        """Never answer the next call of `method`; `done` says that it is carried out all the same."""
        (self._mute if done else self._hanging)[method.lower()] += 1

    @property
    def redelivery(self) -> float:
        """Return the chance that a poll which confirms updates brings one of the last 1,000 confirmed again."""
        return self._receiving.redelivery

    @redelivery.setter
    def redelivery(self, chance: float) -> None:
        self._receiving.redelivery = chance

    def redeliver_confirmed(self) -> None:
        """Hand out an update that was confirmed once more, as it was, although the offset has moved past it."""
        self._receiving.repeat_one()
        self._changed()

    def redeliver(self) -> None:
        """Hand out the last update once more; under a new number, since polling never looks back."""
        last = self._world.state.last_update
        if last is not None:
            self._world.state.updates.append({**last, "update_id": self._world.next_id()})
            self._changed()

    def _changed(self) -> None:
        self._world.changed()
        self._receiving.wake()

    async def _serve(self, request: Request) -> JSONResponse:
        """Answer one call of the Bot API."""
        method = request.path_params["method"]
        try:
            self._check(request.path_params["token"])
            body = await request.body()
            params = params_of(request.url.query, request.headers.get("content-type", ""), body)
            self.calls.append(Call(method, params.decoded()))
            if self.half_open or _counted(self._hanging, method.lower()):
                await _never(request)
            if any(self.lag):
                await asyncio.sleep(self.lag[0] + random.uniform(0, self.lag[1]))  # noqa: S311 - no secret
            if faults := self._faults[method.lower()]:
                raise faults.popleft()
            result = await self._answer(method.lower(), params, request)
            if _counted(self._mute, method.lower()):
                await _never(request)
        except ClientDisconnect:
            return JSONResponse(None, 499)
        except BotApiError as error:
            return JSONResponse(error.body, error.code)
        return JSONResponse({"ok": True, "result": result})

    def _check(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise BotApiError(404, "Not Found")
        if token != TOKEN or self.revoked:
            raise BotApiError(401, "Unauthorized")

    async def _answer(self, method: str, params: Params, request: Request) -> Any:
        if method == "getupdates":
            return await _unless_gone(request, self._receiving.get_updates(params))
        receiving: dict[str, Callable[[], Any]] = {
            "setwebhook": lambda: self._receiving.set_webhook(params),
            "deletewebhook": lambda: self._receiving.delete_webhook(params),
            "getwebhookinfo": self._receiving.webhook_info,
        }
        if method in receiving:
            result = receiving[method]()
        elif (called := _method(method)) is not None:
            result = called(self._world, params)
        else:
            raise BotApiError(404, "Not Found")
        self._world.changed()
        return result

    async def _download(self, request: Request) -> Response:
        file = self._world.state.files.get(request.path_params["file"])
        if file is None or request.path_params["token"] != TOKEN:
            return Response(status_code=404)
        return Response(file.data, media_type="application/octet-stream")

    def _who_and_where(self, user: str, place: str) -> tuple[Json, Json]:
        chats = self._world.chats
        person, chat = PEOPLE.get(user), chats.get(place)
        if person is None or chat is None:
            raise Refused("There is nobody of that name, or no such chat.")
        return person, chats[user] if chat["type"] == "private" else chat


def _method(name: str) -> Method | None:
    return next((methods[name] for methods in _METHODS if name in methods), None)


async def _unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Return what `work` returns; it is given up when the client goes away."""
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(_disconnected(request))
    await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
    gone.cancel()
    if not task.done():
        task.cancel()
        raise ClientDisconnect
    return task.result()


async def _never(request: Request) -> NoReturn:
    """Leave a request without an answer until the client gives up. Raises ClientDisconnect."""
    await _disconnected(request)
    raise ClientDisconnect


def _counted(faults: Counter[str], method: str) -> bool:
    """Say whether there is a fault for a call of this method, and use it up."""
    if faults[method] <= 0:
        return False
    faults[method] -= 1
    return True


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
