"""Minutes from the draft to the lock: who does what, what each reads, and that nothing changes."""

import dataclasses
import datetime
import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from council import access
from council.access import reader
from council.actions import approve_minutes, settle_minutes
from council.actions.check_minutes import broken_minutes, check_locked
from council.actions.write_minutes import Words, write_minutes
from council.minutes_content import canonical, checksum, gathered, record_of
from council.minutes_versions import public_version, sight_of, version
from council.models import (
    Addendum,
    AgendaItem,
    Appointment,
    AuditRecord,
    Delegation,
    ItemMinutes,
    LockedMinutes,
    Meeting,
    MinutesCorrection,
    Notice,
    User,
)
from council.people import NotAllowed, Role
from tests import cast, make
from tests.council import held

pytestmark = pytest.mark.usefixtures("acting")
_State = Meeting.State


def address(meeting: Meeting, more: str = "") -> str:
    return f"/workspace/meetings/{meeting.pk}/minutes/{more}"


def told_to(user: User, meeting: Meeting):  # type: ignore[no-untyped-def]
    who = reader(user, on=timezone.localdate())
    return version(record_of(meeting), sight_of(who, meeting))


def words_of(minutes: object) -> str:
    return json.dumps(dataclasses.asdict(minutes), default=str, ensure_ascii=False)  # type: ignore[call-overload]


# --- Versions


def test_the_public_version_has_no_closed_word_and_no_hole() -> None:
    public = public_version(record_of(held.meeting()))
    assert held.CANARY not in words_of(public)
    assert [(item.number, item.title) for item in public.items] == [
        (1, "Ndriçimi i rrugës së shkollës"),
        (2, "Autobusi i nxënësve"),
    ]
    assert [row.number for row in public.decisions] == ["2024-1"]
    assert [row.reference for row in public.actions] == ["2024-1"]
    assert '"in_favour": 83' not in words_of(public)
    assert not public.has_closed


def test_the_public_version_names_institutions_and_no_person() -> None:
    public = public_version(record_of(held.meeting()))
    assert [(row.institution.code, row.state, row.post) for row in public.attendance] == [
        ("municipality", "present", ""),
        ("state_police", "remote", ""),
        ("local_media", "excused", ""),
    ]
    assert public.chair_post == ""


def test_the_secretary_reads_everything_with_what_is_closed_as_a_whole_last() -> None:
    whole = told_to(cast.secretary(), held.meeting())
    assert [item.number for item in whole.items] == [1, 2, 3]
    assert whole.items[2].closed_title == held.word("title")
    assert whole.items[0].decisions[0].vote.by_name[0].note == "favour"
    assert {row.number for row in whole.decisions} == {"2024-1", "2024-M1", ""}
    for name in ("meeting", "title", "minutes", "side minutes", "decision", "action", "quorum"):
        assert held.word(name) in words_of(whole), name


def test_the_coordinator_reads_all_but_what_is_strict() -> None:
    words = words_of(told_to(cast.person(role=Role.COORDINATOR), held.meeting()))
    assert held.word("side minutes") in words
    for name in ("title", "text", "minutes", "hidden", "decision", "action", "meeting"):
        assert held.word(name) not in words, name


def test_a_cleared_member_reads_what_was_shared_with_their_agency() -> None:
    meeting = held.meeting()
    police = held.seated(Role.MEMBER, "police")
    assert held.CANARY not in words_of(told_to(police, meeting))
    item = AgendaItem.objects.get(open_title__startswith="Ndriçimi")
    item.shared_with.add(held.agency("state_police"))
    words = words_of(told_to(police, meeting))
    assert held.word("side minutes") in words
    assert held.word("title") not in words


def test_old_minutes_keep_the_old_chair() -> None:
    meeting = held.approved()
    chair = meeting.chair
    assert chair
    chair.person.title = "Prefekti"
    chair.person.save()
    kept = record_of(meeting)["chair"]
    assert (kept["appointment"], kept["post"]) == (chair.pk, "Chair")


# --- Steps


