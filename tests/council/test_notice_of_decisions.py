"""The notice of the same day: by two persons, from the open side, corrected in public."""

import datetime
import json

import pytest
from django.utils import timezone

from council import published
from council.actions import decide, hold_meeting, release_notice
from council.actions.publish_minutes import publish_minutes
from council.actions.release_notice import (
    MOST_WORDS,
    corrections_of,
    proposed_text,
    word_count,
)
from council.actions.take_attendance import Said, take_attendance
from council.models import (
    Action,
    AgendaItem,
    AuditRecord,
    Decision,
    DecisionNotice,
    ItemMinutes,
    Meeting,
    Notice,
    PublishedFact,
)
from council.people import NotAllowed, Public, Role, acting_as
from council.quorum import Count
from tests import cast, make
from tests.council import held, table

pytestmark = pytest.mark.usefixtures("acting")
_State = Meeting.State


def address(meeting: Meeting, more: str = "") -> str:
    return f"/workspace/meetings/{meeting.pk}/publish/{more}"


def released(meeting: Meeting, text: str = "") -> DecisionNotice:
    return release_notice.release_notice(
        meeting=meeting,
        text=text or proposed_text(meeting),
        by=cast.secretary(),
        at=timezone.now(),
    )


def made_public(meeting: Meeting) -> DecisionNotice:
    notice = released(meeting)
    release_notice.approve_notice(
        notice=notice,
        sha256=release_notice.notice_checksum(notice),
        by=cast.chair(),
        at=timezone.now(),
    )
    notice.refresh_from_db()
    return notice


# --- Written and released


def test_a_notice_is_proposed_from_the_open_side() -> None:
    text = proposed_text(held.meeting())
    assert held.CANARY not in text
    assert "M1" not in text
    assert "24 tetor 2024" in text
    assert "1. Ndriçimi i rrugës së shkollës" in text
    assert "2. Autobusi i nxënësve" in text
    assert "Vendimi 2024-1: Bashkia do të ndriçojë 6 vende të errëta." in text
    assert "Afati: 20 dhjetor 2024." in text
    assert word_count(text) <= MOST_WORDS


def test_the_page_offers_the_text_and_counts_its_words() -> None:
    meeting = held.meeting()
    page = held.browser_of(cast.secretary()).get(address(meeting))
    assert page.context["form"].initial["text"] == proposed_text(meeting)
    assert str(word_count(proposed_text(meeting))) in page.content.decode()


def test_a_notice_grows_too_long_and_nothing_typed_is_lost() -> None:
    meeting = held.meeting()
    text = "fjalë " * (MOST_WORDS + 1)
    answer = held.browser_of(cast.secretary()).post(address(meeting, "notice/"), {"text": text})
    assert answer.status_code == 422
    assert str(MOST_WORDS + 1) in answer.content.decode()
    assert text.strip() in answer.content.decode()
    assert not DecisionNotice.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        "Këshilli foli për: KANARINA title fjale te MBYLLURA.",
        f"U tha: {held.word('side minutes')}, dhe kaq.",
        "Vendimi 2024-M1 u mor.",
        held.word("hidden"),
        held.word("action"),
    ],
)
def test_a_notice_does_not_repeat_closed_words(said: str) -> None:
    meeting = held.meeting()
    answer = held.browser_of(cast.secretary()).post(address(meeting, "notice/"), {"text": said})
    assert answer.status_code == 422
    assert not DecisionNotice.objects.exists()


def test_what_the_open_side_says_too_may_be_said() -> None:
    meeting = held.meeting()
    AgendaItem.objects.filter(open_title__startswith="Ndr").update(
        closed_title="Ndriçimi i rrugës së shkollës"
    )
    assert released(meeting)


def test_the_language_check_refuses_what_it_calls_an_error() -> None:
    meeting = held.meeting()
    answer = held.browser_of(cast.secretary()).post(
        address(meeting, "notice/"), {"text": "المجلس قرر"}
    )
    assert answer.status_code == 422


def test_only_the_secretary_releases() -> None:
    meeting = held.meeting()
    for user in (cast.chair(), cast.person(role=Role.COORDINATOR), cast.observer()):
        answer = held.browser_of(user).post(address(meeting, "notice/"), {"text": "Tekst."})
        assert answer.status_code == 403
    assert held.browser_of(cast.observer()).get(address(meeting)).status_code == 403
    assert held.browser_of(cast.editor()).get(address(meeting)).status_code == 404


