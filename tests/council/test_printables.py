"""What is printed of a meeting: in Albanian, on letterhead, and no more than its reader may know."""

import datetime
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.models import (
    Agency,
    AgendaItem,
    Appointment,
    Marking,
    Meeting,
    Rsvp,
    Rule,
    Seat,
    User,
)
from council.people import Role
from council.quorum import more_than
from tests import cast, make
from tests.council.planning import (
    CLOSED,
    browser_of,
    in_english,
    in_seat,
    of,
    page,
    planned,
)

pytestmark = pytest.mark.usefixtures("acting")

INVITATION, SHEET, BRIEF = "print/invitation/", "print/sign-in/", "print/brief/"


def told(**fields: object) -> Meeting:
    return planned(state=Meeting.State.CONVENED, **fields)


def closed_item(meeting: Meeting, order: int, *shared: str, **fields: str) -> AgendaItem:
    item = make.item(meeting=meeting, order=order, **{"marking": Marking.AMBER, **fields})
    item.shared_with.set(Agency.objects.filter(code__in=shared))
    return item


# --- The invitation


def test_the_invitation_is_in_its_official_form_whatever_the_workspace_speaks() -> None:
    meeting = told()
    item = make.item(meeting=meeting, open_title="Drita në rrugë", open_text="Ku është errët?")
    item.presenter = Seat.objects.get(code="education")
    item.save()
    in_seat("chair", Role.CHAIR)
    text = page(in_english(), of(meeting, INVITATION))
    assert '<html lang="sq"' in text
    order = (
        "REPUBLIKA E SHQIPËRISË",
        settings.CITY.authority["sq"].upper(),
        settings.CITY.council_name["sq"].upper(),
        "Nr. ________ Prot.",
        "NJOFTIM PËR MBLEDHJE",
        f"nr. {meeting.number} e vitit {meeting.year}",
        ", ora 10:00",
        meeting.place,
        "RENDI I DITËS",
        "Drita në rrugë",
        "Ku është errët?",
        "Referon: Përfaqësuesi i arsimit",
        "KRYETARI I KËSHILLIT (KRYETARI I BASHKISË)",
    )
    assert sorted(order, key=text.index) == list(order)
    assert 'lang="en"' in text, "the line above the paper, which is not printed"


def test_the_invitation_names_the_rule_that_is_in_force() -> None:
    meeting = told()
    Rule.objects.create(from_date=timezone.localdate(), legal_basis="VKM-së nr. 678/2024")
    text = page(in_english(), of(meeting, INVITATION))
    assert "Në zbatim të VKM-së nr. 678/2024, ju njoftojmë" in text


def test_even_the_secretarys_invitation_has_the_open_side_alone() -> None:
    meeting = told()
    make.item(meeting=meeting, open_title="Drita", closed_title=CLOSED, closed_text=CLOSED)
    closed_item(meeting, 2, open_title="Rruga", closed_text=CLOSED)
    closed_item(meeting, 3, closed_title=CLOSED)
    for client in (in_english(), browser_of(cast.chair()), browser_of(cast.observer())):
        text = page(client, of(meeting, INVITATION))
        assert re.findall(r'<li value="(\d)"><b>([^<]*)', text) == [("1", "Drita"), ("2", "Rruga")]
        assert CLOSED not in text
        assert "TLP" not in text


# --- The sign-in sheet


def test_the_sheet_has_a_line_for_each_occupied_seat_and_observers_apart() -> None:
    for code, role in (
        ("chair", Role.CHAIR),
        ("police", Role.MEMBER),
        ("media", Role.OBSERVER),
        ("secretary", Role.SECRETARY),
    ):
        in_seat(code, role)
    text = page(in_english(), of(told(), SHEET))
    parts = re.split(r"<h2>", text)[1:]
    assert [part.split("<")[0] for part in parts] == [
        "Anëtarët",
        "Vëzhguesit",
        "Sekretariati teknik",
    ]
    seats = [re.findall(r'<th scope="row">([^<]+)', part) for part in parts]
    names = dict(Seat.objects.values_list("code", "name_sq"))
    assert seats == [[names["chair"], names["police"]], [names["media"]], [names["secretary"]]]
    assert names["education"] not in text, "nobody holds it"


