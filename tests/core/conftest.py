"""What tests of the core share."""

import pytest

from tests.core.runtimes import GRAPHS


@pytest.fixture(params=GRAPHS)
def graph(request: pytest.FixtureRequest) -> str:
    """Return the name of each graph that ships."""
    name: str = request.param
    return name
