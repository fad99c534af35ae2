"""One noun a file."""

from bulletins.models.block import Block
from bulletins.models.bulletin import Bulletin
from bulletins.models.edition import Edition
from bulletins.models.text import BlockText

__all__ = ["Block", "BlockText", "Bulletin", "Edition"]