def test_the_sheet_shows_who_sits_on_the_day_and_no_substitute() -> None:
    meeting = told(days=30)
    leaver = in_seat("police")
    day = timezone.localdate(meeting.starts_at)
    held = Appointment.objects.get(person=leaver)
    substitute = cast.person(role=Role.LIAISON, agency="state_police")
    Appointment.objects.create(
        person=substitute,
        role=Role.MEMBER,
        agency=held.agency,
        seat=held.seat,
        from_date=cast.SINCE,
        substitute_for=held,
    )
    name = Seat.objects.get(code="police").name_sq
    assert page(in_english(), of(meeting, SHEET)).count(name) == 1
    held.to_date = day - datetime.timedelta(days=1)
    held.save()
    assert name not in page(in_english(), of(meeting, SHEET))


# --- The brief


def test_the_brief_goes_by_the_clock() -> None:
    meeting = told()
    for number, minutes in enumerate((20, 15, 30), start=1):
        item = make.item(meeting=meeting, order=number, open_title=f"Pika {number}")
        AgendaItem.objects.filter(pk=item.pk).update(minutes_planned=minutes)
    text = page(in_english(), of(meeting, BRIEF))
    assert re.findall(r"<td>(\d\d:\d\d)</td>", text) == ["10:00", "10:20", "10:35"]
    assert "Ends about 11:05." in text


def test_the_brief_says_how_many_must_be_there_under_the_rule_of_the_day() -> None:
    for code in ("chair", "police", "education", "court", "media"):
        in_seat(code, Role.OBSERVER if code == "media" else Role.MEMBER)
    Rule.objects.create(from_date=timezone.localdate(), quorum_percent=74)
    text = page(in_english(), of(told(), BRIEF))
    assert more_than(74, 4) == 3
    assert "3 of the 4 occupied voting seats must be there." in text


def test_the_brief_says_who_leaves_before_what() -> None:
    in_seat("chair", Role.CHAIR)
    for code in ("police", "education", "transport"):
        in_seat(code)
    in_seat("media", Role.OBSERVER)
    meeting = told()
    make.item(meeting=meeting, order=1, open_title="Drita")
    closed_item(meeting, 2, closed_title="E gjelbër", marking=Marking.GREEN)
    closed_item(meeting, 3, "state_police", closed_title="E verdhë")
    text = page(in_english(), of(meeting, BRIEF))
    leaves = re.findall(r'class="leaves">Before this item: ([^<]+)<', text)
    assert leaves == [
        "The observers leave the room: Local media representative. "
        "These leave too: Transport directorate representative. "
        "3 of 4 voting seats stay: quorum.",
        "Only these stay: Chair (Mayor), Director of the Local State Police Directorate. "
        "2 of 4 voting seats stay: no quorum would be left, 3 are needed.",
    ]
    assert text.index("Drita") < text.index("The observers leave") < text.index("E gjelbër")


def test_the_brief_counts_whom_it_expects_and_what_each_is_cleared_for() -> None:
    in_seat("chair", Role.CHAIR)
    people = {code: in_seat(code) for code in ("police", "education", "prosecutor")}
    stand_in = substitute_of(people["police"])
    meeting = told()
    closed_item(meeting, 1, closed_title="E gjelbër", marking=Marking.GREEN)

    def said() -> str:
        text = page(in_english(), of(meeting, BRIEF))
        (found,) = re.findall(r'class="leaves">Before this item: ([^<]+)<', text)
        return found

    assert "4 of 4 voting seats stay: quorum." in said()
    Rsvp.objects.create(
        meeting=meeting,
        person=people["police"],
        answer="substitute",
        substitute=stand_in,
        at=timezone.now(),
    )
    assert "These leave too: Director of the Local State Police Directorate. 3 of 4" in said()
    cast.confirm(stand_in.person)
    assert "4 of 4 voting seats stay: quorum." in said()
    unconfirmed = people["education"].appointments.all()
    unconfirmed.update(confirmed_at=None, confirmed_by=None)
    assert "3 of 4 voting seats stay: quorum." in said()
    Rsvp.objects.create(
        meeting=meeting, person=people["prosecutor"], answer="no", at=timezone.now()
    )
    assert "2 of 4 voting seats stay: no quorum would be left, 3 are needed." in said()


