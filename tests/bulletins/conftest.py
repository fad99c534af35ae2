"""Where documents lie in a test."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.committed import committed

__all__ = ["committed"]


@pytest.fixture
def documents(settings: Settings, tmp_path: Path) -> Path:
    """The folder of bulletins' documents, of this test alone."""
    settings.PORTAL_VAR = tmp_path
    return tmp_path / "documents" / "bulletins"
