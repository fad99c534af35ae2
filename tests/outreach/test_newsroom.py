"""News from the first word to residents: written, reviewed, approved by another, published, gone."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from council.people import Role
from languages.checks import NO_RULES
from languages.reasons import NoReason
from outreach import tasks
from outreach.actions.newsroom.decide import NoNote, give_back
from outreach.actions.newsroom.publish import GRACE, release_due
from outreach.actions.newsroom.withdraw import withdraw
from outreach.models import Manuscript, ManuscriptConflict, News, Page, Text
from outreach.newsroom.checking import remarks
from outreach.newsroom.content import digest_of
from outreach.published import front_page
from tests import cast
from tests.council.browsers import in_english
from tests.outreach.newsroom import (
    TEXTS,
    approve,
    approved,
    begun,
    page,
    published,
    ready,
    step,
    words,
    write,
)

pytestmark = pytest.mark.usefixtures("acting")


@pytest.fixture
def editor() -> Client:
    return in_english(cast.editor())


@pytest.fixture
def secretary() -> Client:
    return in_english(cast.secretary())


@pytest.fixture
def chair() -> Client:
    return in_english(cast.chair())


def public_words(slug: str) -> dict[tuple[str, str], str]:
    return {(row.field, row.language): row.text for row in Text.objects.filter(key=f"news:{slug}")}


# From the first word to residents --------------------------------------------------------------


def test_what_two_others_have_read_is_public_in_three_languages(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = ready(editor, begun(editor), secretary, ("sq", "en", "ar"))
    published(editor, it, chair)
    record = News.objects.get(slug=it.slug)
    assert (record.topic, record.slug) == ("roads", "drita-te-reja-ne-rrugen-e-shkolles")
    assert public_words(it.slug)["title", "ar"] == TEXTS["title"]["ar"]
    _, (told,), _ = front_page(timezone.localdate(), dates=1, news=3)
    assert set(told.title) == {"sq", "en", "ar"}


def test_a_missing_translation_is_published_as_missing(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = ready(editor, begun(editor), secretary)
    write(editor, it, "title", "en")
    write(secretary, it, "title", "en", then="review")
    step(editor, it, "submit")
    shown = words(chair.get(page(it, "read/")))
    assert shown.count("published as missing in this language") == 2
    approve(chair, it)
    step(editor, it, "publish")
    assert {language for _, language in public_words(it.slug)} == {"sq"}


def test_the_list_says_how_far_each_language_is(editor: Client, secretary: Client) -> None:
    it = ready(editor, begun(editor), secretary, ("sq", "en"))
    write(editor, it, "title", "sq", "Drita të reja në rrugë")
    listed = words(editor.get("/workspace/news/"))
    for said in ("Shqip</bdi>: Draft", "English</bdi>: Outdated", "العربية</bdi>: Missing"):
        assert said in listed
    assert "Drita të reja në rrugë" in words(editor.get("/workspace/news/?lacks=ar"))
    assert "Drita të reja në rrugë" not in words(editor.get("/workspace/news/?state=published"))
    assert "Drita të reja" not in words(editor.get("/workspace/events/"))


# Texts -----------------------------------------------------------------------------------------


def test_a_text_that_meets_a_newer_one_is_kept_beside_it(editor: Client, secretary: Client) -> None:
    it = begun(editor)
    write(editor, it, "body", "sq", "Dritat ndizen çdo mbrëmje.")
    write(secretary, it, "body", "sq", "Dritat ndizen në mbrëmje.", version=0)
    both = words(editor.get(page(it)))
    assert "Dritat ndizen çdo mbrëmje." in both
    assert "Dritat ndizen në mbrëmje." in both
    assert it.texts.get(field="body", language="sq").text == "Dritat ndizen çdo mbrëmje."
    refused = step(editor, it, "submit")
    assert "Two texts were written at once" in words(refused)
    conflict = ManuscriptConflict.objects.get()
    sent = {"conflict": conflict.pk, "version": 1, "use": "mine"}
    assert editor.post(page(it, "settle/"), sent).status_code == 302
    assert it.texts.get(field="body", language="sq").text == "Dritat ndizen në mbrëmje."


def test_what_is_typed_is_saved_by_itself(editor: Client) -> None:
    it = begun(editor)
    sent = {"field": "body", "language": "sq", "text": "Dritat ndizen.", "version": 0}
    answer = editor.post(page(it, "text/"), sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "Saved at" in words(answer)
    assert it.texts.get(field="body").text == "Dritat ndizen."


def test_what_is_still_to_do_grows_shorter_while_somebody_writes(editor: Client) -> None:
    it = begun(editor)
    missing = "The Albanian text is missing: Text."
    assert missing in words(editor.get(page(it)))
    sent = {"field": "body", "language": "sq", "text": "Dritat ndizen.", "version": 0}
    answer = editor.post(page(it, "text/"), sent, headers={"HX-Request": "true"})
    told = words(answer)
    assert 'id="todo" hx-swap-oob="true"' in told
    assert missing not in told
    assert "Nobody has said that the Albanian text is ready: Text." in told


def test_a_text_that_is_too_long_is_refused_and_not_lost(editor: Client) -> None:
    it = begun(editor)
    answer = write(editor, it, "title", "en", "long " * 60)
    assert answer.status_code == 422
    assert "The text is too long" in words(answer)
    assert "long long long" in words(answer)


def test_whoever_translated_a_text_does_not_review_it(editor: Client, secretary: Client) -> None:
    it = ready(editor, begun(editor), secretary)
    answer = write(editor, it, "title", "en", then="review")
    assert answer.status_code == 422
    assert "Another person must review what you translated." in words(answer)
    assert not it.texts.get(field="title", language="en").is_reviewed
    assert write(secretary, it, "title", "en", then="review").status_code == 302
    assert it.texts.get(field="title", language="en").is_reviewed


def test_an_error_of_the_checks_keeps_a_text_from_being_right(
    editor: Client, secretary: Client
) -> None:
    it = begun(editor)
    write(editor, it, "body", "sq", "Telefononi 112 në orën 17:30.")
    write(editor, it, "body", "en", "Call 113 at 17:30.")
    answer = write(secretary, it, "body", "en", "Call 113 at 17:30.", then="review")
    assert answer.status_code == 422
    assert "correct what the checks found" in words(answer)
    assert not it.texts.get(field="body", language="en").is_reviewed


def test_a_warning_is_answered_with_a_reason(editor: Client) -> None:
    it = begun(editor)
    long = (
        "Dritat e reja në rrugën e shkollës ndizen çdo mbrëmje kur bie nata dhe fiken në mëngjes "
        "kur del dielli mbi qytet dhe mbi fshatra."
    )
    answer = write(editor, it, "body", "sq", long, then="review")
    assert answer.status_code == 422
    assert "The longest sentence has" in words(answer)
    row = it.texts.get(field="body")
    (found,) = [one.finding for one in remarks(row, row, NO_RULES)]
    sent = {"text_id": row.pk, "check": found.check, "excerpt": found.excerpt[:200]}
    empty = editor.post(page(it, "accept/"), {**sent, "reason": " "})
    assert empty.status_code == 422
    assert editor.post(page(it, "accept/"), {**sent, "reason": "Citim."}).status_code == 302
    assert write(editor, it, "body", "sq", long, then="review").status_code == 302


# A second person -------------------------------------------------------------------------------


def test_nobody_approves_what_they_began_wrote_or_submitted(
    editor: Client, secretary: Client
) -> None:
    it = ready(editor, begun(editor), editor)
    step(secretary, it, "submit")
    for client in (editor, secretary):
        assert approve(client, it).status_code == 403
    other = in_english(cast.person(role=Role.EDITOR, agency="education"))
    assert approve(other, it).status_code == 302
    assert it.state == "approved"


def test_who_wrote_a_word_of_the_albanian_does_not_approve_it(
    editor: Client, secretary: Client
) -> None:
    it = ready(editor, begun(editor), secretary)
    write(secretary, it, "body", "sq", "Dritat ndizen çdo natë.")
    write(editor, it, "body", "sq", "Dritat ndizen çdo natë.", then="review")
    step(editor, it, "submit")
    assert it.state == "submitted"
    assert approve(secretary, it).status_code == 403
    assert it.state == "submitted"


def test_what_is_not_what_was_approved_is_not_published(
    editor: Client, secretary: Client, chair: Client
) -> None:
    """Whatever way it came to say something else."""
    it = approved(editor, ready(editor, begun(editor), secretary), chair)
    it.texts.filter(field="body", language="sq").update(text="Dritat u hoqën.")
    refused = step(editor, it, "publish")
    assert refused.status_code == 422
    assert "It was changed after it was approved: approve it again." in words(refused)
    due = timezone.now() + datetime.timedelta(hours=1)
    Manuscript.objects.filter(pk=it.pk).update(state="scheduled", due_at=due)
    assert release_due(at=due) == 0
    it.refresh_from_db()
    assert it.state == "approved" and it.held_reason
    assert not News.objects.filter(slug=it.slug).exists()


def test_a_language_that_goes_takes_its_page_with_it(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = published(editor, ready(editor, begun(editor), secretary, ("sq", "en")), chair)
    pages = Page.objects.filter(key=f"news:{it.slug}")
    assert set(pages.values_list("language", flat=True)) == {"sq", "en"}
    write(editor, it, "body", "sq", "Dritat ndizen çdo natë.")
    write(editor, it, "body", "sq", "Dritat ndizen çdo natë.", then="review")
    published(editor, it, chair)
    assert {language for _field, language in public_words(it.slug)} == {"sq"}
    assert set(pages.values_list("language", flat=True)) == {"sq"}


def test_the_acts_themselves_ask_for_a_note_and_for_each_reason(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = ready(editor, begun(editor), secretary)
    step(editor, it, "submit")
    by, at = cast.chair(), timezone.now()
    with pytest.raises(NoNote):
        give_back(manuscript=it, note=" ", by=by, at=at)
    approve(chair, it)
    step(editor, it, "publish")
    with pytest.raises(NoReason) as refused:
        withdraw(manuscript=it, reasons={"sq": "Gabim.", "en": " "}, by=cast.editor(), at=at)
    assert refused.value.languages == ["en", "ar"]
    assert News.objects.filter(slug=it.slug, withdrawn_at=None).exists()


def test_another_word_after_the_approval_voids_it(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = approved(editor, ready(editor, begun(editor), secretary), chair)
    write(editor, it, "body", "sq", "Dritat ndizen çdo natë.")
    it.refresh_from_db()
    assert (it.state, it.approved_by, it.approved_digest) == ("draft", None, "")
    assert step(editor, it, "publish").status_code == 302
    assert not News.objects.filter(slug=it.slug).exists()


def test_another_fact_after_the_approval_voids_it_too(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = approved(editor, ready(editor, begun(editor), secretary), chair)
    editor.post(page(it, "facts/"), {"facts-topic": "help", "facts-unit": ""})
    it.refresh_from_db()
    assert it.state == "draft"


def test_only_what_was_read_is_approved(editor: Client, secretary: Client, chair: Client) -> None:
    it = ready(editor, begun(editor), secretary)
    step(editor, it, "submit")
    seen = digest_of(it)
    write(editor, it, "body", "sq", "Dritat ndizen çdo natë.")
    write(editor, it, "body", "sq", "Dritat ndizen çdo natë.", then="review")
    step(editor, it, "submit")
    answer = approve(chair, it, seen)
    assert answer.status_code == 422
    assert "It has changed since you opened this page" in words(answer)
    assert it.state == "submitted"


def test_it_is_given_back_with_what_should_be_changed(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = ready(editor, begun(editor), secretary)
    step(editor, it, "submit")
    assert chair.post(page(it, "judge/"), {"way": "return", "note": ""}).status_code == 422
    chair.post(page(it, "judge/"), {"way": "return", "note": "Thoni kur fiken."})
    it.refresh_from_db()
    assert it.state == "draft"
    assert "Thoni kur fiken." in words(editor.get(page(it)))


def test_what_is_unfinished_is_not_submitted_and_says_why(editor: Client) -> None:
    it = begun(editor)
    answer = step(editor, it, "submit")
    assert answer.status_code == 422
    assert "The Albanian text is missing: Summary." in words(answer)
    assert "Nobody has said that the Albanian text is ready: Title." in words(answer)
    assert it.state == "draft"


def test_residents_read_what_was_approved_until_something_else_is(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = published(editor, ready(editor, begun(editor), secretary), chair)
    write(editor, it, "body", "sq", "Dritat ndizen çdo natë.")
    assert public_words(it.slug)["body", "sq"] == TEXTS["body"]["sq"]
    assert "Residents read what was approved before" in words(editor.get(page(it)))
    write(editor, it, "body", "sq", "Dritat ndizen çdo natë.", then="review")
    it.refresh_from_db()
    first = News.objects.get(slug=it.slug).published_at
    published(editor, it, chair)
    assert public_words(it.slug)["body", "sq"] == "Dritat ndizen çdo natë."
    assert News.objects.get(slug=it.slug).published_at == first


# At an hour ------------------------------------------------------------------------------------


def in_two_hours() -> tuple[datetime.datetime, dict[str, str]]:
    due = (timezone.localtime() + datetime.timedelta(hours=2)).replace(second=0, microsecond=0)
    return due, {"due-day": f"{due:%Y-%m-%d}", "due-hour": f"{due:%H:%M}"}


def test_it_is_published_at_its_hour_and_not_before(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = approved(editor, ready(editor, begun(editor), secretary), chair)
    due, sent = in_two_hours()
    assert step(editor, it, "schedule", **sent).status_code == 302
    assert it.state == "scheduled"
    tasks.newsroom()
    assert not News.objects.filter(slug=it.slug).exists()
    assert release_due(at=due) == 1
    assert release_due(at=due) == 0
    assert News.objects.get(slug=it.slug).published_at == due


def test_an_hour_that_has_passed_is_refused(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = approved(editor, ready(editor, begun(editor), secretary), chair)
    answer = step(editor, it, "schedule", **{"due-day": "2024-01-01", "due-hour": "10:00"})
    assert answer.status_code == 422
    assert "This hour has passed." in words(answer)


def test_an_hour_that_was_missed_by_far_waits_for_a_person(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = approved(editor, ready(editor, begun(editor), secretary), chair)
    due, sent = in_two_hours()
    step(editor, it, "schedule", **sent)
    assert release_due(at=due + GRACE + datetime.timedelta(minutes=1)) == 0
    it.refresh_from_db()
    assert it.state == "approved"
    assert "Its hour has passed by more than six hours" in words(editor.get(page(it)))


# Withdrawn -------------------------------------------------------------------------------------


def test_what_is_withdrawn_says_why_in_three_languages_and_nothing_else(
    editor: Client, secretary: Client, chair: Client
) -> None:
    it = published(editor, ready(editor, begun(editor), secretary), chair)
    reasons = {
        "sq": "Rruga ishte një tjetër.",
        "en": "It was another road.",
        "ar": "كان طريقا آخر.",
    }
    refused = editor.post(page(it, "withdraw/"), {**reasons, "ar": ""})
    assert refused.status_code == 422
    assert "Say why, in this language too." in words(refused)
    assert editor.post(page(it, "withdraw/"), reasons).status_code == 302
    it.refresh_from_db()
    assert it.state == "withdrawn"
    assert not News.objects.published(at=timezone.now()).exists()
    assert public_words(it.slug) == {("withdrawn", code): text for code, text in reasons.items()}


# Who may ---------------------------------------------------------------------------------------


def test_the_chair_reads_and_approves_and_writes_nothing(editor: Client, chair: Client) -> None:
    it = begun(editor)
    assert chair.get(page(it)).headers["Location"] == page(it, "read/")
    assert chair.get("/workspace/news/new/").status_code == 403
    assert write(chair, it, "title", "sq", "Tjetër").status_code == 403
    assert step(chair, it, "submit").status_code == 403


def test_an_address_of_another_kind_or_of_nothing_is_not_found(editor: Client) -> None:
    it = begun(editor)
    assert editor.get(f"/workspace/events/{it.pk}/").status_code == 404
    assert editor.get("/workspace/news/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert editor.get("/workspace/news/?before=nothing").status_code == 404
    assert write(editor, it, "nothing", "sq", "x").status_code == 404
    assert write(editor, it, "title", "fr", "x").status_code == 404


def test_members_translators_and_visitors_see_nothing_of_it(editor: Client) -> None:
    it = begun(editor)
    for person in (cast.member(), cast.translator(), cast.observer(), cast.coordinator()):
        client = in_english(person)
        for path in ("/workspace/news/", page(it), page(it, "read/")):
            assert client.get(path).status_code == 403
    assert Client().get(page(it)).status_code == 302
    assert Manuscript.objects.count() == 1


def test_the_door_of_the_newsroom_is_marked_in_all_its_rooms(editor: Client) -> None:
    it = begun(editor)
    rooms = ["news/", "events/", "events/new/", "activities/", "news/election/"]
    for address in [*(f"/workspace/{room}" for room in rooms), page(it)]:
        shown = editor.get(address).context["navigation"]
        assert [entry.url for entry in shown if entry.current] == ["/workspace/news/"], address