def test_minutes_go_from_held_to_approved() -> None:
    meeting, secretary = held.meeting(), held.browser_of(cast.secretary())
    secretary.post(address(meeting, "finish/"))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.written_by) == (_State.DRAFTED, cast.secretary())
    until = timezone.localdate() + datetime.timedelta(days=3)
    secretary.post(address(meeting, "circulate/"), {"corrections_until": until.isoformat()})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.corrections_until) == (_State.CIRCULATED, until)
    chair = held.browser_of(cast.chair())
    page = chair.get(address(meeting))
    assert page.context["sha256"] in page.content.decode()
    chair.post(address(meeting, "approve/"), {"sha256": page.context["sha256"]})
    meeting.refresh_from_db()
    assert meeting.state == _State.APPROVED
    assert meeting.locked.sha256 == page.context["sha256"]
    verbs = AuditRecord.objects.filter(object_key__startswith="meeting:2024-4")
    assert {"minutes.drafted", "minutes.circulated", "minutes.locked"} <= set(
        verbs.values_list("verb", flat=True)
    )


def test_circulating_writes_to_every_seat_but_to_who_circulates() -> None:
    held.circulated()
    notices = Notice.objects.filter(kind=Notice.Kind.MINUTES_CIRCULATED)
    assert set(notices.values_list("address", flat=True)) == {
        "chair.municipality@example.org",
        "member.state-police@example.org",
        "observer.local-media@example.org",
    }


def test_a_day_that_is_over_is_refused_and_kept_as_it_was_typed() -> None:
    meeting = held.meeting()
    settle_minutes.finish_draft(meeting=meeting, by=cast.secretary(), at=timezone.now())
    answer = held.browser_of(cast.secretary()).post(
        address(meeting, "circulate/"), {"corrections_until": "2020-01-31"}
    )
    assert answer.status_code == 422
    assert 'value="2020-01-31"' in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == _State.DRAFTED


@pytest.mark.parametrize("act", ["finish/", "circulate/", "ask-approval/", "addenda/", "signed/"])
def test_only_the_secretary_keeps_minutes(act: str) -> None:
    meeting = held.circulated()
    for user in (cast.chair(), held.seated(Role.MEMBER, "police"), cast.observer()):
        assert held.browser_of(user).post(address(meeting, act)).status_code == 403


def test_a_step_that_was_taken_is_not_taken_twice() -> None:
    meeting = held.approved()
    for act in ("finish/", "ask-approval/", "approve/"):
        user = cast.chair() if act == "approve/" else cast.secretary()
        answer = held.browser_of(user).post(address(meeting, act), {"sha256": held.read(meeting)})
        assert answer.status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == _State.APPROVED
    assert LockedMinutes.objects.count() == 1


def test_asking_for_approval_writes_to_the_chair_and_the_delegate_once() -> None:
    meeting = held.circulated()
    delegate = _delegate()
    for _ in range(2):
        held.browser_of(cast.secretary()).post(address(meeting, "ask-approval/"))
    asked = Notice.objects.filter(kind=Notice.Kind.APPROVAL_ASKED)
    assert sorted(asked.values_list("address", flat=True)) == sorted(
        [cast.chair().email, delegate.email]
    )


# --- Corrections


def test_a_member_asks_and_the_secretary_takes_the_correction_into_the_text() -> None:
    meeting = held.circulated()
    item = AgendaItem.objects.get(open_title__startswith="Ndriçimi")
    police = held.browser_of(held.seated(Role.MEMBER, "police"))
    answer = police.post(
        address(meeting, "corrections/"), {"item": str(item.key), "text": "Ishin 7 vende."}
    )
    assert answer.status_code == 302
    correction = MinutesCorrection.objects.get()
    secretary = held.browser_of(cast.secretary())
    page = address(meeting, f"corrections/{correction.pk}/")
    form = secretary.get(page).context["form"]
    given = {
        "open_text": "U fol për 7 vende.",
        "closed_text": form.initial["closed_text"],
        "version": form.initial["version"],
        "answer": "Po, 7.",
        "settle": "take",
    }
    assert secretary.post(page, given).status_code == 302
    correction.refresh_from_db()
    assert (correction.state, correction.answer) == ("taken", "Po, 7.")
    minutes = ItemMinutes.objects.get(item=item)
    assert (minutes.open_text, minutes.version) == ("U fol për 7 vende.", 4)
    assert minutes.closed_text == held.word("side minutes")


