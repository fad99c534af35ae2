"""Destroying situations: due, held, asked for by one, confirmed by another; nothing else goes."""

import datetime
import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from council import sealing
from council.access import reader
from council.access import retention as rule
from council.actions import retain as acts
from council.models import (
    AgendaItem,
    AuditRecord,
    DataKey,
    Destruction,
    LegalHold,
    LockedMinutes,
    Marking,
    Purge,
    Referral,
    Report,
    ReportLink,
    ReportNote,
    ReportShare,
)
from council.people import NotAllowed, Person, Role, User, acting_as
from tests import cast, make
from tests.council.browsers import browser_of, confirmed

pytestmark = pytest.mark.usefixtures("acting")

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()
LONG_AGO = timezone.now() - datetime.timedelta(days=900)
HOME = "/workspace/retention/"


@pytest.fixture
def police() -> User:
    return cast.liaison("state_police")


def chair() -> User:
    return cast.confirm(cast.chair())


def over(author: User, **fields: Any) -> Report:
    """Closed, and its time is over today."""
    given: dict[str, Any] = {"state": "closed", "at": LONG_AGO, "kept_until": TODAY, **fields}
    return make.report(author=author, **given)


def ask(*reports: Report, by: User | None = None) -> Purge:
    keys = [report.pk for report in reports]
    return acts.ask_purge(reports=keys, by=by or cast.coordinator(), at=timezone.now())


def confirm(purge: Purge, *, by: User | None = None) -> acts.Outcome:
    return acts.confirm_purge(purge=purge, by=by or chair(), at=timezone.now())


def lift(hold: LegalHold, *, by: User, released: str = "Prokuroria 40/1") -> None:
    acts.lift_hold(hold=hold.pk, released=released, by=by, at=timezone.now())


def due(who: User | None = None) -> set[str]:
    rows = rule.due(reader(who or cast.coordinator(), on=TODAY))
    return {row.reference for row in rows}


# --- What is due


def test_due_is_what_is_kept_until_today_and_no_hold_stands(police: User) -> None:
    today, held = over(police), over(police)
    over(police, kept_until=TODAY + DAY)
    make.report(author=police, state="draft")
    hold = acts.place_hold(
        authority="Prokuroria 12/3", report=held.pk, by=chair(), at=timezone.now()
    )
    assert due() == {today.reference}
    lift(hold, by=cast.coordinator())
    assert due() == {today.reference, held.reference}


def test_of_a_report_that_they_may_not_read_they_learn_institution_kind_and_month(
    police: User,
) -> None:
    strict = over(police, marking=Marking.AMBER_STRICT, words={"title": "Titulli i fshehtë"})
    (row,) = rule.due(reader(cast.coordinator(), on=TODAY))
    assert (row.agency.code, row.category.code) == ("state_police", "public_order")
    assert row.month == timezone.localdate(LONG_AGO).replace(day=1)
    assert (row.reference, row.kept_until, row.is_open) == ("", None, False)
    page = browser_of(cast.coordinator()).get(HOME).content.decode()
    assert strict.reference not in page and "Titulli" not in page


def test_the_list_holds_for_the_coordinator_under_row_level_security_too(police: User) -> None:
    over(police, marking=Marking.AMBER_STRICT)
    coordinator = cast.coordinator()
    with acting_as(Person(str(coordinator.pk))):
        assert not Report.objects.exists()
        assert len(rule.due(reader(coordinator, on=TODAY))) == 1


# --- Destroying


def test_two_persons_destroy_a_report_with_all_that_hangs_on_it(police: User) -> None:
    report, stays = over(police), over(police, kept_until=TODAY + DAY)
    make.share(report, agency="education", by=police)
    make.referral(report, agency="social_services", by=police)
    make.note(report, author=police, agency="state_police", marking="amber", text="Shënim")
    lesser, greater = sorted((report, stays), key=lambda row: row.pk)
    ReportLink.objects.create(
        lesser=lesser, greater=greater, linked_by=police, linked_at=timezone.now()
    )
    old = acts.place_hold(authority="12/3", report=report.pk, by=chair(), at=timezone.now())
    lift(old, by=chair())
    assert confirm(ask(report)) == acts.Outcome(destroyed=1, left_out=0)
    assert [row.pk for row in Report.objects.all()] == [stays.pk]
    assert [row.report_id for row in DataKey.objects.all()] == [stays.pk]
    for model in (ReportShare, Referral, ReportNote, ReportLink, LegalHold):
        assert not model._default_manager.exists(), model
    with pytest.raises(sealing.CannotBeOpened):
        sealing.envelope_of(report)
    left = Destruction.objects.get()
    assert (left.reference, left.agency.code, left.category.code, left.level) == (
        report.reference, "state_police", "public_order", "medium",
    )  # fmt: skip
    assert left.month == timezone.localdate(LONG_AGO).replace(day=1)


