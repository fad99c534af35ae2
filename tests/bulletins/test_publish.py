"""Publishing a month: everything that was approved and rendered together, or nothing."""

import datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from bulletins import published
from bulletins.actions.gather import gather
from bulletins.actions.publish import NotReady, editions_to_publish, publish_editions
from bulletins.documents import path_of
from bulletins.models import BlockText, Bulletin, Edition
from council.actions.publish_facts import withdraw_fact
from council.models import AuditRecord
from council.people import User
from languages import LANGUAGES
from outreach.models import Activity, Delivery, Mailing, Page
from tests import cast, make
from tests.bulletins import october

LATER = make.NOW + datetime.timedelta(days=1)


@pytest.fixture
def editor(acting: None) -> User:
    return cast.editor()


@pytest.fixture
def chair(acting: None) -> User:
    return cast.chair()


@pytest.fixture
def bulletin(editor: User) -> Bulletin:
    made = make.bulletin()
    make.cover(bulletin=made, by=editor)
    return made


@pytest.fixture
def ready(bulletin: Bulletin, editor: User, chair: User, documents: Path) -> list[Edition]:
    """The three editions, approved, each with its document."""
    return rendered(bulletin, editor, chair)


def rendered(bulletin: Bulletin, editor: User, chair: User) -> list[Edition]:
    editions = [
        make.edition(bulletin=bulletin, language=language, by=editor, approved_by=chair)
        for language in LANGUAGES
    ]
    for edition in editions:
        make.document(edition=edition)
    return editions


def reasons() -> list[str]:
    with pytest.raises(NotReady) as caught:
        editions_to_publish(make.MONTH)
    return caught.value.reasons


def publish(*, at: datetime.datetime = make.NOW) -> list[Edition]:
    return list(publish_editions(editions=editions_to_publish(make.MONTH), at=at).editions)


# What keeps a month back -----------------------------------------------------------------------


def test_a_month_without_a_bulletin_is_not_published(acting: None) -> None:
    assert reasons() == ["There is no bulletin for 2024-10."]


def test_a_month_without_anything_is_not_published(acting: None) -> None:
    make.bulletin()
    assert len(reasons()) == len(LANGUAGES)
    assert "nothing to publish" in reasons()[0]


def test_a_language_that_nobody_prepared_keeps_the_month_back(
    bulletin: Bulletin, editor: User, chair: User
) -> None:
    for language in ("sq", "en"):
        make.edition(bulletin=bulletin, language=language, by=editor, approved_by=chair)
    assert reasons() == ["ar: no edition has been prepared for approval."]


def test_an_unapproved_edition_keeps_the_month_back(ready: list[Edition]) -> None:
    Edition.objects.filter(language="en").update(
        approved_by=None, approved_at=None, approved_hash=""
    )
    assert reasons() == ["en: a second person has not approved edition 1 yet."]


def test_words_that_changed_after_their_approval_keep_the_month_back(
    ready: list[Edition], bulletin: Bulletin, editor: User
) -> None:
    """Nobody has prepared the edition again: it would print what is no longer so."""
    make.cover(bulletin=bulletin, by=editor, headlines=("Tregan",))
    assert len(reasons()) == len(LANGUAGES)
    assert all("changed since" in reason for reason in reasons())


def test_an_approval_of_another_hash_keeps_the_month_back(ready: list[Edition]) -> None:
    Edition.objects.filter(language="sq").update(approved_hash="0" * 64)
    (reason,) = reasons()
    assert reason.startswith("sq: the text has changed since it was approved")


def test_stored_words_that_are_not_the_approved_ones_keep_the_month_back(
    ready: list[Edition],
) -> None:
    """As after a hand in the database."""
    edition = ready[2]
    edition.content["title"] = "something else"
    edition.save()
    assert reasons() == ["ar: the stored text is not the text that was approved."]


def test_a_withdrawn_source_keeps_the_month_back(editor: User, chair: User) -> None:
    october.promise(by=editor)
    make.activity(by=editor)
    bulletin = make.bulletin()
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    make.accepted(bulletin=bulletin, by=editor)
    for language in LANGUAGES:
        make.edition(bulletin=bulletin, language=language, by=editor, approved_by=chair)
    assert len(editions_to_publish(make.MONTH)) == len(LANGUAGES)
    withdraw_fact(key="action:2024-9", reasons=make.WHY, at=make.NOW)
    Activity.objects.update(withdrawn_at=make.NOW)
    assert reasons() == [
        "promises: its source action:2024-9 is no longer public.",
        "activities: its source activity:gjinar-drita is no longer public.",
    ]


def test_every_reason_is_listed_at_once(bulletin: Bulletin, editor: User, chair: User) -> None:
    make.activity(by=editor)
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    make.edition(bulletin=bulletin, language="sq", by=editor)
    BlockText.objects.filter(language="ar", field="headline:0").delete()
    Activity.objects.update(withdrawn_at=make.NOW)
    assert reasons() == [
        "sq: a second person has not approved edition 1 yet.",
        "en: no edition has been prepared for approval.",
        "ar: no edition has been prepared for approval.",
        "activities: its source activity:gjinar-drita is no longer public.",
    ]


@pytest.mark.parametrize("missing", ["name", "file"])
def test_an_edition_without_its_document_publishes_none(ready: list[Edition], missing: str) -> None:
    """Arabic comes last: the two before it must not be out already."""
    if missing == "name":
        Edition.objects.filter(language="ar").update(pdf_name="")
    else:
        path_of(ready[2].pdf_name).unlink()
    with pytest.raises(NotReady, match="ar: the document has not been rendered"):
        publish()
    assert not Edition.objects.exclude(published_at=None).exists()
    assert not Page.objects.exists()
    assert not Mailing.objects.exists()


