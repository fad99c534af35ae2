"""Publication at an hour: the hold, the stop, the tick, the switch, a language that follows."""

import datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from bulletins.actions import letters
from bulletins.actions.publish import NotReady, editions_to_publish, publish_editions
from bulletins.actions.schedule import release_due
from bulletins.actions.standstill import stand_still
from bulletins.models import Block, Bulletin, Edition, Release, Standstill
from bulletins.models.release import GRACE, HOLD
from bulletins.reasons import in_words
from council.models import AuditRecord, Notice
from council.people import NotAllowed, Role, User
from languages import LANGUAGES
from languages.addresses import address
from outreach.actions.claim import claim
from outreach.models import Mailing
from tests import cast, make
from tests.bulletins import studio
from tests.bulletins.studio import PARTS, browser_of, url
from tests.committed import at_once

SECOND = datetime.timedelta(seconds=1)
NOW = {"when": "now", "languages": list(LANGUAGES)}


@pytest.fixture
def editor(acting: None, documents: Path) -> User:
    cast.chair()
    return cast.editor()


@pytest.fixture
def secretary(acting: None) -> User:
    return cast.secretary()


@pytest.fixture
def bulletin(editor: User) -> Bulletin:
    made = studio.month(by=editor)
    studio.ready(made, by=editor)
    return made


def scheduled(by: User, **fields: object) -> Release:
    answer = browser_of(by).post(url("bulletin_schedule"), {**NOW, **fields})
    assert answer.status_code == 302
    return Release.objects.latest("asked_at")


def out() -> set[str]:
    rows = Edition.objects.filter(published_at__isnull=False)
    return set(rows.values_list("language", flat=True))


# The hour --------------------------------------------------------------------------------------


def test_it_is_published_after_the_hold_and_once(bulletin: Bulletin, secretary: User) -> None:
    make.subscriber()
    release = scheduled(secretary)
    release_due(at=release.due_at - SECOND)
    assert out() == set()
    for later in (1, 2, 3):
        release_due(at=release.due_at + later * SECOND)
    assert out() == set(LANGUAGES)
    release.refresh_from_db()
    assert release.state == Release.State.PUBLISHED
    assert AuditRecord.objects.filter(verb="release.published").count() == 1
    assert Mailing.objects.filter(language="sq").count() == 1


def test_an_hour_is_meant_as_in_tirane(bulletin: Bulletin, secretary: User) -> None:
    release = scheduled(secretary, when="later", day="2031-07-01", hour="08:30")
    assert release.due_at == datetime.datetime(2031, 7, 1, 6, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "fields",
    [
        {"when": "later", "day": "", "hour": "08:30"},
        {"when": "later", "day": "2031-07-01", "hour": ""},
        {"when": "later", "day": "2020-01-01", "hour": "08:30"},
        {"languages": []},
        {"when": "someday"},
    ],
)
def test_an_hour_that_is_none_is_refused_and_kept(
    bulletin: Bulletin, secretary: User, fields: dict[str, object]
) -> None:
    answer = browser_of(secretary).post(url("bulletin_schedule"), {**NOW, **fields})
    assert answer.status_code == 422
    assert "form-errors" in answer.content.decode() or "errors-title" in answer.content.decode()
    assert not Release.objects.exists()


def test_what_is_not_approved_gets_no_hour_and_the_reason_is_said(
    bulletin: Bulletin, secretary: User
) -> None:
    make.cover(bulletin=bulletin, by=secretary, headlines=("Tregan",))
    answer = browser_of(secretary).post(url("bulletin_schedule"), NOW)
    assert answer.status_code == 422
    said = str(answer.context["form"].non_field_errors())
    assert (
        in_words("sq: the words have changed since they were approved; approve them again.") in said
    )


def test_secretary_and_chair_stop_it_during_the_hold(bulletin: Bulletin, secretary: User) -> None:
    for by in (secretary, cast.chair()):
        release = scheduled(secretary)
        assert browser_of(by).get(url("bulletin_release")).context["held"]
        browser_of(by).post(url("bulletin_stop"), {"reason": "Gabim te numri."})
        release_due(at=release.due_at + SECOND)
        release.refresh_from_db()
        assert (release.state, release.reason) == (Release.State.STOPPED, "Gabim te numri.")
    assert out() == set()


def test_a_missed_tick_is_caught_up_with_but_not_after_the_grace(
    bulletin: Bulletin, secretary: User
) -> None:
    release = scheduled(secretary)
    release_due(at=release.due_at + GRACE + SECOND)
    release.refresh_from_db()
    assert (release.state, out()) == (Release.State.MISSED, set())
    assert Notice.objects.filter(kind=letters.STOPPED, person=secretary).count() == 1
    again = scheduled(secretary)
    release_due(at=again.due_at + GRACE - SECOND)
    assert out() == set(LANGUAGES)


