"""Who is sending: a number, and a lock in the database under it.

The lock belongs to the sender's own connection and ends with it, however it ends. So what a killed
sender held is free at once: no lease has to run out, and no clock is trusted (decision 3).
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

LOCKS = 20_260
"""The first half of the advisory locks' keys, for senders alone."""

OWNER_IS_GONE = f"""NOT EXISTS (
    SELECT 1 FROM pg_locks AS l JOIN pg_database AS b ON b.oid = l.database
    WHERE l.locktype = 'advisory' AND b.datname = current_database() AND l.granted
      AND l.classid = {LOCKS} AND l.objid = lease_owner AND l.objsubid = 2
)"""
"""True of a row whose `lease_owner` no longer lives."""


@contextmanager
def sender() -> Iterator[int]:
    """A new sender's number, and its lock for as long as the block runs."""
    number = secrets.randbelow(2**31)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCKS, number])
    try:
        yield number
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, number])
