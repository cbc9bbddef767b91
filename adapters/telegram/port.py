"""Telegram's sending half."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot, ReplyParameters
from telegram import Message as Sent
from telegram.constants import ChatAction
from telegram.error import ChatMigrated

from adapters.shared.pacing import persist
from adapters.shared.platform import UPLOADS, Body
from adapters.telegram.asking import answering, prompt_for
from adapters.telegram.clicks import Clicks
from adapters.telegram.downloads import download
from adapters.telegram.drafts import Drafts
from adapters.telegram.errors import says, translating
from adapters.telegram.moves import Moves, address
from adapters.telegram.platform import UNSEEN
from adapters.telegram.quieting import quiet
from adapters.telegram.reactions import Reactions
from adapters.telegram.request import AioHttpRequest
from adapters.telegram.standing import runs
from adapters.telegram.telling import tell
from adapters.telegram.uploads import send_upload, upload_of
from core.errors import PlatformError, PlatformUnreachable
from core.events import Action, Attachment, Claims, Inbound, Message
from core.fields import Form
from core.ports import Mark

T = TypeVar("T")
log = logging.getLogger(__name__)


class TelegramPort:
    """Sends through one bot. `private` has no meaning here: a private chat is private, a group sees everything."""

    def __init__(self, bot: Bot, request: AioHttpRequest) -> None:
        self._bot, self._request = bot, request
        self.clicks = Clicks(bot)
        self.moves = Moves()
        self._drafts = Drafts(bot)
        self._reactions = Reactions(bot)

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:  # noqa: ARG002
        """Post a message, in groups as a reply to the person's; return its id. Telegram has no nonces for `key`."""
        await self._drafts.forget(to)
        return await self._post(to, body, _reply_to(to), "send a message")

    async def preview(self, to: Inbound, native: str | None, body: Body, *, key: str, last: bool) -> str | None:
        """Show a state of the answer: a draft in private chats, of the part that grows; else a message that changes."""
        if native is not None:
            try:
                await self._edit(to, native, body)
            except PlatformError as error:
                # What stayed behind in a group that moved is posted anew once, by the final edit.
                if not says(error, "message is not modified") and not isinstance(error.__cause__, ChatMigrated):
                    raise
            return native
        if self._drafts.possible(to, body) and (not last or await self._drafts.show(to, body, key)):
            return None
        return await self.send(to, body, key=key, private=False)

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        """Make a message look like `body`; the buttons of one without a keyboard go.

        One that stayed behind in a group that moved cannot be changed: what it should say is posted where the talk is.
        """
        try:
            await self._edit(to, native, body)
        except PlatformError as error:
            if says(error, "message is not modified"):
                return
            if not isinstance(error.__cause__, ChatMigrated):
                raise
            await self._post(to, body, None, "send a message", known_as=int(native))

    async def delete(self, to: Inbound, native: str) -> None:
        """Take a message away; one that is gone already, or stayed behind in a group that moved, is no error.

        One too old for that (48 hours, Bot API, deleteMessage) becomes `…` without buttons, or stays as it is.
        """
        chat, number = self.moves.place(address(to)[0], int(native))
        try:
            with translating("delete a message"):
                await self._bot.delete_message(chat, number)
        except PlatformError as error:
            if says(error, "message can't be deleted"):
                await self._empty(to, native)
            elif not says(error, "message to delete not found") and not isinstance(error.__cause__, ChatMigrated):
                raise

    async def notify(self, to: Inbound, text: str) -> None:
        """Show a toast for a click; where that is no longer possible, and for anything else, post a plain message."""
        if not isinstance(to, Action):
            await self._post(to, _notice(text), _reply_to(to), "send a notice")
        elif "query" not in to.origin or not await self.clicks.answer(to.origin["query"], text):
            await self._post(to, _notice(text), answering(to), "send a notice")
            await self._take_prompt_away(to)

    async def acknowledge(self, to: Inbound) -> None:
        """Answer a click without a word, or take the prompt away that was answered; once."""
        if not isinstance(to, Action):
            return
        if "query" in to.origin:
            await self.clicks.answer(to.origin["query"], "")
        await self._take_prompt_away(to)

    async def mark(self, to: Message, mark: Mark) -> None:
        """Put a reaction on a message: 🫡 or 👀, then 👌 or 💔; nothing where the chat does not allow it."""
        await self._reactions.put(to, mark)

    async def tell(self, person: str, text: str) -> None:
        """Write to a person as they are, who must have written to the bot before."""
        await tell(self._bot, person, text)

    async def claims(self, to: Inbound) -> Claims:  # noqa: ARG002
        """Return nothing: all that is known comes with each event."""
        return {}

    async def administers(self, to: Inbound) -> bool:
        """Say whether the person owns or administers the group; who writes in a group's name does."""
        if to.direct:
            return False
        if UNSEEN in to.origin:
            return True
        person = int(to.person.id.partition(":")[2])
        return await self._in_chat(to, "say who runs the chat", lambda chat: runs(self._bot, chat, person))

    async def ask(self, to: Action, form: Form, problem: str) -> None:
        """Ask with a message that is answered by a reply; it takes the place of the prompt before."""
        if "query" in to.origin:
            await self.clicks.dismiss(to.origin["query"])
        body = prompt_for(to, form, problem, self._bot.username)
        await persist(lambda: self._post(to, body, answering(to), "ask for a value"))
        await self._take_prompt_away(to)

    async def fetch(self, to: Message, attachment: Attachment) -> bytes:  # noqa: ARG002 - the port's signature
        """Return the bytes of a file that came with a message; at most `core.attachments.LARGEST` and one more."""
        return await download(self._bot, self._request, attachment.ref)

    async def working(self, to: Inbound, *, on: bool) -> None:
        """Show as typing for five seconds, which Telegram ends with the next message; keep the draft from expiring."""
        if not on:
            await self._drafts.forget(to)
            return
        _, topic = address(to)
        await self._drafts.refresh(to)
        await self._in_chat(
            to,
            "show as typing",
            lambda chat: self._bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=topic or None),
        )

    async def _post(
        self, to: Inbound, body: Body, reply: ReplyParameters | None, deed: str, known_as: int | None = None
    ) -> str:
        origin, topic = address(to)
        upload = await upload_of(body)

        async def post(chat: int) -> Sent:
            answered = reply if chat == origin else None  # messages have other numbers where a group moved to
            if upload is not None:
                return await send_upload(self._bot, chat, topic, body, upload, reply=answered)
            return await self._bot.send_message(
                chat, body["text"], message_thread_id=topic or None, reply_parameters=answered, api_kwargs=body
            )

        sent = await self._in_chat(to, deed, post)
        number = sent.message_id
        self.moves.stands((origin, number if known_as is None else known_as), (sent.chat_id, number))
        return str(number)

    async def _edit(self, to: Inbound, native: str, body: Body) -> None:
        chat, number = self.moves.place(address(to)[0], int(native))
        with translating("edit a message"):
            if UPLOADS in body:
                await self._bot.edit_message_caption(
                    chat,
                    number,
                    caption=body["caption"] or None,
                    api_kwargs={"caption_entities": body["caption_entities"]},
                )
            else:
                await self._bot.edit_message_text(body["text"], chat, number, api_kwargs=body)

    async def _empty(self, to: Inbound, native: str) -> None:
        """Leave as little as can be of a message that cannot be taken away."""
        try:
            await self._edit(to, native, {"text": "…", "entities": []})
        except PlatformUnreachable:
            raise
        except PlatformError as error:
            if not says(error, "message is not modified"):
                log.warning("a message that is too old to be deleted was left standing: %s", error)

    async def _take_prompt_away(self, to: Action) -> None:
        """Take away the prompt that was answered; one that cannot be is answered all the same."""
        if prompt := to.origin.get("prompt"):
            try:
                await self.delete(to, prompt)
            except PlatformError as error:
                log.info("a prompt was left standing: %s", error)

    async def _in_chat(self, to: Inbound, deed: str, call: Callable[[int], Awaitable[T]]) -> T:
        chat, _ = address(to)
        with translating(deed):
            return await self.moves.follow(chat, call)


def _notice(text: str) -> Body:
    """Return a notice as a message; it may name what a model named."""
    return {"text": quiet((text, []))[0]}


def _reply_to(to: Inbound) -> ReplyParameters | None:
    """Return what a message answers: the person's, in groups (their ids are negative), where several people talk."""
    chat, _ = address(to)
    if chat > 0 or "query" in to.origin:
        return None
    return ReplyParameters(int(to.origin["message"]), allow_sending_without_reply=True)
