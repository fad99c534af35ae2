"""A month that nobody has translated: the full issue in Albanian, a digest in the others."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from bulletins.actions.approve import prepare_edition
from bulletins.actions.gather import gather
from bulletins.actions.publish import NotReady, editions_to_publish, publish_editions
from bulletins.composition import Incomplete, compose
from bulletins.composition.naming import institutions, units
from bulletins.content import Cover, Issue, Sentences, issue_from
from bulletins.models import BlockText, Bulletin, Edition
from bulletins.outputs import rendering
from council.models import Agency
from council.people import User
from languages import LANGUAGES, patterns
from languages.checks import check
from outreach.models import Mailing
from tests import cast, make
from tests.bulletins import october

DIGESTS = ("en", "ar")


@pytest.fixture
def editor(acting: None) -> User:
    return cast.editor()


@pytest.fixture
def chair(acting: None) -> User:
    return cast.chair()


@pytest.fixture
def untranslated(editor: User) -> Bulletin:
    """October with a source of each kind, its words in Albanian alone."""
    october.everything(by=editor)
    bulletin = make.bulletin()
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    make.cover(bulletin=bulletin, by=editor)
    BlockText.objects.exclude(language="sq").delete()
    return bulletin


def composed(bulletin: Bulletin, language: str, form: str | None = None) -> dict[str, Any]:
    return compose(bulletin=bulletin, language=language, edition=1, on=make.TODAY, form=form)


def issue(bulletin: Bulletin, language: str, form: str | None = None) -> Issue:
    return issue_from(composed(bulletin, language, form))


def said(found: Issue, key: str) -> list[tuple[str, str]]:
    block = next(block for block in found.blocks if block.key == key)
    assert isinstance(block, Sentences)
    return [(item.text, item.state) for item in block.items]


# What it says ----------------------------------------------------------------------------------


def test_without_a_translation_the_others_get_a_digest(untranslated: Bulletin) -> None:
    forms = {language: composed(untranslated, language)["form"] for language in LANGUAGES}
    assert forms == {"sq": "full", "en": "digest", "ar": "digest"}


def test_a_digest_says_what_is_known_of_the_month(untranslated: Bulletin) -> None:
    found = issue(untranslated, "en")
    assert found.title == "Digest of the monthly bulletin – October 2024"
    assert found.full_address == f"{settings.PORTAL_URL}/buletini/2024/10/"
    assert found.headlines == (
        "On 24 October 2024 the Council took one decision.",
        "Promises: 0 kept, 0 on time, 1 late.",
        "In October 2024 there was one field activity.",
    )
    assert said(found, "meeting") == [
        (
            "The Council met on 24 October 2024 at 10:00. Seats represented: 1 of 2. "
            "There was one public item on the agenda.",
            "",
        ),
        ("Next meeting: Thursday 23 January 2025, 10:00.", "next"),
    ]
    (decision,) = said(found, "decisions")
    assert decision[0].startswith("In decision 2024-14, the Local State Police Directorate of")
    assert decision[0].endswith("committed to act by 20 December 2024.")
    assert said(found, "activities") == [
        ("On 8 October 2024 there was an activity in Gjinar. In all, 17 people took part.", "")
    ]
    (promise,) = said(found, "promises")
    assert promise == (
        "Promise 2024-9 by the Transport Directorate is late. "
        "The deadline was 15 October 2024; the new one is 30 November 2024.",
        "late",
    )
    ((questions, _),) = said(found, "questions")
    assert questions.startswith("In October 2024 the Council answered one question. Questions on")
    ((numbers, _),) = said(found, "help-topic")
    assert numbers.startswith("Call 116 111: Child helpline ALO. Call 129: State Police.")
    event = (
        "Wednesday 20 November 2024, 17:00: an event open to everyone. The entrance is step-free."
    )
    assert (event, "") in said(found, "calendar")


def test_a_digest_says_the_same_facts_in_each_language(untranslated: Bulletin) -> None:
    albanian = issue(untranslated, "sq", Edition.Form.DIGEST)
    for language in DIGESTS:
        found = issue(untranslated, language)
        assert [block.key for block in found.blocks] == [block.key for block in albanian.blocks]
        for ours, theirs in zip(albanian.blocks, found.blocks, strict=True):
            if isinstance(ours, Sentences) and isinstance(theirs, Sentences):
                pairs = [(a.text, b.text) for a, b in zip(ours.items, theirs.items, strict=True)]
            else:
                assert isinstance(theirs, Cover) or theirs.kind == "contacts"
                continue
            for source, text in pairs:
                errors = [one for one in check(source, text, language) if one.severity == "error"]
                assert errors == []


def test_a_digest_takes_no_word_of_the_texts(untranslated: Bulletin) -> None:
    """What a translator brings later does not change what was approved."""
    texts = BlockText.objects.values_list("text", flat=True)
    written = {text for text in texts if len(text) > 20}
    digest = str(composed(untranslated, "sq", Edition.Form.DIGEST))
    assert written
    assert not [text for text in written if text in digest]


def test_in_a_month_without_a_meeting_it_says_so(editor: User) -> None:
    bulletin = make.bulletin()
    make.cover(bulletin=bulletin, by=editor)
    found = issue(bulletin, "ar", Edition.Form.DIGEST)
    assert found.headlines[0].startswith("لم يجتمع المجلس في أكتوبر 2024")
    assert said(found, "meeting")[0][0] == "لم يجتمع المجلس في أكتوبر 2024."


def test_without_the_decisions_it_does_not_say_that_there_were_none(
    untranslated: Bulletin,
) -> None:
    untranslated.blocks.get(kind="decisions").delete()
    found = issue(untranslated, "en")
    assert found.headlines[0] == "The Council met on 24 October 2024 at 10:00."


def test_a_meeting_whose_minutes_are_not_approved_is_not_denied(
    untranslated: Bulletin,
) -> None:
    """Its page is public, its text not yet."""
    untranslated.blocks.get(kind="meeting").delete()
    found = issue(untranslated, "en")
    assert found.headlines[0] == "The Council met on 24 October 2024."
    assert said(found, "meeting")[0][0].endswith("are not approved yet.")


def test_long_lists_are_cut_and_say_where_the_rest_is(editor: User) -> None:
    for serial in range(1, 16):
        october.promise(by=editor, serial=serial)
    bulletin = make.bulletin()
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    rows = said(issue(bulletin, "en", Edition.Form.DIGEST), "promises")
    assert len(rows) == 6
    assert rows[-1] == ("All promises, with their deadlines, are on the portal.", "")


def test_a_reviewed_translation_of_everything_makes_it_full(editor: User) -> None:
    bulletin = make.bulletin()
    make.cover(bulletin=bulletin, by=editor)
    assert {composed(bulletin, language)["form"] for language in LANGUAGES} == {"full"}
    assert composed(bulletin, "en", Edition.Form.DIGEST)["form"] == "digest"
    assert "full_address" not in composed(bulletin, "en")


def test_a_translation_that_is_wrong_is_not_hidden_by_a_digest(editor: User) -> None:
    bulletin = make.bulletin()
    make.cover(bulletin=bulletin, by=editor)
    text = BlockText.objects.get(language="en", field="headline:0")
    text.text = make.words("Gjinar", 7)["en"]
    text.save()
    with pytest.raises(Incomplete):
        composed(bulletin, "en")


def test_a_row_without_words_of_its_own_speaks_through_its_pattern(editor: User) -> None:
    october.everything(by=editor)
    bulletin = make.bulletin()
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    BlockText.objects.filter(field="activity:gjinar-drita:text").delete()
    found = {block["kind"]: block for block in composed(bulletin, "sq")["blocks"]}
    assert found["activities"]["rows"][0]["text"] == (
        "Më 8 tetor 2024 në Gjinar u zhvillua një veprimtari. Morën pjesë 17 persona."
    )


# Names -----------------------------------------------------------------------------------------


def test_every_agency_and_unit_of_the_profile_has_its_cases(acting: None) -> None:
    assert institutions().keys() == {row["code"] for row in settings.CITY.agencies}
    for name in institutions().values():
        assert set(name.forms["sq"]) == {"nominative", "accusative", "genitive", "title"}
        assert all(form and "“" not in form for form in name.forms["sq"].values())
        assert name.agrees["ar"] in ("masculine", "feminine")
        assert {name.agrees["sq"], name.agrees["en"]} <= {"singular", "plural"}
    for name in units().values():
        assert set(name.forms["sq"]) == {"nominative", "definite", "genitive"}


def test_an_institution_that_was_renamed_stands_beside_a_word_with_cases(acting: None) -> None:
    Agency.objects.filter(code="transport").update(name_sq="Drejtoria e Lëvizjes")
    said_of = patterns.say(
        "promise-late",
        "sq",
        institution=institutions()["transport"],
        reference="2026-1",
        deadline=make.TODAY,
    )
    assert "i institucionit “Drejtoria e Lëvizjes”" in said_of


# From approval to the reader -------------------------------------------------------------------


def approved(bulletin: Bulletin, editor: User, chair: User) -> list[Edition]:
    make.accepted(bulletin=bulletin, by=editor)
    editions = [
        make.edition(bulletin=bulletin, language=language, by=editor, approved_by=chair)
        for language in LANGUAGES
    ]
    for edition in editions:
        make.document(edition=edition)
    return editions


def test_a_month_without_a_translator_is_published(
    untranslated: Bulletin, editor: User, chair: User, documents: Path, client: Client
) -> None:
    make.subscriber(name="reader", language="en")
    editions = approved(untranslated, editor, chair)
    assert [edition.form for edition in editions] == ["full", "digest", "digest"]
    publish_editions(editions=editions_to_publish(make.MONTH), at=make.NOW)

    page = client.get("/en/bulletin/2024/10/").content.decode()
    assert "This is a digest. The full issue is in Albanian." in page
    assert f'href="{settings.PORTAL_URL}/buletini/2024/10/" hreflang="sq"' in page
    assert "The Council met on 24 October 2024 at 10:00." in page
    albanian = client.get("/buletini/2024/10/").content.decode()
    assert 'hreflang="en" href="' in albanian
    assert albanian.count('title="Përmbledhje"') + albanian.count('title="Digest"') == 2
    archive = client.get("/en/bulletin/").content.decode()
    assert "Digest of the monthly bulletin – October 2024" in archive
    feed = client.get("/ar/bulletin/feed.xml").content.decode()
    assert "موجز النشرة الشهرية – أكتوبر 2024" in feed

    mailing = Mailing.objects.get(language="en")
    assert "Digest of the monthly bulletin – October 2024" in mailing.subject
    for body in (mailing.text, mailing.html):
        assert "This is a digest. The full issue is in Albanian." in body
        assert f"{settings.PORTAL_URL}/buletini/2024/10/" in body
        assert "Promise 2024-9 by the Transport Directorate is late." in " ".join(body.split())


def test_a_translation_that_comes_later_leaves_the_approved_digest(
    untranslated: Bulletin, editor: User, chair: User, documents: Path
) -> None:
    approved(untranslated, editor, chair)
    gather(bulletin=untranslated, by=editor, at=make.NOW)
    make.cover(bulletin=untranslated, by=editor)
    assert composed(untranslated, "en")["form"] == "full"
    assert len(editions_to_publish(make.MONTH)) == len(LANGUAGES)
    later = make.NOW + datetime.timedelta(days=1)
    edition = prepare_edition(
        bulletin=untranslated, language="en", by=editor, at=later, on=make.TODAY
    )
    assert (edition.form, edition.is_approved) == ("full", False)


def test_a_fact_that_changed_after_the_approval_keeps_the_digest_back(
    untranslated: Bulletin, editor: User, chair: User, documents: Path
) -> None:
    approved(untranslated, editor, chair)
    block = untranslated.blocks.get(kind="meeting")
    block.facts["present"] = 2
    block.save()
    with pytest.raises(NotReady, match="en: the words have changed since they were approved"):
        editions_to_publish(make.MONTH)


@pytest.mark.parametrize("language", DIGESTS)
def test_the_document_of_a_full_month_has_two_pages_and_its_mark(
    untranslated: Bulletin, editor: User, language: str
) -> None:
    for block in untranslated.blocks.all():
        if "rows" in block.facts:
            block.facts["rows"] *= 12
            block.save()
    edition = make.edition(bulletin=untranslated, language=language, by=editor)
    assert 'class="digest-mark"' in rendering.document_html(issue_from(edition.content))
    assert rendering.document(edition).pages == 2
