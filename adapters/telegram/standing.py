"""Standing: whether somebody runs a group, as Telegram has it."""

from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest

_RUNNING = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


async def runs(bot: Bot, chat: int, person: int) -> bool:
    """Say whether a person owns or administers a group. Raises TelegramError.

    Of others than itself a bot surely hears only as an administrator (Bot API, getChatMember); where it is refused
    that, the list of administrators, which is there for everybody, tells.
    """
    try:
        member = await bot.get_chat_member(chat, person)
    except BadRequest:
        return any(one.user.id == person for one in await bot.get_chat_administrators(chat))
    return member.status in _RUNNING
