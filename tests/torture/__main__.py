"""`python -m tests.torture`: kill the program under load, and say what it then did wrong."""

import argparse
import asyncio
import sys

from tests.torture.running import torture


def main() -> int:
    """Return 1 where something is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.torture", description="Kill -9 under load, on all platforms."
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1, help="for the moments and for who does what (default: 1)")
    parser.add_argument("--per-round", type=int, default=25, help="kills for one world and database (default: 25)")
    chosen = parser.parse_args()
    report = asyncio.run(torture(chosen.kills, chosen.seed, per_round=chosen.per_round, tell=_tell))
    _tell(f"seed {chosen.seed}")
    for line in report.lines():
        _tell(line)
    return 1 if report.violations() else 0


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


sys.exit(main())
