"""Building an agenda: added, edited, moved, removed; closed items last; who reads which side."""

import datetime
import itertools
import random
import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council import access, agenda
from council.access import closed_items, reader
from council.actions import build_agenda
from council.actions.build_agenda import AlreadyHeld, ItemWords
from council.models import Agency, AgendaItem, Delegation, Marking, Meeting, Seat
from council.people import NotAllowed, Role, User
from tests import cast, make
from tests.council.planning import (
    CLOSED,
    browser_of,
    in_days,
    in_english,
    in_seat,
    of,
    of_item,
    page,
    planned,
    secretary,
    titles,
)

pytestmark = pytest.mark.usefixtures("acting")

State = Meeting.State
HTMX = {"HX-Request": "true"}


def with_items(meeting: Meeting, *open_titles: str) -> list[AgendaItem]:
    return [
        make.item(meeting=meeting, order=number, open_title=title)
        for number, title in enumerate(open_titles, start=1)
    ]


def words(**changes: object) -> ItemWords:
    given = {
        "open_title": "Drita",
        "closed_title": "",
        "open_text": "",
        "closed_text": "",
        "minutes_planned": 10,
        "presenter": None,
        "marking": Marking.GREEN,
    }
    return ItemWords(**{**given, **changes})  # type: ignore[arg-type]


def edited(item: AgendaItem, *, shared: tuple[str, ...] = (), **changes: object) -> AgendaItem:
    return build_agenda.edit_item(
        item=item,
        words=words(**{"open_title": item.open_title, **changes}),
        shared_with=Agency.objects.filter(code__in=shared),
        by=cast.secretary(),
        at=timezone.now(),
    )


def posted(client: Client, item: AgendaItem, way: str, **more: str) -> HttpResponse:
    return client.post(of_item(item, "move/"), {"way": way, **more})


# --- Adding


def test_enter_in_the_quick_field_adds_a_row() -> None:
    meeting = planned()
    client = secretary()
    for title in ("Drita në rrugë", "Autobusi"):
        answer = client.post(of(meeting, "items/add/"), {"title": title})
        assert answer["Location"] == of(meeting) + "#quick-title"
    assert titles(meeting) == ["Drita në rrugë", "Autobusi"]


def test_with_htmx_the_list_alone_comes_back_with_an_empty_field() -> None:
    meeting = planned()
    address = of(meeting, "items/add/")
    text = in_english().post(address, {"title": "Drita"}, headers=HTMX).content.decode()
    assert "<html" not in text
    assert re.match(r'\s*<div id="agenda"', text)
    assert 'id="quick-title"' in text
    assert not re.search(r'id="quick-title"[^>]* value=|value="Drita"', text)
    assert re.search(r'id="agenda-said"[^>]*hx-swap-oob="innerHTML"[^>]*>Added: Drita<', text)


def test_an_empty_title_is_refused_at_its_field() -> None:
    meeting = planned()
    client = in_english()
    for headers in ({}, HTMX):
        answer = client.post(of(meeting, "items/add/"), {"title": " "}, headers=headers)
        assert answer.status_code == 422
        assert "Write the title of the item." in answer.content.decode()
    assert not meeting.items.exists()


def test_a_new_item_comes_before_the_closed_ones() -> None:
    meeting = planned()
    make.item(meeting=meeting, closed_title=CLOSED)
    secretary().post(of(meeting, "items/add/"), {"title": "Drita"})
    assert titles(meeting) == ["Drita", CLOSED]


# --- Moving


def test_buttons_and_a_number_move_an_item_without_a_script() -> None:
    meeting = planned()
    one, two, three = with_items(meeting, "1", "2", "3")
    client = secretary()
    assert posted(client, three, "up")["Location"] == f"{of(meeting)}#up-{three.key}"
    assert titles(meeting) == ["1", "3", "2"]
    posted(client, one, "down")
    assert titles(meeting) == ["3", "1", "2"]
    posted(client, two, "to", place="1")
    assert titles(meeting) == ["2", "3", "1"]


def test_at_the_edge_nothing_moves_and_the_control_stays() -> None:
    meeting = planned()
    one, two = with_items(meeting, "1", "2")
    client = secretary()
    assert posted(client, one, "up").status_code == 302
    assert posted(client, two, "down").status_code == 302
    assert titles(meeting) == ["1", "2"]
    text = page(client, of(meeting))
    assert re.search(rf'id="up-{one.key}"[^>]*aria-disabled="true"', text)
    assert " disabled" not in text, "a disabled button would lose the focus"


