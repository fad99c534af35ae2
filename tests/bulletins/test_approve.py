"""Preparing an edition, and its approval by a second person, bound to the words."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from bulletins.actions.approve import Changed, approve_edition, prepare_edition
from bulletins.actions.publish import publish_editions
from bulletins.content import hash_of
from bulletins.models import Bulletin, Edition
from council.models import Appointment, AuditRecord
from council.people import NotAllowed, Role, User
from tests import cast, make

LATER = make.NOW + datetime.timedelta(days=1)
TOMORROW = make.TODAY + datetime.timedelta(days=1)


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


def prepared(bulletin: Bulletin, by: User, *, on: datetime.date = make.TODAY) -> Edition:
    return prepare_edition(bulletin=bulletin, language="sq", by=by, at=LATER, on=on)


def approve(edition: Edition, by: User, *, content_hash: str = "") -> Edition:
    approve_edition(
        edition=edition, content_hash=content_hash or edition.content_hash, by=by, at=LATER
    )
    edition.refresh_from_db()
    return edition


# Approving -------------------------------------------------------------------------------------


def test_a_second_person_approves_the_words_they_were_shown(
    bulletin: Bulletin, editor: User, chair: User
) -> None:
    edition = approve(prepared(bulletin, editor), chair)
    assert edition.is_approved
    assert (edition.approved_by, edition.approved_at) == (chair, LATER)
    assert edition.approved_hash == edition.content_hash == hash_of(edition.content)
    row = AuditRecord.objects.get(verb="edition.approved")
    assert row.object_key == f"edition:{edition.pk}"


def test_nobody_approves_what_they_wrote(bulletin: Bulletin, editor: User) -> None:
    edition = prepared(bulletin, editor)
    with pytest.raises(NotAllowed):
        approve(edition, editor)
    edition.refresh_from_db()
    assert not edition.is_approved
    assert edition.approved_by is None
    assert not AuditRecord.objects.exists()


def test_not_even_an_author_who_is_in_the_chair_approves(bulletin: Bulletin, editor: User) -> None:
    """The mayor's deputy may be both on the same day."""
    Appointment.objects.create(
        person=editor, role=Role.CHAIR, agency=make.agency(), from_date=cast.SINCE
    )
    edition = prepared(bulletin, editor)
    with pytest.raises(NotAllowed):
        approve(edition, editor)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHAIR])
def test_nobody_but_the_chair_approves(bulletin: Bulletin, editor: User, role: Role) -> None:
    edition = prepared(bulletin, editor)
    with pytest.raises(NotAllowed):
        approve(edition, cast.person(role=role, agency="state_police"))
    edition.refresh_from_db()
    assert not edition.is_approved


def test_a_former_chair_approves_nothing(bulletin: Bulletin, editor: User) -> None:
    yesterday = make.TODAY - datetime.timedelta(days=1)
    former = cast.person(role=Role.CHAIR, agency="prefecture", until=yesterday)
    with pytest.raises(NotAllowed):
        approve(prepared(bulletin, editor), former)


def test_the_database_refuses_an_author_s_approval_too(bulletin: Bulletin, editor: User) -> None:
    prepared(bulletin, editor)
    with pytest.raises(IntegrityError, match="edition_approved_by_another"), transaction.atomic():
        Edition.objects.update(approved_by=editor)


def test_other_words_than_those_that_were_read_are_not_approved(
    bulletin: Bulletin, editor: User, chair: User
) -> None:
    read = prepared(bulletin, editor).content_hash
    make.cover(bulletin=bulletin, by=editor, headlines=("Tregan",))
    edition = prepared(bulletin, editor)
    with pytest.raises(Changed):
        approve(edition, chair, content_hash=read)
    edition.refresh_from_db()
    assert not edition.is_approved
    assert edition.approved_hash == ""


def test_approving_again_keeps_the_first_approval(
    bulletin: Bulletin, editor: User, chair: User
) -> None:
    edition = approve(prepared(bulletin, editor), chair)
    approve(edition, cast.person(role=Role.CHAIR, agency="prefecture"))
    assert edition.approved_by == chair
    assert AuditRecord.objects.filter(verb="edition.approved").count() == 1