def test_a_document_that_is_not_there_yet_is_waited_for(
    bulletin: Bulletin, secretary: User
) -> None:
    release = scheduled(secretary)
    edition = Edition.objects.get(language="ar")
    name = edition.pdf_name
    Edition.objects.filter(pk=edition.pk).update(pdf_name="")
    release_due(at=release.due_at)
    assert out() == set()
    Edition.objects.filter(pk=edition.pk).update(pdf_name=name)
    release_due(at=release.due_at + SECOND)
    assert out() == set(LANGUAGES)


def test_a_source_withdrawn_during_the_hold_stops_it_and_who_is_responsible_is_told(
    bulletin: Bulletin, secretary: User
) -> None:
    release = scheduled(secretary)
    Block.objects.update(sources=["action:2024-9"])
    release_due(at=release.due_at - 60 * SECOND)
    release.refresh_from_db()
    assert release.state == Release.State.STOPPED
    assert release.reason == "cover: its source action:2024-9 is no longer public."
    told = Notice.objects.filter(kind=letters.STOPPED).values_list("person", flat=True)
    edition = Edition.objects.get(language="sq")
    assert edition.author_id != edition.approved_by_id
    assert sorted(told) == sorted({secretary.pk, edition.author_id, edition.approved_by_id})
    release_due(at=release.due_at + SECOND)
    assert out() == set()


def test_words_that_change_during_the_hold_stop_it(bulletin: Bulletin, secretary: User) -> None:
    release = scheduled(secretary)
    make.cover(bulletin=bulletin, by=secretary, headlines=("Tregan",))
    release_due(at=release.due_at)
    release.refresh_from_db()
    assert (release.state, out()) == (Release.State.STOPPED, set())


def test_a_month_waits_for_one_hour_at_a_time(bulletin: Bulletin, secretary: User) -> None:
    scheduled(secretary)
    browser_of(secretary).post(url("bulletin_schedule"), NOW)
    assert Release.objects.count() == 1


@pytest.mark.usefixtures("committed")
def test_two_schedulers_do_no_harm(tmp_path: Path, settings: object) -> None:
    from council.people import System, acting_as

    settings.PORTAL_VAR = tmp_path  # type: ignore[attr-defined]
    with acting_as(System("test")):
        editor = cast.editor()
        made = studio.month(by=editor)
        studio.ready(made, by=editor)
        make.subscriber()
        release = Release.objects.create(
            bulletin=made,
            languages=list(LANGUAGES),
            due_at=make.NOW + HOLD,
            asked_by=cast.secretary(),
            asked_at=make.NOW,
        )
    at_once(*[lambda: release_due(at=release.due_at)] * 2)
    with acting_as(System("test")):
        assert out() == set(LANGUAGES)
        assert AuditRecord.objects.filter(verb="release.published").count() == 1
        assert AuditRecord.objects.filter(verb="edition.published").count() == 3


# A language that follows -----------------------------------------------------------------------


def test_arabic_follows_openly_and_goes_out_later_as_its_own_release(
    editor: User, secretary: User, client: Client
) -> None:
    bulletin = studio.month(by=editor)
    studio.ready(bulletin, by=editor, languages=("sq", "en"))
    make.subscriber()
    make.subscriber(name="arabisht", language="ar")
    with pytest.raises(NotReady):
        editions_to_publish(make.MONTH)
    browser = browser_of(secretary)
    browser.post(url("bulletin_hold_back"), {"language": "ar", "follows": "1"})
    scheduled(secretary, languages=["sq", "en"])
    # Readers see what the database's own clock has reached.
    Release.objects.update(asked_at=make.NOW, due_at=make.NOW + HOLD)
    release_due(at=make.NOW + HOLD)
    assert out() == {"sq", "en"}
    page = client.get(address("issue", "ar", **PARTS))
    assert page.context["follows"]
    assert address("issue", "sq", **PARTS) in page.content.decode()
    studio.ready(bulletin, by=editor, languages=("ar",))
    third = scheduled(secretary, languages=["ar"])
    release_due(at=third.due_at)
    assert out() == set(LANGUAGES)
    bulletin.refresh_from_db()
    assert bulletin.held_back == []
    assert set(Mailing.objects.values_list("language", flat=True)) == set(LANGUAGES)


