"""The command line: `python -m bots`."""

import argparse
import asyncio
import sys
from pathlib import Path

from core.errors import TriviumError


def main(arguments: list[str] | None = None) -> int:
    """Carry out a command and return the exit status; what cannot be done is one line on standard error."""
    chosen = _parser().parse_args(arguments)
    from bots.logs import set_up  # noqa: PLC0415 - `--help` answers before anything heavy is imported

    set_up()
    try:
        return asyncio.run(_start(chosen))
    except TriviumError as error:
        print(f"trivium: {error}", file=sys.stderr)  # noqa: T201 - this is the command line
        return 1
    except KeyboardInterrupt:
        return 130


async def _start(chosen: argparse.Namespace) -> int:
    match chosen.command:
        case "run":
            from bots.run import run  # noqa: PLC0415 - the sandbox does not need the platforms' libraries

            return await run(chosen.platforms, with_parent=chosen.with_parent)
        case _:
            from bots.sandbox.house import live_in  # noqa: PLC0415 - a bot does not need the sandbox

            return await live_in(chosen.data, chosen.host, chosen.port, with_bots=not chosen.without_bots)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bots", description="One assistant in Slack, Discord and Telegram.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="connect to the platforms (settings: see .env.example)")
    run.add_argument(
        "platforms", nargs="*", metavar="PLATFORM", help="slack, discord, telegram; default: all with a token"
    )
    run.add_argument("--with-parent", action="store_true", help="end when standard input closes")
    box = commands.add_parser("sandbox", help="try it here: three loopback platforms, the three bots and one page")
    box.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    box.add_argument(
        "--port",
        type=int,
        default=8700,
        help="the page's port; the platforms take the next three (default: %(default)s; 0: free ones)",
    )
    box.add_argument(
        "--data", type=Path, default=Path(".trivium/sandbox"), help="where everything is kept (default: %(default)s)"
    )
    box.add_argument("--without-bots", action="store_true", help="only the platforms and the page")
    return parser


if __name__ == "__main__":
    sys.exit(main())
