"""How far a text is: what follows from the row, its review and the Albanian beside it."""

from enum import StrEnum

from bulletins.checking import plain
from bulletins.models import BlockText
from languages import AUTHORITATIVE


class Standing(StrEnum):
    MISSING = "missing"
    DRAFT = "draft"
    SUGGESTED = "suggested"
    """By a machine: a person must review it."""
    REVIEWED = "reviewed"
    OUTDATED = "outdated"
    """The Albanian has changed since."""


def standing_of(row: BlockText | None, source: BlockText | None) -> Standing:
    if row is None or not plain(row).strip():
        return Standing.MISSING
    if row.language != AUTHORITATIVE and row.is_outdated(source.text if source else ""):
        return Standing.OUTDATED
    if row.is_reviewed:
        return Standing.REVIEWED
    suggested = row.origin == BlockText.Origin.SUGGESTED
    return Standing.SUGGESTED if suggested else Standing.DRAFT
