"""One noun a file."""

from bulletins.models.accepted_finding import AcceptedFinding
from bulletins.models.block import Block
from bulletins.models.bulletin import Bulletin
from bulletins.models.edition import Edition
from bulletins.models.preview import Preview
from bulletins.models.studio_editing import StudioEditing
from bulletins.models.text import BlockText
from bulletins.models.text_conflict import TextConflict

__all__ = [
    "AcceptedFinding",
    "Block",
    "BlockText",
    "Bulletin",
    "Edition",
    "Preview",
    "StudioEditing",
    "TextConflict",
]