def test_htmx_gets_the_list_with_the_same_control_and_hears_the_new_number() -> None:
    meeting = planned()
    _, two = with_items(meeting, "1", "2")
    client = in_english()
    address = of_item(two, "move/")
    text = client.post(address, {"way": "up"}, headers=HTMX).content.decode()
    assert f'id="up-{two.key}"' in text
    assert "“2” is now number 1." in text
    assert f'hx-post="{address}" hx-target="#agenda" hx-swap="outerHTML"' in text


@pytest.mark.parametrize("bad", [{"way": "away"}, {"way": "to", "place": "x"}, {}])
def test_a_forged_move_changes_nothing(bad: dict[str, str]) -> None:
    meeting = planned()
    one, _ = with_items(meeting, "1", "2")
    assert secretary().post(of_item(one, "move/"), bad).status_code == 302
    assert titles(meeting) == ["1", "2"]


def test_an_open_item_is_not_moved_below_a_closed_one() -> None:
    meeting = planned()
    one, _ = with_items(meeting, "1", "2")
    make.item(meeting=meeting, order=3, closed_title=CLOSED)
    number = build_agenda.move_item(item=one, to=3, by=cast.secretary(), at=timezone.now())
    assert number == 2
    assert titles(meeting) == ["2", "1", CLOSED]


def test_an_item_that_becomes_closed_goes_to_the_end() -> None:
    meeting = planned()
    one, _ = with_items(meeting, "1", "2")
    edited(one, marking=Marking.AMBER)
    assert titles(meeting) == ["2", "1"]


def test_what_is_closed_as_a_whole_comes_after_what_others_know_of() -> None:
    """Or an observer's numbers would differ from the chair's."""
    meeting = planned(state=State.CONVENED)
    one, two = with_items(meeting, "1", "2")
    edited(two, open_title="", closed_title=CLOSED)
    edited(one, marking=Marking.AMBER)
    assert titles(meeting) == ["1", CLOSED]


def test_whatever_is_done_closed_items_stay_last_and_numbers_have_no_gap() -> None:
    chance = random.Random(7)
    meeting = planned()
    by, at = cast.secretary(), timezone.now()
    for step in range(60):
        items = list(meeting.items.all())
        way = chance.choice(("add", "add", "move", "move", "close", "open", "remove"))
        if way == "add" or not items:
            build_agenda.add_item(meeting=meeting, title=f"{step}", by=by, at=at)
            continue
        item = chance.choice(items)
        if way == "move":
            build_agenda.move_item(item=item, to=chance.randint(-3, 40), by=by, at=at)
        elif way == "close":
            edited(item, open_title="", closed_title="x", marking=Marking.GREEN)
        elif way == "open":
            edited(item, open_title="y", marking=chance.choice(list(Marking)[1:3]))
        else:
            build_agenda.remove_item(item=item, by=by, at=at)
        rows = list(meeting.items.order_by("order"))
        assert [row.order for row in rows] == list(range(1, len(rows) + 1))
        closed = [row.is_closed for row in rows]
        whole = [not row.open_title for row in rows]
        assert (closed, whole) == (sorted(closed), sorted(whole))


# --- Its page


def test_the_sum_is_held_against_the_length_of_the_meeting() -> None:
    meeting = planned(minutes_planned=30)
    one, two = with_items(meeting, "1", "2")
    client = in_english()
    assert "20 of 30 minutes." in page(client, of(meeting))
    assert "10 minutes are left." in page(client, of(meeting))
    edited(two, minutes_planned=20)
    assert "The agenda fills the meeting." in page(client, of(meeting))
    edited(one, minutes_planned=11)
    assert "1 minute too many." in page(client, of(meeting))


def test_a_row_says_its_number_presenter_minutes_and_papers() -> None:
    meeting = planned()
    (one,) = with_items(meeting, "Drita")
    edited(one, presenter=Seat.objects.get(code="education"), minutes_planned=25)
    text = page(in_english(), of(meeting))
    assert "25 minutes" in text
    assert "Education representative" in text