def test_who_did_it_stays_in_the_trail_without_a_word(police: User) -> None:
    report = over(police)
    confirm(ask(report))
    purge = f"purge:{Purge.objects.get().pk}"
    trail = AuditRecord.objects.values_list("verb", "object_key")
    assert {row for row in trail if row[0].startswith(("purge.", "report."))} == {
        ("purge.asked", purge),
        ("purge.confirmed", purge),
        ("report.destroyed", report.source_key),
    }


def test_both_act_under_row_level_security_on_what_neither_of_them_may_read(police: User) -> None:
    report = over(police, marking=Marking.AMBER_STRICT)
    coordinator, other = cast.coordinator(), chair()
    with acting_as(Person(str(coordinator.pk))):
        purge = ask(report, by=coordinator)
    with acting_as(Person(str(other.pk))):
        assert confirm(purge, by=other).destroyed == 1
    assert not Report.objects.exists()


def test_an_agenda_item_of_locked_minutes_forgets_the_report_and_nothing_else(
    police: User,
) -> None:
    report = over(police)
    meeting = make.meeting()
    item = make.item(meeting=meeting, closed_title="Situatë", report=report)
    LockedMinutes.objects.create(**_locked(meeting))
    confirm(ask(report))
    item.refresh_from_db()
    assert item.report_id is None
    assert item.closed_title == "Situatë"
    with pytest.raises(Exception, match="locked"), acting_as(rule.RETENTION):
        AgendaItem.objects.filter(pk=item.pk).update(closed_title="Tjetër")


def test_one_person_alone_destroys_nothing(police: User) -> None:
    report, coordinator = over(police), cast.coordinator()
    purge = ask(report, by=coordinator)
    with pytest.raises(acts.TwoPersonsNeeded):
        confirm(purge, by=coordinator)
    for stranger in (police, cast.secretary(), cast.person(role=Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            confirm(purge, by=stranger)
        with pytest.raises(NotAllowed):
            ask(report, by=stranger)
    assert Report.objects.count() == 1
    assert not Destruction.objects.exists()


def test_what_was_held_or_prolonged_meanwhile_is_left_out(police: User) -> None:
    goes, held, longer = (over(police) for _ in range(3))
    purge = ask(goes, held, longer)
    acts.place_hold(authority="12/3", reference=held.reference, by=chair(), at=timezone.now())
    Report.objects.filter(pk=longer.pk).update(kept_until=TODAY + DAY)
    assert confirm(purge) == acts.Outcome(destroyed=1, left_out=2)
    assert set(Report.objects.values_list("pk", flat=True)) == {held.pk, longer.pk}
    assert DataKey.objects.count() == 2


def test_what_is_not_due_or_was_asked_for_is_not_asked_for_again(police: User) -> None:
    report, early = over(police), over(police, kept_until=TODAY + DAY)
    with pytest.raises(acts.NotDue):
        ask(report, early)
    assert not Purge.objects.exists()
    purge = ask(report)
    assert due() == set()
    with pytest.raises(acts.NotDue):
        ask(report)
    acts.withdraw_purge(purge=purge, by=chair(), at=timezone.now())
    assert due() == {report.reference}
    for act in (confirm, lambda it: acts.withdraw_purge(purge=it, by=chair(), at=timezone.now())):
        with pytest.raises(acts.IsOver):
            act(purge)
    with pytest.raises(acts.NothingChosen):
        ask()


def test_the_database_keeps_a_report_on_which_a_hold_stands(police: User) -> None:
    report = over(police)
    acts.place_hold(authority="12/3", report=report.pk, by=chair(), at=timezone.now())
    with pytest.raises(Exception, match=r"foreign key|protected"), acting_as(rule.RETENTION):
        Report.objects.filter(pk=report.pk)._raw_delete("default")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# --- Pages


def test_from_the_list_to_the_record_of_what_was_destroyed(police: User) -> None:
    report, other = over(police), over(police)
    one, two = browser_of(cast.coordinator()), browser_of(chair())
    empty = one.post(HOME)
    assert empty.status_code == 422
    assert "#id_reports" in empty.content.decode()
    answer = one.post(HOME, {"reports": [str(report.pk)]})
    address = answer["Location"]
    assert address == f"{HOME}purges/{Purge.objects.get().pk}/"
    assert other.reference in one.get(HOME).content.decode()
    assert "confirm/" not in one.get(address).content.decode()
    one.post(f"{address}confirm/")
    assert Report.objects.count() == 2
    assert [row.key for row in two.get(address).context["going"]] == [report.pk]
    asked = two.post(f"{address}confirm/")
    assert asked["Location"].startswith("/workspace/account/confirm/")
    assert Report.objects.count() == 2
    assert confirmed(two).post(f"{address}confirm/")["Location"] == address
    assert [row.pk for row in Report.objects.all()] == [other.pk]
    assert report.reference in two.get(f"{HOME}destroyed/").content.decode()
    table = two.get(f"{HOME}destroyed/table.xlsx")
    book = load_workbook(io.BytesIO(ContentFile(table.getvalue()).read()))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)]  # type: ignore[union-attr]
    assert [row[0] for row in rows] == [report.reference]
    assert rows[0][4] == f"{LONG_AGO.astimezone(make.TIRANE):%Y-%m}"


