"""The command line: `python -m bots`."""

import argparse
import asyncio
import io
import os
import sys
from datetime import datetime
from pathlib import Path

from core.errors import TriviumError


def main(arguments: list[str] | None = None) -> int:
    """Carry out a command and return the exit status; what cannot be done is one line on standard error."""
    chosen = _parser().parse_args(arguments)
    from bots.logs import set_up  # noqa: PLC0415 - `--help` answers before anything heavy is imported

    set_up()
    _never_stumble_over_letters()
    try:
        return _carry_out(chosen)
    except TriviumError as error:
        print(f"trivium: {error}", file=sys.stderr)  # noqa: T201 - this is the command line
        return 1
    except BrokenPipeError:
        # Nobody reads on; without this the interpreter complains of it once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _carry_out(chosen: argparse.Namespace) -> int:
    """Start what was chosen; each part is imported only where it is used, for the sake of a quick start."""
    match chosen.command:
        case "run":
            from bots import loop  # noqa: PLC0415 - see below
            from bots.run import run  # noqa: PLC0415 - the sandbox does not need the platforms' libraries

            return loop.run(run(chosen.platforms, with_parent=chosen.with_parent))
        case "chat":
            from bots.chat.dialogue import chat  # noqa: PLC0415 - see above

            return chat(chosen.graph, chosen.name, with_hud=chosen.hud)
        case "ask":
            return _ask(chosen)
        case "graphs":
            return _tell_of_graphs(chosen)
        case "backup" | "forget":
            from bots.database import backup, forget  # noqa: PLC0415 - see above

            work = backup(chosen.file) if chosen.command == "backup" else forget(chosen.session)
            print(asyncio.run(work), flush=True)  # noqa: T201 - this is the command line
            return 0
        case "audit" | "permissions":
            return _tell_records(chosen)
        case "doctor":
            from bots.doctor.command import doctor  # noqa: PLC0415 - see above

            told, status = asyncio.run(doctor(fix=chosen.fix, json=chosen.json))
            print(told, flush=True)  # noqa: T201 - this is the command line
            return status
        case "setup":
            from bots.setup.dialogue import setup  # noqa: PLC0415 - see above

            return setup(offline=chosen.offline)
        case "manifest":
            return _tell_manifest(chosen)
        case _:
            from bots import loop  # noqa: PLC0415 - see above
            from bots.sandbox.house import live_in  # noqa: PLC0415 - a bot does not need the sandbox

            return loop.run(live_in(chosen.data, chosen.host, chosen.port, with_bots=not chosen.without_bots))


def _ask(chosen: argparse.Namespace) -> int:
    if chosen.question is None and not chosen.file:
        chosen.complain("one of the arguments QUESTION --file is required")
    from bots.ask.command import Asked, ask  # noqa: PLC0415 - see above
    from bots.ask.consultation import Wanted  # noqa: PLC0415 - see above

    return ask(
        Asked(
            question=chosen.question or "",
            file=chosen.file,
            wanted=Wanted(chosen.graph, chosen.expert, chosen.database),
            session=chosen.session,
            as_json=chosen.json,
            with_sql=chosen.sql,
        )
    )


def _tell_of_graphs(chosen: argparse.Namespace) -> int:
    from bots.graphs import check, drawn, listed, shown  # noqa: PLC0415 - see above

    match chosen.what:
        case "list":
            told = listed()
        case "show":
            told = (
                drawn(chosen.name, chosen.picture) if chosen.picture else shown(chosen.name, cytoscape=chosen.cytoscape)
            )
        case _:
            told = check(chosen.file)
    print(told, flush=True)  # noqa: T201 - this is the command line
    return 0


def _tell_records(chosen: argparse.Namespace) -> int:
    from adapters.storage.auditing import Wanted  # noqa: PLC0415 - see above
    from bots.records import WAYS, audit, permissions, since  # noqa: PLC0415 - see above

    if chosen.command == "permissions":
        told = permissions(tuple(WAYS), as_json=chosen.json)
    else:
        first = since(chosen.since, datetime.now().astimezone()) if chosen.since else 0.0
        wanted = Wanted(chosen.limit, chosen.person, chosen.verb, first, chosen.refused)
        told = asyncio.run(audit(wanted, as_json=chosen.json))
    print(told, flush=True)  # noqa: T201 - this is the command line
    return 0


