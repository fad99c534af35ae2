"""A reader says that a text is wrong; the secretary corrects it; the page says so."""

import datetime
import re

import pytest
from django.db import ProgrammingError, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from council.people import NotAllowed, Public, User, acting_as
from languages import LANGUAGES
from languages.addresses import address
from outreach.actions.mistakes.report import report_mistake
from outreach.actions.mistakes.review import review_correction
from outreach.actions.mistakes.settle import AlreadySettled, erase_settled_reports, settle_mistake
from outreach.models import Correction, MistakeReport
from outreach.pages import put, titles
from tests import cast, make
from tests.council.browsers import browser_of, in_english

PAGE = "/ar/subscribe/"
SAID = {"page": PAGE, "kind": "translation", "text": "كلمة ناقصة في السطر الأول"}
WORDS = {"sq": "Numri i telefonit ishte shkruar gabim.", "en": "", "ar": ""}


@pytest.fixture
def client(acting: None) -> Client:
    """A stranger's browser, against whom Django's own check is on."""
    return Client(enforce_csrf_checks=True)


def send(client: Client, language: str = "ar", **said: str) -> HttpResponse:
    return client.post(address("mistake", language), SAID | said)


def reported(**said: str) -> MistakeReport:
    report_mistake(
        **{"page": PAGE, "language": "ar", "kind": "number", "text": "128", "suggestion": ""}
        | said,  # type: ignore[arg-type]
        at=timezone.now(),
    )
    return MistakeReport.objects.latest("reported_at")


def corrected(by: User, words: dict[str, str] | None = None) -> Correction:
    made = settle_mistake(
        report_id=reported().pk,
        state="corrected",
        words=words or {},
        by=by,
        at=timezone.now() - datetime.timedelta(minutes=1),
    )
    assert made
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_public_page_leads_to_its_report_of_a_mistake(client: Client, language: str) -> None:
    page = address("subscribe", language)
    link = re.search(r'href="([^"]+\?page=[^"]+)"', client.get(page).content.decode())
    assert link
    form = client.get(link[1]).content.decode()
    assert f'name="page" value="{page}"' in form


def test_a_report_reaches_the_office(client: Client) -> None:
    answer = send(client, suggestion="رقم آخر")
    assert answer.status_code == 200
    assert not answer.cookies
    report = MistakeReport.objects.get()
    assert (report.page, report.language, report.kind) == (PAGE, "ar", "translation")
    assert (report.text, report.suggestion, report.state) == (SAID["text"], "رقم آخر", "open")
    listed = in_english(cast.secretary()).get("/workspace/mistakes/").content.decode()
    assert SAID["text"] in listed


@pytest.mark.parametrize(
    "page",
    ["https://example.org/", "//example.org/", "/workspace/", "/nowhere/", "/ndalo/abc/", ""],
)
def test_a_page_that_is_none_of_ours_is_not_taken_over(client: Client, page: str) -> None:
    assert send(client, page=page).status_code == 200
    assert MistakeReport.objects.get().page == ""
    shown = client.get(address("mistake", "sq"), {"page": page}).content.decode()
    assert 'name="page"' in shown
    assert not page or f'value="{page}"' not in shown


