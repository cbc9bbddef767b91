"""The Bot API's refusals."""

from typing import Any


class BotApiError(Exception):
    """A request the Bot API refuses, with the body it answers."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
        if retry_after is not None:
            self.body["parameters"] = {"retry_after": retry_after}


def bad_request(reason: str) -> BotApiError:
    """Return the error 400 that Telegram words as `Bad Request: …`."""
    return BotApiError(400, f"Bad Request: {reason}")


def migrated(chat: int) -> BotApiError:
    """Return the error for a group that has become the supergroup `chat`."""
    error = bad_request("group chat was upgraded to a supergroup chat")
    error.body["parameters"] = {"migrate_to_chat_id": chat}
    return error


def conflict(reason: str) -> BotApiError:
    """Return the error 409 for two receivers at once."""
    return BotApiError(409, f"Conflict: {reason}")


def injected(status: int, retry_after: int | None) -> BotApiError:
    """Return a fault as the servers show it: busy (429), broken (5xx), or a refusal (401, 403, 404)."""
    if status == 429:
        seconds = 1 if retry_after is None else retry_after
        return BotApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
    words = {
        401: "Unauthorized",
        403: "Forbidden: bot was blocked by the user",
        404: "Not Found",
        500: "Internal Server Error",
        502: "Bad Gateway",
        503: "Service Unavailable",
    }
    return BotApiError(status, words.get(status, f"Error {status}"))
