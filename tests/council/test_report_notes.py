"""Notes and links of a situation: never wider than it, and only among what one may see."""

import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone

from council import access
from council.actions.add_note import NotSoMarked, add_note
from council.models import AuditRecord, Marking, Report, ReportLink, ReportNote
from council.people import NotAllowed, Role, User
from tests import cast, make
from tests.council.browsers import browser_of
from tests.council.situated import in_english, people

pytestmark = pytest.mark.usefixtures("acting")

TEXT = "Kanarinëshënim: patrullat u shtuan."
NOBODY = "00000000-0000-4000-8000-000000000000"


def page(user: User, report: Report) -> str:
    answer = in_english(user).get(f"/workspace/reports/{report.pk}/")
    return answer.content.decode() if answer.status_code == 200 else ""


def write(user: User, report: Report, **fields: str) -> HttpResponse:
    return in_english(user).post(f"/workspace/reports/{report.pk}/notes/", {"text": TEXT, **fields})


def readers(who: dict[str, User], report: Report) -> set[str]:
    """On whose page the note stands."""
    return {name for name, user in who.items() if TEXT in page(user, report)}


# --- Notes


@pytest.mark.parametrize(
    ("report", "note", "expected"),
    [
        ("green", "green", {"police", "liaison", "social_services", "education", "coordinator", "secretary"}),
        ("green", "amber", {"police", "liaison", "education", "coordinator"}),
        ("green", "amber_strict", {"police", "liaison"}),
        ("amber", "amber", {"police", "liaison", "education", "coordinator"}),
        ("amber", "amber_strict", {"police", "liaison"}),
        ("amber_strict", "amber_strict", {"police", "liaison"}),
    ],
)  # fmt: skip
def test_a_stricter_note_stays_hidden_though_its_report_is_visible(
    report: str, note: str, expected: set[str]
) -> None:
    who = people()
    made = make.report(author=who["police"], marking=report)
    make.share(made, agency="education", by=who["police"])
    assert write(who["police"], made, marking=note).status_code == 302
    assert readers(who, made) == expected


def test_where_no_marking_is_given_it_is_the_strictest() -> None:
    who = people()
    report = make.report(author=who["police"], marking="green")
    assert write(who["police"], report).status_code == 302
    assert ReportNote.objects.get().marking == Marking.AMBER_STRICT
    assert readers(who, report) == {"police", "liaison"}


def test_the_form_begins_with_the_marking_of_the_report_and_offers_none_wider() -> None:
    who = people()
    for marking, offered in (("green", 3), ("amber", 2), ("amber_strict", 1)):
        shown = page(who["police"], make.report(author=who["police"], marking=marking))
        form = shown[shown.index('/notes/" class="form answer"') :]
        form = form[: form.index("</form>")]
        assert form.count('type="radio"') == offered
        assert f'value="{marking}" id="note_marking_0" checked' in form


@pytest.mark.parametrize("marking", ["green", "clear", "red", "AMBER", "x" * 500])
def test_a_note_is_never_marked_wider_than_its_report(marking: str) -> None:
    who = people()
    report = make.report(author=who["police"], marking="amber")
    answer = write(who["police"], report, marking=marking)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert TEXT in shown
    assert shown.count("Choose one of the markings that are offered.") == 2
    assert not ReportNote.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "Write the note."), ("  \n ", "Write the note."), ("a" * 10_001, "at most 10,000")],
)
def test_a_note_without_words_or_too_long_is_said_and_kept(text: str, said: str) -> None:
    who = people()
    report = make.report(author=who["police"])
    answer = write(who["police"], report, text=text, marking="amber")
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert text.strip() in answer.content.decode()


def test_what_looks_personal_in_a_note_is_shown_before_it_is_kept() -> None:
    who = people()
    report = make.report(author=who["police"])
    told = {"text": "E tha z. Agim Hoxha, tel. 069 123 4567.", "marking": "amber"}
    answer = write(who["police"], report, **told)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "told of a person: z. Agim Hoxha, 069 123 4567." in shown
    assert 'name="nobody"' in shown
    assert not ReportNote.objects.exists()
    assert write(who["police"], report, **told, nobody="on").status_code == 302
    assert 'name="nobody"' not in page(who["police"], report)


