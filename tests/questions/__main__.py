"""`python -m tests.questions`: what the built-in model makes of the corpora."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.questions.corpus import FOLDER, Unsound, corpora
from tests.questions.judging import verdicts
from tests.questions.report import failures, table


def main() -> int:
    """Ask all questions and print the shares; exit status 1 only for a corpus that cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m tests.questions", description=__doc__)
    parser.add_argument("--failures", action="store_true", help="print each question that was not answered rightly")
    parser.add_argument(
        "--corpus", type=Path, nargs="+", default=[FOLDER], metavar="PATH", help="other files or folders"
    )
    parser.add_argument("--database", type=Path, metavar="FILE", help="ask this SQLite file instead of the corpus' own")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = asyncio.run(verdicts(corpora(chosen.corpus), Path(folder), chosen.database))
        except Unsound as error:
            sys.stderr.write(f"{error}\n")
            return 1
    told = [failures(found), table(found)] if chosen.failures else [table(found)]
    sys.stdout.write("\n\n".join(filter(None, told)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
