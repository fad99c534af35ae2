"""The trail of who did what only grows, whoever asks."""

import uuid

import pytest
from django.db import DatabaseError, ProgrammingError, connections, transaction

from council import audit
from council.models import AuditRecord
from council.people import Person, Public, acting_as
from tests import cast, make

CHANGES = (
    "UPDATE council_auditrecord SET verb = 'nothing.happened'",
    "DELETE FROM council_auditrecord",
    "TRUNCATE council_auditrecord CASCADE",
)


def record(verb: str = "edition.approved") -> AuditRecord:
    audit.record(verb=verb, object_key="edition:7", at=make.NOW)
    return AuditRecord.objects.get(verb=verb)


def test_a_person_is_named_by_id_and_what_they_did_by_verb(acting: None) -> None:
    chair = cast.chair()
    with acting_as(Person(str(chair.pk))):
        row = record()
    assert (row.person, row.principal) == (chair, f"user:{chair.pk}")
    assert (row.verb, row.object_key, row.at) == ("edition.approved", "edition:7", make.NOW)


def test_a_task_is_named_by_its_name(acting: None) -> None:
    row = record()
    assert (row.person, row.principal) == (None, "system:test")


def test_a_visitor_of_the_workspace_is_nobody_yet(acting: None) -> None:
    with acting_as(Person("")):
        row = record("login.failed")
    assert (row.person, row.principal) == (None, "user:")


def test_a_record_names_only_people_who_exist(acting: None) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(Person(str(uuid.uuid4()))):
        record()
        with connections["default"].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("change", CHANGES)
def test_the_workspace_may_not_change_the_trail(acting: None, change: str) -> None:
    record()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute(change)
    assert AuditRecord.objects.get().verb == "edition.approved"


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("change", CHANGES)
def test_not_even_the_owner_of_the_table_may_change_the_trail(change: str) -> None:
    with (
        pytest.raises(DatabaseError, match="the audit trail only grows"),
        transaction.atomic(using="owner"),
        connections["owner"].cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_public_neither_reads_nor_writes_the_trail(acting: None) -> None:
    record()
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(Public()):
        AuditRecord.objects.count()
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(Public()):
        record("edition.published")