def test_the_albanian_is_not_held_back(bulletin: Bulletin, secretary: User) -> None:
    browser_of(secretary).post(url("bulletin_hold_back"), {"language": "sq", "follows": "1"})
    browser_of(secretary).post(url("bulletin_hold_back"), {"language": "xx", "follows": "1"})
    bulletin.refresh_from_db()
    assert bulletin.held_back == []
    with pytest.raises(IntegrityError, match="albanian_goes_first"), transaction.atomic():
        Bulletin.objects.update(held_back=["sq"])
    with pytest.raises(NotReady, match="Albanian edition is published first"):
        editions_to_publish(make.MONTH, ["en"])


# The switch ------------------------------------------------------------------------------------


def test_while_publication_is_off_nothing_is_published_or_mailed(
    bulletin: Bulletin, secretary: User
) -> None:
    make.subscriber()
    make.published(month=datetime.date(2024, 9, 1), by=cast.editor(), approved_by=cast.chair())
    release = scheduled(secretary)
    editions = editions_to_publish(make.MONTH)
    browser = browser_of(secretary)
    address = "/workspace/bulletins/standstill/"
    assert browser.post(address, {"switch": "off", "reason": ""}).status_code == 422
    browser.post(address, {"switch": "off", "reason": "Dyshojmë për një gabim."})
    release.refresh_from_db()
    assert release.state == Release.State.STOPPED
    assert claim(owner=1, at=timezone.now()) == []
    with pytest.raises(NotReady, match="switched off"):
        editions_to_publish(make.MONTH)
    with pytest.raises(NotReady, match="switched off"):
        publish_editions(editions=editions, at=timezone.now())
    for name in ("bulletin_release", "bulletin_approve"):
        assert "Dyshojmë për një gabim." in browser.get(url(name)).content.decode()
    browser.post(address, {"switch": "on"})
    assert Standstill.objects.get().ended_by == secretary
    assert len(claim(owner=1, at=timezone.now())) == 1
    assert len(editions_to_publish(make.MONTH)) == 3


@pytest.mark.parametrize("role", sorted({*Role} - {Role.SECRETARY, Role.CHAIR}))
def test_nobody_else_switches_publication_off(acting: None, role: Role) -> None:
    with pytest.raises(NotAllowed):
        stand_still(reason="Pa arsye", by=cast.person(role=role, agency="transport"), at=make.NOW)


# What the database itself refuses --------------------------------------------------------------


@pytest.mark.parametrize(
    ("lie", "constraint"),
    [
        ({"due_at": make.NOW + HOLD - SECOND}, "release_leaves_the_hold"),
        ({"state": "published"}, "release_settled_or_waiting"),
        ({"state": "stopped", "settled_at": make.NOW}, "release_stopped_with_a_reason"),
    ],
)
def test_the_database_keeps_the_hold(
    bulletin: Bulletin, secretary: User, lie: dict[str, object], constraint: str
) -> None:
    facts = {"due_at": make.NOW + HOLD, "asked_by": secretary, "asked_at": make.NOW}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Release.objects.create(bulletin=bulletin, languages=["sq"], **{**facts, **lie})


def test_publication_is_off_once(acting: None) -> None:
    facts = {"began_by": cast.secretary(), "began_at": make.NOW, "reason": "Një gabim."}
    Standstill.objects.create(**facts)
    with pytest.raises(IntegrityError, match="standstill_once"), transaction.atomic():
        Standstill.objects.create(**facts)


# Who must do nothing of it ---------------------------------------------------------------------


def test_an_editor_sets_no_hour_and_stops_nothing(bulletin: Bulletin, editor: User) -> None:
    browser = browser_of(editor)
    assert browser.post(url("bulletin_schedule"), NOW).status_code == 403
    assert browser.post(url("bulletin_stop")).status_code == 403
    held = {"language": "ar", "follows": "1"}
    assert browser.post(url("bulletin_hold_back"), held).status_code == 403
    assert browser.get(url("bulletin_withdraw")).status_code == 403
    assert browser.get("/workspace/bulletins/standstill/").status_code == 403


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sq", "Mesazhet e buletinit i gjejnë këtu vetëm ata që e përgatitin ose e miratojnë."),
        ("en", "Only those who prepare or approve a bulletin find its messages here."),
    ],
)
def test_a_refusal_that_no_view_catches_says_why_in_the_readers_language(
    acting: None, language: str, words: str
) -> None:
    answer = browser_of(cast.member()).get(url("bulletin_outputs"), {"language": language})
    assert answer.status_code == 403
    assert words in answer.content.decode()


def test_a_month_that_is_not_there_is_not_found(acting: None, secretary: User) -> None:
    assert browser_of(secretary).get(url("bulletin_release")).status_code == 404
