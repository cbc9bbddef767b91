"""Members: what somebody is in a chat, and the Bot API's methods that tell it."""

from collections.abc import Mapping
from typing import Any

from bots.sandbox.telegram.errors import bad_request
from bots.sandbox.telegram.methods import Method, chat_of
from bots.sandbox.telegram.params import Json, Params
from bots.sandbox.telegram.world import ADA, PEOPLE, World

RUNNING = ("creator", "administrator")
"""Who runs a group."""

_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip
_FREEDOMS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
    "can_edit_tag", "can_react_to_messages",
)  # fmt: skip
STATUSES: Mapping[str, Mapping[str, Any]] = {
    "creator": {"is_anonymous": False},
    "administrator": {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(_RIGHTS, True)},
    "member": {},
    "restricted": {"is_member": True, **dict.fromkeys(_FREEDOMS, False), "until_date": 0},
    "left": {},
    "kicked": {"until_date": 0},
}
"""What somebody can be (Bot API, ChatMember), with what is told of each beside the person."""


def status_of(world: World, chat: Json, user: Json) -> str:
    """Return what somebody is in a chat: the first person made the group, unless they were told to be else."""
    if chat["type"] == "private":
        return "member"
    return world.state.statuses.get(str(user["id"]), "creator" if user is ADA else "member")


def get_chat_member(world: World, params: Params) -> Json:
    """Return what somebody is in a chat."""
    chat, user = chat_of(world, params), PEOPLE.get(params.text("user_id"))
    if user is None or (chat["type"] == "private" and chat["id"] != user["id"]):
        raise bad_request("user not found")
    return _member(world, chat, user)


def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """Return who runs a group."""
    chat = chat_of(world, params)
    if chat["type"] == "private":
        raise bad_request("there are no administrators in the private chat")
    return [_member(world, chat, user) for user in PEOPLE.values() if status_of(world, chat, user) in RUNNING]


MEMBERS: dict[str, Method] = {"getchatmember": get_chat_member, "getchatadministrators": get_chat_administrators}
"""By their names in lower case."""


def _member(world: World, chat: Json, user: Json) -> Json:
    status = status_of(world, chat, user)
    return {"status": status, "user": user, **STATUSES[status]}