def test_a_list_that_grew_old_is_refused_and_what_was_ticked_stays(police: User) -> None:
    report, gone = over(police), over(police)
    ask(gone)
    answer = browser_of(cast.coordinator()).post(HOME, {"reports": [str(report.pk), str(gone.pk)]})
    assert answer.status_code == 422
    assert f'value="{report.pk}" id="report-{report.pk}" checked' in answer.content.decode()
    assert Purge.objects.count() == 1


def test_a_hold_is_placed_by_reference_or_from_the_list_and_lifted(police: User) -> None:
    report, strict = over(police), over(police, marking=Marking.AMBER_STRICT)
    client = browser_of(cast.coordinator())
    where = f"{HOME}hold/"
    for wrong in ("ZZZZ-ZZZZ", "no", ""):
        answer = client.post(where, {"reference": wrong, "authority": "Prokuroria 12/3"})
        assert answer.status_code == 422
        assert "Prokuroria 12/3" in answer.content.decode()
    given = f" {report.reference.lower().replace('-', '')} "
    client.post(where, {"reference": given, "authority": "Prokuroria 12/3"})
    answer = client.post(where, {"reference": report.reference, "authority": "Tjetër"})
    assert answer.status_code == 422
    from_list = f"{where}?report={strict.pk}"
    assert client.get(from_list).status_code == 200
    assert client.post(from_list, {"authority": ""}).status_code == 422
    assert client.post(from_list, {"authority": "Gjykata 7"})["Location"] == HOME
    assert due() == set()
    assert "Gjykata 7" in client.get(HOME).content.decode()
    hold = LegalHold.objects.get(report=strict)
    lifting = f"{HOME}holds/{hold.pk}/lift/"
    paper = {"released": "Gjykata 9"}
    asked = client.post(lifting, paper)
    assert asked["Location"].startswith("/workspace/account/confirm/")
    assert client.get(lifting)["Location"].startswith("/workspace/account/confirm/")
    assert "Gjykata 7" in confirmed(client).get(lifting).content.decode()
    assert client.post(lifting, {"released": "  "}).status_code == 422
    assert due() == set()
    assert client.post(lifting, paper)["Location"] == HOME
    hold.refresh_from_db()
    assert (hold.released, hold.lifted_by) == ("Gjykata 9", cast.coordinator())
    assert client.post(lifting, paper).status_code == 404
    with pytest.raises(acts.NotReleased):
        lift(LegalHold.objects.get(report=report), by=chair(), released=" ")
    for nothing in ("nonsense", "00000000-0000-4000-8000-000000000000"):
        assert client.get(f"{where}?report={nothing}").status_code == 404


@pytest.mark.parametrize(
    "role",
    sorted(set(Role) - {Role.COORDINATOR, Role.CHAIR}),
)
def test_for_everybody_else_there_is_nothing(police: User, role: Role) -> None:
    report = over(police)
    purge = ask(report)
    hold = acts.place_hold(authority="12/3", report=over(police).pk, by=chair(), at=timezone.now())
    client: Client = browser_of(cast.confirm(cast.person(role=role, agency="state_police")))
    for page in ("", "hold/", f"purges/{purge.pk}/", "destroyed/", "destroyed/table.xlsx"):
        answer = client.get(HOME + page)
        assert answer.status_code == 403, page
        assert report.reference not in answer.content.decode()
    for act in (
        f"purges/{purge.pk}/confirm/",
        f"purges/{purge.pk}/withdraw/",
        f"holds/{hold.pk}/lift/",
    ):
        assert client.post(HOME + act).status_code == 403, act
    assert Report.objects.count() == 2


def test_a_coordinator_whom_nobody_confirmed_sees_nothing(police: User) -> None:
    over(police)
    waiting = cast.person(role=Role.COORDINATOR, agency="prefecture")
    assert browser_of(waiting).get(HOME).status_code == 403


def _locked(meeting: Any) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "content": "{}",
        "sha256": "0" * 64,
        "approved_by": chair(),
        "approved_at": timezone.now(),
    }