def test_taking_a_correction_over_a_newer_text_loses_neither() -> None:
    meeting = held.circulated()
    item = AgendaItem.objects.get(open_title__startswith="Ndriçimi")
    correction = settle_minutes.ask_correction(
        meeting=meeting, item=item, text="x", by=cast.chair(), at=timezone.now()
    )
    ItemMinutes.objects.filter(item=item).update(version=9, open_text="Tekst më i ri.")
    given = {"open_text": "Teksti im.", "closed_text": "", "version": 3, "answer": "Po."}
    secretary = held.browser_of(cast.secretary())
    page = address(meeting, f"corrections/{correction.pk}/")
    answer = secretary.post(page, {**given, "settle": "take"})
    assert answer.status_code == 422
    assert "Teksti im." in answer.content.decode()
    assert "Tekst më i ri." in answer.content.decode()
    assert 'name="version" value="9"' in answer.content.decode()
    correction.refresh_from_db()
    assert correction.state == "asked"
    assert ItemMinutes.objects.get(item=item).open_text == "Tekst më i ri."


def test_a_refused_correction_changes_no_text() -> None:
    meeting = held.circulated()
    correction = settle_minutes.ask_correction(
        meeting=meeting, item=None, text="Shtoni emrat.", by=cast.observer(), at=timezone.now()
    )
    before = held.read(meeting)
    page = address(meeting, f"corrections/{correction.pk}/")
    held.browser_of(cast.secretary()).post(page, {"answer": "Pa emra.", "settle": "refuse"})
    correction.refresh_from_db()
    assert correction.state == "refused"
    assert held.read(meeting) == before
    assert "Pa emra." in held.browser_of(cast.observer()).get(address(meeting)).content.decode()


def test_a_correction_is_refused_after_its_last_day() -> None:
    meeting = held.circulated()
    past = timezone.localdate() - datetime.timedelta(days=1)
    Meeting.objects.filter(pk=meeting.pk).update(corrections_until=past)
    answer = held.browser_of(cast.observer()).post(
        address(meeting, "corrections/"), {"text": "Kam një vërejtje."}
    )
    assert answer.status_code == 422
    assert "Kam një vërejtje." in answer.content.decode()
    assert not MinutesCorrection.objects.exists()


def test_no_correction_is_asked_about_an_item_that_one_may_not_know() -> None:
    meeting = held.circulated()
    closed = AgendaItem.objects.get(open_title="")
    answer = held.browser_of(cast.observer()).post(
        address(meeting, "corrections/"), {"item": str(closed.key), "text": "x"}
    )
    assert answer.status_code == 422
    assert not MinutesCorrection.objects.exists()


def test_what_somebody_asks_to_be_corrected_is_for_them_and_the_keepers() -> None:
    meeting = held.circulated()
    police = held.seated(Role.MEMBER, "police")
    settle_minutes.ask_correction(
        meeting=meeting, item=None, text=held.word("correction"), by=police, at=timezone.now()
    )
    for user, reads in ((police, True), (cast.secretary(), True), (cast.observer(), False)):
        page = held.browser_of(user).get(address(meeting)).content.decode()
        assert (held.word("correction") in page) is reads, user


# --- Approval


def test_what_changed_after_it_was_read_is_not_approved() -> None:
    meeting = held.circulated()
    read = held.read(meeting)
    ItemMinutes.objects.filter(item__open_title__startswith="Ndr").update(open_text="Tjetër.")
    answer = held.browser_of(cast.chair()).post(address(meeting, "approve/"), {"sha256": read})
    assert answer.status_code == 409
    assert "Tjetër." in answer.content.decode()
    assert answer.context["sha256"] != read
    assert not LockedMinutes.objects.exists()
    meeting.refresh_from_db()
    assert meeting.state == _State.CIRCULATED


def test_an_open_correction_keeps_minutes_from_being_approved() -> None:
    meeting = held.circulated()
    settle_minutes.ask_correction(
        meeting=meeting, item=None, text="x", by=cast.observer(), at=timezone.now()
    )
    answer = held.browser_of(cast.chair()).post(
        address(meeting, "approve/"), {"sha256": held.read(meeting)}
    )
    assert answer.status_code == 409
    assert not LockedMinutes.objects.exists()


