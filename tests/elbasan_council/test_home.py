"""The home page leads on: to dates, news and what was answered last."""

import datetime
import html

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from outreach.models import Text
from tests import cast, make
from tests.council import held

pytestmark = pytest.mark.usefixtures("acting")
HOMES = {"sq": "/", "en": "/en/", "ar": "/ar/"}
NEWS = {"sq": "/lajme/", "en": "/en/news/", "ar": "/ar/news/"}
EVENTS = {"sq": "/takime/", "en": "/en/events/", "ar": "/ar/events/"}


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("language", HOMES)
def test_dates_and_news_lead_to_their_pages(language: str) -> None:
    editor = cast.editor()
    day = timezone.localdate() + datetime.timedelta(days=9)
    event, news = make.event(by=editor, on_date=day), make.news(by=editor)
    told = page(HOMES[language])
    for address in (
        f"{EVENTS[language]}{event.code}-{event.slug}/",
        f"{NEWS[language]}{news.code}-{news.slug}/",
        EVENTS[language],
        NEWS[language],
    ):
        assert f'href="{address}"' in told
        assert Client().get(address).status_code == 200


@pytest.mark.parametrize("language", HOMES)
def test_the_latest_answer_is_told_with_who_gave_it(language: str) -> None:
    editor = cast.editor()
    make.question(by=editor, slug="e-vjeter", answered_on=datetime.date(2024, 1, 1))
    Text.objects.update(text="Më parë")
    make.question(by=editor)
    told = page(HOMES[language])
    assert make.words("Gjinar", 6)[language] in told
    assert make.words("Gjinar", 7)[language] in told
    assert "Më parë" not in told


def test_an_answer_that_is_only_in_albanian_is_left_out_elsewhere() -> None:
    make.question(by=cast.editor())
    Text.objects.exclude(language="sq").delete()
    assert 'id="answered"' in page("/")
    assert 'id="answered"' not in page("/ar/")


def test_the_next_meeting_is_never_denied_where_no_other_date_is_known() -> None:
    from council.actions.publish_minutes import publish_minutes

    when = timezone.now().replace(microsecond=0) + datetime.timedelta(days=40)
    planned = make.meeting(starts_at=when, number=61)
    publish_minutes(
        meeting=held.approved(), next_meeting=planned, by=cast.secretary(), at=timezone.now()
    )
    told = page("/en/")
    assert "No meeting has been announced yet." not in told
    assert told.count(f'datetime="{timezone.localtime(when):%Y-%m-%d}"') == 2


def test_the_page_asks_eight_times_at_the_most() -> None:
    editor = cast.editor()
    day = timezone.localdate() + datetime.timedelta(days=9)
    for number in range(5):
        make.event(by=editor, slug=f"takim-{number}", on_date=day)
        make.news(by=editor, slug=f"lajm-{number}")
        make.question(by=editor, slug=f"pyetje-{number}")
    page("/")
    with CaptureQueriesContext(connection) as asked:
        page("/")
    assert len([query for query in asked if "FROM" in query["sql"]]) <= 8