def _tell_manifest(chosen: argparse.Namespace) -> int:
    from bots.manifest import SLACK_HINT, manifest  # noqa: PLC0415 - see above

    slack = chosen.platform == "slack"
    told = manifest(chosen.platform, chosen.name, chosen.url) if slack else manifest(chosen.platform)
    print(told, flush=True)  # noqa: T201 - this is the command line
    if slack:
        print(SLACK_HINT, file=sys.stderr)  # noqa: T201 - this is the command line
    return 0


def _never_stumble_over_letters() -> None:
    """Let a letter that the terminal's encoding does not have become a question mark, not a fault."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


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
    _add_setup(commands)
    _add_chat(commands)
    _add_ask(commands)
    _add_graphs(commands)
    _add_database(commands)
    _add_doctor(commands)
    _add_records(commands)
    return parser


def _add_setup(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    asked = commands.add_parser(
        "setup",
        help="ask for tokens and settings, try them, and write .env",
        description="Ask for tokens, admins and a model, try each, and write them to .env, which only its owner can "
        "read then. What stands there otherwise stays. Answers may come from a pipe, a line for each question.",
    )
    asked.add_argument("--offline", action="store_true", help="write without trying anything")
    told = commands.add_parser(
        "manifest",
        help="print what a platform has to be told of the bot",
        description="Print Slack's app manifest (JSON), the link that invites the bot to a Discord server, "
        "or what to write to @BotFather.",
    )
    where = told.add_subparsers(dest="platform", required=True, metavar="slack | discord | telegram")
    slack = where.add_parser("slack", help="the app's manifest", description="Print the app's manifest as JSON.")
    slack.add_argument("--name", default="Trivium", help="the app's name (default: %(default)s)")
    slack.add_argument(
        "--url", default="", metavar="URL", help="where Slack can reach the assistant (default: Socket Mode)"
    )
    where.add_parser("discord", help="the link that invites the bot", description="Print it, and what it asks for.")
    where.add_parser("telegram", help="what to write to @BotFather", description="Print what to write to @BotFather.")


def _add_chat(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    talk = commands.add_parser(
        "chat",
        help="talk with the assistant in this terminal",
        description="Talk with the assistant in this terminal: no platform, nothing kept. "
        "Answers come from the model that the settings name (MODEL, see .env.example), else from the built-in one.",
        epilog="#1 clicks what is numbered [1]. Ctrl-C stops an answer; /quit, Ctrl-D or Ctrl-C at the prompt ends "
        "the talk. Without a terminal each line of standard input is answered.",
    )
    talk.add_argument("--graph", default="", metavar="NAME", help="the graph that answers (default: the GRAPH setting)")
    talk.add_argument("--hud", action="store_true", help="show what the nodes do while they work")
    talk.add_argument("--name", default="", metavar="YOU", help="what the assistant is to call you")


def _add_ask(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    asked = commands.add_parser(
        "ask",
        help="ask the database a question, in words",
        description="Ask the database a question in words: the answer, its rows, and the SQL. The database is that of "
        "EXPERT_DATABASE_URL, else a demo one that is made at the first question. It is only read.",
        epilog="Exit status 0 also where the question was declined, 1 for a fault such as an unreachable database. "
        "Days such as “yesterday” follow CLOCK, where that is set.",
    )
    asked.set_defaults(complain=asked.error)
    what = asked.add_mutually_exclusive_group()  # not required: an option that is none is named before what is missing
    what.add_argument("question", nargs="?", metavar="QUESTION", help="such as “How many customers are in Hamburg?”")
    what.add_argument(
        "--file", default="", metavar="FILE", help="a question a line, # begins a comment; - for standard input"
    )
    asked.add_argument("--database", default="", metavar="URL", help="another database, such as sqlite:///sales.db")
    asked.add_argument("--session", default="", metavar="NAME", help="go on with a conversation, or begin it")
    asked.add_argument("--sql", action="store_true", help="show the SQL too")
    asked.add_argument(
        "--json",
        action="store_true",
        help="a JSON object a question: text, rows, columns, sql, declined, words (those not understood); "
        "or error; with --file the question too",
    )
    asked.add_argument("--graph", default="", metavar="NAME", help="the graph of the expert (default: GRAPH)")
    asked.add_argument("--expert", default="", metavar="NAME", help="the expert (default: the first with a database)")


def _add_graphs(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    graphs = commands.add_parser(
        "graphs",
        help="list, show and check graphs",
        description="List the graphs there are, show one, or check a graph's file before it is used.",
    )
    what = graphs.add_subparsers(dest="what", required=True, metavar="list | show | check")
    what.add_parser(
        "list",
        help="each graph with its title and engine",
        description="List each graph with its title and engine, one a line, and mark the one the settings name.",
    )
    show = what.add_parser(
        "show",
        help="the nodes of a graph and where each leads",
        description="Show the nodes of a graph in walking order, and where each leads by what outcome.",
    )
    show.add_argument("name", metavar="NAME", help="one of those that `graphs list` names")
    instead = show.add_mutually_exclusive_group()
    instead.add_argument("--cytoscape", action="store_true", help="as JSON, for Cytoscape.js")
    instead.add_argument("--picture", type=Path, metavar="FILE", help="as a PNG, into a file that is not there yet")
    check = what.add_parser(
        "check",
        help="say whether a graph's file can be used",
        description="Say whether a graph's file can be used, else what is wrong with it; exit status 0 or 1.",
    )
    check.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a .toml file anywhere; prompts are those in prompts/ beside it, else those that come with Trivium",
    )


def _add_database(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = commands.add_parser(
        "backup",
        help="copy the database to a file, also while the assistant runs",
        description="Copy the database that DATABASE_URL names to a file, consistent and checked, also while the "
        "assistant runs. To restore it, stop the assistant and put the file in the database's place.",
    )
    backup.add_argument("file", type=Path, metavar="FILE", help="a file that is not there yet")
    forget = commands.add_parser(
        "forget",
        help="remove all that was said in a session; the assistant must be stopped",
        description="Remove for good what was said in a session: its state, events, replies and settings. What the "
        "audit says of administrative acts stays. The assistant must be stopped.",
    )
    forget.add_argument(
        "session",
        metavar="SESSION",
        help="such as telegram:4711, or the beginning of several: slack:T1:C1 is all of a channel",
    )


def _add_doctor(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    doctor = commands.add_parser(
        "doctor",
        help="say what is wrong with the set-up, and what to do",
        description="Look at everything that can be wrong, here and at the platforms, and say what to do: a line for "
        "each check. Exit status 1 where there is a fault. Nothing is changed without --fix.",
    )
    doctor.add_argument("--fix", action="store_true", help="put right what can do no harm, and say so")
    doctor.add_argument("--json", action="store_true", help="the same for programs")


def _add_records(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    audit = commands.add_parser(
        "audit",
        help="who did or tried what, where and when, also while the assistant runs",
        description="Print who did or tried what, where, when, and whether it was allowed: newest last, never any "
        "message text. The database that DATABASE_URL names is only read, also while the assistant runs.",
    )
    audit.add_argument("--person", default="", metavar="PERSON", help="only what one person did, such as slack:U1")
    audit.add_argument("--verb", default="", metavar="VERB", help="only this, such as graph")
    audit.add_argument("--since", default="", metavar="TIME", help="7d, 12h, 30m, or a date such as 2026-11-23")
    audit.add_argument("--refused", action="store_true", help="only what was refused")
    audit.add_argument("--limit", type=int, default=100, metavar="N", help="the newest so many (default: %(default)s)")
    audit.add_argument("--json", action="store_true", help="as JSON")
    matrix = commands.add_parser(
        "permissions",
        help="who may do what, by which entry",
        description="Print the least that somebody must be for each thing that can be done, by each entry.",
    )
    matrix.add_argument("--json", action="store_true", help="as JSON, cell by cell")


if __name__ == "__main__":
    sys.exit(main())
