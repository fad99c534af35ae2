"""The register of correspondence: entered, numbered, scanned, answered, found."""

import html
import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from council.models import Correspondence, Document, Meeting
from council.people import Role
from tests import cast, make
from tests.council.browsers import confirmed
from tests.council.registry import CANARY, browser_of, registry

pytestmark = pytest.mark.usefixtures("acting")
REGISTER = "/workspace/correspondence/"
ENTER = "/workspace/correspondence/enter/"


def letter(**given: Any) -> dict[str, Any]:
    now = {"direction": "in", "kind": "other", "subject": "Përgjigje për ndriçimin"}
    return {**now, "institution": make.agency(code="education").pk, **given}


def entered(client: Client, **given: Any) -> Correspondence:
    before = set(Correspondence.objects.values_list("pk", flat=True))
    answer = client.post(ENTER, letter(**given))
    assert answer.status_code == 302, answer.content.decode()
    return Correspondence.objects.exclude(pk__in=before).get()


def png() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(data, "PNG")
    return SimpleUploadedFile("skanim.png", data.getvalue())


def secretary() -> Client:
    return browser_of(cast.secretary())


def test_a_letter_is_entered_with_number_date_and_scan() -> None:
    client, today = secretary(), timezone.localdate().isoformat()
    row = entered(client, number="45/2", date=today, file=png())
    assert (row.protocol_number, row.protocol_date) == ("45/2", timezone.localdate())
    assert row.scan and row.scan.kind == Document.Kind.LETTER
    page = client.get(REGISTER).content.decode()
    assert "Përgjigje për ndriçimin" in page
    assert "45/2" in page
    file = client.get(f"/workspace/documents/{row.scan_id}/")
    assert b"".join(file.streaming_content).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"number": "45"}, "date"),
        ({"date": "2024-11-04"}, "date"),
        ({"number": "45", "date": "2999-01-01"}, "date"),
        ({"number": "45", "date": "30.02.2024"}, "date"),
        ({"about": "decision:2024-77"}, "about"),
        ({"about": "muri"}, "about"),
        ({"subject": ""}, "subject"),
        ({"subject": "x" * 201}, "subject"),
        ({"institution": "999999"}, "institution"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(
    given: dict[str, str], field: str
) -> None:
    answer = secretary().post(ENTER, letter(**given))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page
    for name, value in letter(**given).items():
        assert name in ("institution", "direction", "kind") or value in page
    assert not Correspondence.objects.exists()


def test_the_office_gives_the_number_later_and_a_new_scan_takes_the_old_ones_place() -> None:
    client, today = secretary(), timezone.localdate().isoformat()
    row = entered(client, direction="out", file=png())
    old = row.scan
    address = f"{REGISTER}{row.pk}/"
    assert client.post(address, {"number": "46"}).status_code == 422
    answer = client.post(address, {"number": "46", "date": today, "file": png()})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.protocol_number == "46"
    assert row.scan != old
    assert old and client.get(f"/workspace/documents/{old.pk}/").status_code == 404


def test_the_database_refuses_a_number_without_its_date() -> None:
    row = entered(secretary())
    with pytest.raises(IntegrityError), transaction.atomic():
        Correspondence.objects.filter(pk=row.pk).update(protocol_number="1")


def test_an_answer_leads_to_what_it_answers_and_back() -> None:
    client = secretary()
    asked = entered(client, direction="out", subject="Kërkesë për ndriçimin")
    form = client.get(f"{ENTER}?answers={asked.pk}").content.decode()
    assert f'value="{asked.pk}"' in form
    answer = entered(client, answers=str(asked.pk))
    assert answer.answers == asked
    assert str(asked.pk) in client.get(f"{REGISTER}{answer.pk}/").content.decode()
    assert str(answer.pk) in client.get(f"{REGISTER}{asked.pk}/").content.decode()


def test_a_letter_about_a_meeting_is_entered_from_its_page() -> None:
    meeting = make.meeting()
    client = secretary()
    form = client.get(f"{ENTER}?about={meeting.source_key}").content.decode()
    (said,) = re.findall(r'name="about" value="([^"]*)"', form)
    assert said in (f"Mbledhja {meeting.reference}", f"Meeting {meeting.reference}")
    row = entered(client, about=said, kind="convocation", direction="out")
    assert row.about == meeting.source_key
    found = client.get(f"{REGISTER}?about={meeting.source_key}").content.decode()
    assert str(row.pk) in found


@pytest.mark.parametrize("typed", ["vendimi 2024-1", " Vendimi  2024-1 ", "decision:2024-1"])
def test_what_a_letter_is_about_is_written_as_people_say_it(typed: str) -> None:
    make.decision(meeting=make.meeting())
    client = secretary()
    client.get("/workspace/?language=sq")
    row = entered(client, about=typed)
    assert row.about == "decision:2024-1"
    assert ">Vendimi 2024-1<" in client.get(f"{REGISTER}{row.pk}/").content.decode()


def test_letters_stand_on_the_page_of_what_they_are_about() -> None:
    action = make.action()
    client = secretary()
    row = entered(client, about=action.source_key)
    assert str(row.pk) in client.get(f"/workspace/actions/{action.pk}/").content.decode()
    observed = browser_of(cast.observer()).get(f"/workspace/actions/{action.pk}/")
    assert str(row.pk) not in observed.content.decode()


@pytest.mark.parametrize("typed", ["pergjigje", "NDRIÇIM", "45/2"])
def test_letters_are_found_by_words_and_by_number(typed: str) -> None:
    client = secretary()
    row = entered(client, number="45/2", date=timezone.localdate().isoformat())
    other = entered(client, subject="Tjetër")
    page = client.get(REGISTER, {"words": typed}).content.decode()
    assert str(row.pk) in page
    assert str(other.pk) not in page


def test_letters_are_filtered_by_institution_direction_and_year() -> None:
    client = secretary()
    row = entered(client)
    other = entered(client, direction="out", institution=make.agency().pk)
    asked: tuple[dict[str, Any], ...] = (
        {"institution": make.agency(code="education").pk},
        {"direction": "in"},
    )
    for filters in asked:
        page = client.get(REGISTER, filters).content.decode()
        assert str(row.pk) in page
        assert str(other.pk) not in page
    assert str(row.pk) not in client.get(REGISTER, {"year": 2020}).content.decode()
    table = confirmed(client).get(f"{REGISTER}table.xlsx?direction=in").content
    rows = list(openpyxl.load_workbook(io.BytesIO(table)).active.iter_rows(values_only=True))
    assert [line[5] for line in rows[1:]] == ["Përgjigje për ndriçimin"]


def test_pages_of_letters_follow_each_other() -> None:
    client = secretary()
    for number in range(30):
        entered(client, subject=f"Shkresa {number:02}")
    first = client.get(REGISTER).content.decode()
    older = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = client.get(f"{REGISTER}{older.replace('&amp;', '&')}").content.decode()
    assert [n for n in range(30) if f"Shkresa {n:02}" in first] == list(range(5, 30))
    assert [n for n in range(30) if f"Shkresa {n:02}" in second] == list(range(5))


def test_papers_of_a_meeting_lead_to_their_line_of_the_register_already_filled_in() -> None:
    meeting, client = make.meeting(state=Meeting.State.CIRCULATED), secretary()
    own = f"/workspace/meetings/{meeting.pk}/"
    key = f"{ENTER}?about=meeting%3A{meeting.reference}"
    for page, link, subject in (
        (own, key, "Njoftim për mbledhjen nr. "),
        (f"{own}print/invitation/", f"{key}&amp;kind=convocation", "Njoftim për mbledhjen nr. "),
        (f"{own}minutes/", f"{key}&amp;kind=minutes", "Procesverbali i mbledhjes nr. "),
    ):
        assert f'href="{link}"' in client.get(page).content.decode(), page
        form = client.get(html.unescape(link)).context["form"]
        assert form["subject"].value() == f"{subject}{meeting.reference}" + (
            " të Këshillit" if "Njoftim" in subject else ""
        )
        assert form["direction"].value() == "out"
        kind = "minutes" if "minutes" in link else "convocation"
        assert form["kind"].value() == kind
        row = entered(
            client, about=meeting.source_key, kind=kind, direction="out", subject=f"Sh-{kind}"
        )
        assert str(row.pk) in client.get(own).content.decode()
        letter = client.get(f"{REGISTER}{row.pk}/letter.docx")
        assert letter.status_code == 200
    for reads, user in (
        (True, cast.person(role=Role.COORDINATOR)),
        (False, cast.member()),
        (False, cast.observer()),
    ):
        said = browser_of(user).get(own).content.decode()
        assert ("Sh-minutes" in said) == reads
        assert ENTER not in said
        assert ENTER not in browser_of(user).get(f"{own}print/invitation/").content.decode()


# --- What stays shut


def test_a_letter_about_a_closed_record_is_closed_and_so_is_its_answer() -> None:
    made, client = registry(), secretary()
    row = entered(client, about=made.closed_decision.source_key, subject=CANARY, file=png())
    answer = entered(client, answers=str(row.pk), subject=CANARY)
    assert row.closed and answer.closed
    coordinator = confirmed(browser_of(cast.person(role=Role.COORDINATOR)))
    for page in (REGISTER, f"{REGISTER}?words={CANARY}", f"{REGISTER}table.xlsx"):
        said = coordinator.get(page).content
        assert str(row.pk).encode() not in said
    assert coordinator.get(f"{REGISTER}{row.pk}/").status_code == 404
    assert coordinator.get(f"/workspace/documents/{row.scan_id}/").status_code == 404


def test_the_coordinator_reads_and_writes_nothing() -> None:
    row = entered(secretary())
    coordinator = browser_of(cast.person(role=Role.COORDINATOR))
    assert coordinator.get(f"{REGISTER}{row.pk}/").status_code == 200
    assert coordinator.post(f"{REGISTER}{row.pk}/", {}).status_code == 403
    assert coordinator.post(ENTER, letter()).status_code == 403


def test_the_register_is_the_secretarys_and_the_chairs() -> None:
    row = entered(secretary())
    for user in (cast.member(), cast.observer(), cast.editor(), cast.translator()):
        client = browser_of(user)
        assert client.get(REGISTER).status_code == 403
        assert client.get(f"{REGISTER}table.xlsx").status_code == 403
        assert client.get(f"{REGISTER}{row.pk}/").status_code == 404
        assert client.get(f"{REGISTER}{row.pk}/letter.docx").status_code == 404
        assert client.get(ENTER).status_code == 403
    assert browser_of(cast.chair()).get(REGISTER).status_code == 200
