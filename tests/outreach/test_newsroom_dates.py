"""Events that come once or again: the rule, the clock, one date changed, one called off."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from outreach.models import Event, Manuscript, Text
from outreach.newsroom.recurrence import dates_of, ends, is_skipped, moment
from tests import cast
from tests.council.browsers import in_english
from tests.outreach.newsroom import (
    begun,
    facts,
    in_days,
    page,
    published,
    ready,
    step,
    words,
    write,
)

pytestmark = pytest.mark.usefixtures("acting")


@pytest.fixture
def editor() -> Client:
    return in_english(cast.editor())


@pytest.fixture
def secretary() -> Client:
    return in_english(cast.secretary())


@pytest.fixture
def chair() -> Client:
    return in_english(cast.chair())


@pytest.fixture
def weekly(editor: Client, secretary: Client, chair: Client) -> Manuscript:
    """Four dates, in 10, 17, 24 and 31 days."""
    it = begun(editor, "event", repeats="week", every="1", until=in_days(35))
    return published(editor, ready(editor, it, secretary), chair)


def days(*numbers: int) -> list[datetime.date]:
    return [datetime.date.fromisoformat(in_days(number)) for number in numbers]


def public() -> list[Event]:
    return list(Event.objects.published(at=timezone.now()).order_by("on_date"))


def changed(client: Client, it: Manuscript, **more: object) -> None:
    sent = {**facts("event"), "repeats": "week", "every": "1", "until": in_days(35), **more}
    prefixed = {f"facts-{name}": value for name, value in sent.items()}
    answer = client.post(page(it, "facts/"), prefixed)
    assert answer.status_code == 302, words(answer)
    it.refresh_from_db()


# The rule --------------------------------------------------------------------------------------


def test_every_other_week_and_the_second_tuesday_of_a_month() -> None:
    weeks = {"on_date": "2027-03-02", "repeats": "week", "every": 2, "until": "2027-04-13"}
    assert [f"{day:%m-%d}" for day in dates_of(weeks)] == ["03-02", "03-16", "03-30", "04-13"]
    tuesdays = {"on_date": "2026-11-10", "repeats": "month", "until": "2027-02-28"}
    found = [f"{day:%y-%m-%d}" for day in dates_of(tuesdays)]
    assert found == ["26-11-10", "26-12-08", "27-01-12", "27-02-09"]


def test_a_fifth_friday_is_the_last_one_where_there_are_four() -> None:
    fridays = {"on_date": "2027-01-29", "repeats": "month", "until": "2027-04-30"}
    found = [f"{day:%m-%d}" for day in dates_of(fridays)]
    assert found == ["01-29", "02-26", "03-26", "04-30"]


def test_an_event_stays_at_its_hour_when_the_clocks_change() -> None:
    weeks = {"on_date": "2027-03-24", "repeats": "week", "every": 1, "until": "2027-03-31"}
    begins = [moment(day, datetime.time(17, 30)) for day in dates_of(weeks)]
    assert [f"{at:%H:%M}" for at in begins] == ["17:30", "17:30"]
    assert [f"{at.astimezone(datetime.UTC):%H:%M}" for at in begins] == ["16:30", "15:30"]


def test_an_hour_that_the_clocks_jump_over_is_none() -> None:
    change = datetime.date(2027, 3, 28)
    assert is_skipped(change, datetime.time(2, 30))
    assert not is_skipped(change, datetime.time(3, 0))
    assert not is_skipped(datetime.date(2027, 10, 31), datetime.time(2, 30))


def test_an_event_may_end_after_midnight() -> None:
    over = ends(datetime.date(2026, 12, 31), datetime.time(22), datetime.time(1))
    assert over == moment(datetime.date(2027, 1, 1), datetime.time(1))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on_date": "soon"}, "Write the day as 2027-01-31."),
        ({"on_date": "1887-01-01"}, "Is the year right?"),
        ({"starts_at": "25:00"}, "Write the hour as 17:30."),
        ({"starts_at": ""}, "Say when it begins, too."),
        ({"ends_at": "17:30"}, "It ends at the hour at which it begins."),
        ({"repeats": "week"}, "Say until when it comes."),
        ({"repeats": "week", "until": in_days(9)}, "This is not after the first day."),
        ({"repeats": "week", "until": in_days(700)}, "These are more than 60 dates"),
        (
            {"on_date": "2027-03-28", "starts_at": "02:30", "ends_at": ""},
            "the clocks jump over this hour",
        ),
        (
            {"on_date": "2027-03-27", "starts_at": "22:00", "ends_at": "02:30"},
            "the clocks jump over this hour",
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    editor: Client, wrong: dict[str, str], said: str
) -> None:
    sent = {"title": "Mbledhje e hapur", **facts("event", **wrong)}
    answer = editor.post("/workspace/events/new/", sent)
    assert answer.status_code == 422
    assert words(answer).count(said) >= 2
    assert "Mbledhje e hapur" in words(answer)
    assert not Manuscript.objects.exists()


# In public -------------------------------------------------------------------------------------


def test_each_date_of_a_series_is_a_row_with_its_words(weekly: Manuscript) -> None:
    rows = public()
    assert [row.on_date for row in rows] == days(10, 17, 24, 31)
    assert {row.series for row in rows} == {weekly.series}
    for row in rows:
        assert Text.objects.filter(key=row.source_key, field="place", language="sq").exists()


def test_a_changed_hour_is_changed_for_all_that_come(
    weekly: Manuscript, editor: Client, chair: Client
) -> None:
    changed(editor, weekly, starts_at="18:00")
    assert {row.starts_at for row in public()} == {datetime.time(17, 30)}
    published(editor, weekly, chair)
    assert {(row.starts_at, row.sequence) for row in public()} == {(datetime.time(18), 1)}


def test_other_words_alone_do_not_count_as_moved(
    weekly: Manuscript, editor: Client, chair: Client
) -> None:
    write(editor, weekly, "title", "sq", "Mbledhje për dritat", then="review")
    published(editor, weekly, chair)
    assert {row.sequence for row in public()} == {0}
    write(editor, weekly, "place", "sq", "Salla e shkollës", then="review")
    published(editor, weekly, chair)
    assert {row.sequence for row in public()} == {1}


def test_a_date_that_is_called_off_stays_public_and_is_not_made_again(
    weekly: Manuscript, editor: Client, chair: Client
) -> None:
    off = public()[1]
    editor.post(page(weekly, "dates/"), {"way": "call_off", "event": off.pk})
    changed(editor, weekly, starts_at="18:00")
    published(editor, weekly, chair)
    rows = public()
    assert [row.on_date for row in rows] == days(10, 17, 24, 31)
    assert [row.called_off_at is not None for row in rows] == [False, True, False, False]
    editor.post(page(weekly, "dates/"), {"way": "put_on", "event": off.pk})
    off.refresh_from_db()
    assert (off.called_off_at, off.sequence) == (None, 3)


def test_one_date_is_changed_by_itself_and_the_others_stay(
    weekly: Manuscript, editor: Client, chair: Client
) -> None:
    one = public()[2]
    editor.post(page(weekly, "dates/"), {"way": "apart", "event": one.pk})
    own = Manuscript.objects.get(slug=one.slug)
    changed(editor, own, on_date=in_days(25), repeats="", until="")
    published(editor, own, chair)
    assert [row.on_date for row in public()] == days(10, 17, 25, 31)
    changed(editor, weekly, starts_at="18:00")
    published(editor, weekly, chair)
    assert [row.on_date for row in public()] == days(10, 17, 25, 31)
    assert [f"{row.starts_at:%H}" for row in public()] == ["18", "18", "17", "18"]


def test_another_weekday_moves_the_dates_and_one_too_many_is_called_off(
    weekly: Manuscript, editor: Client, chair: Client
) -> None:
    before = {row.pk for row in public()}
    changed(editor, weekly, on_date=in_days(11), until=in_days(26))
    published(editor, weekly, chair)
    rows = public()
    assert {row.pk for row in rows} == before
    on = [row.on_date for row in rows if row.called_off_at is None]
    assert on == days(11, 18, 25)


def test_what_is_public_as_one_date_does_not_become_a_series(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = published(editor, ready(editor, begun(editor, "event"), secretary), chair)
    sent = facts("event", repeats="week", every="1", until=in_days(35))
    answer = editor.post(
        page(it, "facts/"), {f"facts-{name}": value for name, value in sent.items()}
    )
    assert answer.status_code == 422
    assert "What is public as one date stays one" in words(answer)


def test_a_day_that_has_passed_is_not_announced(editor: Client, secretary: Client) -> None:
    it = ready(editor, begun(editor, "event", on_date=in_days(-2)), secretary)
    assert "The day of the event has passed." in words(step(editor, it, "submit"))


# Activities ------------------------------------------------------------------------------------


def test_an_activity_says_for_whom_and_how_many(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = begun(editor, "activity", participants="", audiences=[])
    refused = words(step(editor, ready(editor, it, secretary, ("sq", "ar")), "submit"))
    assert "Say for whom the activity was." in refused
    assert "Say how many people took part." in refused
    sent = {f"facts-{name}": value for name, value in facts("activity").items()}
    editor.post(page(it, "facts/"), sent)
    published(editor, it, chair)
    told = Text.objects.filter(key=it.source_key, field="audience")
    assert dict(told.values_list("language", "text")) == {
        "sq": "Të rinjtë, gratë",
        "ar": "الشباب، النساء",
    }


def test_an_activity_is_told_after_it_has_been(editor: Client, secretary: Client) -> None:
    it = ready(editor, begun(editor, "activity", held_on=in_days(3)), secretary)
    assert "has not taken place yet" in words(step(editor, it, "submit"))


def test_an_activity_names_nobody(editor: Client) -> None:
    it = begun(editor, "activity")
    named = "Znj. Mira Hoxha foli me nxënësit."
    answer = write(editor, it, "text", "sq", named, then="review")
    assert answer.status_code == 422
    assert "An activity names nobody." in words(answer)
    assert not it.texts.get(field="text").is_reviewed


def test_dates_of_others_are_not_found(weekly: Manuscript, editor: Client) -> None:
    other = begun(editor, "event", title="Tjetër mbledhje")
    one = public()[0]
    for event in (str(one.pk), "nothing", ""):
        sent = {"way": "call_off", "event": event}
        assert editor.post(page(other, "dates/"), sent).status_code == 404
    sent = {"way": "call_off", "event": str(one.pk)}
    assert in_english(cast.member()).post(page(weekly, "dates/"), sent).status_code == 403
