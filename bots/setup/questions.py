"""What is asked, where the answer is found, and what an answer has to look like."""

import re

from msgspec import Struct
from pydantic import ValidationError

from bots.settings import Settings

PLATFORMS = ("slack", "discord", "telegram")

_PEOPLE = {
    "slack": re.compile(r"[UW][A-Z0-9]+"),
    "discord": re.compile(r"\d+"),
    "telegram": re.compile(r"\d+"),
}


class Question(Struct, frozen=True):
    """One setting that is asked for."""

    name: str
    """The setting's, in capitals."""
    where: str = ""
    """What it is, and the page and the menu item where it is found."""
    secret: bool = False
    form: str = ""
    """What a secret has to match; empty where there is no rule."""
    looks: str = ""
    """What one that matches looks like."""


class Part(Struct, frozen=True):
    """Questions that belong together."""

    title: str
    intro: tuple[str, ...]
    questions: tuple[Question, ...]


SLACK_BOT = Question(
    "SLACK_BOT_TOKEN",
    "Bot token: OAuth & Permissions → Bot User OAuth Token",
    secret=True,
    form=r"(xoxe\.)?xoxb-.+",
    looks="xoxb-…",
)
SLACK_APP = Question(
    "SLACK_APP_TOKEN",
    "App token: Basic Information → App-Level Tokens, scope connections:write (none: HTTP)",
    secret=True,
    form=r"xapp-.+",
    looks="xapp-…",
)
SLACK_SIGNING = Question(
    "SLACK_SIGNING_SECRET",
    "Signing secret, for HTTP: Basic Information → App Credentials → Signing Secret",
    secret=True,
)

PLACES = {
    "slack": Part(
        "Slack",
        (
            "Open your app at api.slack.com/apps. None yet? Create New App → From a manifest:",
            "paste what `python -m bots manifest slack` prints, then Install App.",
        ),
        (SLACK_BOT, SLACK_APP, SLACK_SIGNING),
    ),
    "discord": Part(
        "Discord",
        (
            "Open your application at discord.com/developers/applications. None yet? New Application.",
            "On its page Bot, switch Message Content Intent on.",
        ),
        (
            Question(
                "DISCORD_TOKEN",
                "Token: Bot → Reset Token",
                secret=True,
                form=r"[\w-]+(\.[\w-]+)+",
                looks="three parts with dots between them",
            ),
        ),
    ),
    "telegram": Part(
        "Telegram",
        ("No bot yet? In Telegram, write /newbot to @BotFather.",),
        (
            Question(
                "TELEGRAM_TOKEN",
                "Token: @BotFather → /mybots → your bot → API Token",
                secret=True,
                form=r"\d+:[\w-]+",
                looks="digits, a colon, letters",
            ),
        ),
    ),
}

ADMINS = Part(
    "Admins",
    (
        "They may switch graphs and models, and are told of trouble: ids with commas between,",
        "such as slack:U012ABC,telegram:4242. Not known yet? Leave it empty, write /whoami",
        "to the bot once it runs, and run this again.",
    ),
    (Question("ADMINS"),),
)

MODEL = Question("MODEL", "Its name, such as gpt-5-mini or qwen2.5:7b (none: the built-in one)")
MODEL_BASE_URL = Question("MODEL_BASE_URL", "Its address, such as http://127.0.0.1:11434/v1 (none: OpenAI)")
MODEL_API_KEY = Question("MODEL_API_KEY", "The key for that address, if it wants one", secret=True)
OPENAI_API_KEY = Question("OPENAI_API_KEY", "Key: platform.openai.com/api-keys → Create new secret key", secret=True)
MODELS = Part(
    "Language model",
    ("The built-in one needs no key and no network.",),
    (MODEL, MODEL_BASE_URL, MODEL_API_KEY, OPENAI_API_KEY),
)


def wrong_with(question: Question, answer: str) -> str:
    """Return what is wrong with an answer that is not empty, as a sentence; nothing where it will do."""
    if question.secret:
        return _wrong_with_secret(question, answer)
    if not answer.isprintable():
        return "There is a control character in it."
    if question is ADMINS.questions[0]:
        return _wrong_with_people(answer)
    return problem_of(question.name, answer)


def problem_of(name: str, value: str) -> str:
    """Return what the settings have against a value, as a sentence; nothing where it will do."""
    try:
        Settings.model_validate({name.lower(): value})
    except ValidationError as error:
        for one in error.errors():
            if one["loc"][0] == name.lower():
                return f"{one['msg'].removeprefix('Value error, ')}."
    return ""


def _wrong_with_secret(question: Question, answer: str) -> str:
    if not answer.isprintable():
        return "There is a line end or a control character in it; copy it once more."
    if any(letter.isspace() or letter in "'\"`" for letter in answer):
        return "There is a blank or a quote in it; copy it alone."
    if not answer.isascii():
        return "There is a sign in it that no token has; copy it once more."
    if question.form and not re.fullmatch(question.form, answer):
        return f"This is not what is asked for, which looks like this: {question.looks}."
    return ""


def _wrong_with_people(answer: str) -> str:
    problem = problem_of("ADMINS", answer)
    if problem:
        return problem
    for person in filter(None, map(str.strip, answer.split(","))):
        platform, _, identity = person.partition(":")
        if platform not in _PEOPLE:
            return f"There is no platform {platform!r}; there are {', '.join(PLATFORMS)}."
        if not _PEOPLE[platform].fullmatch(identity):
            return f"{person!r} has no id of {platform.capitalize()}'s behind the colon: /whoami tells it."
    return ""
