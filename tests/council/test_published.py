"""The council's public door: what of which period, as values."""

import datetime
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

from council import published
from council.actions.publish_facts import (
    publish_action,
    publish_meeting,
    put,
    withdraw_fact,
)
from council.models import Meeting, PublishedFact
from council.people import Public, acting_as
from languages import LANGUAGES
from tests import make

NOVEMBER = datetime.date(2024, 11, 1)
DAY = datetime.timedelta(days=1)


def october() -> published.Month:
    return published.month(make.MONTH, NOVEMBER)


def meeting(starts_at: datetime.datetime, *, number: int = 1) -> None:
    made = make.meeting(starts_at=starts_at, number=number)
    make.decision(meeting=made, serial=number)
    # Read back as a later request reads it: in UTC.
    stored = Meeting.objects.get(pk=made.pk)
    publish_meeting(meeting=stored, next_meeting=None, at=make.NOW)


def promise(serial: int = 1, **fields: Any) -> None:
    publish_action(action=make.action(serial=serial, **fields), at=make.NOW)


# A month ---------------------------------------------------------------------------------------


def test_a_month_begins_and_ends_at_midnight_in_tirana(acting: None) -> None:
    """The database stores UTC, where the month begins an hour or two later."""
    first = datetime.datetime(2024, 10, 1, 0, 0, tzinfo=make.TIRANE)
    after = datetime.datetime(2024, 11, 1, 0, 0, tzinfo=make.TIRANE)
    minute = datetime.timedelta(minutes=1)
    for number, starts_at in enumerate((first - minute, first, after - minute, after), start=1):
        meeting(starts_at, number=number)
    assert [row.reference for row in october().meetings] == ["2024-2", "2024-3"]
    assert [row.number for row in october().decisions] == ["2024-2", "2024-3"]


def test_a_month_without_anything_is_empty(acting: None) -> None:
    assert october() == published.Month(meetings=(), decisions=(), promises=(), figures=None)


def test_a_month_tells_the_open_promises_by_deadline(acting: None) -> None:
    promise(1, due_date=datetime.date(2024, 12, 20))
    promise(2, due_date=datetime.date(2024, 8, 30))
    promise(3, due_date=datetime.date(2024, 11, 30))
    assert [row.reference for row in october().promises] == ["2024-2", "2024-3", "2024-1"]


def test_a_month_tells_what_was_done_in_the_quarter_that_ends_with_it(acting: None) -> None:
    quarter = datetime.date(2024, 8, 1)
    promise(1, done_date=quarter - DAY)
    promise(2, done_date=quarter)
    promise(3, done_date=NOVEMBER - DAY)
    assert [row.reference for row in october().promises] == ["2024-2", "2024-3"]


def test_a_month_tells_nothing_that_was_promised_after_it(acting: None) -> None:
    promise(1, given_date=NOVEMBER)
    promise(2, given_date=NOVEMBER - DAY)
    assert [row.reference for row in october().promises] == ["2024-2"]


# Promises --------------------------------------------------------------------------------------


def test_the_state_of_a_promise_is_that_of_the_day_on_which_one_looks(acting: None) -> None:
    deadline = datetime.date(2024, 10, 20)
    promise(due_date=deadline, done_date=deadline + 5 * DAY)
    (told,) = published.promises(make.TODAY)
    assert told.state_on(deadline) == "on_time"
    assert told.state_on(deadline + DAY) == "late"
    assert told.state_on(deadline + 5 * DAY) == "done"


def test_a_new_deadline_does_not_make_a_late_promise_timely(acting: None) -> None:
    deadline = datetime.date(2024, 10, 20)
    promise(due_date=deadline, new_due_date=datetime.date(2024, 12, 20))
    (told,) = published.promises(make.TODAY)
    assert told.state_on(deadline + DAY) == "late"


def test_promises_stay_for_a_year_after_they_were_kept(acting: None) -> None:
    given, day = datetime.date(2023, 1, 26), make.TODAY
    promise(1, given_date=given, due_date=day, done_date=day - 365 * DAY)
    promise(2, given_date=given, due_date=day, done_date=day - 364 * DAY)
    promise(3, given_date=given, due_date=day)
    assert [row.reference for row in published.promises(day)] == ["2023-2", "2023-3"]


# The next meeting ------------------------------------------------------------------------------


def announce(
    starts_at: datetime.datetime, *, number: int, following: datetime.datetime | None
) -> None:
    then = make.meeting(starts_at=following, number=number + 10) if following else None
    publish_meeting(
        meeting=make.meeting(starts_at=starts_at, number=number), next_meeting=then, at=make.NOW
    )