@pytest.mark.parametrize("state", ["planned", "convened", "approved", "published", "cancelled"])
def test_there_is_a_notice_of_a_held_meeting_until_its_minutes_are_approved(state: str) -> None:
    meeting = make.meeting(state=_State.HELD)
    cancelled = {"cancelled_at": make.NOW, "cancelled_reason": "x"}
    Meeting.objects.filter(pk=meeting.pk).update(state=state, **cancelled)
    held.browser_of(cast.secretary()).post(address(meeting, "notice/"), {"text": "Tekst."})
    assert not DecisionNotice.objects.exists()


def test_releasing_writes_to_the_chair_and_makes_nothing_public() -> None:
    meeting = held.meeting()
    released(meeting)
    letter = Notice.objects.get(kind=Notice.Kind.APPROVAL_ASKED)
    assert letter.address == cast.chair().email
    assert not PublishedFact.objects.exists()
    page = held.browser_of(cast.chair()).get(f"/workspace/meetings/{meeting.pk}/minutes/")
    assert address(meeting) in page.content.decode()


# --- Approved by another person


def test_the_chair_approves_what_was_read_and_it_is_public() -> None:
    meeting = held.meeting()
    released(meeting)
    chair = held.browser_of(cast.chair())
    page = chair.get(address(meeting))
    chair.post(address(meeting, "notice/approve/"), {"sha256": page.context["notice"]["sha256"]})
    with acting_as(Public()):
        told = published.notice("2024-4")
    assert told
    assert told.text["sq"] == proposed_text(meeting)
    (row,) = told.decisions
    assert (row.number, row.institution, row.deadline) == ("2024-1", "municipality", held.DEADLINE)
    assert told.corrections == ()
    assert AuditRecord.objects.filter(verb="notice.published").exists()


def test_a_notice_has_no_closed_word() -> None:
    made_public(held.meeting())
    rows = json.dumps(list(PublishedFact.objects.values("key", "facts", "texts")))
    assert held.CANARY not in rows
    assert "M1" not in rows


def test_who_released_it_never_approves_it() -> None:
    notice = released(held.meeting())
    cast.person(role=Role.SECRETARY)
    DecisionNotice.objects.update(released_by=cast.chair())
    notice.refresh_from_db()
    with pytest.raises(NotAllowed):
        release_notice.approve_notice(
            notice=notice,
            sha256=release_notice.notice_checksum(notice),
            by=cast.chair(),
            at=timezone.now(),
        )


def test_members_approve_no_notice() -> None:
    meeting = held.meeting()
    notice = released(meeting)
    sha256 = release_notice.notice_checksum(notice)
    for user in (cast.secretary(), cast.person(role=Role.COORDINATOR), cast.observer()):
        answer = held.browser_of(user).post(address(meeting, "notice/approve/"), {"sha256": sha256})
        assert answer.status_code == 403
    assert not PublishedFact.objects.exists()


@pytest.mark.parametrize("what", ["text", "decision"])
def test_what_changed_after_it_was_read_is_not_made_public(what: str) -> None:
    meeting = held.meeting()
    sha256 = release_notice.notice_checksum(released(meeting))
    if what == "text":
        released(meeting, "Këshilli mori 1 vendim tjetër.")
    else:
        Decision.objects.filter(series="open", serial=1).update(open_text="Tjetër.")
    answer = held.browser_of(cast.chair()).post(
        address(meeting, "notice/approve/"), {"sha256": sha256}
    )
    assert answer.status_code == 409
    assert not PublishedFact.objects.exists()


def test_a_public_notice_is_not_rewritten() -> None:
    meeting = held.meeting()
    made_public(meeting)
    with pytest.raises(release_notice.AlreadyPublic):
        released(meeting, "Tjetër tekst.")


# --- Corrected by the minutes


def row(number: str = "2024-1", **more: str | None) -> dict[str, str | None]:
    given = {"number": number, "institution": "municipality", "deadline": None, "text": "A."}
    return {**given, **more}


@pytest.mark.parametrize(
    ("said", "holds", "found"),
    [
        ([row()], [row()], []),
        ([row()], [row(text="B.")], [("2024-1", "text")]),
        (
            [row()],
            [row(institution="police", deadline="2024-12-01")],
            [("2024-1", "institution"), ("2024-1", "deadline")],
        ),
        ([row()], [], [("2024-1", "missing")]),
        ([], [row()], [("2024-1", "added")]),
    ],
)
def test_each_difference_is_a_correction(said, holds, found) -> None:  # type: ignore[no-untyped-def]
    assert [(c["number"], c["what"]) for c in corrections_of(said, holds)] == found


