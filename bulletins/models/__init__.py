"""One noun a file."""

from bulletins.models.accepted_finding import AcceptedFinding
from bulletins.models.assigned_text import AssignedText
from bulletins.models.assignment import Assignment
from bulletins.models.block import Block
from bulletins.models.bulletin import Bulletin
from bulletins.models.edition import Edition
from bulletins.models.kept_translation import KeptTranslation
from bulletins.models.text import BlockText
from bulletins.models.text_conflict import TextConflict

__all__ = [
    "AcceptedFinding",
    "AssignedText",
    "Assignment",
    "Block",
    "BlockText",
    "Bulletin",
    "Edition",
    "KeptTranslation",
    "TextConflict",
]