# Preparing -------------------------------------------------------------------------------------


def test_preparing_the_same_words_again_keeps_the_approval(
    bulletin: Bulletin, editor: User, chair: User
) -> None:
    edition = approve(prepared(bulletin, editor), chair)
    again = prepared(bulletin, cast.secretary(), on=TOMORROW)
    assert again == edition
    assert again.is_approved
    assert again.author == editor


def test_a_change_after_approval_voids_it_with_its_document(
    bulletin: Bulletin, editor: User, chair: User
) -> None:
    edition = approve(prepared(bulletin, editor), chair)
    make.document(edition=edition)
    make.cover(bulletin=bulletin, by=editor, headlines=("Tregan",))
    prepared(bulletin, editor)
    edition.refresh_from_db()
    assert not edition.is_approved
    assert (edition.approved_by, edition.approved_at, edition.approved_hash) == (None, None, "")
    assert (edition.pdf_name, edition.pdf_sha256, edition.pdf_pages) == ("", "", None)
    assert edition.number == Edition.objects.count() == 1


def test_whoever_prepares_changed_words_is_their_author(
    bulletin: Bulletin, editor: User, chair: User
) -> None:
    approve(prepared(bulletin, editor), chair)
    secretary = cast.secretary()
    make.cover(bulletin=bulletin, by=secretary, headlines=("Tregan",))
    edition = prepared(bulletin, secretary)
    assert edition.author == secretary
    assert approve(edition, chair).is_approved


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.SECRETARY, Role.EDITOR)]
)
def test_only_secretary_and_editor_prepare_a_bulletin(bulletin: Bulletin, role: Role) -> None:
    with pytest.raises(NotAllowed):
        prepared(bulletin, cast.person(role=role, agency="state_police"))
    assert not Edition.objects.exists()


def test_an_approval_covers_no_words_but_its_own(
    bulletin: Bulletin, editor: User, chair: User
) -> None:
    edition = approve(prepared(bulletin, editor), chair)
    edition.content_hash = hash_of({"other": "words"})
    assert not edition.is_approved


def test_each_language_is_an_edition_of_its_own(
    bulletin: Bulletin, editor: User, chair: User
) -> None:
    for language in ("sq", "en", "ar"):
        make.edition(bulletin=bulletin, language=language, by=editor)
    approve(Edition.objects.get(language="sq"), chair)
    assert not Edition.objects.get(language="en").is_approved
    hashes = Edition.objects.values_list("content_hash", flat=True)
    assert len(set(hashes)) == 3


# After publication -----------------------------------------------------------------------------


@pytest.fixture
def published(bulletin: Bulletin, editor: User, chair: User) -> Edition:
    edition = make.edition(bulletin=bulletin, language="sq", by=editor, approved_by=chair)
    make.document(edition=edition)
    publish_editions(editions=[edition], at=make.NOW)
    return edition


def test_a_published_edition_stays_and_new_words_are_the_next(
    bulletin: Bulletin, published: Edition, editor: User
) -> None:
    before = Edition.objects.values().get()
    make.cover(bulletin=bulletin, by=editor, headlines=("Tregan",))
    corrected = prepared(bulletin, editor)
    assert (corrected.number, corrected.published_at, corrected.is_approved) == (2, None, False)
    assert corrected.content["edition"] == 2
    assert Edition.objects.values().get(number=1) == before


def test_the_same_words_on_another_day_are_no_new_edition(
    bulletin: Bulletin, published: Edition, editor: User
) -> None:
    assert prepared(bulletin, editor, on=TOMORROW) == published
    assert Edition.objects.count() == 1


def test_a_correction_that_waits_is_corrected_in_place(
    bulletin: Bulletin, published: Edition, editor: User
) -> None:
    for place in ("Tregan", "Gracen"):
        make.cover(bulletin=bulletin, by=editor, headlines=(place,))
        corrected = prepared(bulletin, editor)
        assert corrected.number == 2
    assert corrected.content["blocks"][0]["headlines"] == [make.words("Gracen")["sq"]]
    assert Edition.objects.count() == 2
