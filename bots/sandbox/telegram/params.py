"""Parameters of a Bot API request: from the query, a form, a multipart form or JSON, whatever the client prefers."""

import json
from collections.abc import Mapping
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from bots.sandbox.service import SentFile
from bots.sandbox.telegram.errors import bad_request

Json: TypeAlias = dict[str, Any]


class Params:
    """One request's parameters, each read as the type the method wants."""

    def __init__(self, values: Json, files: Mapping[str, SentFile] | None = None) -> None:
        self.values, self._files = values, files or {}

    def text(self, name: str, default: str = "") -> str:
        """Return a string."""
        value = self.values.get(name, default)
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a number; forms carry it as digits."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            raise bad_request(f'parameter "{name}" must be an integer') from None

    def structure(self, name: str) -> Any:
        """Return an object, a list or a truth value; forms carry them as JSON. None where there is none."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def objects(self, name: str) -> list[Json]:
        """Return a list of objects; empty where there is none."""
        value = self.structure(name) or []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise bad_request(f"can't parse {name}: expected an array of objects")
        return value

    def file(self, name: str) -> SentFile:
        """Return an uploaded file: a part of that name, or the one that the parameter names with `attach://`."""
        file = self._files.get(self.text(name).removeprefix("attach://") or name)
        if file is None:
            raise bad_request(f"there is no {name} in the request")
        return file

    def decoded(self) -> Json:
        """Return all parameters as the JSON they stand for, for a record of what was asked."""
        files = {name: f"<{file.name}>" for name, file in self._files.items()}
        return files | {name: _decoded(name, value) for name, value in self.values.items()}


def params_of(query: str, media_type: str, body: bytes) -> Params:
    """Read a request's parameters and the files that come with them."""
    files: dict[str, SentFile] = {}
    values: Json = dict(parse_qsl(query, keep_blank_values=True))
    kind = media_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        values |= _json_object(body)
    elif kind == "multipart/form-data":
        given, files = _parts(media_type, body)
        values |= given
    else:
        values |= dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Params(values, files)


def _json_object(body: bytes) -> Json:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse the request's JSON object")
    return value


def _parts(media_type: str, body: bytes) -> tuple[Json, dict[str, SentFile]]:
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + media_type.encode() + b"\r\n\r\n" + body)
    values: Json = {}
    files: dict[str, SentFile] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            continue
        if (file_name := part.get_filename()) is None:
            values[name] = content.decode("utf-8", "replace")
        else:
            files[name] = SentFile(file_name, part.get_content_type(), content)
    return values, files


def _decoded(name: str, value: Any) -> Any:
    if not isinstance(value, str) or name in {"text", "caption", "callback_query_id", "url", "secret_token"}:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
