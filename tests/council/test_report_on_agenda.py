"""A situation before the council: a closed item with none of its words, never marked lower."""

import datetime
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from council import access
from council.actions import approve_minutes, build_agenda, settle_minutes
from council.actions.agenda_copies import carried_over
from council.actions.follow_report import follow_report
from council.actions.publish_minutes import publish_minutes
from council.actions.refer_report import revoke_referral
from council.actions.release_notice import proposed_text
from council.circulation import items_for
from council.models import (
    AgendaItem,
    AuditRecord,
    ItemMinutes,
    Marking,
    Meeting,
    PublishedFact,
    Report,
    Series,
)
from council.people import Person, Role, acting_as
from tests import cast, make
from tests.council import held
from tests.council.planning import in_seat, planned, titles
from tests.council.referring import CANARIES, OBSERVED, TITLE, address, english, scene, sent

pytestmark = pytest.mark.usefixtures("acting")


def put(client: Client, report: Report, meeting: Meeting | None = None) -> Any:
    return client.post(address(report, "agenda/"), {"meeting": meeting.pk} if meeting else {})


def shared(item: AgendaItem) -> set[str]:
    return set(item.shared_with.values_list("code", flat=True))


def edited(item: AgendaItem, **more: Any) -> Any:
    given = {"minutes_planned": 10, "closed_title": item.closed_title, "marking": item.marking}
    url = reverse("item_edit", kwargs={"item_key": item.key})
    return english(cast.secretary()).post(url, {**given, **more})


def test_it_comes_on_the_next_agenda_as_a_closed_item_without_its_words() -> None:
    here = scene()
    make.share(here.report, agency="education", by=here.police)
    sent(here)
    later, meeting = planned(days=60), planned(days=20)
    make.item(meeting=meeting, order=1, open_title="Ndriçimi")
    client = english(here.police)
    page = client.get(address(here.report, "agenda/")).content.decode()
    assert meeting.reference not in page  # a plan is not for the table yet
    assert put(client, here.report).status_code == 302
    item = meeting.items.get(report=here.report)
    assert not later.items.exists()
    assert titles(meeting) == ["Ndriçimi", f"Situatë {here.report.reference}"]
    assert (item.open_title, item.open_text, item.closed_text) == ("", "", "")
    assert item.marking == Marking.AMBER and item.is_closed
    assert shared(item) == {"state_police", "education", "social_services"}
    assert AuditRecord.objects.filter(verb="report.put_on_agenda").count() == 1
    again = put(client, here.report)
    assert again.status_code == 422 and "on this agenda already" in again.content.decode()


def test_the_coordinator_chooses_among_planned_meetings() -> None:
    here = scene()
    planned(days=20)
    meeting = planned(days=60)
    convened = planned(days=30, state=Meeting.State.CONVENED)
    client = english(here.coordinator)
    page = client.get(address(here.report, "agenda/")).content.decode()
    assert meeting.reference in page and convened.reference not in page
    wrong = put(client, here.report, convened)
    assert wrong.status_code == 422 and "still planned" in wrong.content.decode()
    put(client, here.report, meeting)
    assert meeting.items.filter(report=here.report).exists()


def test_without_a_planned_meeting_it_says_so() -> None:
    here = scene()
    planned(days=-3)
    answer = put(english(here.police), here.report)
    assert answer.status_code == 422 and "No meeting is planned." in answer.content.decode()


@pytest.mark.parametrize("state", ["submitted", "returned", "closed"])
def test_only_an_accepted_report_that_is_open_comes_on_an_agenda(state: str) -> None:
    here = scene(state=state)
    planned()
    assert put(english(here.police), here.report).status_code == 403
    assert not AgendaItem.objects.exists()


@pytest.mark.parametrize(
    ("marking", "expected"),
    [
        (Marking.CLEAR, Marking.GREEN),
        (Marking.GREEN, Marking.GREEN),
        (Marking.AMBER, Marking.AMBER),
        (Marking.AMBER_STRICT, Marking.AMBER_STRICT),
    ],
)
def test_the_item_is_marked_as_its_report_and_never_clear(marking: str, expected: str) -> None:
    here = scene(marking=marking)
    meeting = planned()
    put(english(here.police), here.report)
    assert meeting.items.get().marking == expected


# --- It stays so


def test_whoever_keeps_the_agenda_marks_it_no_lower_and_gives_it_no_open_side() -> None:
    here = scene()
    meeting = planned()
    put(english(here.police), here.report)
    item = meeting.items.get()
    lower = edited(item, marking=Marking.GREEN)
    assert lower.status_code == 422
    assert lower.content.decode().count("The situation is marked more strictly.") == 2
    opened = edited(item, open_title="Titull i hapur")
    assert opened.status_code == 422 and "has no open side" in opened.content.decode()
    media = make.agency(code="local_media")
    wider = edited(item, closed_text="Pyetje për tryezën", shared_with=[media.pk])
    assert wider.status_code == 302
    item.refresh_from_db()
    assert (item.marking, item.open_title) == (Marking.AMBER, "")
    assert item.closed_text == "Pyetje për tryezën"
    assert shared(item) == {"state_police"}
    assert edited(item, marking=Marking.AMBER_STRICT).status_code == 302


def test_the_action_refuses_a_lower_marking_whoever_asks() -> None:
    here = scene()
    meeting = planned()
    put(english(here.police), here.report)
    words = build_agenda.ItemWords("", "Situatë", "", "", 10, None, Marking.GREEN)
    with pytest.raises(build_agenda.BelowItsReport):
        build_agenda.edit_item(
            item=meeting.items.get(),
            words=words,
            shared_with=(),
            by=cast.secretary(),
            at=timezone.now(),
        )


