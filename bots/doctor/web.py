"""The port on which we are asked how things are, and where platforms deliver."""

from adapters.shared.checkup import Finding, fault, ok, skipped, warning
from adapters.web.server import bind
from bots.settings import Settings
from core.errors import SettingsError


def web(settings: Settings, *, alone: bool) -> Finding:
    """Return whether the port can be had; `alone` says that no bot of ours has it."""
    name, advice = "http.port", "end what uses it, or set HTTP_PORT and HTTP_HOST"
    if not alone:
        return skipped(name, "A bot is running, and listens there.")
    try:
        bind(settings.http_host, settings.http_port).close()
    except SettingsError as error:
        if _needed(settings):
            return fault(name, f"{error} The bot cannot start without it: {advice}.")
        return warning(name, f"{error} The bot runs without it, but serves neither health nor metrics: {advice}.")
    port = f"{settings.http_host}:{settings.http_port} is free" if settings.http_port else "Any free port is taken"
    return ok(name, f"{port}.")


def _needed(settings: Settings) -> bool:
    """Say whether a platform comes in over HTTP: by webhook, by signed requests, or to install the app."""
    slack = settings.slack_client_id or (settings.slack_bot_token and not settings.slack_app_token)
    return bool(slack or (settings.telegram_token and settings.telegram_webhook_url))
