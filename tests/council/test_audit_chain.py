"""The chain over the trail: whatever is changed, removed, added or cut off is found."""

import datetime
import uuid
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from council import audit
from council.actions.seal_audit import broken_link, head, seal_audit, tell_the_head
from council.models import AuditRecord, AuditSeal, Notice
from council.people import Person, Role, System, acting_as
from tests import cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TABLES = ("council_auditrecord", "council_auditseal")


@pytest.fixture(autouse=True)
def _own_files(settings: object, tmp_path: Path) -> None:
    settings.PRIVATE_FILES = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def sealed(committed: None) -> Iterator[None]:
    """Six sealed records that other connections see."""
    with acting_as(System("test")):
        for number in range(6):
            audit.record(verb=f"test.{number}", object_key="x:1", at=timezone.now())
    assert seal_audit() == 6
    assert not broken()


def broken() -> str:
    with acting_as(System("test")):
        return broken_link()


def forged(statement: str) -> None:
    """As somebody who owns the tables and has turned the guards off."""
    with connections["owner"].cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_sealing_twice_seals_once(sealed: None) -> None:
    assert seal_audit() == 0
    with acting_as(System("test")):
        assert list(AuditSeal.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE council_auditrecord SET verb = 'other' WHERE verb = 'test.2'", "Link 3 "),
        ("UPDATE council_auditrecord SET at = at + interval '1 second' WHERE verb = 'test.4'", "Link 5 "),
        (
            "DELETE FROM council_auditseal WHERE position = 2;"
            "DELETE FROM council_auditrecord WHERE verb = 'test.1'",
            "Link 2 of the audit trail is missing",
        ),
        (
            "UPDATE council_auditseal SET position = position + 100 WHERE position IN (2, 3);"
            "UPDATE council_auditseal SET position = 5 - (position - 100) WHERE position > 100",
            "Link 2 ",
        ),
        (
            "DELETE FROM council_auditseal WHERE position = 6;"
            "DELETE FROM council_auditrecord WHERE verb = 'test.5'",
            "ends at link 5, and 6 links were written down",
        ),
    ],
    ids=["changed", "moved in time", "removed", "reordered", "tail cut off"],
)  # fmt: skip
def test_what_was_done_to_the_trail_is_found(sealed: None, change: str, says: str) -> None:
    forged(change)
    assert says in broken()
    with pytest.raises(CommandError, match=says.strip()):
        call_command("verify_audit", stdout=StringIO())


def test_a_cut_tail_is_found_by_the_head_of_a_letter_alone(sealed: None) -> None:
    with acting_as(System("test")):
        mailed = str(head())
    forged(
        "DELETE FROM council_auditseal WHERE position > 4;"
        "DELETE FROM council_auditrecord WHERE verb IN ('test.4', 'test.5')"
    )
    from django.conf import settings

    (settings.PRIVATE_FILES / "audit-head").unlink()
    assert not broken()
    with pytest.raises(CommandError, match="6 links were written down"):
        call_command("verify_audit", head=mailed, stdout=StringIO())


def test_a_rewritten_chain_is_found_by_the_head_that_was_written_down(sealed: None) -> None:
    """Everything after the change sealed anew: sound in itself, and another chain."""
    forged(
        "DELETE FROM council_auditseal; UPDATE council_auditrecord SET verb = 'x' WHERE verb = 'test.0'"
    )
    from django.conf import settings

    kept = (settings.PRIVATE_FILES / "audit-head").read_text()
    seal_audit()
    (settings.PRIVATE_FILES / "audit-head").write_text(kept)
    assert "not the one that was written down" in broken()


def test_a_whole_trail_says_where_it_ends(sealed: None) -> None:
    said = StringIO()
    call_command("verify_audit", stdout=said)
    assert said.getvalue().startswith("whole, 6:")


def test_what_is_no_head_is_refused(sealed: None) -> None:
    with pytest.raises(CommandError, match="no head"):
        call_command("verify_audit", head="6:abc", stdout=StringIO())


