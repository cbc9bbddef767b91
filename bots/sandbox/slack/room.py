"""What people and the app do in a workspace: write, edit, delete; each act is told to the app as Slack tells it."""

from typing import Any

from msgspec.structs import replace

from bots.sandbox.slack.delivery import Delivery
from bots.sandbox.slack.payloads import changed_event, deleted_event, mention_event, message_event
from bots.sandbox.slack.rules import Block, SlackError
from bots.sandbox.slack.workspace import BOT_USER, CHANNELS, File, Post, Workspace


class Room:
    """Changes the workspace and sends the events of it."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self._workspace, self._delivery = workspace, delivery

    def write(
        self,
        user: str,
        channel: str,
        text: str,
        blocks: list[Block],
        *,
        thread_ts: str = "",
        metadata: dict[str, Any] | None = None,
        files: tuple[File, ...] = (),
    ) -> Post:
        """Add a message that all see. Raises SlackError."""
        post = self._new(user, channel, text, blocks, thread_ts, metadata=metadata, files=files)
        self._delivery.event(message_event(post))
        if f"<@{BOT_USER}>" in text and CHANNELS[channel].kind != "im" and user != BOT_USER:
            self._delivery.event(mention_event(post))
        return post

    def whisper(self, channel: str, text: str, blocks: list[Block], *, to: str, thread_ts: str = "") -> Post:
        """Add an ephemeral message of the app, of which no event tells. Raises SlackError.

        In a thread that is not active it is taken, never shown (docs.slack.dev/reference/methods/chat.postEphemeral):
        in one without answers, as we read that, in which the app has not been at work either.
        """
        post = self._new(BOT_USER, channel, text, blocks, thread_ts, private_to=to)
        if thread_ts and not self._is_active(channel, thread_ts):
            self._workspace.remove(post)
        return post

    def respond(self, channel: str, ts: str, content: tuple[str, list[Block]] | None) -> None:
        """Put other text and blocks into a message at a click's own address, or (None) take it away. Raises SlackError.

        That is the only way to change an ephemeral message.
        """
        post = self._workspace.find(channel, ts)
        if post is None:
            raise SlackError("message_not_found")
        match content, post.private_to:
            case None, "":
                self.delete(channel, ts)
            case None, _:
                self._workspace.remove(post)
            case (text, blocks), "":
                self.edit(channel, ts, text, blocks)
            case (text, blocks), _:
                self._workspace.keep(replace(post, text=text, blocks=tuple(blocks)))

    def edit(
        self, channel: str, ts: str, text: str, blocks: list[Block], *, metadata: dict[str, Any] | None = None
    ) -> Post:
        """Put other text and blocks into the app's message; without `metadata` it keeps its own. Raises SlackError."""
        before = self._own(channel, ts, "cant_update_message")
        if before.streaming:
            raise SlackError("streaming_state_conflict")
        after = replace(before, text=text, blocks=tuple(blocks), edited=True, metadata=metadata or before.metadata)
        return self._changed(before, after)

    def correct(self, channel: str, ts: str, text: str) -> Post:
        """Put another text into a person's message. Raises SlackError."""
        before = self._workspace.find(channel, ts)
        if before is None:
            raise SlackError("message_not_found")
        return self._changed(before, replace(before, text=text, edited=True))

    def delete(self, channel: str, ts: str) -> None:
        """Take a message of the app away. Raises SlackError."""
        post = self._own(channel, ts, "cant_delete_message")
        if post.streaming:
            raise SlackError("cant_delete_message")
        self._workspace.remove(post)
        self._delivery.event(deleted_event(post, self._workspace.stamp()))

    def _changed(self, before: Post, after: Post) -> Post:
        post = self._workspace.keep(after)
        self._delivery.event(changed_event(post, before, self._workspace.stamp()))
        return post

    def _new(
        self,
        user: str,
        channel: str,
        text: str,
        blocks: list[Block],
        thread_ts: str,
        *,
        private_to: str = "",
        metadata: dict[str, Any] | None = None,
        files: tuple[File, ...] = (),
    ) -> Post:
        if thread_ts and self._workspace.find(channel, thread_ts) is None:
            raise SlackError("thread_not_found")
        return self._workspace.keep(
            Post(
                channel=channel,
                ts=self._workspace.stamp(),
                user=user,
                text=text,
                blocks=tuple(blocks),
                thread_ts=thread_ts,
                private_to=private_to,
                metadata=metadata,
                files=files,
            )
        )

    def _is_active(self, channel: str, thread: str) -> bool:
        answers = (post for post in self._workspace.posts(channel, thread) if post.ts != thread and not post.private_to)
        return self._workspace.has_session(channel, thread) or any(answers)

    def _own(self, channel: str, ts: str, otherwise: str) -> Post:
        post = self._workspace.find(channel, ts)
        if post is None or post.private_to:
            raise SlackError("message_not_found")
        if post.user != BOT_USER:
            raise SlackError(otherwise)
        return post
