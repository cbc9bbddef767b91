"""Who runs a workspace, as Slack itself says."""

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import translated
from core.errors import PlatformError
from core.events import Inbound

_STRANGERS = ("user_not_found", "user_not_visible")
"""What is said of people of whom the workspace knows nothing."""
_ROLES = ("is_admin", "is_owner", "is_primary_owner")


async def administers(client: AsyncWebClient, to: Inbound) -> bool:
    """Say whether the person is an admin or an owner of the event's workspace; no bot and nobody who left is one.

    It needs the scope users:read. Raises PlatformError.
    """
    try:
        with translated("users.info"):
            answer = await client.users_info(user=to.origin["user"])
    except PlatformError as error:
        if any(code in str(error) for code in _STRANGERS):
            return False
        raise
    user, team = answer["user"], to.channel.split(":")[1]
    if user.get("deleted") or user.get("is_bot") or user.get("team_id") != team:
        return False
    return any(user.get(role) is True for role in _ROLES)
