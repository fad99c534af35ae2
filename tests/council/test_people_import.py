"""People out of a spreadsheet: every row is seen first, the good ones are invited, none is lost."""

import csv
import datetime
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone, translation

from council.actions import accounts, appoint
from council.models import Appointment, Invitation, Notice, Seat, User
from council.people import Role
from press import excel
from tests import cast, make
from tests.council.browsers import browser_of

pytestmark = pytest.mark.usefixtures("acting")

PAGE = "/workspace/people/import/"
GOOD = "Adresa e-mail;Posti;Roli;Institucioni;Vendi në këshill;Nga;Deri më\n"


def secretary() -> Client:
    client = browser_of(cast.secretary())
    client.get("/workspace/?language=en")
    return client


def brought(client: Client, text: str | bytes, name: str = "people.csv") -> HttpResponse:
    data = text.encode() if isinstance(text, str) else text
    return client.post(PAGE, {"sheet": SimpleUploadedFile(name, data)})


def hidden(response: HttpResponse) -> dict[str, str]:
    """What the page carries to the next step."""
    (form, *_) = re.findall(
        r"<form.*?</form>", response.content.decode().split("<main", 1)[1], re.DOTALL
    )
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def troubles(response: HttpResponse) -> dict[int, list[str]]:
    with translation.override("en"):
        return {
            row.number: [f"{column}: {words}" for column, words in row.troubles]
            for row in response.context["rows"]
        }


def test_albanian_and_english_headings_are_understood_and_good_rows_invited() -> None:
    client = secretary()
    text = GOOD + (
        "drejtuesja@example.org;Drejtuesja;Anëtar;Shërbimi Social;;1.1.2026;\n".replace(
            "Shërbimi Social", make.agency(code="social_services").name_sq
        )
        + "media@example.org;Përfaqësuesi i mediave;observer;;media;;\n"
    )
    preview = brought(client, text)
    assert troubles(preview) == {2: [], 3: []}
    assert not Invitation.objects.exists()
    done = client.post(PAGE, {**hidden(preview), "stage": "import"})
    assert done.status_code == 200
    one, two = Invitation.objects.order_by("email")
    assert (one.role, one.from_date, one.agency.code) == (
        "member", datetime.date(2026, 1, 1), "social_services",
    )  # fmt: skip
    assert (two.seat, two.agency.code) == (Seat.objects.get(code="media"), "local_media")
    assert Notice.objects.filter(kind=Notice.Kind.INVITATION).count() == 2


def test_each_kind_of_mistake_is_said_in_its_row() -> None:
    client = secretary()
    accounts.invite(
        email="open@example.org",
        title="x",
        language="sq",
        role=Role.OBSERVER,
        agency=make.agency(),
        seat=None,
        by=cast.secretary(),
        at=timezone.now(),
    )
    held = Seat.objects.get(code="court")
    appoint.appoint(
        person=cast.observer(),
        role=Role.MEMBER,
        agency=held.agency,
        seat=held,
        from_date=datetime.date(2024, 1, 1),
        to_date=None,
        by=cast.secretary(),
        at=timezone.now(),
    )
    rows = (
        "email,post,role,institution,seat,language,from,to",
        "nobody,x,member,municipality,,,,",
        "one@example.org,x,member,municipality,,,,",
        "ONE@example.org,x,member,municipality,,,,",
        "open@example.org,x,member,municipality,,,,",
        f"{cast.chair().email},x,member,municipality,,,,",
        "a@example.org,x,king,municipality,,,,",
        "b@example.org,x,member,atlantis,,,,",
        "c@example.org,x,member,municipality,throne,,,",
        "d@example.org,x,member,municipality,education,,,",
        "e@example.org,x,member,municipality,,,2026-05-02,2026-05-01",
        "f@example.org,x,member,,court,,,",
        "g@example.org,x,member,,media,,,",
        "h@example.org,,member,municipality,,fr,yesterday,",
        "i@example.org,x,member,,education,,,",
        "j@example.org,x,member,,education,,,",
    )
    found = troubles(brought(client, "\n".join(rows)))
    assert found == {
        2: ["E-mail address: Write an e-mail address like name@example.org"],
        3: [],
        4: ["E-mail address: This address stands in a row before."],
        5: ["E-mail address: This address has an account or an open invitation."],
        6: ["E-mail address: This address has an account or an open invitation."],
        7: ["Role: No such role."],
        8: ["Institution: No such institution."],
        9: ["Seat: No such seat."],
        10: ["Seat: This seat belongs to another institution."],
        11: ["Last day: The last day is before the first one."],
        12: ["Seat: Somebody else holds this seat on these days. End that appointment first."],
        13: [
            "Seat: An observer's seat goes with the role Observer, every other seat with another role."
        ],
        14: [
            "Language of the letters: Letters are in Albanian or English.",
            "Post: The post is missing.",
            "First day: Write a day like 9.11.2026.",
        ],
        15: [],
        16: ["Seat: Somebody else holds this seat on these days. End that appointment first."],
    }


def test_the_bad_rows_come_back_as_a_file_with_their_reasons() -> None:
    client = secretary()
    preview = brought(
        client,
        GOOD + "a@example.org;=cmd;king;municipality;;;\nb@example.org;Y;member;municipality;;;\n",
    )
    done = client.post(PAGE, {**hidden(preview), "stage": "import"})
    assert [row.number for row in done.context["bad"]] == [2]
    given = {**hidden(done), "invited": done.context["numbers"]}
    answer = client.post("/workspace/people/import/rest.csv", given)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][-1] == "What is wrong"
    assert len(rows) == 2
    assert rows[1][:2] == ["a@example.org", "'=cmd"]
    assert rows[1][-1] == "Role: No such role."