def test_whoever_wrote_an_item_earlier_does_not_approve_the_minutes() -> None:
    """Also where somebody else wrote last, finished them, and the writer holds another office now."""
    meeting = held.meeting()
    item = meeting.items.get(order=3)
    former = cast.person(role=Role.SECRETARY, agency="education")
    for by, text in ((former, "U shty."), (cast.secretary(), "Pika u shty për herën tjetër.")):
        minutes = ItemMinutes.objects.get(item=item)
        write_minutes(
            item=item,
            words=Words(text, ""),
            version=minutes.version,
            by=by,
            at=timezone.now(),
        )
    Appointment.objects.filter(person=former).update(role=Role.CHAIR)
    now = timezone.now()
    settle_minutes.finish_draft(meeting=meeting, by=cast.secretary(), at=now)
    last_day = timezone.localdate(now) + datetime.timedelta(days=7)
    settle_minutes.circulate(
        meeting=meeting, corrections_until=last_day, by=cast.secretary(), at=now
    )
    asked = settle_minutes.ask_approval(meeting=meeting, by=cast.secretary(), at=now)
    assert asked == 1
    assert not Notice.objects.filter(kind="approval_asked", person=former).exists()
    browser, read = held.browser_of(former), {"sha256": held.read(meeting)}
    assert 'value="' + read["sha256"] not in browser.get(address(meeting)).content.decode()
    refused = browser.post(f"{address(meeting, 'approve/')}?language=en", read)
    assert refused.status_code == 403
    assert "Nobody approves minutes in which they wrote an item." in refused.content.decode()
    held.browser_of(cast.chair()).post(address(meeting, "approve/"), read)
    assert LockedMinutes.objects.get().approved_by == cast.chair()


def test_who_wrote_the_minutes_never_approves_them() -> None:
    meeting = held.circulated()
    Meeting.objects.filter(pk=meeting.pk).update(written_by=cast.chair())
    with pytest.raises(NotAllowed):
        approve_minutes.approve_minutes(
            meeting=meeting, sha256=held.read(meeting), by=cast.chair(), at=timezone.now()
        )


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.COORDINATOR, Role.MEMBER, Role.OBSERVER])
def test_only_the_chair_approves(role: Role) -> None:
    meeting = held.circulated()
    answer = held.browser_of(cast.person(role=role)).post(
        address(meeting, "approve/"), {"sha256": held.read(meeting)}
    )
    assert answer.status_code == 403
    assert not LockedMinutes.objects.exists()


def test_a_delegate_approves_in_the_chairs_place_and_the_delegation_is_noted() -> None:
    meeting, delegate = held.circulated(), _delegate()
    held.browser_of(delegate).post(address(meeting, "approve/"), {"sha256": held.read(meeting)})
    locked = LockedMinutes.objects.get()
    assert locked.approved_by == delegate
    assert locked.delegation == Delegation.objects.get()


def test_who_is_no_longer_fit_for_it_approves_nothing_by_a_delegation() -> None:
    meeting, delegate = held.circulated(), _delegate()
    read = held.read(meeting)
    Appointment.objects.filter(person=delegate).update(confirmed_at=None, confirmed_by=None)
    answer = held.browser_of(delegate).post(address(meeting, "approve/"), {"sha256": read})
    assert answer.status_code == 403
    assert not LockedMinutes.objects.exists()


def test_a_cleared_seat_opens_what_is_shared_with_its_own_institution_alone() -> None:
    """Another role elsewhere, which nobody confirmed, opens nothing there."""
    meeting = held.meeting()
    who = held.seated(Role.MEMBER, "social_services")
    cast.person(role=Role.OBSERVER, agency="state_police")
    police = Appointment.objects.get(role=Role.OBSERVER, agency__code="state_police")
    Appointment.objects.filter(pk=police.pk).update(person=who)
    item = meeting.items.exclude(closed_title="").first()
    assert item
    type(item).objects.filter(pk=item.pk).update(marking="amber_strict")
    item.shared_with.set([police.agency])
    reads = access.closed_items(access.reader(who, on=timezone.localdate()))
    assert not reads.filter(pk=item.pk).exists()


def _delegate() -> User:
    deputy = held.seated(Role.MEMBER, "social_services")
    today = timezone.localdate()
    Delegation.objects.create(
        appointment=Appointment.objects.get(person=cast.chair(), role=Role.CHAIR),
        delegate=deputy,
        from_date=today,
        to_date=today,
        made_at=timezone.now(),
    )
    return deputy


# --- The lock


