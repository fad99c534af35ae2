"""The public side's door: what of which period, as values."""

import datetime

import pytest
from django.utils import timezone

from council.people import Public, acting_as
from outreach import pages, published
from outreach.models import Activity
from outreach.models import Text as OutreachText
from tests import cast, make

NOVEMBER = datetime.date(2024, 11, 1)
DAY = datetime.timedelta(days=1)


def october() -> published.Month:
    return published.month(make.MONTH, NOVEMBER)


def test_a_month_is_told_in_the_languages_that_there_are(acting: None) -> None:
    editor = cast.editor()
    make.activity(by=editor)
    OutreachText.objects.filter(language="ar", field="title").delete()
    (told,) = october().activities
    assert told.key == "activity:gjinar-drita"
    assert (told.unit, told.participants) == ("gjinar", 17)
    assert told.text == make.words("Gjinar", 9)
    assert set(told.title) == {"sq", "en"}


def test_a_text_that_nobody_reviewed_stays_inside(acting: None) -> None:
    make.activity(by=cast.editor())
    OutreachText.objects.filter(language="en").update(reviewed_by=None, reviewed_at=None)
    (told,) = october().activities
    assert set(told.text) == {"sq", "ar"}


def test_a_month_has_what_happened_from_its_first_to_its_last_day(acting: None) -> None:
    editor = cast.editor()
    days = (make.MONTH - DAY, make.MONTH, NOVEMBER - DAY, NOVEMBER)
    for number, day in enumerate(days):
        make.activity(by=editor, slug=f"a-{number}", held_on=day)
        make.question(by=editor, slug=f"q-{number}", answered_on=day)
    assert [row.key for row in october().activities] == ["activity:a-1", "activity:a-2"]
    assert [row.key for row in october().answers] == ["question:q-1", "question:q-2"]


def test_news_of_a_month_begin_and_end_at_midnight_in_tirana(acting: None) -> None:
    editor = cast.editor()
    first = datetime.datetime(2024, 10, 1, tzinfo=make.TIRANE)
    after = datetime.datetime(2024, 11, 1, tzinfo=make.TIRANE)
    minute = datetime.timedelta(minutes=1)
    for number, at in enumerate((first - minute, first, after - minute, after)):
        make.news(by=editor, slug=f"n-{number}", published_at=at)
    assert {row.key for row in october().news} == {"news:n-1", "news:n-2"}


def test_the_calendar_has_the_ten_weeks_after_the_month(acting: None) -> None:
    editor, end = cast.editor(), NOVEMBER + datetime.timedelta(weeks=10)
    for number, day in enumerate((NOVEMBER - DAY, NOVEMBER, end - DAY, end)):
        make.event(by=editor, slug=f"e-{number}", on_date=day)
    assert [row.key for row in october().dates] == ["event:e-1", "event:e-2"]


def test_the_month_s_own_help_topic_goes_before_one_for_any_month(acting: None) -> None:
    editor = cast.editor()
    make.help_topic(by=editor, slug="any", month=None)
    assert october().topic is not None
    make.help_topic(by=editor, slug="of-october", month=10)
    make.help_topic(by=editor, slug="of-may", month=5)
    topic = october().topic
    assert topic is not None
    assert (topic.slug, len(topic.steps)) == ("of-october", 2)


@pytest.mark.parametrize(
    "hidden",
    [
        {"published_at": None},
        {"published_at": timezone.now() + DAY},
        {"withdrawn_at": make.NOW},
    ],
)
def test_what_is_not_public_is_not_told(
    acting: None, hidden: dict[str, datetime.datetime | None]
) -> None:
    """A draft, an embargo, a withdrawal: neither at the door nor to the public role."""
    editor = cast.editor()
    keys = [
        make.activity(by=editor, **hidden).source_key,
        make.event(by=editor, **hidden).source_key,
        make.question(by=editor, **hidden).source_key,
        make.news(by=editor, **hidden).source_key,
    ]
    month = october()
    assert (month.activities, month.dates, month.answers, month.news) == ((), (), (), ())
    assert published.front_page(make.TODAY, dates=5, news=5) == ((), (), None)
    assert published.still_public(keys) == frozenset()
    with acting_as(Public()):
        assert not Activity.objects.exists()
        # Of news that were withdrawn the public role knows that they were, and no word of them.
        assert not OutreachText.objects.exists()


def test_keys_that_are_public_are_known(acting: None) -> None:
    editor = cast.editor()
    keys = {
        make.activity(by=editor).source_key,
        make.event(by=editor).source_key,
        make.question(by=editor).source_key,
        make.news(by=editor).source_key,
        make.help_topic(by=editor).source_key,
    }
    with acting_as(Public()):
        assert published.still_public([*keys, "news:never", "help:never", "other:x"]) == keys


def test_the_site_map_lists_pages_until_they_are_withdrawn(acting: None) -> None:
    for title in ("Tetor", "Tetor 2024"):
        pages.put(
            key="bulletin:2024-10",
            language="sq",
            address="/buletini/2024/10/",
            title=title,
            text="",
            at=make.NOW,
        )
    assert pages.listed() == [
        pages.Listed("bulletin:2024-10", "sq", "/buletini/2024/10/", make.NOW)
    ]
    pages.withdraw(key="bulletin:2024-10")
    assert pages.listed() == []
