"""Referrals by the clock that actions go by: reminders, the coordinator, then the next agenda."""

import contextvars
import datetime

import pytest
from django.utils import timezone

from council.actions.run_clocks import run_clocks
from council.actions.send_notices import _words
from council.models import AuditRecord, Marking, Meeting, Notice, Referral, Report, User
from council.people import NoPrincipal, Role, System, acting_as
from tests import cast, make
from tests.council.planning import in_days, planned
from tests.council.referring import (
    CANARIES,
    Scene,
    address,
    day,
    english,
    scene,
    sent,
)

pytestmark = pytest.mark.usefixtures("acting")


def waiting(days: int, here: Scene, **fields: object) -> Referral:
    """Sent a month ago; its deadline is so many days away."""
    since = timezone.now() - datetime.timedelta(days=30)
    return sent(here, due_date=day(days), sent_at=since, **fields)


def run(days: int = 0) -> None:
    with acting_as(System("clock")):
        run_clocks(at=in_days(days).astimezone(datetime.UTC))


def told(person: User) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(person=person).order_by("written_at", "kind")
    return [(row.kind, row.about.rpartition(":")[2]) for row in rows]


def test_reminders_come_14_and_3_days_before_and_once_and_to_the_informed_alone() -> None:
    here = scene()
    waiting(20, here)
    unconfirmed = cast.person(role=Role.LIAISON, agency="social_services")
    for days in range(21):
        run(days)
        run(days)
    assert told(here.social) == [("referral_due", "14"), ("referral_due", "3")]
    assert {row.person for row in Notice.objects.all()} == {here.social}
    assert told(unconfirmed) == []


def test_the_day_after_the_institution_and_the_coordinator_are_told() -> None:
    here = scene()
    waiting(2, here)
    chair = cast.chair()
    run(2)
    assert ("referral_late", "late") not in told(here.social)
    for days in (3, 4, 8):
        run(days)
    assert told(here.social)[-1] == told(here.coordinator)[0] == ("referral_late", "late")
    assert told(here.coordinator) == [("referral_late", "late")]
    assert told(chair) == told(here.police) == []


def test_after_a_week_the_next_agenda_has_it_as_a_closed_item() -> None:
    here = scene()
    made, other = waiting(0, here), waiting(0, here, agency="education")
    meeting, _later = planned(days=30), planned(days=60)
    make.item(meeting=meeting, order=1, open_title="Ndriçimi")
    run(6)
    assert meeting.items.count() == 1
    for days in (7, 8):
        run(days)
    items = {item.proposal_key: item for item in meeting.items.exclude(order=1)}
    assert set(items) == {"late:social_services:referrals", "late:education:referrals"}
    item = items["late:social_services:referrals"]
    name = make.agency(code="social_services").name_sq
    assert (item.open_title, item.closed_title) == ("", f"Referime të vonuara: {name}")
    assert (item.open_text, item.closed_text, item.marking) == ("", "", Marking.AMBER_STRICT)
    assert list(item.shared_with.values_list("code", flat=True)) == ["social_services"]
    for referral in (made, other):
        referral.refresh_from_db()
        assert referral.escalated_at
    assert AuditRecord.objects.filter(verb="referral.escalated").count() == 2


def test_a_late_referral_waits_for_a_meeting_to_be_planned() -> None:
    here = scene()
    made = waiting(0, here)
    run(7)
    made.refresh_from_db()
    assert made.escalated_at is None
    meeting = planned(days=30)
    run(8)
    assert meeting.items.count() == 1


def test_whoever_may_not_read_the_item_finds_no_trace_of_it() -> None:
    here = scene()
    waiting(0, here)
    meeting = planned(days=30)
    run(7)
    Meeting.objects.update(state=Meeting.State.CONVENED, convened_at=timezone.now())
    url = f"/workspace/meetings/{meeting.pk}/"
    assert "Referime të vonuara" in english(here.social).get(url).content.decode()
    for person in (here.education, cast.confirm(cast.observer()), here.coordinator):
        assert "Referime" not in english(person).get(url).content.decode(), person


@pytest.mark.parametrize(
    "over",
    [
        {"marking": Marking.AMBER_STRICT},
        {"state": Report.State.CLOSED, "closed_at": timezone.now(), "outcome": "eased"},
    ],
)
def test_what_the_institution_no_longer_reads_or_is_closed_does_not_nag(
    over: dict[str, object],
) -> None:
    here = scene()
    waiting(0, here)
    planned(days=30)
    Report.objects.update(**over)
    run(9)
    assert not Notice.objects.exists()


def test_an_answered_referral_has_no_clock() -> None:
    here = scene()
    waiting(0, here, state="done")
    run(9)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("language", ["sq", "en"])
@pytest.mark.parametrize("kind", ["sent", "due", "late", "answered", "revoked"])
def test_a_letter_says_neither_what_nor_which(kind: str, language: str) -> None:
    here = scene()
    made = sent(here)
    letter = Notice(
        kind=f"referral_{kind}",
        address="a@example.org",
        language=language,
        about=f"{made.pk}:{made.due_date}:3",
    )
    words = " ".join(_words(letter, None))
    assert address(made) in words
    secret = (here.report.reference, "Rend publik", "Public order", "AMBER", *CANARIES)
    assert not [word for word in secret if word in words]


def test_the_dashboard_has_what_waits_and_to_the_coordinator_what_is_late() -> None:
    here = scene()
    made = waiting(-2, here)
    own = english(here.social).get("/workspace/").content.decode()
    assert "A referral is 2 days late" in own and address(made) in own
    name = make.agency(code="social_services").name_en
    late = english(here.coordinator).get("/workspace/").content.decode()
    assert f"A referral to {name} is 2 days late" in late
    Referral.objects.update(due_date=day(40))
    assert "Answer a referral" in english(here.social).get("/workspace/").content.decode()
    for person in (here.coordinator, here.education, cast.chair(), cast.secretary()):
        assert str(made.pk) not in english(person).get("/workspace/").content.decode(), person


def test_without_a_principal_the_clock_stops_with_an_error() -> None:
    with pytest.raises(NoPrincipal):
        contextvars.Context().run(run_clocks, at=timezone.now())
