"""What several tests of Slack's adapter share."""

import pytest

from adapters.slack import port


@pytest.fixture
def clocks_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what happens after a start be known to be of this run, as it is a minute later."""
    monkeypatch.setattr(port, "_CLOCKS_APART", 0.0)
