"""Decisions are proposed, voted on under the rule of the day, and numbered one after the other."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from council.actions import decide, hold_meeting, numbering, take_attendance
from council.actions.give_action import OfAnotherItem, Promise, give_action
from council.models import (
    Action,
    AgendaItem,
    AuditRecord,
    Decision,
    Marking,
    Meeting,
    NamedVote,
    Recusal,
    Rule,
    Series,
    Vote,
)
from council.people import Role, System, acting_as
from council.quorum import Count
from tests import cast, make
from tests.committed import at_once
from tests.council import table
from tests.council.test_hold_meeting import english

acting = pytest.mark.usefixtures("acting")

OPEN, CLOSED = "Policia shton patrullat.", "kanarinvendimi"


@pytest.fixture
def secretary() -> Client:
    return table.browser(cast.secretary())


@pytest.fixture
def meeting() -> Meeting:
    """All six voting seats are there."""
    table.seated()
    found = table.opened()
    everybody = {table.seat(code).pk: take_attendance.Said("present") for code in table.VOTING}
    take_attendance.take_attendance(
        meeting=found, said=everybody, by=cast.secretary(), at=table.AFTER
    )
    return found


def closed_item(meeting: Meeting, marking: str = Marking.GREEN) -> AgendaItem:
    return make.item(meeting=meeting, order=9, closed_title="kanarintitulli", marking=marking)


def words(**changed: Any) -> dict[str, Any]:
    given = {"kind": "commitment", "institution": make.agency(code="state_police").pk}
    return {**given, "open_text": OPEN, **changed}


def proposed(item: AgendaItem, **changed: str) -> Decision:
    texts = {"open_text": OPEN, **changed}
    proposal = decide.Proposal("commitment", make.agency(code="state_police"), **texts)
    return decide.propose(item=item, proposal=proposal, by=cast.secretary(), at=table.AFTER)


def vote(decision: Decision, method: str = Vote.Method.CONSENSUS, *count: int) -> Vote:
    ballot = decide.Ballot(method, Count(*count)) if count else decide.Ballot(method)
    return decide.take_vote(decision=decision, ballot=ballot, by=cast.secretary(), at=table.AFTER)


def vote_url(decision: Decision) -> str:
    assert decision.item
    return table.item_url(decision.item, f"decisions/{decision.pk}/vote/")


# --- Proposing


@acting
def test_a_decision_is_proposed_in_its_item_without_a_number(
    secretary: Client, meeting: Meeting
) -> None:
    item = meeting.items.get(order=1)
    form = words(due_date="2024-12-20", legal_basis="VKM 678/2024, neni 5", closed_text=CLOSED)
    answer = secretary.post(table.item_url(item, "decisions/"), form)
    assert answer["Location"] == table.item_url(item) + "#decisions"
    decision = Decision.objects.get()
    assert (decision.state, decision.serial, decision.series) == ("proposed", None, "open")
    assert decision.due_date == datetime.date(2024, 12, 20)
    page = english(secretary, table.item_url(item))
    assert "Proposed" in page
    assert CLOSED in page


@acting
def test_without_an_open_text_it_is_of_the_closed_series(meeting: Meeting) -> None:
    decision = proposed(meeting.items.get(order=1), open_text="", closed_text=CLOSED)
    assert decision.series == Series.CLOSED
    assert vote(decision).decision.number == "2024-M1"


@acting
@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"open_text": ""}, "decision_open_text", "Write what was decided"),
        ({"due_date": "2024-10-01"}, "decision_due_date", "lies before the meeting"),
        ({"institution": ""}, "decision_institution", ""),
        ({"due_date": "tomorrow"}, "decision_due_date", ""),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_lost(
    secretary: Client, meeting: Meeting, changed: dict[str, str], field: str, sentence: str
) -> None:
    item = meeting.items.get(order=1)
    form = words(legal_basis="neni 5", **changed)
    answer = secretary.post(f"{table.item_url(item, 'decisions/')}?language=en", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert sentence in page
    assert 'value="neni 5"' in page
    assert not Decision.objects.exists()


@acting
def test_an_item_that_is_closed_as_a_whole_has_no_open_decision(
    secretary: Client, meeting: Meeting
) -> None:
    item = closed_item(meeting)
    answer = secretary.post(f"{table.item_url(item, 'decisions/')}?language=en", words())
    assert answer.status_code == 422
    assert "This item is closed as a whole" in answer.content.decode()
    with pytest.raises(decide.ClosedAsAWhole):
        proposed(item)
    assert proposed(item, open_text="", closed_text=CLOSED).series == Series.CLOSED


@acting
def test_a_proposal_is_reworded_or_withdrawn_until_somebody_has_voted(
    secretary: Client, meeting: Meeting
) -> None:
    first, second = (proposed(meeting.items.get(order=1)) for _ in range(2))
    assert first.item
    address = table.item_url(first.item, f"decisions/{first.pk}/")
    secretary.post(f"{address}reword/", words(open_text="Tjetër."))
    assert Decision.objects.get(pk=first.pk).open_text == "Tjetër."
    secretary.post(f"{address}withdraw/")
    assert not Decision.objects.filter(pk=first.pk).exists()
    vote(second)
    address = table.item_url(first.item, f"decisions/{second.pk}/")
    assert secretary.post(f"{address}reword/", words(open_text="Tjetër.")).status_code == 422
    secretary.post(f"{address}withdraw/")
    assert Decision.objects.get(pk=second.pk).open_text == OPEN


# --- Voting


@acting
def test_by_consensus_everybody_who_is_there_agrees(secretary: Client, meeting: Meeting) -> None:
    decision = proposed(meeting.items.get(order=1))
    answer = secretary.post(vote_url(decision), {"method": "consensus"})
    assert answer.status_code == 302
    decision.refresh_from_db()
    assert (decision.state, decision.number) == ("adopted", "2024-1")
    assert (decision.vote.in_favour, decision.vote.voters, decision.vote.occupied) == (6, 6, 6)
    assert decision.vote.rule == Rule.on(datetime.date(2024, 10, 24))


@acting
def test_a_show_of_hands_that_does_not_carry_gives_no_number(
    secretary: Client, meeting: Meeting
) -> None:
    decision = proposed(meeting.items.get(order=1))
    form = {"method": "hands", "in_favour": "2", "against": "2", "abstained": "1"}
    secretary.post(vote_url(decision), form)
    decision.refresh_from_db()
    assert (decision.state, decision.serial) == ("rejected", None)
    assert decision.vote.abstained == 1


@acting
def test_more_votes_than_voters_is_said_at_the_field_and_nothing_is_lost(
    secretary: Client, meeting: Meeting
) -> None:
    decision = proposed(meeting.items.get(order=1))
    form = {"method": "hands", "in_favour": "5", "against": "1", "abstained": "1"}
    answer = secretary.post(f"{vote_url(decision)}?language=en", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("More votes than voters: 6 voting seats are here for this item.") == 2
    assert f'href="#vote_{decision.pk}_in_favour"' in page
    assert re.search(r'name="in_favour" value="5"', page)
    assert re.search(r'value="hands"[^>]*checked', page)
    assert not Vote.objects.exists()


@acting
def test_a_vote_by_name_is_by_each_seat_that_is_there_and_not_recused(
    secretary: Client, meeting: Meeting
) -> None:
    item = meeting.items.get(order=1)
    take_attendance.recuse(
        item=item, seat=table.seat("police"), reason="x", by=cast.secretary(), at=table.AFTER
    )
    decision = proposed(item)
    names = {code: f"seat-{table.seat(code).pk}" for code in table.VOTING}
    said = {names[code]: "favour" for code in table.VOTING if code not in ("police", "transport")}
    form = {"method": "names", **said}
    answer = secretary.post(f"{vote_url(decision)}?language=en", form)
    assert answer.status_code == 422
    assert "Say how this seat voted." in answer.content.decode()
    everybody = {**form, names["transport"]: "against", names["police"]: "against"}
    secretary.post(vote_url(decision), everybody)
    found = dict(NamedVote.objects.values_list("seat__code", "choice"))
    assert "police" not in found
    assert found["transport"] == "against"
    assert len(found) == 5
    vote_now = Vote.objects.get()
    assert (vote_now.in_favour, vote_now.against, vote_now.voters) == (4, 1, 5)


@acting
def test_nobody_else_votes_by_name(meeting: Meeting) -> None:
    decision = proposed(meeting.items.get(order=1))
    names = {table.seat(code).pk: "favour" for code in (*table.VOTING[:5], "court")}
    with pytest.raises(decide.NotTheVoters):
        decide.take_vote(
            decision=decision,
            ballot=decide.Ballot(Vote.Method.NAMES, names=names),
            by=cast.secretary(),
            at=table.AFTER,
        )


@acting
def test_without_a_quorum_it_warns_and_goes_on_only_with_a_reason(
    secretary: Client, meeting: Meeting
) -> None:
    item = meeting.items.get(order=1)
    gone = {table.seat(code).pk: take_attendance.Said("absent") for code in table.VOTING[:3]}
    take_attendance.change_attendance(item=item, said=gone, by=cast.secretary(), at=table.AFTER)
    decision = proposed(item)
    page = english(secretary, table.item_url(item))
    assert "more than 50% of the occupied voting seats must be there" in page
    form = {"method": "consensus", "no_quorum_reason": " "}
    answer = secretary.post(f"{vote_url(decision)}?language=en", form)
    assert answer.status_code == 422
    assert "No quorum: 3 of 6, 4 needed." in answer.content.decode()
    assert not Vote.objects.exists()
    secretary.post(vote_url(decision), {**form, "no_quorum_reason": "Urgjencë."})
    found = Vote.objects.get()
    assert (found.quorum, found.no_quorum_reason, found.voters) == (False, "Urgjencë.", 3)
    assert "No quorum under the rules from" in english(secretary, table.item_url(item))


@acting
@pytest.mark.parametrize(("base", "state"), [("voting", "adopted"), ("occupied", "rejected")])
def test_the_rule_of_the_meetings_day_decides(meeting: Meeting, base: str, state: str) -> None:
    Rule.objects.create(from_date=datetime.date(2024, 10, 24), majority_base=base)
    Rule.objects.create(from_date=datetime.date(2024, 10, 25), majority_percent=99)
    decision = proposed(meeting.items.get(order=1))
    assert vote(decision, Vote.Method.HANDS, 3, 1, 2).rule.majority_base == base
    decision.refresh_from_db()
    assert decision.state == state


# --- Numbers


@acting
def test_a_vote_taken_again_keeps_the_number(meeting: Meeting) -> None:
    item = meeting.items.get(order=1)
    first, second = proposed(item), proposed(item)
    vote(first)
    vote(second)
    again = vote(first, Vote.Method.HANDS, 4, 2)
    first.refresh_from_db()
    assert (first.number, again.against) == ("2024-1", 2)
    assert Vote.objects.count() == 2


@acting
def test_a_number_that_a_second_vote_set_free_leaves_no_hole(meeting: Meeting) -> None:
    make.decision(meeting=make.meeting(number=3), serial=7)
    item = meeting.items.get(order=1)
    decisions = [proposed(item) for _ in range(3)]
    for decision in decisions:
        vote(decision)
    vote(decisions[1], Vote.Method.HANDS, 0, 6)
    hold_meeting.close_meeting(meeting=meeting, by=cast.secretary(), at=table.AFTER)
    for decision in decisions:
        decision.refresh_from_db()
    assert [decision.number for decision in decisions] == ["2024-8", "", "2024-9"]


@acting
def test_open_and_closed_decisions_are_counted_apart(meeting: Meeting) -> None:
    item = meeting.items.get(order=1)
    numbers = []
    for texts in ({}, {"open_text": "", "closed_text": CLOSED}, {}):
        decision = proposed(item, **texts)
        vote(decision)
        decision.refresh_from_db()
        numbers.append(decision.number)
    assert numbers == ["2024-1", "2024-M1", "2024-2"]


@acting
def test_after_the_meeting_is_closed_nobody_votes(secretary: Client, meeting: Meeting) -> None:
    decision = proposed(meeting.items.get(order=1))
    hold_meeting.close_meeting(meeting=meeting, by=cast.secretary(), at=table.AFTER)
    answer = secretary.post(f"{vote_url(decision)}?language=en", {"method": "consensus"})
    assert answer.status_code == 422
    assert "The meeting is closed" in answer.content.decode()
    assert not Vote.objects.exists()


@pytest.mark.usefixtures("committed")
def test_two_who_number_at_once_get_two_numbers() -> None:
    test = System("test")
    with acting_as(test):
        cast.secretary()
        table.seated()
        found = table.opened(items=2)
        items = list(found.items.all())

    def give(item: AgendaItem) -> str:
        with acting_as(test):
            promise = Promise(make.agency(), datetime.date(2024, 12, 1), open_text="Dritat.")
            action = give_action(item=item, promise=promise, by=cast.secretary(), at=table.AFTER)
            return action.reference

    def number() -> int:
        with acting_as(test):
            serial = numbering.next_serial(Decision, series="open", year=2024)
            make.decision(meeting=make.meeting(number=40 + serial), serial=serial)
            return serial

    assert sorted(at_once(*(lambda item=item: give(item) for item in items))) == [
        "2024-1",
        "2024-2",
    ]
    assert sorted(at_once(number, number, number)) == [1, 2, 3]


# --- Actions


@acting
def test_an_action_says_who_by_when_and_is_given_on_the_meetings_day(
    secretary: Client, meeting: Meeting
) -> None:
    item = meeting.items.get(order=1)
    decision = proposed(item)
    vote(decision)
    form = {
        "institution": make.agency(code="state_police").pk,
        "due_date": "2024-11-30",
        "open_text": "Patrulla çdo mbrëmje.",
        "decision": str(decision.pk),
    }
    answer = secretary.post(table.item_url(item, "actions/"), form)
    assert answer["Location"] == table.item_url(item) + "#actions"
    action = Action.objects.get()
    assert (action.reference, action.given_date) == ("2024-1", datetime.date(2024, 10, 24))
    assert action.decision == decision
    assert "Patrulla çdo mbrëmje." in english(secretary, table.item_url(item))


@acting
def test_an_action_needs_a_deadline_after_the_meeting(secretary: Client, meeting: Meeting) -> None:
    item = meeting.items.get(order=1)
    form = {"institution": make.agency().pk, "open_text": "Dritat.", "due_date": "2024-10-01"}
    answer = secretary.post(f"{table.item_url(item, 'actions/')}?language=en", form)
    assert answer.status_code == 422
    assert 'href="#action_due_date"' in answer.content.decode()
    assert ">Dritat.</textarea>" in answer.content.decode().replace("\r\n", "").replace("\n", "")
    del form["due_date"]
    assert secretary.post(table.item_url(item, "actions/"), form).status_code == 422
    assert not Action.objects.exists()


@acting
def test_an_action_is_as_closed_as_its_item_and_its_decision(meeting: Meeting) -> None:
    item = meeting.items.get(order=1)
    secret = proposed(item, open_text="", closed_text=CLOSED)
    vote(secret)
    secret.refresh_from_db()
    day = datetime.date(2024, 12, 1)
    how = {"by": cast.secretary(), "at": table.AFTER}
    openly = Promise(make.agency(), day, open_text="x", decision=secret)
    with pytest.raises(decide.ClosedAsAWhole):
        give_action(item=item, promise=openly, **how)
    with pytest.raises(decide.ClosedAsAWhole):
        give_action(item=closed_item(meeting), promise=Promise(make.agency(), day, "x"), **how)
    promise = Promise(make.agency(), day, closed_text=CLOSED, decision=secret)
    assert give_action(item=item, promise=promise, **how).reference == "2024-M1"
    elsewhere = Promise(make.agency(), day, closed_text="x", decision=secret)
    with pytest.raises(OfAnotherItem):
        give_action(item=meeting.items.get(order=2), promise=elsewhere, **how)


# --- Who may see it


@acting
def test_closed_decisions_votes_and_actions_never_reach_who_may_not_read_them(
    meeting: Meeting,
) -> None:
    """AMBER+STRICT: not even the coordinator; observers and other members get no page at all."""
    openly = meeting.items.get(order=1)
    AgendaItem.objects.filter(pk=openly.pk).update(
        marking=Marking.AMBER_STRICT, closed_title="kanarintitulli", closed_text="kanarinteksti"
    )
    openly.refresh_from_db()
    whole = closed_item(meeting, Marking.AMBER_STRICT)
    how = {"by": cast.secretary(), "at": table.AFTER}
    for item in (openly, whole):
        decision = proposed(item, open_text="", closed_text=CLOSED)
        vote(decision, Vote.Method.HANDS, 5, 1)
        promise = Promise(make.agency(), datetime.date(2024, 12, 1), closed_text="kanarinveprimi")
        give_action(item=item, promise=promise, **how)
    half = proposed(openly, closed_text=CLOSED)
    vote(half)
    reading = table.browser(cast.secretary())
    for item in (openly, whole):
        assert {"kanarinveprimi", CLOSED} <= canaries(reading, table.item_url(item))
    coordinator = table.browser(cast.person(role=Role.COORDINATOR))
    assert canaries(coordinator, table.hold_url(meeting)) == set()
    assert canaries(coordinator, table.item_url(openly)) == set()
    assert "2024-M" not in coordinator.get(table.item_url(openly)).content.decode()
    assert coordinator.get(table.item_url(whole)).status_code == 404
    for who in (cast.observer(), cast.person(role=Role.MEMBER, agency="transport")):
        client = table.browser(who)
        assert client.get(table.item_url(openly)).status_code == 403
        assert client.get(table.item_url(whole)).status_code == 404
        for address in (table.hold_url(meeting), table.item_url(openly), table.item_url(whole)):
            assert canaries(client, address) == set()
        assert client.post(vote_url(half), {"method": "consensus"}).status_code == 403
    assert client.post(table.item_url(whole, "decisions/"), words()).status_code == 404


@acting
def test_reasons_and_counts_are_as_closed_as_their_item(
    secretary: Client, meeting: Meeting
) -> None:
    item = closed_item(meeting, Marking.AMBER_STRICT)
    AgendaItem.objects.filter(pk=item.pk).update(open_title="Pika me dy anë")
    item.refresh_from_db()
    decision = proposed(item)
    Recusal.objects.create(item=item, seat=table.seat("police"), reason="arsyejambyllur")
    Vote.objects.create(
        decision=decision,
        method=Vote.Method.HANDS,
        rule=Rule.on(make.TODAY),
        occupied=97,
        voters=89,
        in_favour=83,
        quorum=False,
        no_quorum_reason="kuorumimbyllur",
        taken_at=make.MET_AT,
    )
    address = table.item_url(item)
    closed_words = ("arsyejambyllur", "kuorumimbyllur", "83 in favour")
    said = secretary.get(f"{address}?language=en").content.decode()
    assert all(word in said for word in closed_words)
    coordinator = table.browser(cast.person(role=Role.COORDINATOR))
    said = coordinator.get(f"{address}?language=en").content.decode()
    assert "Pika me dy an" in said
    assert not [word for word in closed_words if word in said]


def canaries(client: Client, address: str) -> set[str]:
    return set(re.findall("kanarin[a-z]+", client.get(address).content.decode()))


@acting
def test_the_trail_keeps_ids_and_no_words(meeting: Meeting) -> None:
    decision = proposed(meeting.items.get(order=1))
    vote(decision)
    verbs = AuditRecord.objects.filter(object_key=f"decision:{decision.pk}")
    assert list(verbs.order_by("at", "verb").values_list("verb", flat=True)) == [
        "decision.adopted",
        "decision.proposed",
    ]
    assert timezone.is_aware(verbs[0].at)