def test_a_change_of_the_report_reaches_its_items() -> None:
    here = scene()
    referral = sent(here)
    meeting = planned()
    put(english(here.police), here.report)
    item = meeting.items.get()
    who = access.reader(here.police, on=timezone.localdate())
    revoke_referral(referral=referral, by=who, at=timezone.now())
    assert shared(item) == {"state_police"}
    Report.objects.update(marking=Marking.AMBER_STRICT)
    follow_report(report_id=here.report.pk, at=timezone.now())
    item.refresh_from_db()
    assert item.marking == Marking.AMBER_STRICT
    Report.objects.update(marking=Marking.GREEN)
    follow_report(report_id=here.report.pk, at=timezone.now())
    item.refresh_from_db()
    assert item.marking == Marking.AMBER_STRICT  # lowering is the keeper's own act


def test_after_a_meeting_has_begun_nobody_new_reads_its_item() -> None:
    here = scene()
    meeting = planned()
    put(english(here.police), here.report)
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=timezone.now())
    sent(here)
    follow_report(report_id=here.report.pk, at=timezone.now())
    assert shared(meeting.items.get()) == {"state_police"}


def test_an_item_that_is_carried_over_still_follows_its_report() -> None:
    here = scene()
    first, second = planned(days=20), planned(days=50)
    put(english(here.police), here.report)
    Report.objects.update(marking=Marking.AMBER_STRICT)
    with acting_as(Person(str(cast.secretary().pk))):  # who may not read the report
        copy = carried_over(first.items.get(), second)
    copy.refresh_from_db()
    assert (copy.report_id, copy.marking) == (here.report.pk, Marking.AMBER_STRICT)
    assert shared(copy) == {"state_police"}


# --- Who reads what of it


def told(user: Any, meeting: Meeting) -> str:
    return english(user).get(f"/workspace/meetings/{meeting.pk}/").content.decode()


def test_the_item_says_the_reference_to_its_readers_and_nothing_to_anybody_else() -> None:
    here = scene()
    sent(here)
    meeting = planned()
    put(english(here.police), here.report)
    Meeting.objects.update(state=Meeting.State.CONVENED, convened_at=timezone.now())
    reference = here.report.reference
    for reader in (here.social, here.coordinator, cast.chair(), cast.secretary()):
        text = told(reader, meeting)
        assert reference in text, reader
        assert not [word for word in CANARIES if word in text]
    for stranger in (
        here.education,
        cast.confirm(cast.observer()),
        in_seat("media", Role.OBSERVER),
        in_seat("transport"),
    ):
        text = told(stranger, meeting)
        assert reference not in text and "Situatë" not in text, stranger


def test_the_way_to_the_report_is_for_those_who_read_it() -> None:
    here = scene()
    sent(here)
    meeting = planned()
    put(english(here.police), here.report)
    Meeting.objects.update(state=Meeting.State.CONVENED, convened_at=timezone.now())

    def way(user: Any) -> Any:
        with acting_as(Person(str(user.pk))):
            rows = items_for(access.reader(user, on=timezone.localdate()), meeting)
        return [row.report for row in rows]

    assert way(here.social) == way(here.coordinator) == [here.report.pk]
    assert way(cast.chair()) == way(cast.secretary()) == [None]
    assert way(here.education) == way(cast.confirm(cast.observer())) == []


def test_nothing_of_it_comes_into_what_is_public() -> None:
    here = scene()
    meeting = held.meeting()
    item = make.item(
        meeting=meeting,
        order=4,
        closed_title=f"Situatë {here.report.reference}",
        marking=Marking.AMBER,
        report=here.report,
    )
    ItemMinutes.objects.create(item=item, closed_text=OBSERVED)
    make.decision(
        meeting=meeting, serial=2, item=item, series=Series.CLOSED, open_text="", closed_text=TITLE
    )
    secret = (here.report.reference, str(here.report.pk), "Situatë", *CANARIES)
    assert not [word for word in secret if word in proposed_text(meeting)]
    now, secretary = timezone.now(), cast.secretary()
    settle_minutes.finish_draft(meeting=meeting, by=secretary, at=now)
    until = timezone.localdate(now) + datetime.timedelta(days=7)
    settle_minutes.circulate(meeting=meeting, corrections_until=until, by=secretary, at=now)
    approve_minutes.approve_minutes(
        meeting=meeting, sha256=held.read(meeting), by=cast.chair(), at=now
    )
    approved = Meeting.objects.get(pk=meeting.pk)
    publish_minutes(meeting=approved, next_meeting=None, by=secretary, at=now)
    facts = json.dumps(
        list(PublishedFact.objects.values("key", "facts", "texts")), ensure_ascii=False
    )
    assert "Ndriçimi i rrugës së shkollës" in facts
    assert not [word for word in secret if word in facts]


def test_a_report_that_is_not_theirs_looks_like_none_at_all() -> None:
    here = scene()
    planned()
    nobody = "00000000-0000-4000-8000-000000000000"
    for person in (here.education, cast.chair(), cast.secretary(), cast.confirm(cast.observer())):
        client = english(person)
        url = address(here.report, "agenda/")
        foreign, missing = client.get(url), client.get(url.replace(str(here.report.pk), nobody))
        assert foreign.status_code == missing.status_code == 404
        assert foreign.content == missing.content
        assert client.post(url).status_code == 404
    sent(here)
    assert put(english(here.social), here.report).status_code == 403
    assert not AgendaItem.objects.exists()
