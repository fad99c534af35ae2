"""Public pages are kept, and never longer than what they show is as it was."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from bulletins.models import Edition
from council.actions.publish_facts import withdraw_fact
from council.models import Agency, PublishedFact, Unit
from council.people import System, acting_as
from elbasan_council.middleware import kept_pages
from elbasan_council.middleware.kept_pages import SHELF
from outreach import pages
from outreach.models import Event, HelpLine, HelpTopic, News, Page, Question, Text
from outreach.pages import cacheable
from tests import cast, make
from tests.council import held
from tests.council.test_notice_of_decisions import made_public
from tests.outreach.test_following_pages import decision

pytestmark = pytest.mark.django_db
SHOWN: tuple[Any, ...] = (
    *(News, Event, Question, HelpLine, HelpTopic, PublishedFact, Edition, Agency, Unit),
)
rendered: list[str] = []


@cacheable
def everything(request: HttpRequest) -> HttpResponse:
    """A page that shows all there is, one table a kind."""
    rendered.append(request.get_full_path())
    shown: list[object] = [request.GET.get("topic", ""), request.GET.getlist("unit")]
    shown += [list(model.objects.values_list("pk", flat=True)) for model in SHOWN]
    texts = Text.objects.values_list("text", flat=True)
    return HttpResponse(f"{shown} {sorted(texts)}" + " " * 500)


@cacheable
def news_only(request: HttpRequest) -> HttpResponse:
    rendered.append("news")
    return HttpResponse(f"{News.objects.count()}")


@cacheable
def uncounted(request: HttpRequest) -> HttpResponse:
    rendered.append("uncounted")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_class LIMIT 1")
    return HttpResponse("x")


@cacheable
def personal(request: HttpRequest) -> HttpResponse:
    rendered.append("personal")
    response = HttpResponse(f"{News.objects.count()}")
    response.set_cookie("who", "me")
    return response


@cacheable
def whole_address(request: HttpRequest) -> HttpResponse:
    rendered.append("whole")
    return HttpResponse(f"{News.objects.count()} {request.GET.urlencode()}")


@cacheable
def missing(request: HttpRequest) -> HttpResponse:
    rendered.append("missing")
    return HttpResponse(f"{News.objects.count()}", status=404)


urlpatterns = [
    path("", include("tests.outreach.test_following_pages")),
    path("everything/", everything),
    path("news-only/", news_only),
    path("uncounted/", uncounted),
    path("personal/", personal),
    path("whole-address/", whole_address),
    path("missing/", missing),
]


@pytest.fixture(autouse=True)
def pages_of_a_test(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ROOT_URLCONF = __name__
    # A test that begins in one minute may end in another.
    monkeypatch.setattr(kept_pages, "_minute", lambda: 1)
    rendered.clear()


def get(address: str = "/everything/", **headers: str) -> Any:
    return Client().get(address, headers=headers)


@contextmanager
def by(*, shown_again: bool) -> Iterator[None]:
    """What happens here is seen at the very next visit; or it changes nothing that is shown."""
    get()
    before = len(rendered)
    get()
    assert len(rendered) == before
    with acting_as(System("test")):
        yield
    get()
    assert (len(rendered) > before) is shown_again


# What is seen at the next visit ----------------------------------------------------------------


def publishable() -> dict[str, Callable[..., Any]]:
    return {"news": make.news, "event": make.event, "question": make.question}


@pytest.mark.parametrize("kind", publishable())
def test_what_is_published_changed_and_withdrawn_is_seen_at_the_next_visit(kind: str) -> None:
    editor = cast.editor()
    with by(shown_again=True):
        row = publishable()[kind](by=editor)
    with by(shown_again=True):
        Text.objects.filter(key=row.source_key, language="sq").update(text="Tjetër fjali")
    assert "Tjetër fjali" in get().content.decode()
    with by(shown_again=True):
        row.withdrawn_at = make.NOW
        row.save()
    assert "Tjetër fjali" not in get().content.decode()


@pytest.mark.parametrize("kind", publishable())
def test_drafts_leave_what_is_kept_alone(kind: str) -> None:
    editor = cast.editor()
    with by(shown_again=False):
        row = publishable()[kind](by=editor, published_at=None)
        Text.objects.filter(key=row.source_key).update(text="Shkruhet ende")
    with by(shown_again=True):
        row.published_at = make.NOW
        row.save()


def test_facts_of_the_council_are_seen_and_gone_at_the_next_visit() -> None:
    with by(shown_again=True):
        decision()
    with by(shown_again=True):
        withdraw_fact(key="decision:2024-7", reasons=make.WHY, at=make.NOW)


def test_help_is_seen_at_the_next_visit() -> None:
    editor = cast.editor()
    with by(shown_again=True):
        make.help_topic(by=editor)
    with by(shown_again=True):
        HelpLine.objects.filter(number="129").update(note_sq="Tjetër")
    with by(shown_again=True):
        Agency.objects.filter(code="municipality").update(name_sq="Bashkia e re")


def test_a_page_of_one_kind_is_kept_while_another_kind_changes() -> None:
    get("/news-only/")
    decision()
    get("/news-only/")
    assert rendered == ["news"]
    with acting_as(System("test")):
        make.news(by=cast.editor())
    get("/news-only/")
    assert rendered == ["news", "news"]


def test_the_real_pages_never_show_what_was_withdrawn(acting: None) -> None:
    item = make.news(by=cast.editor())
    title = Text.objects.get(key=item.source_key, field="title", language="sq").text
    made_public(held.meeting())
    page = "/keshilli/mbledhjet/2024-4/"
    for _ in range(2):
        assert title in get("/").content.decode()
        assert get(page).status_code == 200
    News.objects.filter(pk=item.pk).update(withdrawn_at=make.NOW)
    for key in PublishedFact.objects.values_list("key", flat=True):
        withdraw_fact(key=key, reasons=make.WHY, at=make.NOW)
    assert title not in get("/").content.decode()
    assert get(page).status_code == 404


def test_a_new_minute_is_a_new_page(monkeypatch: pytest.MonkeyPatch) -> None:
    get()
    monkeypatch.setattr(kept_pages, "_minute", lambda: 2)
    get()
    assert len(rendered) == 2


# What is kept ----------------------------------------------------------------------------------


def test_a_kept_page_asks_the_database_nothing_but_its_version() -> None:
    get("/")
    with CaptureQueriesContext(connection) as asked:
        assert get("/").status_code == 200
    assert [query["sql"] for query in asked] == []


def test_the_question_for_the_version_is_planned_once_for_a_connection() -> None:
    for _ in range(3):
        get("/news-only/")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements"
            " WHERE name = 'portal_versions'"
        )
        assert cursor.fetchone()[0] >= 2
    assert rendered == ["news"]


def test_a_connection_that_has_forgotten_the_question_is_asked_it_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = connection.copy()
    other.connect()
    try:
        monkeypatch.setattr(pages, "connection", other)
        assert pages.versions_quickly() is not None
        other.connection.execute("DEALLOCATE ALL")
        assert pages.versions_quickly() is None
        assert pages.versions_quickly() is not None
    finally:
        other.close()


def test_what_a_page_does_not_know_fills_nothing() -> None:
    for number in range(50):
        get(f"/everything/?k=m&x{number}={number}")
    assert len(rendered) == 1
    assert len(SHELF.by_path["/everything/"]) == 1


def test_what_a_page_knows_makes_another_page_of_it_and_never_another_ones() -> None:
    first = get("/everything/?topic=light&unit=a&unit=b&k=s").content
    second = get("/everything/?topic=road").content
    assert (b"light" in first, b"light" in second) == (True, False)
    assert get("/everything/?k=p&unit=a&topic=light&unit=b").content == first
    assert b"light" not in get("/everything/").content
    assert len(rendered) == 3
    assert [get(f"/whole-address/?a={a}").content for a in "xyx"] == [b"0 a=x", b"0 a=y", b"0 a=x"]


def test_a_stranger_who_tries_values_drives_out_no_page() -> None:
    get("/news-only/")
    get("/everything/")
    for number in range(100):
        get(f"/everything/?topic={number}")
    rendered.clear()
    get("/news-only/")
    get("/everything/")
    assert rendered == []
    assert len(SHELF.by_path["/everything/"]) == kept_pages.MOST_KINDS


def test_no_more_is_kept_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST_BYTES", 1)
    get("/everything/")
    get("/news-only/")
    assert list(SHELF.by_path) == ["/news-only/"]
    assert SHELF.size == sum(len(kept.body) for kept in SHELF.by_path["/news-only/"].values())


@pytest.mark.parametrize("address", ["/uncounted/", "/personal/", "/missing/"])
def test_errors_cookies_and_tables_that_nobody_counts_are_not_kept(address: str) -> None:
    get(address)
    get(address)
    assert len(rendered) == 2 and address not in SHELF.by_path


def test_a_form_is_answered_and_not_kept() -> None:
    for _ in range(2):
        assert Client().post("/abonohu/", {}).status_code == 422
        assert get("/kerko/?q=%3F").status_code == 422
    assert "/abonohu/" not in SHELF.by_path and "/kerko/" not in SHELF.by_path


def test_a_members_cookie_and_language_change_nothing() -> None:
    plain = get("/")
    member = Client()
    member.force_login(cast.editor())
    same = member.get("/", headers={"Accept-Language": "ar"})
    assert (same.content, same["ETag"]) == (plain.content, plain["ETag"])


def test_a_kept_page_is_not_for_another_host() -> None:
    get("/")
    assert Client().get("/", headers={"Host": "elsewhere.example"}).status_code == 400


# What a reader need not fetch again ------------------------------------------------------------


def test_a_reader_who_has_the_page_is_told_so() -> None:
    page = get("/")
    for known in (page["ETag"], f"W/{page['ETag']}", f'"other", {page["ETag"]}', "*"):
        again = get("/", **{"If-None-Match": known})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", page["ETag"])
    assert get("/", **{"If-None-Match": '"other"'}).status_code == 200
    with acting_as(System("test")):
        make.news(by=cast.editor())
    assert get("/", **{"If-None-Match": page["ETag"]}).status_code == 200


def test_the_date_is_told_when_its_second_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1_800_000_000.0]
    monkeypatch.setattr(kept_pages.time, "time", lambda: clock[0])
    assert "Last-Modified" not in get()
    clock[0] += 1
    page = get()
    assert get(**{"If-Modified-Since": page["Last-Modified"]}).status_code == 304
    with acting_as(System("test")):
        make.news(by=cast.editor())
    assert get(**{"If-Modified-Since": page["Last-Modified"]}).status_code == 200


def test_bytes_with_and_without_compression_are_the_same_page_with_marks_of_their_own() -> None:
    plain, zipped = get("/"), get("/", **{"Accept-Encoding": "br, gzip"})
    assert zipped["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["ETag"] != plain["ETag"] and not zipped["ETag"].startswith("W/")
    assert "Accept-Encoding" in zipped["Vary"] and "Accept-Encoding" in plain["Vary"]
    assert "Content-Encoding" not in get("/", **{"Accept-Encoding": "gzip;q=0, br"})


@pytest.mark.parametrize("again", [False, True])
def test_only_the_head_says_what_the_page_would(again: bool) -> None:
    page = get("/")
    if not again:
        SHELF.clear()
    head = Client().head("/")
    assert head.content == b""
    assert {name: head[name] for name in ("ETag", "Content-Length", "Content-Type", "Vary")} == {
        name: page[name] for name in ("ETag", "Content-Length", "Content-Type", "Vary")
    }


def test_first_and_kept_answers_say_the_same_of_themselves() -> None:
    first, kept = (
        {name: value for name, value in get("/").items() if name != "Last-Modified"}
        for _ in range(2)
    )
    assert first == kept
    assert "must-revalidate" in first["Cache-Control"] and "public" in first["Cache-Control"]
    assert first["Content-Language"] == "sq" and "Content-Security-Policy" in first


def test_counts_of_connections_that_are_gone_are_added_up() -> None:
    from outreach.actions.pages import follow
    from outreach.models import PublicChange

    with acting_as(System("test")):
        PublicChange.objects.bulk_create(
            PublicChange(table="outreach_news", slot=-number, n=2) for number in range(1, 300)
        )
        before = pages.versions()
        follow.fold_counts()
        assert pages.versions() == before
        assert PublicChange.objects.count() < 50
        assert Page.objects.count() == 0