def test_who_reads_for_a_referral_adds_a_note_that_the_institution_reads() -> None:
    who = people()
    report = make.report(author=who["police"])
    make.referral(report, agency="education", by=who["police"], parts=["observed"])
    assert 'value="amber" id="note_marking_0" checked' in page(who["education"], report)
    assert write(who["education"], report, marking="amber").status_code == 302
    assert ReportNote.objects.get().agency.code == "education"
    assert readers(who, report) == {"police", "liaison", "education", "coordinator"}


def test_of_earlier_notes_nothing_goes_with_a_referral() -> None:
    who = people()
    report = make.report(author=who["police"])
    earlier = make.note(
        report, author=who["police"], agency="state_police", marking="amber", text="Më parë"
    )
    ReportNote.objects.filter(pk=earlier.pk).update(
        written_at=timezone.now() - datetime.timedelta(days=1)
    )
    make.referral(report, agency="education", by=who["police"], parts=["observed"])
    make.share(report, agency="social_services", by=who["police"])
    write(who["police"], report, marking="amber", text="Më pas")
    assert "Më pas" in page(who["education"], report)
    assert "Më parë" not in page(who["education"], report)
    assert "Më parë" in page(who["social_services"], report)


def test_a_strict_note_of_a_referral_stays_with_who_wrote_it() -> None:
    who = people()
    report = make.report(author=who["police"])
    make.referral(report, agency="education", by=who["police"])
    write(who["education"], report)
    assert readers(who, report) == {"education"}


def test_the_coordinator_marks_nothing_so_that_they_could_not_read_it() -> None:
    who = people()
    report = make.report(author=who["police"])
    for fields in ({}, {"marking": "amber_strict"}):
        assert write(who["coordinator"], report, **fields).status_code == 422
    assert write(who["coordinator"], report, marking="amber").status_code == 302
    assert readers(who, report) == {"police", "liaison", "coordinator"}


def test_a_report_that_became_stricter_meanwhile_takes_no_wider_note() -> None:
    who = people()
    report = make.report(author=who["police"], marking="green")
    by = access.reader(who["police"], on=timezone.localdate())
    Report.objects.filter(pk=report.pk).update(marking="amber")
    with pytest.raises(NotSoMarked):
        add_note(report=report, text=TEXT, marking="green", by=by, at=timezone.now())
    other = access.reader(who["education"], on=timezone.localdate())
    with pytest.raises(NotAllowed):
        add_note(report=report, text=TEXT, marking="amber", by=other, at=timezone.now())


def test_the_words_of_a_note_lie_sealed_and_the_trail_has_none() -> None:
    who = people()
    report = make.report(author=who["police"])
    write(who["police"], report, marking="amber")
    note = ReportNote.objects.get()
    assert b"Kanarin" not in bytes(note.words_sealed or b"")
    (record,) = AuditRecord.objects.filter(verb="report.note_added")
    assert record.object_key == report.source_key


def test_a_note_that_cannot_be_opened_says_so_and_nothing_else_breaks() -> None:
    who = people()
    report = make.report(author=who["police"])
    write(who["police"], report, marking="amber")
    write(who["police"], report, marking="amber", text="Tjetra")
    note = ReportNote.objects.earliest("written_at")
    ReportNote.objects.filter(pk=note.pk).update(version=7)
    shown = page(who["police"], report)
    assert "This note cannot be opened." in shown
    assert "Tjetra" in shown


@pytest.mark.parametrize(("state", "status"), [("draft", 403), ("closed", 403), ("submitted", 302)])
def test_notes_are_added_while_it_is_open(state: str, status: int) -> None:
    who = people()
    report = make.report(author=who["police"], state=state)
    assert write(who["police"], report, marking="amber").status_code == status


def test_a_note_to_what_one_does_not_see_is_a_note_to_nothing() -> None:
    who = people()
    strict = make.report(author=who["police"], marking="amber_strict")
    for name in ("coordinator", "education", "secretary", "social_services"):
        client = browser_of(who[name])
        foreign, missing = (
            client.post(f"/workspace/reports/{key}/notes/", {"text": TEXT})
            for key in (strict.pk, NOBODY)
        )
        assert foreign.status_code == missing.status_code == 404
        assert foreign.content == missing.content
    green = make.report(author=who["police"], marking="green")
    assert write(who["secretary"], green, marking="green").status_code == 403
    assert not ReportNote.objects.exists()


# --- Links


def link(user: User, report: Report, reference: str) -> HttpResponse:
    return in_english(user).post(f"/workspace/reports/{report.pk}/links/", {"reference": reference})


