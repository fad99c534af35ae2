"""One noun a file."""

from bulletins.models.accepted_finding import AcceptedFinding
from bulletins.models.agency_check import AgencyCheck
from bulletins.models.archived_issue import ArchivedIssue
from bulletins.models.assigned_text import AssignedText
from bulletins.models.assignment import Assignment
from bulletins.models.block import Block
from bulletins.models.bulletin import Bulletin
from bulletins.models.edition import Edition
from bulletins.models.edition_file import EditionFile
from bulletins.models.kept_translation import KeptTranslation
from bulletins.models.picture import Picture
from bulletins.models.preview import Preview
from bulletins.models.recording import Recording
from bulletins.models.release import Release
from bulletins.models.returned import Returned
from bulletins.models.sight import Sight
from bulletins.models.standstill import Standstill
from bulletins.models.studio_editing import StudioEditing
from bulletins.models.text import BlockText
from bulletins.models.text_conflict import TextConflict

__all__ = [
    "AcceptedFinding",
    "AgencyCheck",
    "ArchivedIssue",
    "AssignedText",
    "Assignment",
    "Block",
    "BlockText",
    "Bulletin",
    "Edition",
    "EditionFile",
    "KeptTranslation",
    "Picture",
    "Preview",
    "Recording",
    "Release",
    "Returned",
    "Sight",
    "Standstill",
    "StudioEditing",
    "TextConflict",
]
