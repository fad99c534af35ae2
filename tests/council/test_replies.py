"""What institutions answer about what they promised, online and on paper."""

import datetime
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from council import published
from council.actions import reply as answers
from council.actions.publish_facts import publish_action, withdraw_fact
from council.models import (
    Action,
    Appointment,
    AuditRecord,
    Notice,
    PublishedFact,
    Reply,
    Seat,
    User,
)
from council.people import NotAllowed, Role
from tests import cast, make
from tests.council.registry import CANARY, browser_of, cleared, reader_of, registry

pytestmark = pytest.mark.usefixtures("acting")


def png(name: str = "prova.png") -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue())


def promised(*, institution: str = "social_services", **fields: Any) -> Action:
    """With much time left."""
    today = timezone.localdate()
    dates = {"given_date": today - datetime.timedelta(days=30)}
    dates["due_date"] = today + datetime.timedelta(days=60)
    return make.action(institution=institution, **{**dates, **fields})


def own() -> Client:
    return browser_of(cast.member())


def post(client: Client, action: Action, **given: Any) -> Any:
    return client.post(f"/workspace/actions/{action.pk}/reply/", given)


# --- Online


def test_the_institution_says_that_it_is_done_with_a_file() -> None:
    action = promised()
    answer = post(own(), action, kind="done", text="Muri u ndërtua.", file=png())
    assert answer.status_code == 302
    action.refresh_from_db()
    made = action.replies.get()
    assert action.done_date == timezone.localdate()
    assert (made.kind, made.on_paper, made.by) == ("done", False, cast.member())
    client = browser_of(cast.observer())
    page = client.get(f"/workspace/actions/{action.pk}/").content.decode()
    assert "Muri u ndërtua." in page
    file = client.get(f"/workspace/documents/{made.evidence_id}/")
    assert b"".join(file.streaming_content).startswith(b"\x89PNG")
    verbs = set(AuditRecord.objects.values_list("verb", flat=True))
    assert {"action.replied", "action.done", "document.kept"} <= verbs


def test_the_secretary_gets_a_letter_when_an_institution_has_answered() -> None:
    action, secretary = promised(), cast.secretary()
    post(own(), action, kind="progress", text="Po punohet.")
    (notice,) = Notice.objects.filter(kind="reply_arrived")
    assert notice.person == secretary
    assert notice.about == f"{action.pk}:{action.replies.get().pk}"
    post(browser_of(secretary), action, kind="progress", text="Na thanë se po punohet.")
    assert Notice.objects.filter(kind="reply_arrived").count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "done"}, "id_text"),
        ({"kind": "refused"}, "id_text"),
        ({"kind": "new_date", "new_date": "2999-01-01"}, "id_text"),
        ({"kind": "new_date", "text": "Na duhet kohë"}, "id_new_date"),
        ({"kind": "new_date", "text": "Na duhet kohë", "new_date": "2020-01-01"}, "id_new_date"),
        ({"kind": "new_date", "text": "Na duhet kohë", "new_date": "31.13.2026"}, "id_new_date"),
        ({"text": "Na duhet kohë"}, "id_kind"),
        ({"kind": "sold", "text": "Na duhet kohë"}, "id_kind"),
        ({"kind": "progress", "text": "x" * 4001}, "id_text"),
    ],
)
def test_what_is_missing_is_said_at_the_field_and_nothing_is_lost(
    given: dict[str, str], field: str
) -> None:
    action = promised()
    answer = post(own(), action, **given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}' in page
    assert given.get("text", "") in page
    assert not Reply.objects.exists()


def test_a_file_that_is_not_what_it_says_is_refused_and_the_words_stay() -> None:
    action = promised()
    fake = SimpleUploadedFile("prova.pdf", b"PK\x03\x04 docx")
    answer = post(own(), action, kind="done", text="Muri u ndërtua.", file=fake)
    assert answer.status_code == 422
    assert "Muri u ndërtua." in answer.content.decode()
    assert not Reply.objects.exists()