def test_two_situations_are_linked_by_reference_and_shown_on_both_sides() -> None:
    who = people()
    first, second = (make.report(author=who["police"]) for _ in range(2))
    typed = f" {second.reference.lower().replace('-', ' ')} "
    assert link(who["police"], first, typed).status_code == 302
    assert link(who["coordinator"], second, first.reference).status_code == 302
    assert ReportLink.objects.count() == 1
    assert second.reference in page(who["police"], first)
    assert first.reference in page(who["coordinator"], second)


def test_a_link_to_what_one_does_not_see_is_not_there() -> None:
    who = people()
    green = make.report(author=who["police"], marking="green")
    strict = make.report(author=who["police"], marking="amber_strict")
    assert link(who["police"], green, strict.reference).status_code == 302
    found = ReportLink.objects.get()
    for name in ("coordinator", "education", "social_services", "secretary"):
        shown = page(who[name], green)
        assert shown
        assert strict.reference not in shown
        answer = browser_of(who[name]).post(
            f"/workspace/reports/{green.pk}/links/{found.pk}/remove/"
        )
        assert answer.status_code == (403 if name == "secretary" else 404)
    assert ReportLink.objects.exists()


def test_a_reference_that_one_does_not_see_answers_like_one_that_does_not_exist() -> None:
    who = people()
    own = make.report(author=who["social_services"], agency="social_services")
    strict = make.report(author=who["police"], marking="amber_strict")
    draft = make.report(author=who["social_services"], agency="social_services", state="draft")
    client = in_english(who["social_services"])

    def answered(reference: str) -> tuple[int, bytes]:
        answer = client.post(f"/workspace/reports/{own.pk}/links/", {"reference": reference})
        return answer.status_code, _plain(answer.content.replace(reference.encode(), b"-"))

    missing = answered("ZZZZ-ZZZZ")
    assert missing[0] == 422
    assert b"You read no situation with this reference." in missing[1]
    assert answered(strict.reference) == answered(draft.reference) == missing
    assert not ReportLink.objects.exists()


def _plain(body: bytes) -> bytes:
    """Without the token of the form, which is another each time."""
    import re

    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", body)


@pytest.mark.parametrize("reference", ["", "x", "-" * 30, "'; DROP"])
def test_what_is_no_reference_is_said_and_kept(reference: str) -> None:
    who = people()
    answer = link(who["police"], make.report(author=who["police"]), reference)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_situation_is_not_linked_with_itself() -> None:
    who = people()
    report = make.report(author=who["police"])
    answer = link(who["police"], report, report.reference)
    assert "the reference of this situation itself" in answer.content.decode()


def test_a_link_is_taken_away_again() -> None:
    who = people()
    first, second = (make.report(author=who["police"]) for _ in range(2))
    link(who["police"], first, second.reference)
    found = ReportLink.objects.get()
    wrong = make.report(author=who["police"])
    client = in_english(who["police"])
    path = f"/workspace/reports/{{}}/links/{found.pk}/remove/"
    assert client.post(path.format(wrong.pk)).status_code == 404
    assert client.post(path.format(second.pk)).status_code == 302
    assert not ReportLink.objects.exists()
    assert AuditRecord.objects.filter(verb="report.unlinked").count() == 2


def test_only_those_in_charge_of_one_of_two_situations_remove_their_link() -> None:
    who = people()
    report = make.report(author=who["police"], marking="green")
    second = make.report(author=who["social_services"], agency="social_services", marking="green")
    for name, status in (("education", 403), ("social_services", 302), ("coordinator", 302)):
        link(who["police"], report, second.reference)
        address = f"/workspace/reports/{report.pk}/links/{ReportLink.objects.get().pk}/remove/"
        assert (address in page(who[name], report)) == (status == 302)
        assert browser_of(who[name]).post(address).status_code == status, name
        assert ReportLink.objects.exists() == (status == 403)


# --- Those who see nothing of it


@pytest.mark.parametrize(
    "role", [Role.OBSERVER, Role.EDITOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.MEMBER]
)
def test_others_add_nothing_and_see_nothing(role: Role) -> None:
    who = people()
    report = make.report(author=who["police"], marking="green")
    write(who["police"], report, marking="green")
    user: Any = cast.person(role=role, agency="public_health")
    assert page(user, report) == ""
    assert write(user, report).status_code == 404
    assert link(user, report, report.reference).status_code == 404
    assert ReportNote.objects.count() == 1
