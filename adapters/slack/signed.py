"""Requests over HTTP: who sent them is known before their bodies are read."""

import re
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from slack_sdk.signature import SignatureVerifier

from adapters.shared.http import Request

_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
"""Whole seconds; longer numbers are none that the verifier could count with."""
_FIELDS = 100
"""Fields of a form; Slack's slash commands have some fifteen."""


class Signed:
    """Knows Slack's signature, and reads what is signed."""

    def __init__(self, secret: str) -> None:
        self._verifier = SignatureVerifier(secret)

    def by_slack(self, request: Request) -> bool:
        """Say whether Slack sent a request, in the last five minutes."""
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not _TIMESTAMP.fullmatch(timestamp) or not signature.isascii():
            return False
        try:
            return self._verifier.is_valid(request.body, timestamp, signature)
        except UnicodeDecodeError:  # the verifier takes nothing but UTF-8, and Slack sends nothing else
            return False

    def payload(self, request: Request) -> dict[str, Any]:
        """Return what a request brings. Raises ValueError or RecursionError where that is no object in JSON or a form.

        Bolt's own reader finds nothing in a form in which the word `payload` stands anywhere but in that field's name.
        """
        text = request.body.decode()
        if text.startswith("{") or request.headers.get("content-type", "").startswith("application/json"):
            payload = msgspec.json.decode(text)
        else:
            form = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict"))
            payload = msgspec.json.decode(form["payload"]) if "payload" in form else form
        if not isinstance(payload, dict) or not isinstance(payload.get("event", {}), dict):
            raise ValueError("Slack's payloads are objects, and so are the events in them.")  # noqa: TRY004 (one kind)
        return payload
