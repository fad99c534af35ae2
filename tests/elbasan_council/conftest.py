from collections.abc import Iterator

import pytest

from tests.portal import Place, new_place


@pytest.fixture
def place() -> Iterator[Place]:
    """An empty PORTAL_VAR."""
    with new_place() as place:
        yield place
