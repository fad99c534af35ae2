"""Rows that other connections and processes see: for senders, renderers, locks and kills.

pytest-django's own `transaction=True` ends with Django's flush, which the database refuses: the
runtime role may not truncate, and the audit trail lets nobody.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

import pytest
from django.db import connection, connections
from psycopg import sql
from pytest_django import DjangoDbBlocker

from tests.databases import superuser

Result = TypeVar("Result")
KEPT = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    # What set-up has entered from the city profile.
    "council_agency",
    "council_category",
    "council_letterwording",
    "council_rule",
    "council_seat",
    "council_unit",
    "outreach_helpline",
}
PATIENCE = 30
"""Seconds until a condition that must come true is said never to have."""


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """An empty database in which what a test writes is committed; emptied again after it."""
    with django_db_blocker.unblock():
        empty()
        yield
        empty()


def empty() -> None:
    """Every table but the registers, past triggers and keys, in one transaction.

    Most have no rows: to find those that have some costs much less than to truncate all.
    """
    with superuser(connection.settings_dict["NAME"]) as server, server.transaction():
        filled = sql.SQL(" UNION ALL ").join(
            sql.SQL("(SELECT {} FROM {} LIMIT 1)").format(sql.Literal(name), sql.Identifier(name))
            for name in _tables()
        )
        server.execute("SET LOCAL session_replication_role = replica")
        for (name,) in server.execute(filled).fetchall():
            server.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))


@cache
def _tables() -> list[str]:
    with superuser(connection.settings_dict["NAME"]) as server:
        rows = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return sorted({name for (name,) in rows} - KEPT)


def elsewhere(do: Callable[[], Result]) -> Result:
    """What `do` gives in a thread with a connection of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(closing, do).result(PATIENCE)


def closing(do: Callable[[], Result]) -> Result:
    """For threads: the connection that `do` opens ends with it."""
    try:
        return do()
    finally:
        connections.close_all()


def at_once(*work: Callable[[], Result]) -> list[Result]:
    """What each gives, begun at the same moment in threads with connections of their own."""
    gate = threading.Barrier(len(work))

    def run(do: Callable[[], Result]) -> Result:
        gate.wait(PATIENCE)
        return closing(do)

    with ThreadPoolExecutor(len(work)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(run, do) for do in work]]


def until(condition: Callable[[], bool]) -> None:
    """Returns as soon as the condition holds; fails where it never does."""
    give_up = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < give_up, "it never came true"
        time.sleep(0.01)


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
