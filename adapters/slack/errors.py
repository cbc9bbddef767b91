"""What Slack's refusals mean, as the house's own errors."""

from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import ClientError, ClientResponseError, ServerTimeoutError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from core.errors import PlatformError, PlatformUnreachable, RateLimited, Unauthorized

_PASSING = {"fatal_error", "internal_error", "request_timeout", "service_unavailable", "team_added_to_org"}
"""Errors that Slack asks to try again after."""
_CREDENTIALS = {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
"""Refusals of a token, whatever it is used for."""
_OF_A_METHOD = {"missing_scope", "not_allowed_token_type"}
"""Refusals of a token for one method; it may do for others."""
_ENTRANCES = ("auth.test", "apps.connections.open")
"""Methods without which nothing else can be done, so that a token they refuse is no good at all."""

FOR_GOOD = (*sorted(_OF_A_METHOD), "no_permission", "unknown_method")
"""Refusals of this app as it is installed: another message would fare no better."""

OF_THE_APP = ("deprecated_endpoint", "method_deprecated", "not_allowed_token_type", "unknown_method")
"""Refusals of a method wherever it is used."""

OF_ONE_PLACE = ("channel_not_found", "is_archived", "message_not_found", "not_in_channel", "thread_not_found")
"""Refusals that say nothing about other channels, threads and messages."""


class MissingScope(PlatformError):
    """The app lacks a scope."""

    def __init__(self, message: str, scope: str) -> None:
        super().__init__(message)
        self.scope = scope
        """Its name, or several that would each do, as Slack says."""


@contextmanager
def translated(method: str, setting: str = "SLACK_BOT_TOKEN") -> Iterator[None]:
    """Raise core errors for those of a call to `method`, made with the token in `setting`.

    The addresses that are called are secrets (response and upload URLs), so neither the sentence nor the cause has one.
    """
    try:
        yield
    except SlackApiError as error:
        raise _meaning(method, setting, error.response) from error
    except ClientResponseError as error:
        raise _refusal(method, error) from None
    except (ClientError, TimeoutError, OSError) as error:
        raise PlatformUnreachable(f"Slack cannot be reached for {method}: {_reason(error)}.") from None


def _reason(error: ClientError | OSError) -> str:
    """Return what went wrong; only of the system's own errors is it known that they name no address but the host."""
    match error:
        case OSError() if not isinstance(error, ServerTimeoutError):
            return str(error) or type(error).__name__
        case _:
            return type(error).__name__


def _refusal(method: str, error: ClientResponseError) -> PlatformError:
    """Return what a status means that came from an address without the Web API's own errors."""
    if error.status == 429:
        pause = float(error.headers.get("Retry-After", 1)) if error.headers else 1.0
        return RateLimited(f"Slack asks for {pause:g} s of pause before {method}.", retry_after=pause)
    if error.status == 408 or error.status >= 500:
        return PlatformUnreachable(f"Slack cannot be reached for {method}: status {error.status}.")
    return PlatformError(f"Slack refused {method}: status {error.status}.")


def _meaning(method: str, setting: str, response: object) -> PlatformError:
    if not isinstance(response, AsyncSlackResponse):
        return PlatformUnreachable(f"Slack's answer to {method} was not JSON.")
    status = response.status_code
    data = response.data if isinstance(response.data, dict) else {}
    code = str(data.get("error", f"status {status}"))
    if status == 429 or code == "ratelimited":
        pause = float(response.headers.get("Retry-After", 1))
        return RateLimited(f"Slack asks for {pause:g} s of pause before {method}.", retry_after=pause)
    if status >= 500 or code in _PASSING:
        return PlatformUnreachable(f"Slack failed for the moment at {method}: {code}.")
    if status == 401 or code in _CREDENTIALS or (code in _OF_A_METHOD and method in _ENTRANCES):
        return Unauthorized(f"{setting} is not accepted by Slack for {method}: {code}.")
    if code == "missing_scope":
        scope = str(data.get("needed") or "one that Slack does not name")
        return MissingScope(f"Slack refused {method}: {code}, it needs {scope}.", scope)
    details = data.get("response_metadata", {}).get("messages", [])
    return PlatformError(f"Slack refused {method}: {', '.join([code, *details])}.")