def _approved_with_changes(*, minutes: str = "U fol për 6 vende.") -> Meeting:
    """`minutes`: of its first open item."""
    from council.actions import approve_minutes, settle_minutes

    meeting, now = held.meeting(), timezone.now()
    made_public(meeting)
    ItemMinutes.objects.filter(item__open_title__startswith="Ndri").update(open_text=minutes)
    Decision.objects.filter(series="open", serial=1).update(
        open_text="Bashkia do të ndriçojë 7 vende.",
        due_date=datetime.date(2025, 1, 31),
        institution=held.agency("state_police"),
    )
    secretary = cast.secretary()
    settle_minutes.finish_draft(meeting=meeting, by=secretary, at=now)
    settle_minutes.circulate(
        meeting=meeting, corrections_until=timezone.localdate(), by=secretary, at=now
    )
    approve_minutes.approve_minutes(
        meeting=meeting, sha256=held.read(meeting), by=cast.chair(), at=now
    )
    return meeting


def test_minutes_that_differ_correct_the_notice_in_public() -> None:
    meeting = _approved_with_changes()
    answer = held.browser_of(cast.secretary()).post(address(meeting, "now/"), follow=True)
    assert answer.status_code == 200
    told = published.notice("2024-4")
    assert told
    found = {(row.what, row.said, row.holds) for row in told.corrections}
    assert found == {
        (
            "text",
            "Bashkia do të ndriçojë 6 vende të errëta.",
            "Bashkia do të ndriçojë 7 vende.",
        ),
        ("institution", "municipality", "state_police"),
        ("deadline", "2024-12-20", "2025-01-31"),
    }
    assert told.text["sq"].count("6 vende të errëta") >= 1
    assert "Bashkia do të ndriçojë 7 vende." in answer.content.decode()


# --- Corrected before there are minutes


def test_a_decision_that_changes_after_its_notice_is_corrected_by_one_button() -> None:
    meeting = held.meeting()
    made_public(meeting)
    secretary = held.browser_of(cast.secretary())
    own = f"/workspace/meetings/{meeting.pk}/?language=en"
    assert "Release a correction" not in secretary.get(own).content.decode()
    Decision.objects.filter(series="open", serial=1).update(open_text="7 vende do të ndriçohen.")
    for page in (own, f"{address(meeting)}?language=en"):
        assert "Release a correction" in secretary.get(page).content.decode(), page
    for who in (cast.chair(), cast.member(), cast.observer()):
        assert "Release a correction" not in held.browser_of(who).get(own).content.decode()
        assert held.browser_of(who).post(address(meeting, "notice/correct/")).status_code == 403
    secretary.post(address(meeting, "notice/correct/"))
    told = published.notice("2024-4")
    assert told
    (correction,) = told.corrections
    assert (correction.what, correction.holds) == ("text", "7 vende do të ndriçohen.")
    assert "Release a correction" not in secretary.get(own).content.decode()
    assert AuditRecord.objects.filter(verb="notice.corrected").count() == 1


def test_words_of_a_decision_that_is_closed_after_its_notice_leave_the_public() -> None:
    meeting = held.meeting()
    made_public(meeting)
    decision = Decision.objects.get(series="open", serial=1)
    words = decision.open_text
    assert words in json.dumps(list(PublishedFact.objects.values("texts")), ensure_ascii=False)
    Decision.objects.filter(pk=decision.pk).update(
        series="closed", serial=77, open_text="", closed_text=words
    )
    Action.objects.filter(series="open").update(open_text="Tjetër gjë.")
    secretary = held.browser_of(cast.secretary())
    secretary.post(address(meeting, "notice/correct/"))
    public = json.dumps(list(PublishedFact.objects.values("texts", "facts")), ensure_ascii=False)
    assert words not in public
    assert "M77" not in public
    told = published.notice("2024-4")
    assert told
    assert [(row.number, row.what) for row in told.corrections] == [("2024-1", "missing")]
    assert told.decisions == ()
    page = held.browser_of(cast.observer()).get("/keshilli/mbledhjet/2024-4/").content.decode()
    assert words not in page


def test_a_vote_that_is_taken_again_and_lost_takes_the_decision_out_of_the_notice_at_once() -> None:
    table.seated()
    meeting = table.opened(items=1)
    at, by = table.AFTER, cast.secretary()
    everybody = {table.seat(code).pk: Said("present") for code in table.VOTING}
    take_attendance(meeting=meeting, said=everybody, by=by, at=at)
    proposal = decide.Proposal("commitment", make.agency(), open_text="Bashkia hap parkun.")
    decision = decide.propose(item=meeting.items.get(), proposal=proposal, by=by, at=at)
    decide.take_vote(decision=decision, ballot=decide.Ballot("consensus"), by=by, at=at)
    hold_meeting.close_meeting(meeting=meeting, by=by, at=at)
    meeting.refresh_from_db()
    made_public(meeting)
    key = f"notice:{meeting.reference}"
    assert "hap parkun" in json.dumps(PublishedFact.objects.get(key=key).texts)
    hold_meeting.reopen_meeting(meeting=meeting, by=by, at=at)
    lost = decide.Ballot("hands", Count(1, 5, 0))
    decide.take_vote(decision=decision, ballot=lost, by=by, at=at)
    fact = PublishedFact.objects.get(key=key)
    assert "hap parkun" not in json.dumps(fact.texts)
    assert [row["what"] for row in fact.facts["corrections"]] == ["missing"]
    assert AuditRecord.objects.filter(verb="notice.withdrawn_from").count() == 1


