"""The language model: whether its server can be reached, takes the key and knows the name."""

import difflib
from collections.abc import Sequence
from urllib.parse import urlsplit

from adapters.shared.checkup import Answer, Finding, Line, fault, ok, skipped, strange
from bots.settings import Settings
from core.errors import PlatformUnreachable

OPENAI = "https://api.openai.com/v1"
_BUILT_IN = "built-in"


async def model(settings: Settings, line: Line) -> tuple[Finding, ...]:
    """Return what is found; asks for the list of models, which costs nothing."""
    named = dict.fromkeys(filter(None, (settings.model, *settings.models)))
    wanted = [name for name in named if name != _BUILT_IN]
    if settings.model_base_url and not settings.model:
        return (fault("model.settings", "MODEL_BASE_URL is set, but MODEL is not: name the model to use there."),)
    if not wanted:
        return (ok("model.settings", "The built-in model answers."),)
    key = settings.model_api_key if settings.model_base_url else settings.openai_api_key
    if not settings.model_base_url and not key:
        advice = "set OPENAI_API_KEY, or MODEL_BASE_URL where another server has it"
        return (fault("model.settings", f"The model {wanted[0]} needs a key: {advice}."),)
    if key and (wrong := strange(key)):
        return (fault("model.key", f"{_key_name(settings)} {wrong}: copy it anew."),)
    base = settings.model_base_url or OPENAI
    host = urlsplit(base).hostname or "the model's server"
    try:
        answer, known = await listed(line, base, key)
    except PlatformUnreachable as error:
        return (fault("model.unreachable", f"The model's server {host} cannot be reached: {error}."),)
    return _judged(answer, known, host, wanted, _key_name(settings))


async def listed(line: Line, base: str, key: str) -> tuple[Answer, tuple[str, ...]]:
    """Return a server's answer to which models it has, and their names. Raises PlatformUnreachable."""
    answer = await line.ask(f"{base.rstrip('/')}/models", headers={"Authorization": f"Bearer {key}"} if key else None)
    models = answer.body.get("data")
    if not isinstance(models, list):
        return answer, ()
    return answer, tuple(str(one["id"]) for one in models if isinstance(one, dict) and "id" in one)


def _key_name(settings: Settings) -> str:
    return "MODEL_API_KEY" if settings.model_base_url else "OPENAI_API_KEY"


def _judged(
    answer: Answer, known: Sequence[str], host: str, wanted: Sequence[str], setting: str
) -> tuple[Finding, ...]:
    if answer.status in {401, 403}:
        return (fault("model.key", f"{host} refuses the key ({answer.status}): see to {setting}."),)
    if answer.status != 200 or not known:
        return (skipped("model.name", f"{host} does not tell which models it has (status {answer.status})."),)
    unknown = [name for name in wanted if name not in known]
    if not unknown:
        return (ok("model.name", f"{host} has {', '.join(wanted)}."),)
    near = difflib.get_close_matches(unknown[0], known, 1, 0.4) or list(known[:3])
    which = f"{host} has no model {', '.join(unknown)}: MODEL and MODELS can name others, such as {', '.join(near)}"
    return (fault("model.name", f"{which}."),)