@pytest.mark.parametrize(
    "said",
    [
        {"text": ""},
        {"text": "x" * 1001},
        {"kind": "joke"},
        {"kind": ""},
        {"text": "Na shkruani te dikush@example.org"},
        {"suggestion": "z. Arben Hoxha"},
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    client: Client, said: dict[str, str]
) -> None:
    answer = send(client, "en", **said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert SAID["text"] in page or said.get("text", "") in page
    assert not MistakeReport.objects.exists()


def test_each_fault_at_the_head_of_the_form_says_what_is_lacking(client: Client) -> None:
    said = re.findall(
        r'<li><a href="#[^"]+">([^<]+)', send(client, kind="", text="").content.decode()
    )
    assert len({*said}) == 2


def test_a_form_from_another_site_is_refused(client: Client) -> None:
    answer = client.post(address("mistake", "sq"), SAID, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "Kthehuni prapa" in answer.content.decode(), "residents have no account to speak of"
    assert not MistakeReport.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_not_heard(client: Client) -> None:
    assert send(client, website="https://example.org").status_code == 200
    assert not MistakeReport.objects.exists()


def test_many_reports_from_one_connection_are_stopped(client: Client) -> None:
    answers = [send(client).status_code for _ in range(12)]
    assert answers[:10] == [200] * 10
    assert set(answers[10:]) == {429}


def test_the_public_side_reads_no_report(acting: None) -> None:
    reported()
    with acting_as(Public()), pytest.raises(ProgrammingError), transaction.atomic():
        MistakeReport.objects.first()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_correction_stands_on_its_page_and_in_the_list(client: Client, language: str) -> None:
    corrected(cast.secretary())
    page = client.get(PAGE).content.decode()
    assert "mistake__made" in page
    other = client.get(address("subscribe", "sq")).content.decode()
    assert "mistake__made" not in other
    listed = client.get(address("mistake", language)).content.decode()
    assert f'<a href="{PAGE}" hreflang="ar">' in listed


def test_the_list_calls_a_corrected_page_by_its_title(client: Client) -> None:
    put(
        key="help", language="ar", address=PAGE, title="خطوط المساعدة", text="129",
        at=timezone.now(),
    )  # fmt: skip
    corrected(cast.secretary())
    listed = client.get(address("mistake", "ar")).content.decode()
    assert '<bdi lang="ar">خطوط المساعدة</bdi>' in listed


def test_the_form_calls_the_page_by_its_title(client: Client) -> None:
    put(
        key="help", language="ar", address=PAGE, title="خطوط المساعدة", text="129",
        at=timezone.now(),
    )  # fmt: skip
    form = address("mistake", "sq")
    for page, title in ((PAGE, "خطوط المساعدة"), ("/", "Kreu"), ("/en/", "Home")):
        told = client.get(form, {"page": page}).content.decode()
        assert f'<a href="{page}"><bdi>{title}</bdi></a>' in told


def test_the_form_tells_no_title_of_a_page_that_was_withdrawn(client: Client) -> None:
    news = make.news(by=cast.editor())
    page = address("news-article", "sq", code=news.code, slug=news.slug)
    put(
        key=f"news:{news.slug}", language="sq", address=page, title="Ura u mbyll", text="Sot.",
        at=timezone.now(),
    )  # fmt: skip
    assert "Ura u mbyll" in client.get(address("mistake", "sq"), {"page": page}).content.decode()
    news.withdrawn_at = timezone.now() - datetime.timedelta(seconds=1)
    news.save()
    assert titles([page]) == {}


def test_words_of_a_correction_wait_for_a_second_person(client: Client) -> None:
    author = cast.secretary()
    made = corrected(author, WORDS)
    listed = address("mistake", "en")
    assert WORDS["sq"] not in client.get(listed).content.decode()
    with pytest.raises(NotAllowed):
        review_correction(correction_id=made.pk, by=author, at=timezone.now())
    second = browser_of(cast.editor())
    assert second.post(f"/workspace/mistakes/corrections/{made.pk}/").status_code == 302
    assert f'lang="sq" dir="ltr">{WORDS["sq"]}' in client.get(listed).content.decode()


def test_faulty_words_of_a_correction_are_refused(acting: None) -> None:
    report = reported()
    office = in_english(cast.secretary())
    answer = office.post(
        f"/workspace/mistakes/{report.pk}/",
        {"state": "corrected", "words_sq": "Numri është 128.", "words_en": "The number is 182."},
    )
    assert answer.status_code == 422
    assert "The number is 182." in answer.content.decode()
    assert not Correction.objects.exists()


def test_a_report_is_settled_once(acting: None) -> None:
    report = reported()
    settle_mistake(
        report_id=report.pk, state="right", words={}, by=cast.secretary(), at=timezone.now()
    )
    with pytest.raises(AlreadySettled):
        settle_mistake(
            report_id=report.pk, state="corrected", words={}, by=cast.editor(), at=timezone.now()
        )
    assert not Correction.objects.exists()


def test_a_settled_report_goes_after_a_year_and_its_correction_stays(acting: None) -> None:
    corrected(cast.secretary())
    reported()
    MistakeReport.objects.filter(state="corrected").update(
        settled_at=timezone.now() - datetime.timedelta(days=366)
    )
    assert erase_settled_reports(at=timezone.now()) == 1
    assert MistakeReport.objects.get().state == "open"
    assert Correction.objects.count() == 1


def test_others_do_not_see_what_readers_report(acting: None) -> None:
    report = reported()
    for person in (cast.chair(), cast.member(), cast.coordinator()):
        browser = browser_of(person)
        assert browser.get("/workspace/mistakes/").status_code == 403
        assert browser.get(f"/workspace/mistakes/{report.pk}/").status_code == 403
        sent = browser.post(f"/workspace/mistakes/{report.pk}/", {"state": "right"})
        assert sent.status_code == 403
    assert MistakeReport.objects.get().state == "open"