@pytest.mark.parametrize("heading", ["Gjuha", "Gjuha e letrave", "Gjuha e mesazheve", "Language"])
def test_the_language_of_messages_is_understood_by_its_heading(heading: str) -> None:
    text = f"E-mail;Roli;Vendi;{heading}\nmedia@example.org;observer;media;anglisht\n"
    client = secretary()
    preview = brought(client, text)
    assert troubles(preview) == {2: []}
    client.post(PAGE, {**hidden(preview), "stage": "import"})
    assert Invitation.objects.get().language == "en"


def test_unknown_headings_are_asked_for_and_nothing_is_lost() -> None:
    client = secretary()
    asked = brought(client, "Kontakti;Si;Ku;Çfarë\na@example.org;member;education;Mësuesja\n")
    assert "Kontakti" in asked.content.decode()
    given = {**hidden(asked), "email": "0", "role": "1", "agency": "1"}
    twice = client.post(PAGE, given)
    assert twice.status_code == 422
    assert twice.context["form"].errors.keys() == {"agency"}
    preview = client.post(
        PAGE, {**hidden(twice), "email": "0", "role": "1", "agency": "2", "title": "3"}
    )
    assert troubles(preview) == {2: []}


def test_importing_twice_invites_once() -> None:
    client = secretary()
    carried = hidden(brought(client, GOOD + "a@example.org;X;member;municipality;;;\n"))
    for expected in (1, 0):
        done = client.post(PAGE, {**carried, "stage": "import"})
        assert len(done.context["invited"]) == expected
    assert Invitation.objects.count() == 1


def test_the_list_is_signed_for_who_brought_it() -> None:
    client = secretary()
    carried = hidden(brought(client, GOOD + "a@example.org;X;member;municipality;;;\n"))
    changed = {**carried, "sheet": carried["sheet"][:-2] + "xx", "stage": "import"}
    assert client.post(PAGE, changed)["Location"] == PAGE
    other = browser_of(cast.person(role=Role.SECRETARY, agency="prefecture"))
    assert other.post(PAGE, {**carried, "stage": "import"})["Location"] == PAGE
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "x.csv", "empty"),
        (b"\xd0\xcf\x11\xe0" + bytes(900), "renamed.xlsx", "Save it as .xlsx."),
        (b"a;b\n", "x.pdf", "Only .xlsx and .csv can be read."),
        (b"PK\x03\x04broken", "x.xlsx", "is broken or is not what its name says"),
        (b"x" * (5 * 1024 * 1024 + 1), "x.csv", "at most 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_the_field(
    data: bytes, name: str, words: str
) -> None:
    answer = brought(secretary(), data, name)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_xlsx_is_read_too() -> None:
    data = excel.to_bytes("x", ["E-mail", "Role", "Seat", "From"],
                   [["a@example.org", "Member", "education", datetime.date(2026, 9, 1)]], [9] * 4)  # fmt: skip
    preview = brought(secretary(), data, "people.xlsx")
    assert troubles(preview) == {2: []}
    assert preview.context["rows"][0].candidate.from_date == datetime.date(2026, 9, 1)


def test_an_invitation_with_days_gives_the_role_for_these_days() -> None:
    client = secretary()
    text = GOOD + "a@example.org;X;member;;education;1.9.2026;30.6.2027\n"
    client.post(PAGE, {**hidden(brought(client, text)), "stage": "import"})
    invitation = Invitation.objects.get()
    user = accounts.accept_invitation(
        invitation=invitation, password="një fjali e gjatë", at=timezone.now()
    )
    made = Appointment.objects.get(person=user)
    assert (made.from_date, made.to_date) == (
        datetime.date(2026, 9, 1), datetime.date(2027, 6, 30),
    )  # fmt: skip
    assert made.seat == Seat.objects.get(code="education")
    assert (made.appointed_by, made.confirmed_at) == (cast.secretary(), None)


def test_a_seat_that_was_given_meanwhile_is_not_given_twice() -> None:
    client = secretary()
    text = GOOD + "a@example.org;X;member;;education;;\n"
    client.post(PAGE, {**hidden(brought(client, text)), "stage": "import"})
    place = Seat.objects.get(code="education")
    Appointment.objects.create(
        person=cast.member(),
        role=Role.MEMBER,
        agency=place.agency,
        seat=place,
        from_date=datetime.date(2024, 1, 1),
    )
    user = accounts.accept_invitation(
        invitation=Invitation.objects.get(), password="një fjali e gjatë", at=timezone.now()
    )
    assert Appointment.objects.get(person=user).seat is None


@pytest.mark.parametrize("role", [Role.CHAIR, Role.COORDINATOR, Role.ADMINISTRATOR, Role.OBSERVER])
def test_nobody_else_imports(role: Role) -> None:
    client = browser_of(cast.person(role=role))
    assert client.get(PAGE).status_code == 403
    assert brought(client, GOOD + "a@example.org;X;member;municipality;;;\n").status_code == 403
    assert client.post("/workspace/people/import/rest.csv").status_code == 403
    assert not User.objects.filter(email="a@example.org").exists()