def test_the_locked_content_is_canonical_and_whole() -> None:
    locked = held.approved().locked
    assert locked.content == canonical(json.loads(locked.content))
    assert checksum(locked.content) == locked.sha256
    for name in ("title", "minutes", "decision", "action", "quorum", "recusal", "meeting"):
        assert held.word(name) in locked.content
    noted = AuditRecord.objects.get(verb="minutes.locked")
    assert noted.object_key == f"meeting:2024-4:{locked.sha256}"


def test_rows_with_the_same_number_keep_their_place() -> None:
    """Wherever the database wrote them last: 2024-1 and its closed namesake."""
    meeting = held.circulated()
    sums = set()
    for series in ("open", "closed"):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE council_action SET late_reason = late_reason WHERE series = %s", [series]
            )
            cursor.execute(
                "UPDATE council_decision SET legal_basis = legal_basis WHERE series = %s", [series]
            )
        sums.add(held.read(meeting))
    assert len(sums) == 1


CHANGES = (
    "UPDATE council_agendaitem SET open_title = 'x' WHERE meeting_id = %s",
    "UPDATE council_meeting SET open_text = 'x' WHERE id = %s",
    "UPDATE council_meeting SET state = 'drafted' WHERE id = %s",
    "UPDATE council_meeting SET chair_id = NULL WHERE id = %s",
    "DELETE FROM council_attendance WHERE meeting_id = %s",
    "UPDATE council_decision SET due_date = NULL WHERE meeting_id = %s",
    "UPDATE council_itemminutes SET open_text = 'x' WHERE item_id IN"
    " (SELECT id FROM council_agendaitem WHERE meeting_id = %s)",
    "DELETE FROM council_recusal WHERE item_id IN"
    " (SELECT id FROM council_agendaitem WHERE meeting_id = %s)",
    "UPDATE council_attendancechange SET state = 'absent' WHERE item_id IN"
    " (SELECT id FROM council_agendaitem WHERE meeting_id = %s)",
    "UPDATE council_vote SET in_favour = 0 WHERE decision_id IN"
    " (SELECT id FROM council_decision WHERE meeting_id = %s)",
    "DELETE FROM council_namedvote WHERE vote_id IN (SELECT v.id FROM council_vote AS v"
    " JOIN council_decision AS d ON d.id = v.decision_id WHERE d.meeting_id = %s)",
    "UPDATE council_lockedminutes SET content = 'x' WHERE meeting_id = %s",
    "DELETE FROM council_lockedminutes WHERE meeting_id = %s",
    "UPDATE council_addendum SET open_text = 'x' WHERE meeting_id = %s",
)


@pytest.mark.parametrize("role", ["portal_workspace", "portal_owner"])
@pytest.mark.parametrize("change", CHANGES)
def test_nothing_of_locked_minutes_is_changed_by_any_route(role: str, change: str) -> None:
    meeting = held.approved()
    _add(meeting, "Shtojcë.")
    before = [canonical(gathered(meeting)), *LockedMinutes.objects.values_list("content")]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(change, [meeting.pk])
    assert [canonical(gathered(meeting)), *LockedMinutes.objects.values_list("content")] == before


def test_nothing_is_added_to_locked_minutes_beside_addenda() -> None:
    meeting = held.approved()
    tries = (
        lambda: make.item(meeting=meeting, order=9, open_title="E re"),
        lambda: make.decision(meeting=meeting, serial=7),
        lambda: make.attendance(meeting=meeting, states={"court": "present"}),
    )
    for attempt in tries:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_what_an_institution_does_afterwards_does_not_touch_the_minutes() -> None:
    meeting = held.approved()
    before = record_of(meeting)
    for action in held.actions():
        action.done_date = make.TODAY
        action.save()
    assert record_of(meeting) == before
    assert check_locked(meeting)


def test_a_changed_byte_is_found() -> None:
    meeting = held.approved()
    assert check_locked(meeting)
    assert broken_minutes() == []
    _behind_the_lock("UPDATE council_lockedminutes SET content = replace(content, '6 v', '7 v')")
    assert not check_locked(meeting)
    assert broken_minutes() == ["2024-4"]
    page = held.browser_of(cast.secretary()).get(address(meeting))
    assert not page.context["whole"]


