"""Models: the one that the settings MODEL and MODEL_BASE_URL name."""

from urllib.parse import urlsplit

from adapters.llm.builtin.model import BuiltInModel
from core.errors import SettingsError
from core.ports import Model


def model_from(name: str, base_url: str | None, api_key: str | None) -> Model:
    """Return the model called `name`: the built-in one for an empty name or `built-in`, else a remote one.

    Without `base_url` a remote model is OpenAI's and needs `api_key`. Opens no connection. Raises SettingsError.
    """
    if not name and base_url:
        raise SettingsError("MODEL_BASE_URL is set, but MODEL is not: name the model to use there.")
    if name in {"", "built-in"}:
        return BuiltInModel()
    if base_url:
        _check(base_url)
    elif not api_key:
        raise SettingsError(
            f"The model {name!r} (MODEL) needs OPENAI_API_KEY, or MODEL_BASE_URL where another server has it."
        )
    # Imported here because it takes about 1.6 s and most sessions run without it.
    from adapters.llm.remote import RemoteModel  # noqa: PLC0415

    return RemoteModel(name, base_url, api_key)


def _check(base_url: str) -> None:
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError(f"MODEL_BASE_URL must be an http or https URL, not {base_url!r}.")
