"""Demonstration data: a believable month, whichever month is the last one."""

from elbasan_council.demonstration.load import (
    archived_months,
    bring_recordings,
    last_month,
    load,
)

__all__ = ["archived_months", "bring_recordings", "last_month", "load"]
