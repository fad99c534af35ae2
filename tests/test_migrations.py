"""Tables as the models want them: none missing, there and back again, with rows in them."""

from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from council.people import acting_as
from elbasan_council import preparation, public_changes
from tests import cast, make
from tests.databases import connected_to, make_database, make_empty_database, superuser
from tests.published import TEST

NAME, YOUNG = "portal_migrations", "portal_young"
OURS = ("bulletins", "outreach", "council")
"""From the last to the first."""


@pytest.fixture(scope="module")
def scratch(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database of its own as set-up leaves it; each test leaves it so, with rows."""
    with django_db_blocker.unblock():
        make_database(NAME)
        with connected_to(NAME):
            fill()
            yield


@pytest.fixture
def young(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database of the council's first day."""
    with django_db_blocker.unblock():
        make_empty_database(YOUNG)
        with connected_to(YOUNG):
            migrate("council", "0001")
            yield


def test_no_migration_is_missing(scratch: None) -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_set_up_changes_nothing_the_second_time(scratch: None) -> None:
    before = shape(), rows()
    preparation.prepare_database()
    assert (shape(), rows()) == before


def test_each_later_step_can_be_taken_back_and_again_with_rows(scratch: None) -> None:
    before = shape(), rows()
    go_back({label: last_of_the_first(label) for label in OURS})
    migrate()
    # A table made anew has no privileges yet: set-up gives them.
    preparation.prepare_database()
    assert (shape(), rows()) == before


def test_from_something_back_to_nothing_and_there_again(scratch: None) -> None:
    """As the owner, who is nobody special in the database."""
    before = shape()
    go_back(dict.fromkeys(OURS))
    assert [table for table in tables() if table.startswith(OURS)] == []
    assert own_functions() == []
    preparation.prepare_database()
    assert shape() == before
    fill()


def test_the_trail_from_before_it_was_closed_is_kept_and_closed(young: None) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO council_auditrecord (id, at, principal, verb, object_key)"
            " VALUES (gen_random_uuid(), now(), 'system:test', 'as it was', 'x')"
        )
    migrate("council", "0002")
    for statement in (
        "UPDATE council_auditrecord SET verb = 'changed'",
        "DELETE FROM council_auditrecord",
        "TRUNCATE council_auditrecord",
    ):
        with (
            pytest.raises(DatabaseError, match="only grows"),
            transaction.atomic(using="owner"),
            connections["owner"].cursor() as cursor,
        ):
            cursor.execute(statement)
    assert asked("SELECT verb FROM council_auditrecord", YOUNG) == [("as it was",)]
    migrate("council", "0001")
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE council_auditrecord SET verb = 'changed'")
    assert asked("SELECT verb FROM council_auditrecord", YOUNG) == [("changed",)]


# What they look at -----------------------------------------------------------------------------


def migrate(*target: str) -> None:
    call_command("migrate", *target, database="owner", verbosity=0, interactive=False)


def go_back(targets: Mapping[str, str | None]) -> None:
    """All apps in one plan: what the models were is worked out once, not once for each."""
    MigrationExecutor(connections["owner"]).migrate([*targets.items()])


def fill() -> None:
    """A row in each package at least, and an audit trail."""
    with acting_as(TEST):
        editor, chair = cast.editor(), cast.chair()
        make.action()
        make.news(by=editor)
        make.subscriber()
        bulletin = make.bulletin()
        make.cover(bulletin=bulletin, by=editor)
        make.edition(bulletin=bulletin, language="sq", by=editor, approved_by=chair)


def asked(statement: str, name: str = NAME) -> list[tuple[Any, ...]]:
    with superuser(name) as owner:
        return owner.execute(statement).fetchall()  # type: ignore[arg-type]


def tables() -> list[str]:
    return [
        name
        for (name,) in asked(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        )
    ]


def own_functions() -> list[tuple[Any, ...]]:
    return asked("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace")


def rows() -> dict[str, int]:
    """How many there are in each table, but for those that count changes: they begin anew."""
    kept = [name for name in tables() if name not in public_changes.COUNTED]
    return {name: asked(f'SELECT count(*) FROM "{name}"')[0][0] for name in kept}


def shape() -> dict[str, list[tuple[Any, ...]]]:
    """Columns, constraints, indexes, triggers, policies and privileges."""
    return {
        "columns": asked(
            "SELECT table_name, column_name, data_type, is_nullable, character_maximum_length"
            " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
        ),
        "constraints": asked(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"
        ),
        "indexes": asked(
            "SELECT tablename, regexp_replace(indexdef, 'INDEX \\S+', 'INDEX')"
            " FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
        ),
        "triggers": asked(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE NOT tgisinternal ORDER BY 1, 2"
        ),
        "policies": asked(
            "SELECT tablename, policyname, roles::text, cmd, qual, with_check"
            " FROM pg_policies ORDER BY 1, 2"
        ),
        "privileges": asked(
            "SELECT relname, relrowsecurity, relacl::text FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
        ),
    }


def last_of_the_first(label: str) -> str:
    """The migration after which an app's tables stood, and had rows when a later one came."""
    found = MigrationLoader(connections["owner"]).disk_migrations.items()
    return max(name for (app, name), migration in found if app == label and migration.initial)
