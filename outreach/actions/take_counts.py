"""Counts that pages left in files, taken into the table once each."""

import datetime
from pathlib import Path

from django.db import connection

from council.people import System, acting_as
from outreach import reach
from outreach.models import ReachBatch
from outreach.reach import counting
from outreach.reach.places import known_places

WORKER = System("reach")
KEPT = datetime.timedelta(days=7)
"""How long a batch is remembered: its file is gone in the same minute, or with the next tick."""


def take_counts(*, at: datetime.datetime) -> int:
    """How many visits were counted. Killed anywhere, called twice: each line counts once.

    Never inside a transaction: a file goes only when what it says has been committed.
    """
    counted = 0
    for path in counting.take():
        with acting_as(WORKER):
            counted += _enter(path, at)
        path.unlink(missing_ok=True)
    with acting_as(WORKER):
        ReachBatch.objects.filter(taken_at__lt=at - KEPT).delete()
    return counted


def _enter(path: Path, at: datetime.datetime) -> int:
    lines = list(counting.lines_of(path))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outreach_reachbatch (name, taken_at) VALUES (%s, %s)"
            " ON CONFLICT DO NOTHING",
            [counting.name_of(path), at],
        )
        is_new = bool(cursor.rowcount)
    return reach.add_up(lines, known_places({line.place for line in lines})) if is_new else 0