def test_a_record_that_was_never_sealed_is_found(committed: None) -> None:
    with acting_as(System("test")):
        long_ago = timezone.now() - datetime.timedelta(hours=1)
        audit.record(verb="test.old", object_key="x:1", at=long_ago)
    assert "1 records of the audit trail are not sealed" in broken()


# --- The daily letter


def test_the_head_goes_to_two_people_once_a_day(acting: None) -> None:
    auditor, administrator = cast.person(role=Role.AUDITOR), cast.person(role=Role.ADMINISTRATOR)
    audit.record(verb="test.one", object_key="x:1", at=timezone.now())
    seal_audit()
    tell_the_head()
    tell_the_head()
    told = Notice.objects.filter(kind=Notice.Kind.AUDIT_HEAD)
    assert {notice.person for notice in told} == {auditor, administrator}
    assert {notice.about for notice in told} == {str(head())}


# --- What was read, and what was refused


def test_a_refusal_leaves_its_trace(acting: None) -> None:
    client = Client()
    client.force_login(cast.observer(), backend=BACKEND)
    assert client.get("/workspace/audit/").status_code == 403
    missing = uuid.uuid4()
    assert client.get(f"/workspace/documents/{missing}/").status_code == 404
    rows = AuditRecord.objects.filter(verb__startswith="access.").order_by("at")
    assert [(row.verb, row.object_key) for row in rows] == [
        ("access.refused", "audit"),
        ("access.nothing_there", f"document:{missing}"),
    ]
    assert {row.person for row in rows} == {cast.observer()}


def test_what_was_read_is_written_even_when_the_rest_is_rolled_back(committed: None) -> None:
    with acting_as(System("test")):
        reader = cast.observer()
    with (
        pytest.raises(RuntimeError),
        audit.outliving(),
        acting_as(Person(str(reader.pk))),
    ):
        audit.record(verb="test.done", object_key="x:1", at=timezone.now())
        audit.note(verb="test.read", object_key="x:1", at=timezone.now())
        raise RuntimeError
    with acting_as(System("test")):
        assert [row.verb for row in AuditRecord.objects.filter(verb__startswith="test.")] == [
            "test.read"
        ]


# --- The page


def test_the_auditor_finds_a_row_and_reading_is_itself_in_the_trail(acting: None) -> None:
    auditor = cast.person(role=Role.AUDITOR)
    audit.record(verb="meeting.convened", object_key="meeting:2026-4", at=timezone.now())
    audit.record(verb="account.invited", object_key="invitation:1", at=timezone.now())
    client = Client()
    client.force_login(auditor, backend=BACKEND)
    page = client.get("/workspace/audit/", {"verb": "meeting."}).content.decode()
    assert "meeting:2026-4" in page
    assert "invitation:1" not in page
    assert AuditRecord.objects.filter(verb="audit.read", person=auditor).count() == 1


def test_pages_of_the_trail_follow_each_other_without_a_gap(acting: None) -> None:
    auditor = cast.person(role=Role.AUDITOR)
    now = timezone.now()
    for number in range(120):
        audit.record(verb=f"test.{number:03}", object_key="x:1", at=now)
    client = Client()
    client.force_login(auditor, backend=BACKEND)
    seen: list[str] = []
    address = "?verb=test."
    while address:
        answer = client.get(f"/workspace/audit/{address}")
        seen += [row.verb for row in answer.context["rows"]]
        address = answer.context["older"]
    assert sorted(seen) == [f"test.{number:03}" for number in range(120)]


def test_reversed_days_are_said_at_the_field(acting: None) -> None:
    client = Client()
    client.force_login(cast.person(role=Role.AUDITOR), backend=BACKEND)
    answer = client.get("/workspace/audit/", {"since": "2026-10-02", "until": "2026-10-01"})
    assert answer.status_code == 422


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR}))
def test_nobody_else_sees_it(acting: None, role: Role) -> None:
    client = Client()
    person = cast.person(role=role)
    client.force_login(person, backend=BACKEND)
    # Who needs a second factor is sent to set one up; nobody gets further.
    assert client.get("/workspace/audit/").status_code in (302, 403)
