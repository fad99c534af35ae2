"""A threat grows, or passes: the level of a situation after it was sent."""

from typing import Any

import pytest

from council.models import AuditRecord, Notice, Report, ReportNote
from council.people import User
from tests import cast, make
from tests.council.browsers import in_english
from tests.council.filing import page_of, sees
from tests.council.registry import browser_of

pytestmark = pytest.mark.usefixtures("acting")
REASON = "Përplasjet tani ndodhin çdo ditë."


def made(**fields: Any) -> Report:
    parts = {"author": cast.liaison(), "marking": "amber", "words": {"title": "Përplasje"}}
    return make.report(**{**parts, **fields})


def change(user: User, report: Report, **fields: str) -> Any:
    given = {"level": "high", "text": REASON, **fields}
    answer = in_english(user).post(page_of(report, "level"), given)
    report.refresh_from_db()
    return answer


def told() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind=Notice.Kind.LEVEL_RAISED)
    return sorted((row.address, row.about) for row in rows)


@pytest.mark.parametrize("state", ["submitted", "accepted", "responding"])
def test_its_institution_raises_the_level_and_says_why(state: str) -> None:
    police, coordinator = cast.liaison(), cast.coordinator()
    report = made(author=police, state=state, level="medium")
    assert change(police, report).status_code == 302
    assert report.level == "high"
    page = in_english(coordinator).get(page_of(report)).content.decode()
    assert REASON in page
    assert "Level changed to: High" in page
    assert AuditRecord.objects.filter(
        verb="report.level_high", object_key=report.source_key, person=police
    ).exists()


def test_the_coordinator_lowers_it_and_nobody_is_told() -> None:
    report = made(level="high")
    assert change(cast.coordinator(), report, level="low").status_code == 302
    assert report.level == "low"
    assert told() == []


def test_whoever_reads_it_is_told_where_it_is_now_high_and_the_letter_says_nothing() -> None:
    police, coordinator = cast.liaison(), cast.coordinator()
    social, school = cast.informed("social_services"), cast.informed("education")
    report = made(author=police, level="low")
    make.referral(report, agency="social_services", by=police)
    change(police, report, level="medium")
    assert told() == []
    change(police, report, level="high")
    assert told() == sorted((one.email, str(report.pk)) for one in (coordinator, social))
    assert not sees(school, report)


def test_the_reason_reaches_nobody_whom_the_situation_does_not_reach() -> None:
    police = cast.liaison()
    report = made(author=police, marking="amber_strict")
    change(police, report)
    assert ReportNote.objects.get().marking == "amber_strict"
    assert told() == []


def test_the_page_offers_the_levels_that_it_does_not_have() -> None:
    police = cast.liaison()
    page = browser_of(police).get(page_of(made(author=police, level="medium")))
    offered = [code for code, _ in page.context["level_form"].fields["level"].choices]
    assert offered == ["low", "high"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"level": ""}, "Choose a level."),
        ({"level": "medium"}, "Choose a level that it does not have yet."),
        ({"level": "immediate"}, "Choose a level that it does not have yet."),
        ({"text": " "}, "Write what has changed."),
        ({"text": "x" * 2001}, "At most 2,000 characters."),
        ({"text": "Na thirri Arben Hoxha, 069 123 4567."}, "069 123 4567"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(
    given: dict[str, str], said: str
) -> None:
    police = cast.liaison()
    report = made(author=police, level="medium")
    answer = change(police, report, **given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert given.get("text", REASON).strip() in page
    assert report.level == "medium"
    assert not ReportNote.objects.exists()


def test_what_only_looks_personal_is_confirmed() -> None:
    police = cast.liaison()
    report = made(author=police, level="medium")
    assert change(police, report, text="Linja 069 123 4567 është e jona.").status_code == 422
    answer = change(police, report, text="Linja 069 123 4567 është e jona.", nobody="on")
    assert (answer.status_code, report.level) == (302, "high")


@pytest.mark.parametrize("state", ["draft", "returned", "closed"])
def test_a_level_stays_where_a_situation_is_not_open(state: str) -> None:
    police = cast.liaison()
    report = made(author=police, state=state, level="medium")
    assert change(police, report).status_code == 403
    assert "level_form" not in browser_of(police).get(page_of(report)).context


def test_who_reads_it_for_a_referral_or_not_at_all_changes_nothing() -> None:
    police, social = cast.liaison(), cast.informed("social_services")
    report = made(author=police, level="medium")
    make.referral(report, agency="social_services", by=police)
    assert change(social, report).status_code == 403
    assert "level_form" not in browser_of(social).get(page_of(report)).context
    assert change(cast.informed("education"), report).status_code == 404
    assert report.level == "medium"