def test_a_long_agenda_asks_as_often_as_a_short_one() -> None:
    meeting, asked = planned(), []
    client = secretary()
    client.get(of(meeting))  # the first page of a session also writes that it has begun
    for count in (3, 27):
        at = meeting.items.count()
        for number in range(at + 1, at + count + 1):
            make.item(meeting=meeting, order=number, open_title=f"{number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(of(meeting))
        asked.append(len(queries))
    assert asked[0] == asked[1]


# --- One item


def form_of(**changes: object) -> dict[str, object]:
    given = {"open_title": "Drita", "minutes_planned": "10", "marking": "green"}
    return {**given, **changes}


def test_an_item_is_edited_on_its_own_page() -> None:
    meeting = planned()
    (item,) = with_items(meeting, "Drita")
    seat = Seat.objects.get(code="police")
    answer = secretary().post(
        of_item(item, "edit/"),
        form_of(
            open_text="Ku është errët?",
            closed_title="Patrullat",
            closed_text=CLOSED,
            marking="amber",
            minutes_planned="25",
            presenter=str(seat.pk),
            shared_with=[str(seat.agency_id)],
        ),
    )
    assert answer["Location"] == f"{of(meeting)}#item-{item.key}"
    item.refresh_from_db()
    assert (item.open_text, item.closed_title, item.closed_text, item.minutes_planned) == (
        "Ku është errët?",
        "Patrullat",
        CLOSED,
        25,
    )
    assert (item.presenter, item.marking) == (seat, Marking.AMBER)
    assert list(item.shared_with.all()) == [seat.agency]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"open_title": ""}, "An item needs an open title or a closed one."),
        ({"minutes_planned": "0"}, "An item takes at least 1 minute."),
        ({"minutes_planned": "x"}, "Write a number of minutes."),
        ({"marking": "clear", "closed_text": "x"}, "What is closed cannot be marked as public."),
        (
            {"open_title": "", "closed_title": "x", "open_text": "y"},
            "Without an open title nobody reads an open text. Write a title.",
        ),
    ],
)
def test_a_bad_item_is_said_at_its_field_and_nothing_is_lost(
    changes: dict[str, str], sentence: str
) -> None:
    (item,) = with_items(planned(), "Drita")
    given = form_of(**{"closed_title": "Fjalë që mbeten", **changes})
    if changes == {"open_title": ""}:
        given["closed_title"] = ""
    answer = in_english().post(of_item(item, "edit/"), {**given, "open_text": "mbetet"} | changes)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count(sentence) == 2
    assert "mbetet" in text or "open_text" in changes
    item.refresh_from_db()
    assert item.open_title == "Drita"


def test_whoever_saves_is_told_who_reads_the_closed_side() -> None:
    in_seat("police")
    in_seat("education")
    cast.chair(), cast.observer()
    (item,) = with_items(planned(), "Drita")
    client = in_english()
    shared = str(Seat.objects.get(code="police").agency_id)
    given = form_of(closed_text=CLOSED, marking="amber_strict", shared_with=[shared])
    client.post(of_item(item, "edit/"), given)
    told = "Chair, Posti police, Secretary"
    assert f"The closed side is read by: {told}." in page(client, of(item.meeting))
    text = page(client, of_item(item, "edit/"))
    assert "As saved, 3 people read the closed side:" in text
    assert f"<b>{told}</b>" in text


def test_who_is_told_to_read_a_closed_side_is_who_reads_it() -> None:
    """The rule seen from the item agrees with the rule seen from the reader, for everybody."""
    for code in ("police", "education", "transport", "prosecutor", "media"):
        in_seat(code, Role.OBSERVER if code == "media" else Role.MEMBER)
    for role in Role:
        cast.person(role=role)
    in_seat("court", Role.EDITOR)
    delegate = User.objects.create(email="delegate@example.org", title="Delegate", language="sq")
    today = timezone.localdate()
    Delegation.objects.create(
        appointment=cast.chair().appointments.get(),
        delegate=delegate,
        from_date=today,
        to_date=today,
        made_at=timezone.now(),
    )
    meeting = planned(state=State.CONVENED)
    agencies = ((), ("state_police",), ("transport", "education"), ("local_media",))
    everybody = {who.user: who for who in access.everybody(on=today)}
    assert set(everybody) == set(User.objects.exclude(title="Second person"))
    told = 0
    for number, (marking, codes) in enumerate(itertools.product(Marking, agencies), start=1):
        item = make.item(meeting=meeting, order=number, open_title="x", marking=marking)
        item.shared_with.set(Agency.objects.filter(code__in=codes))
        shared = set(item.shared_with.values_list("pk", flat=True))
        for user, who in everybody.items():
            assert who == reader(user, on=today)
            reads = closed_items(who).filter(pk=item.pk).exists()
            assert access.reads_closed_side(who, marking=marking, shared=shared) == reads, (
                user.title,
                marking,
                codes,
            )
            told += reads
    assert 0 < told < len(everybody) * number


