"""Counts that pages left in files, taken into the table once each."""

import datetime
from pathlib import Path

from django.db import connection, transaction

from outreach import reach
from outreach.models import ReachBatch
from outreach.reach import counting
from outreach.reach.places import known_places

KEPT = datetime.timedelta(days=7)
"""How long a batch is remembered: its file is gone in the same minute, or with the next tick."""


def take_counts(*, at: datetime.datetime) -> int:
    """How many visits were counted. Killed anywhere, called twice: each line counts once."""
    counted = sum(_take(path, at) for path in counting.take())
    ReachBatch.objects.filter(taken_at__lt=at - KEPT).delete()
    return counted


def _take(path: Path, at: datetime.datetime) -> int:
    lines = list(counting.lines_of(path))
    counted = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outreach_reachbatch (name, taken_at) VALUES (%s, %s)"
            " ON CONFLICT DO NOTHING",
            [counting.name_of(path), at],
        )
        if cursor.rowcount:
            counted = reach.add_up(lines, known_places({line.place for line in lines}))
    path.unlink(missing_ok=True)
    return counted