def test_content_changed_together_with_its_checksum_is_found_by_the_trail() -> None:
    meeting = held.approved()
    other = meeting.locked.content.replace("6 vende", "7 vende")
    assert other != meeting.locked.content
    sql = "UPDATE council_lockedminutes SET content = %s, sha256 = %s"
    _behind_the_lock(sql, [other, checksum(other)])
    assert broken_minutes() == ["2024-4"]


def test_a_changed_addendum_is_found() -> None:
    meeting = held.approved()
    _add(meeting, "Shtojca e parë.")
    assert broken_minutes() == []
    _behind_the_lock("UPDATE council_addendum SET open_text = 'Tjetër.'", table="addendum")
    assert broken_minutes() == ["2024-4"]


def _behind_the_lock(sql: str, values: list[str] | None = None, table: str = "") -> None:
    """As somebody who owns the table and takes its guard away."""
    name = f"council_{table or 'lockedminutes'}"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE portal_owner")
        cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER only_grows")
        cursor.execute(sql, values)
        cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER only_grows")
        cursor.execute("SET LOCAL ROLE portal_workspace")


# --- Addenda


def _add(meeting: Meeting, text: str, closed: str = "") -> Addendum:
    return approve_minutes.add_addendum(
        meeting=meeting,
        open_text=text,
        closed_text=closed,
        by=cast.secretary(),
        at=timezone.now(),
    )


def test_addenda_are_counted_and_bound_to_the_minutes() -> None:
    meeting = held.approved()
    first, second = _add(meeting, "E njëjta."), _add(meeting, "E njëjta.")
    assert (first.serial, second.serial) == (1, 2)
    assert first.sha256 != second.sha256
    assert check_locked(meeting)


def test_nothing_is_added_to_minutes_that_are_not_locked() -> None:
    with pytest.raises(settle_minutes.WrongState):
        _add(held.circulated(), "Shtojcë.")


def test_the_closed_side_of_an_addendum_is_for_those_who_keep_it() -> None:
    meeting = held.approved()
    held.browser_of(cast.secretary()).post(
        address(meeting, "addenda/"), {"open_text": "", "closed_text": held.word("addendum")}
    )
    assert Addendum.objects.get().closed_text == held.word("addendum")
    observer = held.browser_of(cast.observer()).get(address(meeting)).content.decode()
    assert held.CANARY not in observer
    assert held.word("addendum") in (
        held.browser_of(cast.chair()).get(address(meeting)).content.decode()
    )


def test_an_empty_addendum_is_refused() -> None:
    meeting = held.approved()
    answer = held.browser_of(cast.secretary()).post(address(meeting, "addenda/"), {})
    assert answer.status_code == 422


# --- Who reads the page


@pytest.mark.parametrize("state", ["held", "drafted"])
def test_a_draft_is_read_by_those_who_keep_it_alone(state: str) -> None:
    meeting = held.meeting(state=state)
    for user in (held.seated(Role.MEMBER, "police"), cast.observer()):
        page = held.browser_of(user).get(address(meeting))
        assert page.status_code == 200
        assert "U fol" not in page.content.decode()
        assert held.CANARY not in page.content.decode()
    assert "U fol" in held.browser_of(cast.chair()).get(address(meeting)).content.decode()


def test_the_open_version_is_for_everybody_at_the_table_once_circulated() -> None:
    meeting = held.circulated()
    for user in (held.seated(Role.MEMBER, "police"), cast.observer()):
        page = held.browser_of(user).get(address(meeting)).content.decode()
        assert "U fol për 6 vende." in page
        assert held.CANARY not in page


def test_who_does_not_sit_at_the_table_sees_no_meeting() -> None:
    meeting = held.circulated()
    for role in (Role.EDITOR, Role.TRANSLATOR, Role.AUDITOR, Role.ADMINISTRATOR):
        client = held.browser_of(cast.person(role=role))
        assert client.get(address(meeting)).status_code == 404
        assert client.post(address(meeting, "approve/")).status_code == 404


def test_the_page_says_nothing_confidential_in_its_title() -> None:
    page = held.browser_of(cast.secretary()).get(address(held.circulated())).content.decode()
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert held.CANARY not in title


def test_minutes_of_a_meeting_without_rows_can_be_read() -> None:
    meeting = make.meeting(state=_State.HELD, open_text="")
    assert held.browser_of(cast.secretary()).get(address(meeting)).status_code == 200
