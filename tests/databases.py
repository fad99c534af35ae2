"""Databases of a run beside its own: set up once, then copied."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from elbasan_council import database_roles, embedded
from tests import beginning

ALIASES = ("default", "owner")
PLACES = embedded.Places(settings.PORTAL_VAR)
TEMPLATE = "portal_template"
IN_MEMORY = ("fsync", "full_page_writes", "synchronous_commit")


def start() -> None:
    """The run's engines. What a machine without power would lose, no test asks for."""
    beginning.copy_database(settings.PORTAL_VAR)
    embedded.join(settings.PORTAL_VAR)
    with superuser("postgres") as connection:
        for name in IN_MEMORY:
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(name)))
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Both of Django's connections lead to another database of the run's server."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ALIASES}
    _lead_to(dict.fromkeys(ALIASES, name))
    try:
        yield
    finally:
        _lead_to(before)


def _lead_to(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def keep_as_template() -> None:
    """The run's own database, as set-up has just left it."""
    own = connections["default"].settings_dict["NAME"]
    connections.close_all()
    _create(TEMPLATE, like=own)


def make_database(name: str) -> None:
    """A database as set-up leaves it: roles, tables, privileges, registers."""
    _create(name, like=TEMPLATE)


def make_empty_database(name: str) -> None:
    """A database with the portal's roles and without a table."""
    _create(name, like="template1")


def superuser(name: str) -> psycopg.Connection[Any]:
    parts = PLACES.database(user=embedded.SUPERUSER, name=name)
    return psycopg.connect(**parts, autocommit=True)  # type: ignore[arg-type]


def _create(name: str, *, like: str) -> None:
    with superuser("postgres") as connection:
        for statement in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {} TEMPLATE {}"):
            names = map(sql.Identifier, (name, like))
            connection.execute(sql.SQL(statement).format(*names))
    # What belongs to a database as a whole is not copied with it.
    with superuser(name) as connection:
        database_roles.make_roles(connection, login=embedded.LOGIN, database=name)
