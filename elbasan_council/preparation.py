"""Bringing a database to what the code expects: roles, tables, privileges. Safe to repeat."""

from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from elbasan_council import database_roles, embedded
from elbasan_council.environment import Misconfigured


class DatabaseUnreachable(Exception):
    """One sentence that says what to do."""


def prepare_database() -> None:
    """Raises DatabaseUnreachable or environment.Misconfigured."""
    parts = settings.ENVIRONMENT.database
    if parts is None:
        _prepare_embedded()
    else:
        _prepare_named(dict(parts))
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    call_command("createcachetable", database="owner", verbosity=0)
    with connections["owner"].cursor() as cursor:
        database_roles.grant(cursor)
    for alias in ("owner", "default"):
        connections[alias].close()


def _prepare_embedded() -> None:
    places = embedded.Places(settings.PORTAL_VAR)
    superuser = places.database(user=embedded.SUPERUSER, name="postgres")
    with _connect(superuser) as connection:
        _ensure(
            connection, "pg_roles", "rolname", embedded.LOGIN, f"CREATE ROLE {embedded.LOGIN} LOGIN"
        )
        name = embedded.DATABASE
        _ensure(connection, "pg_database", "datname", name, f"CREATE DATABASE {name}")
    with _connect({**superuser, "dbname": embedded.DATABASE}) as connection:
        database_roles.make_roles(connection, login=embedded.LOGIN, database=embedded.DATABASE)


def _prepare_named(parts: dict[str, str]) -> None:
    with _connect(parts) as connection:
        login = connection.info.user
        try:
            database_roles.make_roles(connection, login=login, database=parts["dbname"])
        except psycopg.errors.InsufficientPrivilege:
            if not _roles_are_there(connection):
                raise Misconfigured(
                    f"The database user “{login}” may not make the portal's roles: let an "
                    "administrator run “manage.py prepare_database” once with a superuser in "
                    "DATABASE_URL (docs/operating.md)."
                ) from None


def _roles_are_there(connection: psycopg.Connection[Any]) -> bool:
    found = connection.execute(
        "SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)",
        [[database_roles.OWNER, database_roles.WORKSPACE, database_roles.PUBLIC]],
    ).fetchone()
    return bool(found and found[0] == 3)


def _connect(parts: dict[str, str]) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(**parts, connect_timeout=10, autocommit=True)  # type: ignore[arg-type]
    except psycopg.OperationalError as error:
        reason = (str(error).strip().splitlines() or ["no answer"])[-1]
        where = f"{parts.get('host', 'localhost')}:{parts.get('port', '5432')}"
        raise DatabaseUnreachable(
            f"The database at {where} cannot be reached: start it, or correct DATABASE_URL ({reason})."
        ) from None


def _ensure(
    connection: psycopg.Connection[Any], catalogue: str, column: str, name: str, statement: str
) -> None:
    there = connection.execute(f"SELECT 1 FROM {catalogue} WHERE {column} = %s", [name]).fetchone()  # type: ignore[arg-type]
    if not there:
        connection.execute(statement)  # type: ignore[arg-type]