def test_an_item_is_removed_after_a_question() -> None:
    meeting = planned()
    one, _ = with_items(meeting, "1", "2")
    client = in_english()
    assert "They do not come back." in page(client, of_item(one, "remove/"))
    assert titles(meeting) == ["1", "2"]
    assert client.post(of_item(one, "remove/"))["Location"] == f"{of(meeting)}#agenda"
    assert titles(meeting) == ["2"]


def test_an_item_on_which_a_decision_hangs_stays() -> None:
    meeting = planned()
    (one,) = with_items(meeting, "1")
    decision = make.decision(meeting=meeting)
    decision.item = one
    decision.save()
    answer = in_english().post(of_item(one, "remove/"))
    assert answer.status_code == 409
    assert "It stays." in answer.content.decode()
    assert titles(meeting) == ["1"]


# --- Until it is held


def test_a_convened_agenda_may_change_and_the_meeting_says_so() -> None:
    meeting = planned(state=State.CONVENED)
    before = meeting.edited_at
    secretary().post(of(meeting, "items/add/"), {"title": "Drita"})
    meeting.refresh_from_db()
    assert titles(meeting) == ["Drita"]
    assert meeting.edited_at > before


@pytest.mark.parametrize("state", sorted(set(State) - {State.PLANNED, State.CONVENED}))
def test_nothing_changes_once_the_meeting_was_held(state: str) -> None:
    reason = {"cancelled_at": timezone.now(), "cancelled_reason": "Borë"}
    meeting = planned(days=-3, state=State.CONVENED)
    one, _ = with_items(meeting, "1", "2")
    Meeting.objects.filter(pk=meeting.pk).update(
        state=state, **(reason if state == State.CANCELLED else {})
    )
    client = in_english()
    for address, given in (
        (of(meeting, "items/add/"), {"title": "3"}),
        (of(meeting, "documents/add/"), {}),
        (of_item(one, "move/"), {"way": "down"}),
        (of_item(one, "edit/"), form_of()),
        (of_item(one, "remove/"), {}),
        (of_item(one, "documents/add/"), {}),
    ):
        answer = client.post(address, given)
        assert answer["Location"] == of(meeting), address
        assert "Its agenda stays as it was." in page(client, of(meeting)), address
    moved = client.post(of_item(one, "move/"), {"way": "down"}, headers=HTMX)
    assert moved["HX-Redirect"] == of(meeting)
    assert titles(meeting) == ["1", "2"]
    assert "items/add/" not in page(client, of(meeting))
    with pytest.raises(AlreadyHeld):
        edited(one, open_title="9")


# --- Who may


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY}))
def test_only_the_secretary_builds(role: Role) -> None:
    meeting = planned()
    (item,) = with_items(meeting, "1")
    by, at = cast.person(role=role), timezone.now()
    with pytest.raises(NotAllowed):
        build_agenda.add_item(meeting=meeting, title="x", by=by, at=at)
    with pytest.raises(NotAllowed):
        build_agenda.move_item(item=item, to=1, by=by, at=at)
    with pytest.raises(NotAllowed):
        build_agenda.remove_item(item=item, by=by, at=at)
    with pytest.raises(NotAllowed):
        build_agenda.edit_item(item=item, words=words(), shared_with=(), by=by, at=at)


