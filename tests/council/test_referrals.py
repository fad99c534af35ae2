"""A report handed to an institution: by whom, on which terms, and what they read until it ends."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from council import access, disclosure
from council.actions import answer_referral, refer_report
from council.actions.refer_report import Terms, refer
from council.models import AuditRecord, Correspondence, Marking, Notice, Referral, Report
from council.people import NotAllowed, Person, Role, acting_as
from tests import cast, make
from tests.council.referring import (
    ANSWER,
    CANARIES,
    OBSERVED,
    PROTECTIVE,
    PURPOSE,
    RESULT,
    TITLE,
    address,
    day,
    english,
    given,
    scene,
    sent,
)

pytestmark = pytest.mark.usefixtures("acting")
NOBODY = "00000000-0000-4000-8000-000000000000"


def words(referral: Referral) -> dict[str, str]:
    referral = Referral.objects.select_related("report").get(pk=referral.pk)
    return dict(disclosure.words_of([referral])[referral.pk].words)


def reads(person: Any, report: Report) -> bool:
    """Asked as their own request would."""
    with acting_as(Person(str(person.pk))):
        who = access.reader(person, on=timezone.localdate())
        return access.visible_reports(who).filter(pk=report.pk).exists()


def verbs(referral: Referral) -> list[str]:
    rows = AuditRecord.objects.filter(object_key=f"referral:{referral.pk}")
    return [row.verb for row in rows.order_by("at")]


# --- Referring


def test_what_goes_and_who_will_read_it_is_shown_before_it_is_sent() -> None:
    here = scene()
    client = english(here.police)
    form = client.get(address(here.report, "referrals/new/")).content.decode()
    assert "Legal basis" in form and "checked" not in form.split("What goes with it")[1]
    checked = client.post(address(here.report, "referrals/new/"), given(step="check"))
    text = checked.content.decode()
    assert checked.status_code == 200
    assert TITLE in text and PURPOSE in text and OBSERVED not in text
    assert here.social.title in text and "At this institution, 1 person:" in text
    assert not Referral.objects.exists()
    changed = client.post(address(here.report, "referrals/new/"), given(step="edit"))
    assert changed.status_code == 200 and PURPOSE in changed.content.decode()
    assert not Referral.objects.exists()


def test_a_referral_is_sent_with_a_letter_that_says_nothing() -> None:
    here = scene()
    client = english(here.police)
    answer = client.post(address(here.report, "referrals/new/"), given())
    made = Referral.objects.get()
    assert answer["Location"] == address(made)
    assert (made.parts, made.due_date, made.sent_by) == (["title"], day(14), here.police)
    assert words(made)["purpose"] == PURPOSE
    assert verbs(made) == ["referral.sent"]
    letter = Notice.objects.get(kind=Notice.Kind.REFERRAL_SENT)
    assert (letter.person, letter.about) == (here.social, str(made.pk))
    assert reads(here.social, here.report)


def test_the_coordinator_refers_too() -> None:
    here = scene()
    assert (
        english(here.coordinator).post(address(here.report, "referrals/new/"), given()).status_code
        == 302
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"purpose": "  "}, "Write what the institution should do."),
        ({"basis": ""}, "Choose the legal basis."),
        ({"basis": "curiosity"}, "Choose a legal basis of the list."),
        ({"parts": ["everything"]}, "Choose parts of the list."),
        ({"due_date": ""}, "Write the day by which an answer is expected."),
        ({"due_date": f"{day(0)}"}, "Choose a day after today, at most 90 days away."),
        ({"due_date": f"{day(-1)}"}, "Choose a day after today, at most 90 days away."),
        ({"due_date": f"{day(91)}"}, "Choose a day after today, at most 90 days away."),
        ({"due_date": "soon"}, "Write a date like"),
        ({"to": ""}, "Choose the institution."),
        ({"to": "999999"}, "There is no such institution."),
    ],
)
@pytest.mark.parametrize("step", ["check", "send"])
def test_what_is_missing_or_wrong_is_said_at_its_field_and_nothing_is_lost(
    wrong: dict[str, Any], said: str, step: str
) -> None:
    here = scene()
    answer = english(here.police).post(
        address(here.report, "referrals/new/"), given(**{"purpose": PURPOSE, **wrong, "step": step})
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count(said) == 2  # in the summary and at the field
    assert "purpose" in wrong or PURPOSE in text
    assert not Referral.objects.exists() and not Notice.objects.exists()


@pytest.mark.parametrize(
    ("agency", "said"),
    [
        ("state_police", "This institution reported it itself."),
        ("local_media", "without clearance"),
        ("transport", "without clearance"),
    ],
)
def test_neither_ones_own_institution_nor_one_without_clearance_receives_it(
    agency: str, said: str
) -> None:
    here = scene()
    answer = english(here.police).post(address(here.report, "referrals/new/"), given(agency))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Referral.objects.exists()


def test_an_institution_has_one_open_referral_of_a_report() -> None:
    here = scene()
    first = sent(here)
    client = english(here.police)
    again = client.post(address(here.report, "referrals/new/"), given())
    assert again.status_code == 422 and "an open referral of this situation already" in (
        again.content.decode()
    )
    refer_report.revoke_referral(referral=first, by=reader(here.police), at=timezone.now())
    assert client.post(address(here.report, "referrals/new/"), given()).status_code == 302


def test_without_parts_only_category_area_period_and_level_go() -> None:
    here = scene()
    less = given()
    del less["parts"]
    assert (
        english(here.police).post(address(here.report, "referrals/new/"), less).status_code == 302
    )
    made = Referral.objects.get()
    assert made.parts == []
    page = english(here.social).get(address(made)).content.decode()
    assert PURPOSE in page and TITLE not in page and OBSERVED not in page
    assert here.report.reference in page


@pytest.mark.parametrize("state", ["submitted", "returned", "closed"])
def test_only_an_accepted_report_that_is_open_is_referred(state: str) -> None:
    here = scene(state=state)
    assert (
        english(here.police).post(address(here.report, "referrals/new/"), given()).status_code
        == 403
    )
    assert not Referral.objects.exists()


def test_what_is_amber_strict_is_referred_to_nobody() -> None:
    here = scene(marking=Marking.AMBER_STRICT)
    url = address(here.report, "referrals/new/")
    assert english(here.police).post(url, given()).status_code == 403
    assert english(here.coordinator).post(url, given()).status_code == 404
    assert not Referral.objects.exists()


def test_ids_in_what_is_posted_change_nothing() -> None:
    here = scene()
    other = make.report(author=here.police, marking=Marking.AMBER)
    extra = {"report": other.pk, "report_id": other.pk, "sent_by": here.social.pk, "state": "done"}
    english(here.police).post(address(here.report, "referrals/new/"), given(**extra))
    made = Referral.objects.get()
    assert (made.report, made.sent_by, made.state) == (here.report, here.police, "sent")


def test_the_action_itself_refuses_what_no_form_would_send() -> None:
    here = scene()
    social = make.agency(code="social_services")
    good = {"purpose": PURPOSE, "basis": "duty", "due_date": day(5)}
    for wrong, error in (
        ({"basis": "curiosity"}, refer_report.UnknownBasis),
        ({"parts": ["level"]}, refer_report.UnknownPart),
        ({"purpose": ""}, refer_report.NoPurpose),
    ):
        with pytest.raises(error):
            refer(
                report=here.report,
                to=social,
                terms=Terms(**{**good, **wrong}),
                by=reader(here.police),
                at=timezone.now(),
            )
    with pytest.raises(NotAllowed):
        refer(
            report=here.report,
            to=social,
            terms=Terms(**good),
            by=reader(here.social),
            at=timezone.now(),
        )


def reader(person: Any) -> access.Reader:
    return access.reader(person, on=timezone.localdate())


# --- Answering


def test_the_institution_acknowledges_accepts_and_finishes() -> None:
    here = scene()
    made = sent(here)
    client = english(here.social)
    page = client.get(address(made)).content.decode()
    assert TITLE in page and PURPOSE in page and OBSERVED not in page
    assert "14 days left" in page
    client.post(address(made, "acknowledge/"))
    made.refresh_from_db()
    assert made.state == "acknowledged" and made.acknowledged_at and not made.on_paper
    client.post(address(made, "accept/"), {"answer": ANSWER})
    here.report.refresh_from_db()
    assert here.report.state == Report.State.RESPONDING
    assert client.post(address(made, "finish/"), {"result": " "}).status_code == 422
    done = client.post(address(made, "finish/"), {"result": RESULT})
    assert done["Location"] == address(made)
    made.refresh_from_db()
    assert made.state == "done" and made.ended_at
    assert words(made) == {"purpose": PURPOSE, "answer": ANSWER, "result": RESULT}
    assert verbs(made) == [
        "referral.read", "referral.acknowledged", "referral.accepted", "referral.done",
    ]  # fmt: skip
    told = Notice.objects.filter(kind=Notice.Kind.REFERRAL_ANSWERED)
    assert {row.person for row in told} == {here.police, here.coordinator}
    assert told.count() == 4


@pytest.mark.parametrize(
    ("step", "state", "body"),
    [("finish", "accepted", {"result": RESULT}), ("refuse", "sent", {"reason": ANSWER})],
)
def test_the_right_ends_with_the_last_open_referral(
    step: str, state: str, body: dict[str, str]
) -> None:
    here = scene()
    made = sent(here, state=state)
    client = english(here.social)
    assert reads(here.social, here.report)
    answer = client.post(address(made, f"{step}/"), body, follow=True)
    assert answer.status_code == 200
    assert not reads(here.social, here.report)
    page = client.get(address(made))
    assert page.status_code == 200
    assert not [word for word in CANARIES if word in page.content.decode()]
    assert here.report.reference not in page.content.decode()
    over = client.get("/workspace/referrals/?show=over").content.decode()
    assert str(made.pk) in over and here.report.reference not in over
    assert not Notice.objects.filter(kind=Notice.Kind.REPORT_UNREADABLE).exists()
    # Whoever sent it reads what came of it.
    kept = english(here.police).get(address(made)).content.decode()
    assert PURPOSE in kept and (RESULT if step == "finish" else ANSWER) in kept


def test_a_revoked_referral_takes_the_right_at_once() -> None:
    here = scene()
    made = sent(here)
    client, police = english(here.social), english(here.police)
    assert "no longer read" in police.get(address(made, "revoke/")).content.decode()
    assert police.post(address(made, "revoke/"))["Location"] == address(made)
    assert not reads(here.social, here.report)
    page = client.get(address(made)).content.decode()
    assert PURPOSE not in page and "Revoked" in page
    for step in ("acknowledge/", "accept/", "refuse/", "finish/"):
        client.post(address(made, step), {"reason": "x", "result": "x"})
    police.post(address(made, "revoke/"))
    made.refresh_from_db()
    assert made.state == "revoked" and verbs(made).count("referral.revoked") == 1


def test_who_refuses_says_why() -> None:
    here = scene()
    made = sent(here)
    answer = english(here.social).post(address(made, "refuse/"), {"reason": ""})
    assert answer.status_code == 422 and answer.content.decode().count("Write why.") == 2
    made.refresh_from_db()
    assert made.state == "sent"


def test_answers_come_in_their_order() -> None:
    here = scene()
    made = sent(here)
    client = english(here.social)
    client.post(address(made, "finish/"), {"result": RESULT})
    made.refresh_from_db()
    assert made.state == "sent"
    client.post(address(made, "accept/"))
    for step, body in (("acknowledge/", {}), ("accept/", {}), ("refuse/", {"reason": "x"})):
        answer = client.post(address(made, step), body, follow=True)
        assert "This was answered before." in answer.content.decode()
    made.refresh_from_db()
    assert made.state == "accepted"


def test_the_coordinator_types_what_came_on_paper() -> None:
    here = scene()
    made = sent(here, agency="prefecture")
    client = english(here.coordinator)
    lacking = client.post(address(made, "accept/"), {"answer": ANSWER})
    assert lacking.status_code == 422 and ANSWER in lacking.content.decode()
    assert lacking.content.decode().count("Write the protocol number of the letter.") == 2
    client.post(address(made, "accept/"), {"answer": ANSWER, "paper": "214/3"})
    made.refresh_from_db()
    assert (made.state, made.on_paper, made.protocol_number) == ("accepted", True, "214/3")
    with pytest.raises(answer_referral.PaperWithoutNumber):
        answer_referral.finish_referral(
            referral=made, result=RESULT, by=reader(here.coordinator), at=timezone.now()
        )


def test_a_letter_on_paper_comes_with_a_closed_line_of_the_register() -> None:
    here = scene()
    made = sent(here, agency="prefecture")
    client = english(here.coordinator)
    assert "Letter for Word" in client.get(address(made)).content.decode()
    for _ in range(2):
        letter = client.post(address(made, "letter.docx"))
        assert letter.status_code == 200 and letter.content[:2] == b"PK"
    text = plain(letter.content)
    assert PURPOSE in text and TITLE in text and OBSERVED not in text and PROTECTIVE not in text
    line = Correspondence.objects.get()
    assert (line.closed, line.subject, line.about) == (True, "Referim", f"referral:{made.pk}")
    register = english(cast.secretary()).get("/workspace/correspondence/").content.decode()
    assert "Referim" in register and here.report.reference not in register


def plain(data: bytes) -> str:
    import io

    from docx import Document

    return "\n".join(row.text for row in Document(io.BytesIO(data)).paragraphs)


# --- Lists


def test_what_waits_is_listed_by_its_deadline_and_what_is_late_says_so() -> None:
    here = scene()
    late = sent(here, due_date=day(-2), sent_at=timezone.now() - datetime.timedelta(days=9))
    soon = sent(here, agency="education", due_date=day(1))
    text = english(here.coordinator).get("/workspace/referrals/").content.decode()
    assert "2 days late" in text and "1 day left" in text
    assert text.index(str(late.pk)) < text.index(str(soon.pk))
    own = english(here.social).get("/workspace/referrals/").content.decode()
    assert str(late.pk) in own and str(soon.pk) not in own
    assert not [word for word in CANARIES if word in text + own]


def test_a_referral_of_a_report_that_was_marked_strict_since_is_withheld() -> None:
    here = scene()
    made = sent(here)
    Report.objects.update(marking=Marking.AMBER_STRICT)
    client = english(here.social)
    page = client.get(address(made))
    assert page.status_code == 200 and PURPOSE not in page.content.decode()
    client.post(address(made, "accept/"))
    made.refresh_from_db()
    assert made.state == "sent"
    coordinator = english(here.coordinator)
    assert coordinator.get(address(made)).status_code == 404
    assert str(made.pk) not in coordinator.get("/workspace/referrals/").content.decode()


# --- Who must see nothing


PAGES = ("", "acknowledge/", "accept/", "refuse/", "finish/", "revoke/")


def test_a_foreign_referral_looks_like_none_at_all() -> None:
    here = scene()
    made = sent(here)
    strangers = [
        here.education,
        cast.chair(),
        cast.secretary(),
        cast.confirm(cast.observer()),
        cast.confirm(cast.person(role=Role.AUDITOR)),
        cast.confirm(cast.person(role=Role.ADMINISTRATOR)),
        cast.editor(),
    ]
    for person in strangers:
        client = english(person)
        for rest in PAGES:
            foreign = client.get(address(made, rest))
            missing = client.get(address(made, rest).replace(str(made.pk), NOBODY))
            assert foreign.status_code == missing.status_code == 404, (person, rest)
            assert foreign.content == missing.content
            assert client.post(address(made, rest)).status_code in (404, 405)
        assert client.get(address(here.report, "referrals/new/")).status_code == 404
        assert client.post(address(here.report, "referrals/new/"), given()).status_code == 404
    made.refresh_from_db()
    assert made.state == "sent" and Referral.objects.count() == 1
    for person in strangers[1:]:
        assert english(person).get("/workspace/referrals/").status_code == 403, person


def test_the_institution_that_received_it_can_neither_revoke_nor_refer_it_on() -> None:
    here = scene()
    made = sent(here)
    client = english(here.social)
    assert client.post(address(made, "revoke/")).status_code == 403
    assert client.post(address(made, "letter.docx")).status_code == 403
    assert (
        client.post(address(here.report, "referrals/new/"), given("education")).status_code == 403
    )
    assert english(here.police).post(address(made, "accept/")).status_code == 403
    made.refresh_from_db()
    assert made.state == "sent"