# --- Publishing


def test_minutes_are_published_with_decisions_and_promises_after_approval_alone() -> None:
    meeting = held.circulated()
    secretary = held.browser_of(cast.secretary())
    secretary.post(address(meeting, "now/"))
    assert not PublishedFact.objects.exists()
    approved = held.read(meeting)
    held.browser_of(cast.chair()).post(
        f"/workspace/meetings/{meeting.pk}/minutes/approve/", {"sha256": approved}
    )
    assert held.browser_of(cast.chair()).post(address(meeting, "now/")).status_code == 403
    secretary.post(address(meeting, "now/"))
    keys = set(PublishedFact.objects.values_list("key", flat=True))
    assert keys == {"meeting:2024-4", "minutes:2024-4", "decision:2024-1", "action:2024-1"}
    rows = json.dumps(list(PublishedFact.objects.values("key", "facts", "texts")))
    assert held.CANARY not in rows
    assert "M1" not in rows
    assert "83" not in rows
    meeting.refresh_from_db()
    assert meeting.state == _State.PUBLISHED


def test_public_minutes_are_read_as_values() -> None:
    publish_minutes(
        meeting=held.approved(), next_meeting=None, by=cast.secretary(), at=timezone.now()
    )
    with acting_as(Public()):
        told = published.minutes("2024-4")
    assert told
    assert [(item.number, item.title["sq"], item.carried) for item in told.items] == [
        (1, "Ndriçimi i rrugës së shkollës", False),
        (2, "Autobusi i nxënësve", True),
    ]
    (decision,) = told.decisions
    assert (decision.number, decision.item) == ("2024-1", 1)
    assert decision.vote is None, "observers had left the room for it"
    assert [row.reference for row in told.actions] == ["2024-1"]
    assert {row.institution for row in told.attendance} == {
        "municipality",
        "state_police",
        "local_media",
    }


def test_the_next_meeting_is_announced_only_where_it_is_asked_for() -> None:
    meeting = held.approved()
    make.meeting(
        number=5,
        state=_State.PLANNED,
        starts_at=make.MET_AT + datetime.timedelta(days=90),
        place="Papër",
    )
    secretary = held.browser_of(cast.secretary())
    secretary.post(address(meeting, "now/"))
    assert published.next_meeting(make.MET_AT) is None
    secretary.post(address(meeting, "now/"), {"announce": "on"})
    assert published.next_meeting(make.MET_AT)


def test_a_next_meeting_that_is_only_planned_is_not_ticked_already() -> None:
    meeting = held.approved()
    following = make.meeting(
        number=5, state=_State.PLANNED, starts_at=make.MET_AT + datetime.timedelta(days=90)
    )
    secretary, page = held.browser_of(cast.secretary()), f"{address(meeting)}?language=en"

    def ticked() -> bool:
        return bool(secretary.get(page).context["publish_form"]["announce"].value())

    assert "not convened yet" in secretary.get(page).content.decode()
    assert not ticked()
    secretary.post(address(meeting, "now/"), {"announce": "on"})
    assert ticked(), "it is public already"
    secretary.post(address(meeting, "now/"))
    Meeting.objects.filter(pk=following.pk).update(state=_State.CONVENED)
    assert "not convened yet" not in secretary.get(page).content.decode()
    assert ticked()


def test_how_to_join_a_remote_meeting_is_not_public() -> None:
    meeting = held.approved()
    join = "https://example.org/join"
    make.meeting(
        number=5,
        state=_State.PLANNED,
        starts_at=make.MET_AT + datetime.timedelta(days=90),
        place=join,
    )
    Meeting.objects.filter(number=5).update(mode=Meeting.Mode.REMOTE)
    held.browser_of(cast.secretary()).post(address(meeting, "now/"), {"announce": "on"})
    assert published.next_meeting(make.MET_AT)
    assert join not in json.dumps(list(PublishedFact.objects.values("facts", "texts")))
