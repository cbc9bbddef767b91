"""The platforms' checkups, made from the settings; a fourth platform is one more line."""

from adapters.discord.checkup import DiscordCheckup
from adapters.shared.checkup import Checkup, Finding, fault, ok
from adapters.slack.checkup import SlackCheckup
from adapters.telegram.checkup import TelegramCheckup
from bots.settings import Settings


def checkups(settings: Settings) -> tuple[Checkup, ...]:
    """Return the checkup of each platform for which anything is set."""
    s = settings
    wanted: tuple[tuple[bool, Checkup], ...] = (
        (
            bool(s.slack_bot_token or s.slack_app_token or s.slack_signing_secret or s.slack_client_id),
            SlackCheckup(
                s.slack_bot_token,
                s.slack_app_token,
                s.slack_signing_secret,
                s.slack_api_url,
                s.slack_client_id,
                s.slack_client_secret,
            ),
        ),
        (bool(s.discord_token), DiscordCheckup(s.discord_token, s.discord_api_url)),
        (
            bool(s.telegram_token or s.telegram_webhook_url),
            TelegramCheckup(s.telegram_token, s.telegram_api_url, s.telegram_webhook_url, s.telegram_webhook_secret),
        ),
    )
    return tuple(checkup for is_set, checkup in wanted if is_set)


def chosen(wanted: tuple[Checkup, ...]) -> Finding:
    """Return whether there is any platform at all."""
    if wanted:
        return ok("platforms", f"Set: {', '.join(checkup.platform for checkup in wanted)}.")
    tokens = "SLACK_BOT_TOKEN, DISCORD_TOKEN or TELEGRAM_TOKEN (see .env.example)"
    return fault("platforms", f"No platform has a token: set {tokens}, or try `python -m bots sandbox`.")
