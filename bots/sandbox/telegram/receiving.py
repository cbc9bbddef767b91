"""How updates reach the bot: by long polling, or delivered to its webhook; never both."""

import asyncio
import random
import re
from collections import deque
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bots.sandbox.telegram.errors import bad_request, conflict
from bots.sandbox.telegram.params import Json, Params
from bots.sandbox.telegram.world import World

_LONGEST_POLL = 50
_BETWEEN_POLLS = 1.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
_DELIVERY_TIMEOUT = aiohttp.ClientTimeout(total=10)
_BY_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
_BY_WEBHOOK = "terminated by setWebhook request"
_REMEMBERED = 1000
"""Confirmed updates that may be handed out again."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not a secret


class Receiving:
    """One bot's updates on their way; a poll that began later ends an earlier one."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting: list[asyncio.Future[None]] = []
        self._poll: asyncio.Future[str] | None = None
        self._delivery: asyncio.Task[None] | None = None
        self._last_error: Json = {}
        self._polls, self._last_poll = 0, -_BETWEEN_POLLS
        self._confirmed: deque[Json] = deque(maxlen=_REMEMBERED)
        self._again: list[Json] = []
        self.redelivery = 0.0
        """The chance that a poll which confirms something brings a confirmed update again."""

    @property
    def connected(self) -> int:
        """Return 1 while a webhook is set or the bot polls, the moments between two polls included."""
        idle = asyncio.get_running_loop().time() - self._last_poll
        return int(bool(self._world.state.webhook) or self._polls > 0 or idle < _BETWEEN_POLLS)

    def repeat_one(self) -> None:
        """Hand out a confirmed update with the next answer to a poll."""
        if self._confirmed:
            self._again.append(random.choice(self._confirmed))  # noqa: S311 - no secret

    def wake(self) -> None:
        """Say that updates or the webhook have changed."""
        waiting, self._waiting = self._waiting, []
        for change in waiting:
            if not change.done():
                change.set_result(None)
        if self._deliverable() and (self._delivery is None or self._delivery.done()):
            self._delivery = asyncio.create_task(self._deliver())

    async def get_updates(self, params: Params) -> list[Json]:
        """Return the updates from `offset` on, waiting for one up to `timeout` seconds; those before are confirmed."""
        state = self._world.state
        if state.webhook:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self._remember_kinds(params)
        self._confirm(params.integer("offset"))
        displaced = self._displace(_BY_POLL)
        self._polls += 1
        try:
            await self._news(displaced, min(params.integer("timeout"), _LONGEST_POLL))
        finally:
            self._polls -= 1
            self._last_poll = asyncio.get_running_loop().time()
        if displaced.done():
            raise conflict(displaced.result())
        again, self._again = self._again, []
        return [*again, *state.updates][: min(max(params.integer("limit", 100), 1), 100)]

    def set_webhook(self, params: Params) -> bool:
        """Have updates delivered to a URL from now on; an empty one ends that."""
        url, secret = params.text("url"), params.text("secret_token")
        if not url:
            return self.delete_webhook(params)
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._remember_kinds(params)
        self._world.state.webhook = {"url": url, "secret_token": secret}
        self._drop_if_asked(params)
        self._displace(_BY_WEBHOOK)
        self.wake()
        return True

    def delete_webhook(self, params: Params) -> bool:
        """Keep updates for polling from now on."""
        self._world.state.webhook = {}
        self._drop_if_asked(params)
        return True

    def webhook_info(self) -> Json:
        """Return where updates go, how many wait, and the last delivery that failed."""
        state = self._world.state
        info = {"url": state.webhook.get("url", ""), "has_custom_certificate": False}
        kinds = {"allowed_updates": state.allowed_updates} if state.allowed_updates else {}
        return info | {"pending_update_count": len(state.updates)} | kinds | self._last_error

    def _deliverable(self) -> bool:
        return bool(self._world.state.webhook and self._world.state.updates)

    async def _deliver(self) -> None:
        """Deliver to the webhook what there is, and what comes while the session for it is being closed."""
        while self._deliverable():
            async with aiohttp.ClientSession(timeout=_DELIVERY_TIMEOUT) as session:
                await self._deliver_all(session)

    async def _deliver_all(self, session: aiohttp.ClientSession) -> None:
        """Deliver what there is, in order; an update is repeated until a 2xx answer."""
        pause = _FIRST_PAUSE
        while self._deliverable():
            if await self._delivered(session, self._world.state.updates[0]):
                pause = _FIRST_PAUSE
            else:
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    async def _delivered(self, session: aiohttp.ClientSession, update: Json) -> bool:
        webhook = self._world.state.webhook
        headers = {_SECRET_HEADER: webhook["secret_token"]} if webhook["secret_token"] else {}
        try:
            async with session.post(webhook["url"], json=update, headers=headers) as response:
                problem = "" if response.ok else f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            problem = f"Connection failed: {type(error).__name__}"
        if problem:
            self._last_error = {"last_error_date": self._world.now(), "last_error_message": problem}
            return False
        if update in self._world.state.updates:
            self._world.state.updates.remove(update)
        self._world.changed()
        return True

    async def _news(self, displaced: asyncio.Future[str], seconds: float) -> None:
        """Wait for an update, for the poll to be displaced, or for the time to be over."""
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        while not (self._world.state.updates or self._again) and not displaced.done() and (left := end - clock()) > 0:
            news: set[asyncio.Future[Any]] = {displaced, self._change()}
            await asyncio.wait(news, timeout=left, return_when=asyncio.FIRST_COMPLETED)

    def _change(self) -> asyncio.Future[None]:
        """Return a future that is done at the next change."""
        change: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(change)
        return change

    def _displace(self, reason: str) -> asyncio.Future[str]:
        """End the poll under way, if there is one, and return the future that ends the new one."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(reason)
        self._poll = asyncio.get_running_loop().create_future()
        return self._poll

    def _confirm(self, offset: int) -> None:
        """Forget the updates before `offset`; a negative one leaves only that many of the last."""
        state, before = self._world.state, self._world.state.updates
        if offset > 0:
            state.updates = [update for update in state.updates if update["update_id"] >= offset]
        elif offset < 0:
            state.updates = state.updates[offset:]
        if gone := before[: len(before) - len(state.updates)]:
            self._confirmed.extend(gone)
            if random.random() < self.redelivery:  # noqa: S311 - no secret
                self.repeat_one()
            self._world.changed()

    def _remember_kinds(self, params: Params) -> None:
        kinds = params.structure("allowed_updates")
        if isinstance(kinds, list) and kinds != self._world.state.allowed_updates:
            self._world.state.allowed_updates = kinds
            self._world.changed()

    def _drop_if_asked(self, params: Params) -> None:
        if params.structure("drop_pending_updates"):
            self._world.state.updates = []
