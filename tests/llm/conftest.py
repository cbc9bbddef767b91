"""Fixtures of the models' tests."""

import socket
from collections.abc import Iterator

import pytest


@pytest.fixture
def closed_url() -> Iterator[str]:
    """Give the URL of a port that is taken but listens to nobody."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
