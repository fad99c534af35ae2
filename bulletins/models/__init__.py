"""One noun a file."""

from bulletins.models.accepted_finding import AcceptedFinding
from bulletins.models.archived_issue import ArchivedIssue
from bulletins.models.block import Block
from bulletins.models.bulletin import Bulletin
from bulletins.models.edition import Edition
from bulletins.models.edition_file import EditionFile
from bulletins.models.text import BlockText
from bulletins.models.text_conflict import TextConflict

__all__ = [
    "AcceptedFinding",
    "ArchivedIssue",
    "Block",
    "BlockText",
    "Bulletin",
    "Edition",
    "EditionFile",
    "TextConflict",
]
