"""What the workspace says of its people."""

from typing import Any

from bots.sandbox.slack.arguments import Arguments, Methods, Result
from bots.sandbox.slack.rules import SlackError
from bots.sandbox.slack.workspace import TEAM, USERS


class People:
    """Answers `users.info`; what is said of somebody can be changed."""

    def __init__(self) -> None:
        self._changed: dict[str, dict[str, Any]] = {}

    def methods(self) -> Methods:
        """Return the methods of the Web API that are about people."""
        return {"users.info": self._info}

    def describe(self, user: str, **fields: Any) -> None:
        """Let other things be said of a person, such as `is_admin` or `team_id`."""
        self._changed.setdefault(user, {}).update(fields)

    def _info(self, arguments: Arguments) -> Result:
        user = USERS.get(str(arguments.get("user")))
        if user is None:
            raise SlackError("user_not_found")
        told: dict[str, Any] = {
            "id": user.id,
            "team_id": TEAM,
            "name": user.name.lower(),
            "real_name": user.name,
            "profile": {"real_name": user.name, "display_name": user.name.lower()},
            "deleted": False,
            "is_admin": user.admin,
            "is_owner": user.admin,
            "is_primary_owner": user.admin,
            "is_bot": user.bot,
            "locale": "en-GB",
        }
        told |= self._changed.get(user.id, {})
        if str(arguments.get("include_locale")).lower() not in {"1", "true"}:
            del told["locale"]
        return {"user": told}
