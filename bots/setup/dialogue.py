"""The dialogue: part after part, each tried before the next; the file is written once, at the end."""

import asyncio
import logging
import os
from pathlib import Path

from bots.setup import questions
from bots.setup.console import Console, masked
from bots.setup.env_file import EnvFile, read, write
from bots.setup.questions import Part, Question
from bots.setup.verdict import Try, Verdict
from core.errors import SettingsError

_FILE = Path(".env")
_EXAMPLE = Path(".env.example")
_NOTHING = "-"
"""What empties a setting."""


def setup(*, offline: bool) -> int:
    """Ask, try, write `.env`, and return the exit status; Ctrl-C leaves the file as it was. Raises SettingsError."""
    # What the libraries have to say of a wrong token is said here, in words of ours.
    logging.getLogger().setLevel(logging.CRITICAL)
    console = Console()
    file = read(_FILE)
    if not file.text:
        file = read(_EXAMPLE)
    dialogue = Dialogue(console, file, None if offline else _tried())
    try:
        dialogue.hold()
    except KeyboardInterrupt:
        console.tell(f"\nNothing was written; {_FILE} is as it was.")
        return 130
    write(_FILE, dialogue.file())
    dialogue.say_what_is_next()
    return 0


class Dialogue:
    """Asks for the settings of one file."""

    def __init__(self, console: Console, file: EnvFile, check: Try | None) -> None:
        self._console, self._file, self._check = console, file, check
        self._values = file.values()

    def file(self) -> EnvFile:
        """Return the file with what was answered."""
        return self._file.changed(self._values)

    def hold(self) -> None:
        """Ask everything. Raises SettingsError where nobody sits there who could be asked again."""
        self._console.tell(
            f"This writes {_FILE}, at the end. Enter keeps what stands in […], {_NOTHING} empties it, Ctrl-C leaves."
        )
        for platform, part in questions.PLACES.items():
            self._open(part)
            while not self._settled(platform, part.title, self._ask_platform(platform, part)):
                pass
        self._open(questions.ADMINS)
        self._ask(questions.ADMINS.questions[0])
        self._open(questions.MODELS)
        while not self._settled("model", "The model", self._ask_model()):
            pass

    def say_what_is_next(self) -> None:
        """Tell what is written, and what can be done now."""
        tell, ready = (
            self._console.tell,
            [part.title for part in questions.PLACES.values() if self._values.get(part.questions[0].name)],
        )
        tell(f"\n{_FILE} is written; only you can read it. Next:")
        if not ready:
            tell("  python -m bots sandbox            try it here: no platform has a token yet")
            return
        tell("  python -m bots doctor             says what may still be wrong")
        if "Discord" in ready:
            tell("  python -m bots manifest discord   prints the link that invites the bot")
        tell(f"  python -m bots run                connects {' and '.join(ready)}")

    def _open(self, part: Part) -> None:
        self._console.tell(f"\n{part.title}")
        for line in part.intro:
            self._console.tell(f"  {line}")

    def _ask_platform(self, platform: str, part: Part) -> bool:
        """Ask for a platform's tokens; return whether there is something to be tried."""
        if not self._ask(part.questions[0]):
            self._console.tell(f"  {part.title} is left out.")
            return False
        if platform == "slack" and not self._ask(questions.SLACK_APP):
            while not self._ask(questions.SLACK_SIGNING):
                self._again("SLACK_SIGNING_SECRET: without SLACK_APP_TOKEN it is needed.")
        return True

    def _ask_model(self) -> bool:
        if self._ask(questions.MODEL) in {"", "built-in"}:
            # An address without a model's name would keep the program from starting.
            self._values["MODEL_BASE_URL"] = ""
            return False
        if self._ask(questions.MODEL_BASE_URL):
            self._ask(questions.MODEL_API_KEY)
        else:
            while not self._ask(questions.OPENAI_API_KEY):
                self._again("OPENAI_API_KEY: OpenAI's models need it; another server needs MODEL_BASE_URL.")
        return True

    def _ask(self, question: Question) -> str:
        """Return the setting as it is now to be."""
        old = self._values.get(question.name, "")
        if question.where:
            self._console.tell(f"  {question.where}")
        default = (masked(old) if question.secret and old else old) or "none"
        while True:
            answer = self._console.ask(f"  {question.name} [{default}]: ", secret=question.secret)
            if not question.secret:
                answer = answer.strip()
            wanted = {"": old, _NOTHING: ""}.get(answer, answer)
            problem = questions.wrong_with(question, wanted) if wanted else ""
            if not problem:
                break
            self._again(f"{question.name}: {problem}")
        self._values[question.name] = wanted
        if os.environ.get(question.name, wanted) != wanted:
            self._console.tell(f"  ! {question.name} also stands in the environment, which wins over {_FILE}.")
        return wanted

    def _settled(self, what: str, title: str, worth_trying: bool) -> bool:
        """Try what was answered and tell what came of it; return whether to go on."""
        if not worth_trying or self._check is None:
            return True
        verdict = asyncio.run(_awaited(self._check, what, self._values))
        if verdict.refused:
            self._again(f"{title}: {verdict.refused}")
            return False
        if verdict.welcome:
            self._console.tell(f"  ✓ {verdict.welcome}")
        for remark in verdict.remarks:
            self._console.tell(f"  ! {remark}")
        return True

    def _again(self, problem: str) -> None:
        """Say what is wrong to a person who can answer once more. Raises SettingsError where there is none."""
        if not self._console.person:
            raise SettingsError(f"{problem} Nothing was written.")
        self._console.tell(f"  ✗ {problem}")


def _tried() -> Try:
    from bots.setup.checks import tried  # noqa: PLC0415 - what talks to the network takes as long as all else to import

    return tried


async def _awaited(check: Try, what: str, values: dict[str, str]) -> Verdict:
    return await check(what, values)
