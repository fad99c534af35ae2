"""An empty database whose rows other connections see."""

from tests.committed import committed

__all__ = ["committed"]