def test_who_may_read_and_not_build_gets_the_reason_and_others_nothing() -> None:
    meeting = planned(state=State.CONVENED)
    one, two = with_items(meeting, "Drita", "2")
    edited(two, open_title="", closed_title=CLOSED)
    for who in (cast.observer(), cast.member(), cast.chair()):
        client = browser_of(who)
        assert client.get(of_item(one, "edit/")).status_code == 403
        assert posted(client, one, "down").status_code == 403
        hidden = 403 if who == cast.chair() else 404
        assert posted(client, two, "up").status_code == hidden
        assert client.get(of_item(two, "edit/")).status_code == hidden
        assert "items/add/" not in page(client, of(meeting))
    for who in (cast.editor(), cast.person(role=Role.AUDITOR)):
        for item in (one, two):
            assert browser_of(who).get(of_item(item, "edit/")).status_code == 404
            assert posted(browser_of(who), item, "up").status_code == 404


def test_a_closed_word_reaches_who_may_read_it_and_nobody_else() -> None:
    meeting = planned(state=State.CONVENED)
    one, two, three = with_items(meeting, "Drita", "Rruga", "x")
    edited(one, closed_title=f"{CLOSED} 1", closed_text=f"{CLOSED} 2")
    edited(two, closed_text=f"{CLOSED} 3", marking=Marking.AMBER, shared=("state_police",))
    edited(three, open_title="", closed_title=f"{CLOSED} 4", marking=Marking.AMBER_STRICT)
    addresses = [of(meeting), of(meeting, "print/invitation/"), of(meeting, "print/sign-in/")]
    for who in (cast.observer(), cast.member(), in_seat("transport"), in_seat("media")):
        for address in ("/workspace/meetings/", *addresses):
            assert CLOSED not in page(browser_of(who), address), (who, address)
    seen = {
        "police": "123",
        "education": "12",
    }
    for code, numbers in seen.items():
        text = page(browser_of(in_seat(code)), of(meeting))
        assert "".join(re.findall(rf"{CLOSED} (\d)", text)) == numbers, code
    for who, numbers in ((cast.chair(), "1234"), (cast.person(role=Role.COORDINATOR), "123")):
        text = page(browser_of(who), of(meeting))
        assert "".join(re.findall(rf"{CLOSED} (\d)", text)) == numbers, who


# --- The door


def test_a_question_is_put_on_the_next_agenda_once() -> None:
    later, soon = planned(days=60), planned(days=20, state=State.CONVENED)
    make.item(meeting=soon, closed_title=CLOSED)
    given = {"key": "question:drita", "title": "Kur do të ketë drita?", "text": "Pyetje."}
    for _ in range(2):
        reference = agenda.propose(**given, by=cast.editor(), at=timezone.now())
        assert reference == soon.reference
    assert titles(soon) == ["Kur do të ketë drita?", CLOSED]
    assert titles(later) == []
    item = soon.items.get(proposal_key="question:drita")
    assert (item.open_text, item.closed_text) == ("Pyetje.", "")


def test_without_a_meeting_to_come_a_question_is_not_taken() -> None:
    make.meeting(state=State.PLANNED)
    cancelled = planned(state=State.CONVENED)
    Meeting.objects.filter(pk=cancelled.pk).update(
        state=State.CANCELLED, cancelled_at=timezone.now(), cancelled_reason="Borë"
    )
    with pytest.raises(agenda.NoMeetingPlanned):
        agenda.propose(key="question:x", title="x", text="", by=cast.editor(), at=timezone.now())
    assert not AgendaItem.objects.exists()


def test_a_long_question_keeps_all_its_words() -> None:
    meeting = planned()
    title = "fjalë " * 60
    agenda.propose(key="question:x", title=title, text="Y", by=cast.editor(), at=timezone.now())
    item = meeting.items.get()
    assert len(item.open_title) <= 200
    assert item.open_text.startswith(title)


def test_an_observer_proposes_nothing() -> None:
    planned()
    for who in (cast.observer(), cast.member(), cast.translator()):
        with pytest.raises(NotAllowed):
            agenda.propose(key="question:x", title="x", text="", by=who, at=timezone.now())


def test_a_question_for_a_meeting_of_the_past_waits_for_the_next() -> None:
    past = planned(days=-5)
    make.item(meeting=past, open_title="x", proposal_key="question:x")
    coming = planned(days=5)
    at = in_days(0) - datetime.timedelta(hours=1)
    asked = agenda.propose(key="question:x", title="x", text="", by=cast.editor(), at=at)
    assert asked == coming.reference
