"""Bringing a database to what the code expects: roles, tables, privileges, registers.

Safe to repeat.
"""

from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from council import registers
from council.people import System, acting_as
from elbasan_council import database_roles, embedded
from elbasan_council.environment import Misconfigured
from outreach.registers import enter_help_lines, enter_help_topics


class DatabaseUnreachable(Exception):
    """One sentence that says what to do."""


def prepare_database() -> None:
    """Raises DatabaseUnreachable or environment.Misconfigured."""
    parts = settings.ENVIRONMENT.database
    if parts is None:
        _prepare_embedded()
    elif admin := settings.ENVIRONMENT.database_admin:
        _prepare_as_administrator(admin, parts)
    else:
        _prepare_named(dict(parts))
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    call_command("createcachetable", database="owner", verbosity=0)
    with connections["owner"].cursor() as cursor:
        database_roles.grant(cursor)
    with acting_as(System("set-up")):
        _enter_registers()
    for alias in ("owner", "default"):
        connections[alias].close()


def _enter_registers() -> None:
    """The city profile's agencies, seats, units, categories, help lines and help topics."""
    city = settings.CITY
    registers.enter_registers(
        units=city.units, agencies=city.agencies, seats=city.seats, categories=city.categories
    )
    enter_help_lines(city.help_lines, city.help_line_notes)
    enter_help_topics(city.help_topics)


def _prepare_embedded() -> None:
    places = embedded.Places(settings.PORTAL_VAR)
    superuser = places.database(user=embedded.SUPERUSER, name="postgres")
    with _connect(superuser) as connection:
        login = embedded.LOGIN
        _ensure(connection, "pg_roles", "rolname", login, _statement("CREATE ROLE {} LOGIN", login))
        name = embedded.DATABASE
        _ensure(connection, "pg_database", "datname", name, _statement("CREATE DATABASE {}", name))
    with _connect({**superuser, "dbname": embedded.DATABASE}) as connection:
        database_roles.make_roles(connection, login=embedded.LOGIN, database=embedded.DATABASE)


def _prepare_as_administrator(admin: dict[str, str], parts: dict[str, str]) -> None:
    """Logins and database as DATABASE_URL names them, made by DATABASE_ADMIN_URL's user."""
    login, name = parts["user"], parts["dbname"]
    with _connect(admin) as connection:
        _ensure_login(connection, login, parts.get("password", ""))
        _ensure(connection, "pg_database", "datname", name, _statement("CREATE DATABASE {}", name))
    with _connect({**admin, "dbname": name}) as connection:
        database_roles.make_roles(connection, login=login, database=name)
        if password := settings.ENVIRONMENT.public_password:
            _ensure_login(connection, database_roles.PUBLIC_LOGIN, password)
            database_roles.let_become(
                connection, database_roles.PUBLIC_LOGIN, database_roles.PUBLIC
            )


def _ensure_login(connection: psycopg.Connection[Any], login: str, password: str) -> None:
    _ensure(connection, "pg_roles", "rolname", login, _statement("CREATE ROLE {} LOGIN", login))
    connection.execute(
        sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(login), sql.Literal(password))
    )


def _statement(text: str, name: str) -> sql.Composed:
    return sql.SQL(text).format(sql.Identifier(name))  # type: ignore[arg-type]


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
                    "DATABASE_ADMIN_URL (docs/operating.md)."
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
        reason = (str(error).strip().splitlines() or ["no answer"])[0]
        where = f"{parts.get('host', 'localhost')}:{parts.get('port', '5432')}"
        raise DatabaseUnreachable(
            f"The database at {where} cannot be reached: start it, or correct DATABASE_URL ({reason})."
        ) from None


def _ensure(
    connection: psycopg.Connection[Any],
    catalogue: str,
    column: str,
    name: str,
    statement: sql.Composed,
) -> None:
    there = connection.execute(f"SELECT 1 FROM {catalogue} WHERE {column} = %s", [name]).fetchone()  # type: ignore[arg-type]
    if not there:
        connection.execute(statement)