def test_progress_and_a_refusal_do_not_stop_the_clock() -> None:
    action = promised()
    for kind in ("progress", "refused"):
        assert post(own(), action, kind=kind, text="Ja pse.").status_code == 302
    action.refresh_from_db()
    assert action.done_date is None
    assert action.replies.count() == 2


def test_what_is_done_takes_no_further_answer() -> None:
    action = promised(done_date=timezone.localdate())
    answer = post(own(), action, kind="progress", text="Edhe një herë.")
    assert answer.status_code == 422
    assert not action.replies.exists()


# --- Another date


def asked(action: Action) -> Reply:
    later = action.deadline + datetime.timedelta(days=30)
    post(own(), action, kind="new_date", text="Moti.", new_date=later.isoformat())
    return action.replies.get()


def test_a_new_date_counts_once_the_secretary_accepts_it() -> None:
    action = promised()
    publish_action(action=action, at=make.NOW)
    reply = asked(action)
    action.refresh_from_db()
    assert action.new_due_date is None
    client = browser_of(cast.secretary())
    assert str(action.pk) in client.get("/workspace/actions/?state=asked").content.decode()
    address = f"/workspace/actions/{action.pk}/replies/{reply.pk}/accept/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"public_reason": "Moti i keq."}).status_code == 302
    action.refresh_from_db()
    assert action.deadline == reply.new_date
    (promise,) = published.promises(timezone.localdate())
    assert promise.new_deadline == reply.new_date
    assert promise.reason["sq"] == "Moti i keq."
    assert str(action.pk) not in client.get("/workspace/actions/?state=asked").content.decode()


def test_a_new_date_that_is_declined_changes_nothing() -> None:
    action = promised()
    reply = asked(action)
    client = browser_of(cast.secretary())
    address = f"/workspace/actions/{action.pk}/replies/{reply.pk}"
    assert client.post(f"{address}/decline/").status_code == 302
    client.post(f"{address}/accept/", {})
    action.refresh_from_db()
    reply.refresh_from_db()
    assert (action.new_due_date, reply.accepted_at) == (None, None)
    assert reply.declined_at


@pytest.mark.parametrize("how", ["accept", "decline"])
def test_only_the_secretary_answers_to_a_new_date(how: str) -> None:
    action = promised()
    reply = asked(action)
    address = f"/workspace/actions/{action.pk}/replies/{reply.pk}/{how}/"
    for user in (cast.member(), cast.chair(), cast.person(role=Role.COORDINATOR)):
        assert browser_of(user).post(address).status_code == 403
    assert browser_of(cast.editor()).post(address).status_code == 404
    reply.refresh_from_db()
    assert (reply.accepted_at, reply.declined_at) == (None, None)


def test_the_reason_of_a_closed_action_becomes_public_nowhere() -> None:
    made = registry()
    reply = Reply.objects.create(
        action=made.closed_action,
        kind="new_date",
        new_date="2025-06-01",
        received_date=make.TODAY,
        by=cast.member(),
        at=make.NOW,
    )
    answers.accept_new_date(
        reply=reply, public_reason="x", by=reader_of(cast.secretary()), at=make.NOW
    )
    made.closed_action.refresh_from_db()
    assert made.closed_action.late_reason == ""
    assert not PublishedFact.objects.exists()


def test_the_database_refuses_both_answers_to_one_request() -> None:
    reply = asked(promised())
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.update(accepted_at=make.NOW, declined_at=make.NOW)
    assert reply.pk


# --- On paper


