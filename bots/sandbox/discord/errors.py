"""Refusals in Discord's own form."""

from typing import Any, TypeAlias

Tree: TypeAlias = dict[str, Any]
"""Nested by field, the leaves `{"_errors": [{"code": …, "message": …}]}`."""


class ApiError(Exception):
    """A request that Discord refuses, with status, code and message as it would give them."""

    def __init__(self, status: int, code: int, message: str, *, more: Tree | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {"message": message, "code": code, **(more or {})}


def invalid(path: str, code: str, message: str) -> ApiError:
    """Return the error for a field that is not as it must be; `path` is dotted."""
    tree: Tree = {"_errors": [{"code": code, "message": message}]}
    for field in reversed(path.split(".")):
        tree = {field: tree}
    return ApiError(400, 50035, "Invalid Form Body", more={"errors": tree})


def limited(retry_after: float, *, code: int = 0, message: str = "You are being rate limited.") -> ApiError:
    """Return the 429 that asks for a pause of so many seconds."""
    return ApiError(429, code, message, more={"retry_after": retry_after, "global": False})


def unknown(code: int, thing: str) -> ApiError:
    """Return the 404 for a thing that is not there."""
    return ApiError(404, code, f"Unknown {thing}")
