"""The period before an election: who enters it, what it asks of news, and what it leaves alone."""

import datetime
import io
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from council.actions.send_notices import _words
from council.models import AuditRecord, Notice
from outreach.actions.newsroom.publish import release_due
from outreach.calendar import in_election_period
from outreach.models import ElectionPeriod, News
from tests import cast
from tests.council.browsers import in_english
from tests.outreach.newsroom import (
    approved,
    begun,
    in_days,
    page,
    ready,
    step,
    words,
    write,
)

pytestmark = pytest.mark.usefixtures("acting")
PERIOD = "/workspace/news/election/"
BASIS = "Dekreti i Presidentit nr. 1, datë 10.1.2027"


@pytest.fixture
def editor() -> Client:
    return in_english(cast.editor())


@pytest.fixture
def secretary() -> Client:
    return in_english(cast.secretary())


@pytest.fixture
def chair() -> Client:
    return in_english(cast.chair())


def entered(client: Client, first: int = -1, last: int = 60, **more: str) -> HttpResponse:
    sent = {"starts_on": in_days(first), "ends_on": in_days(last), "basis": BASIS, **more}
    return client.post(PERIOD, sent)


def reported(client: Client, it: Any, **more: str) -> HttpResponse:
    sent = {"report-number": "KQZ 12", "report-on": in_days(0), **more}
    answer = client.post(page(it, "report/"), sent)
    it.refresh_from_db()
    return answer


def test_the_secretary_enters_a_period_and_takes_a_wrong_one_back(secretary: Client) -> None:
    assert entered(secretary, first=0, last=10).status_code == 302
    days = [in_election_period(datetime.date.fromisoformat(in_days(n))) for n in (-1, 0, 10, 11)]
    assert days == [False, True, True, False]
    period = ElectionPeriod.objects.get()
    secretary.post(PERIOD, {"way": "remove", "period": period.pk})
    assert not in_election_period(timezone.localdate())
    assert "Does not count" in words(secretary.get(PERIOD))
    verbs = AuditRecord.objects.filter(verb__startswith="election_period")
    assert set(verbs.values_list("verb", flat=True)) == {
        "election_period.entered",
        "election_period.removed",
    }


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"basis": ""}, "Name the decree or the decision that sets it."),
        ({"ends_on": in_days(-9)}, "The last day is before the first one."),
        ({"ends_on": in_days(900)}, "This is longer than a year."),
        ({"starts_on": "spring"}, "Write the day as 2027-01-31."),
    ],
)
def test_a_period_that_cannot_be_is_said_at_its_field(
    secretary: Client, wrong: dict[str, str], said: str
) -> None:
    answer = entered(secretary, **wrong)
    assert answer.status_code == 422
    assert words(answer).count(said) == 2
    assert not ElectionPeriod.objects.exists()


def test_news_is_reported_to_the_commission_before_it_is_public(
    editor: Client, secretary: Client
) -> None:
    entered(secretary)
    it = ready(editor, begun(editor), secretary)
    said = "this must be reported to the election commission first"
    assert said in words(step(editor, it, "submit"))
    assert "Write the number of the report." in words(reported(editor, it, **{"report-number": ""}))
    late = reported(editor, it, **{"report-on": in_days(2)})
    assert "This day has not come yet." in words(late)
    assert reported(editor, it).status_code == 302
    assert step(editor, it, "submit").status_code == 302
    assert it.state == "submitted"


@pytest.mark.parametrize("topic", ["help", "safety"])
def test_help_and_notices_of_safety_go_on(editor: Client, secretary: Client, topic: str) -> None:
    entered(secretary)
    it = ready(editor, begun(editor, topic=topic), secretary)
    assert step(editor, it, "submit").status_code == 302


@pytest.mark.parametrize(
    ("language", "promise"),
    [
        ("sq", "Bashkia premton një urë të re."),
        ("en", "The Municipality promises a new bridge."),
        ("ar", "البلدية تتعهد ببناء جسر جديد."),
    ],
)
def test_a_word_of_promise_is_refused_in_each_language(
    editor: Client, secretary: Client, language: str, promise: str
) -> None:
    it = begun(editor)
    write(editor, it, "body", "sq", "Bashkia premton një urë të re.")
    write(editor, it, "body", language, promise)
    entered(secretary)
    answer = write(secretary, it, "body", language, promise, then="review")
    assert answer.status_code == 422
    assert "A word of promise" in words(answer)


def test_what_was_scheduled_before_the_period_is_checked_again_at_its_hour(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = approved(editor, ready(editor, begun(editor), secretary), chair)
    due = (timezone.localtime() + datetime.timedelta(hours=2)).replace(second=0, microsecond=0)
    step(editor, it, "schedule", **{"due-day": f"{due:%Y-%m-%d}", "due-hour": f"{due:%H:%M}"})
    entered(secretary)
    assert release_due(at=due) == 0
    it.refresh_from_db()
    assert it.state == "approved"
    assert not News.objects.exists()
    told = Notice.objects.filter(kind="newsroom_held").values_list("person", flat=True)
    assert sorted(told) == sorted([it.author_id, it.approved_by_id])
    letter = Notice.objects.filter(kind="newsroom_held")[0]
    _subject, text, html = _words(letter, None)
    assert page(it) in text
    assert page(it) in html
    assert "dritat" not in text.lower()
    assert release_due(at=due) == 0
    assert Notice.objects.filter(kind="newsroom_held").count() == 2
    assert "It was not published at its hour" in words(editor.get(page(it)))
    reported(editor, it)
    assert it.state == "approved"
    assert step(editor, it, "publish").status_code == 302
    assert News.objects.published(at=timezone.now()).count() == 1


def test_an_hour_in_a_period_that_comes_asks_for_the_report_now(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = approved(editor, ready(editor, begun(editor), secretary), chair)
    entered(secretary, first=3)
    answer = step(editor, it, "schedule", **{"due-day": in_days(4), "due-hour": "10:00"})
    assert answer.status_code == 422
    assert "reported to the election commission first" in words(answer)
    soon = step(editor, it, "schedule", **{"due-day": in_days(1), "due-hour": "10:00"})
    assert soon.status_code == 302


def test_the_commission_gets_a_table_of_what_is_planned(editor: Client, secretary: Client) -> None:
    entered(secretary, last=20)
    soon = begun(editor, "event", repeats="week", every="1", until=in_days(40))
    begun(editor, "activity", held_on=in_days(5), title="=1+1 vizita në shkollë", participants="")
    begun(editor, "activity", held_on=in_days(30), title="Pas zgjedhjeve", participants="")
    reported(editor, soon)
    answer = editor.get(f"{PERIOD}commission.xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][0] == "Data"
    found = [(row[0].date().isoformat(), row[3], row[7]) for row in rows[1:]]
    assert found == [
        (in_days(5), "=1+1 vizita në shkollë", None),
        (in_days(10), "Drita të reja në rrugën e shkollës", "KQZ 12"),
        (in_days(17), "Drita të reja në rrugën e shkollës", "KQZ 12"),
    ]


def test_editors_and_the_chair_see_the_period_and_do_not_enter_it(
    editor: Client, chair: Client, secretary: Client
) -> None:
    for client in (editor, chair):
        assert client.get(PERIOD).status_code == 200
        assert entered(client).status_code == 403
    assert chair.get(f"{PERIOD}commission.xlsx").status_code == 403
    assert secretary.post(PERIOD, {"way": "remove", "period": "x"}).status_code == 404
    for person in (cast.member(), cast.translator()):
        assert in_english(person).get(PERIOD).status_code == 403
