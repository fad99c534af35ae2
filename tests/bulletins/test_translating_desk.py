"""The translator's desk: texts given with a day, written, kept apart, reviewed by another."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bulletins.actions.assign_texts import assign_texts
from bulletins.models import Assignment, BlockText, TextConflict
from bulletins.states import State, of
from council.actions.send_notices import _words
from council.models import Appointment, AuditRecord, Notice
from council.people import Role
from languages.texts import digest
from tests import cast, make
from tests.bulletins.test_election_period import election
from tests.bulletins.translating import (
    DESK,
    MONTH_PAGE,
    Scene,
    browser,
    bulletin,
    said,
    save,
    scene,
    second_translator,
    written,
)

pytestmark = pytest.mark.usefixtures("acting")

ENGLISH = make.words("Gjinar")["en"]


def in_two_days() -> str:
    return (timezone.localdate() + datetime.timedelta(days=2)).isoformat()


# Giving texts ----------------------------------------------------------------------------------


def test_the_secretary_gives_what_waits_and_the_translator_gets_a_letter_with_the_link() -> None:
    translator = cast.translator()
    bulletin(by=cast.editor())
    client = browser(cast.secretary())
    assert "0 of 2 reviewed" in said(client.get(MONTH_PAGE))
    answer = client.post(
        MONTH_PAGE,
        {"language": "ar", "task": "translate", "person": translator.pk, "due_date": in_two_days()},
        follow=True,
    )
    assert "has a letter with the link: 2 texts." in said(answer)
    given = Assignment.objects.get()
    assert (given.language, given.person, given.texts.count()) == ("ar", translator, 2)
    letter = Notice.objects.get(kind=Notice.Kind.TEXTS_ASSIGNED)
    assert (letter.person, letter.about) == (translator, str(given.pk))
    _subject, text, html = _words(letter, None)
    assert f"{DESK}{given.pk}/" in text
    assert f"{DESK}{given.pk}/" in html
    assert AuditRecord.objects.filter(verb="bulletin.texts_assigned").exists()


def test_only_the_chosen_parts_are_given_and_what_another_has_is_not_given_twice() -> None:
    here = scene()
    make.help_topic(by=here.secretary)
    client = browser(here.secretary)
    form = {"language": "en", "task": "translate", "due_date": in_two_days()}
    again = client.post(MONTH_PAGE, {**form, "person": second_translator().pk})
    assert again.status_code == 422
    assert "Nothing waits there, or another translator has it already." in said(again)
    chosen = client.post(
        MONTH_PAGE, {**form, "person": here.translator.pk, "blocks": [here.block.pk]}
    )
    assert chosen.status_code == 302
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("due_date", "2024-11-01", "Choose today or a later day."),
        ("language", "sq", "Select a valid choice"),
        ("person", "", "This field is required."),
    ],
)
def test_what_cannot_be_given_is_said_at_its_field(field: str, value: str, told: str) -> None:
    bulletin(by=cast.editor())
    form = {
        "language": "en",
        "task": "translate",
        "person": cast.translator().pk,
        "due_date": in_two_days(),
        field: value,
    }
    answer = browser(cast.secretary()).post(MONTH_PAGE, form)
    assert answer.status_code == 422
    assert said(answer).count(told) == 2
    assert not Assignment.objects.exists()


def test_texts_that_were_taken_back_are_gone_for_the_translator_and_what_was_written_stays() -> (
    None
):
    here = scene()
    theirs = browser(here.translator)
    save(theirs, here, ENGLISH)
    browser(here.secretary).post(f"{here.page}end/")
    assert theirs.get(here.page).status_code == 404
    assert save(theirs, here, "Other words.", version=1).status_code == 404
    assert here.english().text == ENGLISH


# What a translator sees ------------------------------------------------------------------------


def test_a_translator_sees_the_assigned_texts_and_the_day_and_nothing_else() -> None:
    here = scene()
    make.activity(by=here.secretary)
    client = browser(here.translator)
    dashboard = client.get("/workspace/")
    assert [entry.title for entry in dashboard.context["navigation"]] == [
        "Dashboard",
        "Translations",
    ]
    assert dashboard.context["bulletin"] is None
    assert [duty.url for duty in dashboard.context["duties"]] == [here.page]
    page = said(client.get(here.page))
    assert here.source(0).text in page
    assert "Left to translate: 2 of 2 texts" in page
    for address in (MONTH_PAGE, f"{MONTH_PAGE}en/", f"{MONTH_PAGE}en/table.docx"):
        assert client.get(address).status_code == 403, address


def test_before_an_election_the_desk_says_what_the_editor_says() -> None:
    here = scene()
    theirs, promise = browser(here.translator), "The Municipality promises a bridge in Gjinar."
    save(theirs, here, promise)
    assert "A word of promise" not in said(theirs.get(here.page))
    election()
    assert "A word of promise" in said(theirs.get(here.page))
    saved = save(theirs, here, f"{promise} We sign it.", version=1, htmx=True)
    assert "A word of promise" in saved.content.decode()


def test_another_translators_texts_look_like_none_at_all() -> None:
    here = scene()
    client = browser(second_translator())
    assert client.get(here.page).status_code == 404
    assert save(client, here, ENGLISH).status_code == 404
    assert client.post(f"{here.page}done/").status_code == 404
    assert client.get(f"{here.page}table.docx").status_code == 404
    assert "No text waits for a translation." in said(client.get(DESK))


def test_a_text_that_was_not_assigned_is_not_there_to_write() -> None:
    here = scene()
    here.assignment.texts.filter(field="headline:1").delete()
    client = browser(here.translator)
    assert here.source(1).text not in said(client.get(here.page))
    assert save(client, here, ENGLISH, number=1).status_code == 404
    assert not BlockText.objects.filter(language="en").exists()


def test_who_is_no_translator_any_more_sees_nothing() -> None:
    here = scene()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Appointment.objects.filter(person=here.translator).update(to_date=yesterday)
    client = browser(here.translator)
    assert client.get(here.page).status_code == 404
    assert client.get(DESK).status_code == 403


# Writing ---------------------------------------------------------------------------------------


def test_a_translation_is_saved_as_it_is_typed_and_waits_for_review() -> None:
    here = scene()
    answer = save(browser(here.translator), here, f"  {ENGLISH}\r\n", htmx=True)
    assert "Saved at" in answer.content.decode()
    assert "written, not reviewed" in answer.content.decode()
    row = here.english()
    assert (row.text, row.version, row.edited_by) == (ENGLISH, 1, here.translator)
    assert (row.translates_text, row.reviewed_by) == (here.source().text, None)
    assert of(here.bulletin).of_text(here.block.pk, "headline:0", "en") is State.DRAFT


def test_a_text_that_meets_a_newer_one_is_kept_beside_it_and_overwrites_nothing() -> None:
    here = scene()
    client = browser(here.translator)
    save(client, here, ENGLISH)
    answer = save(client, here, "An older text.", version=0, htmx=True)
    assert "Nothing was overwritten" in answer.content.decode()
    save(client, here, "An older text, typed on.", version=0, htmx=True)
    assert here.english().text == ENGLISH
    assert TextConflict.objects.get().written == "An older text, typed on."
    assert "An older text, typed on." in said(client.get(here.page))
    save(client, here, "Both in one.", version=1)
    assert here.english().text == "Both in one."
    assert TextConflict.objects.get().settled_at


def test_a_translation_of_an_albanian_that_changed_meanwhile_is_outdated() -> None:
    here = scene()
    read = digest(here.source().text)
    here.change_albanian("Këshilli ndriçoi 7 vende të errëta në Gjinar.")
    save(browser(here.translator), here, ENGLISH, read=read)
    assert of(here.bulletin).of_text(here.block.pk, "headline:0", "en") is State.OUTDATED


def test_a_text_that_is_too_long_is_said_and_kept_as_it_was_typed() -> None:
    here = scene()
    answer = save(browser(here.translator), here, "word " * 4_001)
    assert answer.status_code == 422
    assert said(answer).count("The text is too long: at most 20,000 characters.") == 2
    assert "word word word" in said(answer)
    assert not BlockText.objects.filter(language="en").exists()


def test_a_done_assignment_tells_who_gave_it_and_is_read_only() -> None:
    here = scene()
    client = browser(here.translator)
    client.post(f"{here.page}done/")
    client.post(f"{here.page}done/")
    letter = Notice.objects.get(kind=Notice.Kind.TEXTS_DONE)
    assert letter.person == here.secretary
    assert save(client, here, ENGLISH).status_code == 403
    assert "<textarea" not in client.get(here.page).content.decode()


def test_the_page_shows_what_changed_the_glossary_and_what_the_checks_say() -> None:
    here = scene(languages="sq")
    save(browser(here.translator), here, ENGLISH)
    here.change_albanian("Këshilli dhe bashkia ndriçoi 7 vende të errëta në Gjinar.")
    content = browser(here.translator).get(here.page).content.decode()
    assert "<ins" in content
    assert "put in: </span>7</ins>" in content
    assert "taken out: </span>6</del>" in content
    assert ">municipality</dd>" in content
    assert 'class="remarks__error"' in content


# Reviewing -------------------------------------------------------------------------------------


def review(client, here: Scene, *, number: int = 0, **parts):  # type: ignore[no-untyped-def]
    row = here.english(number)
    form = {"version": row.version, "read": digest(here.source(number).text), **parts}
    return client.post(f"/workspace/bulletins/texts/{row.pk}/review/", form, follow=True)


def test_the_secretary_reviews_what_the_translator_wrote() -> None:
    here = scene()
    save(browser(here.translator), here, ENGLISH)
    client = browser(here.secretary)
    assert ENGLISH in said(client.get(f"{MONTH_PAGE}en/"))
    assert "The text is reviewed." in said(review(client, here))
    row = here.english()
    assert (row.reviewed_by, row.version) == (here.secretary, 1)
    assert of(here.bulletin).coverage("en").done == 1


def test_a_translator_does_not_review_their_own_words_whatever_else_they_are() -> None:
    here = scene()
    save(browser(here.translator), here, ENGLISH)
    assert review(browser(here.translator), here).status_code == 403
    Appointment.objects.create(
        person=here.translator, role=Role.EDITOR, agency=make.agency(), from_date=cast.SINCE
    )
    answer = review(browser(here.translator), here)
    assert answer.status_code == 403
    assert "Another person must review what you wrote." in answer.content.decode()
    assert not here.english().is_reviewed


def test_a_second_translator_reviews_what_they_were_asked_to_read_and_nothing_else() -> None:
    here = scene()
    save(browser(here.translator), here, ENGLISH)
    second = second_translator()
    client = browser(second)
    assert review(client, here).status_code == 404
    asked = assign_texts(
        bulletin=here.bulletin,
        language="en",
        task=Assignment.Task.REVIEW,
        person=second,
        due_date=timezone.localdate(),
        blocks=(),
        by=here.secretary,
        at=timezone.now(),
    )
    page = client.get(f"{DESK}{asked.pk}/").content.decode()
    assert "It is right" in page
    assert "<textarea" not in page
    review(client, here)
    assert here.english().reviewed_by == second
    assert save(client, here, "Mine.", version=1).status_code == 404


def test_words_that_changed_since_they_were_read_are_not_reviewed() -> None:
    here = scene()
    save(browser(here.translator), here, ENGLISH)
    client = browser(here.secretary)
    for parts in ({"version": 0}, {"version": "x"}, {"read": "0" * 64}):
        assert "has changed since you read it" in said(review(client, here, **parts))
    here.change_albanian("Këshilli ndriçoi 7 vende të errëta në Gjinar.")
    assert "has changed since you read it" in said(review(client, here))
    assert not here.english().is_reviewed


def test_what_the_checks_find_wrong_is_not_reviewed() -> None:
    here = scene()
    save(browser(here.translator), here, ENGLISH.replace("6", "9"))
    assert "the checks found errors" in said(review(browser(here.secretary), here))
    assert not here.english().is_reviewed


def test_a_change_after_review_takes_the_review_away() -> None:
    here = scene()
    client = browser(here.translator)
    save(client, here, ENGLISH)
    review(browser(here.secretary), here)
    save(client, here, ENGLISH.replace("lit", "lighted"), version=1)
    assert not here.english().is_reviewed


# How much it asks, and of whom -----------------------------------------------------------------


def test_a_page_of_many_texts_asks_the_database_no_more_than_one_of_few() -> None:
    here = scene()
    client = browser(here.translator)
    client.get(here.page)
    with CaptureQueriesContext(connection) as few:
        client.get(here.page)
    for number in range(2, 30):
        field = f"headline:{number}"
        BlockText.objects.create(
            block=here.block, field=field, language="sq", text=make.words(f"Papër {number}")["sq"]
        )
        here.assignment.texts.create(block=here.block, field=field)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(here.page).context["cards"]) == 30
    assert len(many) == len(few)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_nobody_else_sees_a_translation(role: Role) -> None:
    here = scene()
    save(browser(here.translator), here, ENGLISH)
    client = browser(cast.person(role=role, agency="state_police"))
    assert client.get(DESK).status_code == 403
    assert client.get(MONTH_PAGE).status_code == 403
    assert client.get(here.page).status_code == 404
    assert client.post(here.page + "end/").status_code == 404
    assert (
        client.post(here.page + f"texts/{here.source().pk}/", written(here, "x")).status_code == 404
    )
    assert review(client, here).status_code == 404
    assert here.english().text == ENGLISH