# What the database itself refuses --------------------------------------------------------------


@pytest.mark.parametrize(
    "lie",
    [
        {"approved_by": None},
        {"approved_hash": "0" * 64},
        {"content_hash": "0" * 64},
        {"pdf_name": ""},
        {"approved_at": LATER},
    ],
)
def test_the_database_lets_nothing_be_published_but_what_was_approved(
    ready: list[Edition], lie: dict[str, object]
) -> None:
    with (
        pytest.raises(IntegrityError, match="edition_published_as_approved"),
        transaction.atomic(),
    ):
        Edition.objects.filter(pk=ready[0].pk).update(published_at=make.NOW, **lie)


def test_an_edition_that_slipped_past_the_questions_stays_unpublished(
    ready: list[Edition],
) -> None:
    """The approval is taken back after the questions were answered."""
    editions = editions_to_publish(make.MONTH)
    Edition.objects.filter(language="sq").update(
        approved_by=None, approved_at=None, approved_hash=""
    )
    with pytest.raises(IntegrityError, match="as_approved"), transaction.atomic():
        publish_editions(editions=editions, at=make.NOW)
    assert not Edition.objects.exclude(published_at=None).exists()


def test_two_editions_are_not_in_force_at_once(
    ready: list[Edition], bulletin: Bulletin, editor: User, chair: User
) -> None:
    publish()
    make.cover(bulletin=bulletin, by=editor, headlines=("Tregan",))
    second = make.edition(bulletin=bulletin, language="sq", by=editor, approved_by=chair)
    make.document(edition=second)
    with pytest.raises(IntegrityError, match="edition_in_force_once"), transaction.atomic():
        Edition.objects.filter(pk=second.pk).update(published_at=LATER)


# What happens ----------------------------------------------------------------------------------


def test_the_three_editions_are_published_together(ready: list[Edition]) -> None:
    editions = publish()
    assert [edition.language for edition in editions] == list(LANGUAGES)
    assert {edition.published_at for edition in editions} == {make.NOW}
    for language in LANGUAGES:
        found = published.edition(make.MONTH, language)
        assert found is not None
        assert (found.number, found.pdf_pages, found.superseded) == (1, 8, False)
    addresses = Page.objects.values_list("address", flat=True)
    assert set(addresses) == {
        "/buletini/2024/10/",
        "/en/bulletin/2024/10/",
        "/ar/bulletin/2024/10/",
    }
    assert AuditRecord.objects.filter(verb="edition.published").count() == 3


def test_readers_are_frozen_and_get_the_letter_of_their_language(ready: list[Edition]) -> None:
    for language in LANGUAGES:
        make.subscriber(name=language, language=language)
    publish()
    for language in LANGUAGES:
        mailing = Mailing.objects.get(language=language)
        assert mailing.expected == 1
        assert mailing.content_hash == Edition.objects.get(language=language).content_hash
        assert make.words("Gjinar")[language] in mailing.text
        assert f'lang="{language}"' in mailing.html
        assert mailing.document == f"documents/bulletins/{make.MONTH:%Y-%m}-{language}-1.pdf"


def test_publishing_again_changes_nothing(ready: list[Edition]) -> None:
    make.subscriber()
    publish()
    before = list(Edition.objects.values())
    make.subscriber(name="i-vonuar")
    publish(at=LATER)
    assert list(Edition.objects.values()) == before
    assert Delivery.objects.count() == 1
    assert AuditRecord.objects.filter(verb="edition.published").count() == 3


def test_an_archive_issue_is_published_without_letters(
    editor: User, chair: User, documents: Path
) -> None:
    make.subscriber()
    make.published(by=editor, approved_by=chair, origin=Bulletin.Origin.ARCHIVE)
    assert published.edition(make.MONTH, "sq") is not None
    assert not Mailing.objects.exists()


def test_a_second_edition_replaces_the_first_and_is_not_mailed(
    ready: list[Edition], bulletin: Bulletin, editor: User, chair: User
) -> None:
    make.subscriber()
    publish()
    make.cover(bulletin=bulletin, by=editor, headlines=("Tregan",))
    rendered(bulletin, editor, chair)
    publish(at=LATER)
    for language in LANGUAGES:
        first, second = Edition.objects.filter(language=language).order_by("number")
        assert (first.superseded_at, second.published_at) == (LATER, LATER)
        assert (first.published_at, second.superseded_at) == (make.NOW, None)
        found = published.edition(make.MONTH, language)
        assert found is not None
        assert found.number == 2
        assert found.issue.headlines == (make.words("Tregan")[language],)
    assert Page.objects.count() == 3
    assert Mailing.objects.count() == 3
    assert Delivery.objects.count() == 1
    assert path_of("2024-10-sq-1.pdf").is_file()


def test_a_correction_that_waits_for_approval_keeps_the_first_in_force(
    ready: list[Edition], bulletin: Bulletin, editor: User
) -> None:
    publish()
    make.cover(bulletin=bulletin, by=editor, headlines=("Tregan",))
    make.edition(bulletin=bulletin, language="sq", by=editor)
    assert reasons() == ["sq: a second person has not approved edition 2 yet."]
    found = published.edition(make.MONTH, "sq")
    assert found is not None
    assert found.number == 1


def test_what_was_done_twice_stands_twice_in_the_summary_of_a_page() -> None:
    items = [{"label": "done", "text": "Një"}, {"label": "done", "text": "Dy"}]
    block = {"key": "summary", "title": "Shkurtimisht", "items": items}
    page = render_to_string(
        "bulletins/page/blocks/summary.html", {"block": block, "language": "sq"}
    )
    assert page.count("<li>") == 2
    assert "<dl" not in page, "a list of terms names each term once"