def substitute_of(person: User) -> Appointment:
    """Appointed, and confirmed by nobody yet."""
    held = person.appointments.get()
    return Appointment.objects.create(
        person=User.objects.create(email="zv@example.org", title="Zëvendësi"),
        role=held.role,
        agency=held.agency,
        seat=held.seat,
        from_date=cast.SINCE,
        substitute_for=held,
    )


def test_the_brief_tells_what_will_be_asked() -> None:
    meeting = told()
    source = make.item(meeting=make.meeting(state=Meeting.State.HELD), open_title="Rruga")
    item = make.item(meeting=meeting, order=1, open_title="Rruga")
    item.carried_from = source
    item.presenter = Seat.objects.get(code="education")
    item.save()
    closed_item(meeting, 2, closed_title="Patrullat")
    make.action(institution="education", due_date=datetime.date(2024, 9, 1), open_text="Autobusi")
    make.action(serial=2, institution="education", due_date=datetime.date(2024, 9, 2))
    make.action(serial=3, institution="transport", due_date=datetime.date(2024, 9, 2))
    make.action(serial=4, institution="transport", due_date=datetime.date(2999, 1, 1))
    text = page(in_english(), of(meeting, BRIEF))
    questions = text[text.index("Likely questions") : text.index("Overdue actions by institution")]
    assert "1. Left unfinished at an earlier meeting." in questions
    assert "2. It has a closed side" in questions
    assert "Autobusi" in questions
    assert re.search(r": 2 overdue actions\.", questions)
    assert re.search(r": 1 overdue action\.", questions)
    late = text[text.index("<h2>Overdue actions by institution") :]
    assert [n in late for n in ("2024-1", "2024-2", "2024-3", "2024-4")] == [True] * 3 + [False]


def test_the_brief_is_for_keepers_and_holds_no_more_than_each_may_read() -> None:
    meeting = told()
    closed_item(meeting, 1, closed_title=f"{CLOSED} e rreptë", marking=Marking.AMBER_STRICT)
    closed_item(meeting, 2, closed_title=f"{CLOSED} e verdhë")
    coordinator = cast.person(role=Role.COORDINATOR)
    assert page(browser_of(cast.chair()), of(meeting, BRIEF)).count(CLOSED) == 2
    text = page(browser_of(coordinator), of(meeting, BRIEF))
    assert f"{CLOSED} e verdhë" in text
    assert "e rreptë" not in text
    for who in (cast.member(), cast.observer(), in_seat("police")):
        assert browser_of(who).get(of(meeting, BRIEF)).status_code == 403
    assert browser_of(cast.editor()).get(of(meeting, BRIEF)).status_code == 404


def test_a_long_brief_asks_as_often_as_a_short_one() -> None:
    meeting, asked = told(), []
    client = in_english()
    for count in (3, 27):
        at = meeting.items.count()
        for number in range(at + 1, at + count + 1):
            closed_item(meeting, number, "state_police", closed_title=f"{number}")
            make.action(serial=number, due_date=datetime.date(2024, 9, 1))
        with CaptureQueriesContext(connection) as queries:
            client.get(of(meeting, BRIEF))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_plan_that_nobody_was_told_of_is_printed_by_its_keepers_alone() -> None:
    plan = planned()
    for path in (INVITATION, SHEET, BRIEF):
        assert page(browser_of(cast.chair()), of(plan, path))
        for who in (cast.member(), cast.observer(), cast.editor()):
            assert browser_of(who).get(of(plan, path)).status_code == 404, path