def paper(**given: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    return {"kind": "done", "number": "114/2", "received": today, **given}


def test_a_paper_reply_stops_the_clock_like_an_online_one() -> None:
    action = promised(institution="court")
    received = timezone.localdate() - datetime.timedelta(days=3)
    answer = post(
        browser_of(cast.secretary()), action, **paper(received=received.isoformat(), file=png())
    )
    assert answer.status_code == 302
    action.refresh_from_db()
    made = action.replies.get()
    assert action.done_date == received
    assert (made.on_paper, made.number, made.by) == (True, "114/2", cast.secretary())
    assert made.evidence
    page = browser_of(cast.observer()).get(f"/workspace/actions/{action.pk}/").content.decode()
    assert "114/2" in page


@pytest.mark.parametrize("days", [1, -31])
def test_a_paper_cannot_have_come_tomorrow_or_before_it_was_asked_for(days: int) -> None:
    action = promised()
    day = timezone.localdate() + datetime.timedelta(days=days)
    answer = post(browser_of(cast.secretary()), action, **paper(received=day.isoformat()))
    assert answer.status_code == 422
    assert 'href="#id_received"' in answer.content.decode()
    action.refresh_from_db()
    assert action.done_date is None


def test_a_paper_has_a_number() -> None:
    answer = post(browser_of(cast.secretary()), promised(), **paper(number=" "))
    assert answer.status_code == 422
    assert 'href="#id_number"' in answer.content.decode()


def test_only_the_secretary_enters_papers() -> None:
    with pytest.raises(NotAllowed):
        answers.reply_on_paper(
            action=promised(),
            kind=Reply.Kind.DONE,
            text="",
            new_date=None,
            file=None,
            received=timezone.localdate(),
            number="1",
            by=reader_of(cast.member(), timezone.localdate()),
            at=timezone.now(),
        )


# --- The public side follows


def test_what_the_public_reads_of_a_promise_follows_it() -> None:
    action = promised()
    publish_action(action=action, at=make.NOW)
    post(own(), action, kind="done", text="Muri u ndërtua.")
    (promise,) = published.promises(timezone.localdate())
    assert promise.state_on(timezone.localdate()) == "done"


@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_the_public_does_not_read_stays_unsaid(withdrawn: bool) -> None:
    action = promised()
    if withdrawn:
        publish_action(action=action, at=make.NOW)
        withdraw_fact(key=action.source_key, reasons=make.WHY, at=make.NOW)
    before = list(PublishedFact.objects.values_list("version", flat=True))
    post(own(), action, kind="done", text="Muri u ndërtua.")
    assert list(PublishedFact.objects.values_list("version", flat=True)) == before


# --- Who may


def person_of(agency: str, role: Role = Role.MEMBER) -> User:
    return cast.person(role=role, agency=agency)


def test_another_agency_and_observers_answer_nothing() -> None:
    action = promised()
    for user in (person_of("education"), cast.observer(), cast.chair()):
        assert post(browser_of(user), action, kind="done", text="x").status_code == 403
    for user in (cast.editor(), cast.translator()):
        assert post(browser_of(user), action, kind="done", text="x").status_code == 404
    assert not Reply.objects.exists()


def test_the_liaison_of_the_institution_answers_too() -> None:
    action = promised()
    liaison = person_of("social_services", Role.LIAISON)
    assert post(browser_of(liaison), action, kind="progress", text="Po punojmë.").status_code == 302


def test_a_closed_action_is_answered_by_the_cleared_alone() -> None:
    made = registry()
    uncleared = person_of("social_services", Role.LIAISON)
    answer = post(browser_of(uncleared), made.closed_action, kind="done", text="x")
    assert answer.status_code == 404
    answer = post(browser_of(cleared("social_services")), made.closed_action, kind="done", text="x")
    assert answer.status_code == 302


def test_replies_about_a_closed_side_are_read_by_those_who_may_read_it() -> None:
    made = registry()
    seat = Seat.objects.get(code="gender_equality")
    member = person_of("municipality")
    Appointment.objects.filter(person=member).update(seat=seat)
    cast.confirm(member)
    post(browser_of(member), made.open_action, kind="done", text=CANARY, file=png())
    reply = Reply.objects.get()
    page, file = (
        f"/workspace/actions/{made.open_action.pk}/",
        f"/workspace/documents/{reply.evidence_id}/",
    )
    for user in (cast.observer(), cleared("public_health")):
        client = browser_of(user)
        assert CANARY not in client.get(page).content.decode()
        assert client.get(file).status_code == 404
    for user in (cast.secretary(), member, cleared("education")):
        client = browser_of(user)
        assert CANARY in client.get(page).content.decode()
        answer = client.get(file)
        assert b"".join(answer.streaming_content)