def test_the_last_announcement_of_a_meeting_counts(acting: None) -> None:
    quarter = datetime.timedelta(days=91)
    announce(make.MET_AT - quarter, number=3, following=make.MET_AT + 3 * quarter)
    announce(make.MET_AT, number=4, following=make.MET_AT + quarter)
    found = published.next_meeting(make.NOW)
    assert found is not None
    assert found[0] == make.MET_AT + quarter


def test_a_meeting_that_has_begun_is_not_the_next(acting: None) -> None:
    following = make.MET_AT + datetime.timedelta(days=91)
    announce(make.MET_AT, number=4, following=following)
    assert published.next_meeting(following - datetime.timedelta(minutes=1)) is not None
    assert published.next_meeting(following) is None


def test_no_meeting_may_have_been_announced(acting: None) -> None:
    assert published.next_meeting(make.NOW) is None
    announce(make.MET_AT, number=4, following=None)
    assert published.next_meeting(make.NOW) is None


# Pages of meetings ----------------------------------------------------------------------------


def test_a_meeting_has_a_page_as_soon_as_its_notice_is_public_and_is_told_once(
    acting: None,
) -> None:
    assert published.meetings_lately(make.NOW).last is None
    announce(make.MET_AT, number=4, following=None)
    later = make.MET_AT + datetime.timedelta(days=40)
    for kind, reference, at in (
        ("minutes", "2024-4", make.MET_AT),
        ("notice", "2024-4", make.MET_AT),
        ("notice", "2024-5", later),
    ):
        put(
            key=f"{kind}:{reference}",
            kind=kind,
            on_date=at.date(),
            facts={},
            texts={},
            at=make.NOW,
        )
    pages = published.meeting_pages()
    assert [row.reference for row in pages] == ["2024-5", "2024-4"]
    assert published.meetings_lately(make.NOW).last == pages[0]
    first = make.MET_AT.date().replace(day=1)
    in_month = published.meeting_pages_in(first, first + datetime.timedelta(days=31))
    assert [row.reference for row in in_month] == ["2024-4"]
    withdraw_fact(key="notice:2024-5", reasons=make.WHY, at=make.NOW)
    found = published.meetings_lately(make.NOW).last
    assert found and found.reference == "2024-4"


# Following -------------------------------------------------------------------------------------


def test_only_published_facts_are_public(acting: None) -> None:
    promise(1)
    make.action(serial=2)
    keys = ["action:2024-1", "action:2024-2", "decision:2024-9"]
    assert published.still_public(keys) == {"action:2024-1"}
    assert published.still_public([]) == frozenset()


def test_changes_are_told_from_a_version_on_and_in_order(acting: None) -> None:
    assert (published.version(), published.changes(0)) == (0, ())
    for serial in (2, 1, 3):
        promise(serial)
    assert published.changes(0) == ("action:2024-2", "action:2024-1", "action:2024-3")
    assert published.changes(published.version() - 1) == ("action:2024-3",)
    assert published.changes(published.version()) == ()


def test_names_of_institutions_are_told_in_the_languages_that_they_have(acting: None) -> None:
    make.agency(code="library", name_sq="Biblioteka", name_en="Library", name_ar="")
    assert published.agency_names()["library"] == {"sq": "Biblioteka", "en": "Library"}


def test_the_city_profile_is_told_whole(acting: None) -> None:
    city = settings.CITY
    units = {row["sq"]: row["ar"] for row in city.units}
    assert {name["sq"]: name["ar"] for name in published.unit_names().values()} == units
    agencies = {row["code"]: row["en"] for row in city.agencies}
    assert {code: name["en"] for code, name in published.agency_names().items()} == agencies
    seats = [(row["code"], row["agency"]) for row in city.seats]
    assert [(row.code, row.agency) for row in published.seats()] == seats


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_do_not_follow_the_language_of_the_reader(acting: None, language: str) -> None:
    make.agency(code="library", name_sq="Biblioteka", name_en="Library", name_ar="المكتبة")
    with translation.override(language):
        assert published.agency_names()["library"]["en"] == "Library"


def test_the_public_may_ask_everything_that_the_door_tells(acting: None) -> None:
    meeting(make.MET_AT)
    promise()
    with acting_as(Public()):
        assert len(october().meetings) == len(october().promises) == 1
        assert published.promises(make.TODAY)
        assert published.next_meeting(make.NOW) is None
        assert published.meetings_lately(make.NOW).last
        assert published.meeting_pages()
        assert published.version() == PublishedFact.objects.count()
        assert published.agency_names()
        assert published.seats()
        assert published.unit_names()
