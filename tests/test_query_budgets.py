"""How often a page asks the database: seldom, and as often for thirty rows as for three."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from bulletins.models import Bulletin, Edition
from council.models import Agency, Appointment, LegalHold, Marking, PublishedFact, Report
from council.people import Role, User, acting_as
from languages import LANGUAGES
from languages.addresses import address
from outreach.demonstration import put_manuscript
from outreach.models import Event, HelpLine, Manuscript, News, Page, Question, Text
from tests import make
from tests.published import TEST, Published, published_portal, signed_in, undone, visitor

BUDGET = 8
"""Of a public page that nobody has kept (DESIGN.md §8)."""
FEW, MANY = 3, 30
HOUSEKEEPING = (
    # Which transaction it is, and in whose name: the same for every request.
    "BEGIN",
    "COMMIT",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "SELECT current_setting('role')",
    "SELECT set_config('role'",
    # Of which version everything is that a page shows: asked before each visit.
    "SELECT pg_postmaster_start_time()",
    # A sign of life, at most once a minute.
    'UPDATE "django_session"',
)
LONG_AGO = datetime.datetime(2024, 11, 4, 9, tzinfo=datetime.UTC)


@pytest.fixture(scope="module", autouse=True)
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[Published]:
    with published_portal(django_db_blocker) as published:
        yield published


@pytest.fixture(scope="module")
def secretary(published: Published) -> Client:
    (account,) = (account for account in published.accounts if account.role == "secretary")
    return signed_in(account)


def queries(page: str, client: Client | None = None) -> list[str]:
    """What a page asks the database for, as it says it."""
    with CaptureQueriesContext(connection) as captured:
        response = (client or visitor()).get(page)
        response.close()
    assert response.status_code == 200, page
    return [query["sql"] for query in captured if not query["sql"].startswith(HOUSEKEEPING)]


# The budget ------------------------------------------------------------------------------------


def test_each_public_page_keeps_the_budget(published: Published) -> None:
    asked = {page: queries(page) for page in published.public_pages() + published.public_files()}
    assert {page: found for page, found in asked.items() if len(found) > BUDGET} == {}


def test_whether_a_process_lives_asks_nothing() -> None:
    assert queries("/healthz") == []


# Three rows and thirty -------------------------------------------------------------------------


def some_news(count: int, by: User) -> None:
    News.objects.all().delete()
    for number in range(count):
        make.news(by=by, slug=f"news-{number}", published_at=LONG_AGO)


def some_questions(count: int, by: User) -> None:
    Question.objects.all().delete()
    for number in range(count):
        make.question(by=by, slug=f"question-{number}", published_at=LONG_AGO)


def some_events(count: int, by: User) -> None:
    Event.objects.all().delete()
    for number in range(count):
        make.event(by=by, slug=f"event-{number}", on_date=datetime.date.today())


def some_promises(count: int, by: User) -> None:
    promises = PublishedFact.objects.filter(kind=PublishedFact.Kind.ACTION)
    facts, texts = promises.values_list("facts", "texts")[0]
    promises.delete()
    for number in range(count):
        PublishedFact.objects.create(
            key=f"action:2024-{number}",
            kind=PublishedFact.Kind.ACTION,
            on_date=LONG_AGO.date(),
            facts={**facts, "done_on": None, "deadline": "2024-12-01"},
            texts=texts,
            version=1000 + number,
            published_at=LONG_AGO,
        )


def some_issues(count: int, by: User) -> None:
    source = Edition.objects.filter(published_at__isnull=False)[0]
    Edition.objects.all().delete()
    Page.objects.all().delete()
    for number in range(count):
        month = datetime.date(2010 + number // 12, number % 12 + 1, 1)
        bulletin = Bulletin.objects.create(month=month)
        for language in LANGUAGES:
            edition = Edition(language=language, bulletin=bulletin, content=source.content)
            edition.content_hash = edition.approved_hash = source.content_hash
            edition.author, edition.approved_by = source.author, source.approved_by
            edition.composed_at = edition.approved_at = edition.published_at = LONG_AGO
            edition.pdf_name, edition.pdf_bytes, edition.pdf_pages = source.pdf_name, 1, 1
            edition.save()
            Page.objects.create(
                key=f"bulletin:{month:%Y-%m}",
                language=language,
                address=address("issue", language, year=month.year, month=month.month),
                title="",
                changed_at=LONG_AGO,
            )


def some_help_lines(count: int, by: User) -> None:
    HelpLine.objects.all().delete()
    for number in range(count):
        names = {f"name_{language}": "Linjë" for language in LANGUAGES}
        HelpLine.objects.create(
            number=f"116 {number:03}", order=number, checked_on=LONG_AGO.date(), **names
        )


def some_members(count: int, by: User) -> None:
    """Beside the cast; each with a role."""
    agency = Agency.objects.get(code="local_media")
    for number in range(count):
        person = User.objects.create(email=f"{number}@example.org", title="Member", language="sq")
        Appointment.objects.create(
            person=person, role=Role.OBSERVER, agency=agency, from_date=LONG_AGO.date()
        )


def some_situations(count: int, by: User) -> None:
    """That everybody who is cleared reads."""
    LegalHold.objects.all().delete()
    Report.objects.all().delete()
    for _ in range(count):
        make.report(author=by, marking=Marking.GREEN)


def some_manuscripts(count: int, by: User) -> None:
    """News that nobody has approved yet."""
    Manuscript.objects.all().delete()
    for number in range(count):
        put_manuscript(
            kind="news",
            slug=f"draft-{number}",
            facts={"topic": "roads"},
            texts={"title": make.words("Gjinar")},
            submitted=False,
            by=by,
            at=LONG_AGO,
        )


LISTS: Mapping[str, tuple[Callable[[int, User], None], tuple[str, ...]]] = {
    # What there are three or thirty of: who makes them, and where they are shown.
    "news": (some_news, ("/", "/ar/", "/lajme/", "/ar/news/feed.xml")),
    "events": (some_events, ("/", "/ar/", "/takime/", "/ar/events/calendar.ics")),
    "questions": (
        some_questions,
        ("/pyetje/", "/en/questions/", "/workspace/questions/?state=public"),
    ),
    "promises": (some_promises, ("/", "/en/", "/workspace/")),
    "issues": (
        some_issues,
        ("/", "/buletini/", "/en/bulletin/", "/ar/bulletin/feed.xml", "/sitemap.xml"),
    ),
    "situations": (some_situations, ("/workspace/reports/", "/workspace/reports/?words=zhurm")),
    "manuscripts": (some_manuscripts, ("/workspace/news/", "/workspace/news/?words=gjinar")),
    "accounts": (some_members, ("/workspace/members/",)),
    "help lines": (some_help_lines, ("/", "/ar/bulletin/", "/nope/")),
}


@pytest.mark.parametrize("rows", LISTS)
def test_a_list_asks_as_often_for_thirty_rows_as_for_three(rows: str, secretary: Client) -> None:
    some, pages = LISTS[rows]
    for page in pages:
        one, few, many = counted(page, some, secretary)
        # One beside three: some pages show no more than three.
        assert one == few == many > 0, page


def counted(page: str, some: Callable[[int, User], None], client: Client) -> list[int]:
    """How many questions a page asks for one row, for a few and for many."""
    found = []
    for count in (1, FEW, MANY):
        with undone():
            with acting_as(TEST):
                some(count, User.objects.get(email__startswith="editor@"))
            asker = client if page.startswith("/workspace/") else visitor()
            with CaptureQueriesContext(connection) as captured:
                asker.get(page)
            found.append(sum(not q["sql"].startswith(HOUSEKEEPING) for q in captured))
    return found


def test_rows_that_are_made_are_rows_that_are_shown(published: Published) -> None:
    """Or the comparison would compare nothing: the whole archive and every help line."""
    for some, page in ((some_issues, "/buletini/"), (some_help_lines, "/")):
        sizes = []
        for count in (FEW, MANY):
            with undone():
                with acting_as(TEST):
                    some(count, User.objects.get(email__startswith="editor@"))
                sizes.append(len(visitor().get(page).content))
        assert sizes[1] > sizes[0] + 2000, page


# It can fail -----------------------------------------------------------------------------------


def careless(request: HttpRequest) -> HttpResponse:
    """One question a row."""
    texts = [Text.objects.filter(key=news.source_key).count() for news in News.objects.all()]
    return HttpResponse(str(texts))


urlpatterns = [path("careless/", careless)]


def test_a_page_that_asks_once_a_row_is_caught(settings: Any, secretary: Client) -> None:
    settings.ROOT_URLCONF = __name__
    one, few, many = counted("/careless/", some_news, secretary)
    assert (few - one, many - few) == (FEW - 1, MANY - FEW)
    with undone():
        with acting_as(TEST):
            some_news(BUDGET, User.objects.get(email__startswith="editor@"))
        assert len(queries("/careless/")) == BUDGET + 1
