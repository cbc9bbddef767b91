"""`sandbox`: three platforms on loopback, the bots connected to them, and the page."""

from pathlib import Path

from adapters.web.server import bind, port_of, serve
from bots.sandbox.child import Bots
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.page import Page
from bots.sandbox.service import Service, Shelf
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox
from bots.supervise import first_of, until_told
from core.errors import SettingsError


async def live_in(data: Path, host: str, port: int, *, with_bots: bool) -> int:
    """Serve until told to stop and return the exit status. Raises SettingsError for a port or folder not to be had."""
    _make_room(data)
    services: tuple[Service, ...] = (
        SlackSandbox(Shelf(data / "slack.json")),
        DiscordSandbox(Shelf(data / "discord.json")),
        TelegramSandbox(Shelf(data / "telegram.json")),
    )
    sockets = [bind(host, port + index if port else 0) for index in range(len(services) + 1)]
    bases = [f"http://{host}:{port_of(s)}" for s in sockets]
    bots = Bots(tuple(s.name for s in services), _environment(services, bases[1:], data))
    page = Page(services, bots.kill, lambda: bots.running)
    for service, base in zip(services, bases[1:], strict=True):
        _tell(f"{service.name:9}{base}")
    _tell(f"Open {bases[0]}")
    applications = [page.app, *(service.app for service in services)]
    work = [serve(app, listening) for app, listening in zip(applications, sockets, strict=True)]
    if with_bots:
        work.append(bots.keep_running())
    await first_of(until_told(with_parent=False), *work)
    return 0


def _make_room(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"--data: the folder {data} cannot be made: {error.strerror}.") from error


def _environment(services: tuple[Service, ...], bases: list[str], data: Path) -> dict[str, str]:
    """Return the bots' settings: addresses, tokens, a database of their own, the first users as admins."""
    environment = {
        "DIRECT_MESSAGES": "welcome",
        "ADMINS": ",".join(service.admin() for service in services),
        "DATABASE_URL": f"sqlite+aiosqlite:///{data.resolve() / 'trivium.db'}",
        "HTTP_PORT": "0",
        "TELEGRAM_WEBHOOK_URL": "",
    }
    for service, base in zip(services, bases, strict=True):
        environment |= service.environment(base)
    return environment


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is the command line's answer
