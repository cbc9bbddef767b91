"""Which model the settings give."""

import subprocess
import sys

import pytest

from adapters.llm.builtin.model import BuiltInModel
from adapters.llm.models import model_from
from adapters.llm.remote import RemoteModel
from core.errors import SettingsError


@pytest.mark.parametrize("name", ["", "built-in"])
def test_without_a_name_the_built_in_model_answers(name: str) -> None:
    assert isinstance(model_from(name, None, None), BuiltInModel)


async def test_a_url_gives_a_remote_model_without_any_key() -> None:
    model = model_from("qwen2.5:7b", "http://127.0.0.1:11434/v1", None)

    assert isinstance(model, RemoteModel)
    assert model.name == "qwen2.5:7b"
    await model.close()


async def test_a_key_alone_gives_a_model_of_openai() -> None:
    model = model_from("gpt-test", None, "secret-key")

    assert isinstance(model, RemoteModel)
    await model.close()


@pytest.mark.parametrize(
    ("name", "url", "key", "setting"),
    [
        ("gpt-test", None, None, "OPENAI_API_KEY"),
        ("gpt-test", "", "", "OPENAI_API_KEY"),
        ("gpt-test", "localhost:11434", None, "MODEL_BASE_URL"),
        ("gpt-test", "http://", None, "MODEL_BASE_URL"),
        ("", "http://127.0.0.1:11434/v1", None, "MODEL is not"),
    ],
)
def test_a_wrong_or_missing_setting_is_named(name: str, url: str | None, key: str | None, setting: str) -> None:
    with pytest.raises(SettingsError, match=setting):
        model_from(name, url, key)


def test_the_built_in_model_loads_no_vendor() -> None:
    script = (
        "import sys\n"
        "from adapters.llm.models import model_from\n"
        "model_from('', None, None)\n"
        "print([name for name in ('openai', 'pydantic_ai') if name in sys.modules])\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=30)

    assert done.stdout.strip() == "[]"
