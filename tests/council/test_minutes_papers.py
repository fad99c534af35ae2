"""Minutes on paper: for Word, as PDF, as a pack with bookmarks, each with what one may read."""

import datetime
import io

import docx
import pypdf
import pytest
from django.utils import timezone

from council.actions.make_papers import make_papers
from council.models import (
    AgendaItem,
    AuditRecord,
    Correspondence,
    Document,
    Marking,
    Meeting,
    Paper,
    User,
)
from council.people import Role
from tests import cast, make
from tests.council import held
from tests.council.test_minutes import address

pytestmark = pytest.mark.usefixtures("acting")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):  # type: ignore[no-untyped-def]
    settings.PRIVATE_FILES = tmp_path / "files"


def word_of(user: User, meeting: Meeting, kind: str):  # type: ignore[no-untyped-def]
    answer = held.browser_of(user).get(address(meeting, f"{kind}.docx"))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return docx.Document(io.BytesIO(answer.content))


def words(document) -> str:  # type: ignore[no-untyped-def]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def pdf_of(user: User, meeting: Meeting, kind: str) -> pypdf.PdfReader:
    """Asked for on the page, made by the worker, fetched again on the page."""
    client = held.browser_of(user)
    asked = client.post(f"/workspace/meetings/{meeting.pk}/papers/{kind}/")
    assert asked.status_code == 302
    assert "is being made" in page_in_english(client, meeting)
    make_papers()
    paper = Paper.objects.filter(kind=kind, asked_by=user).latest("asked_at")
    assert paper.document, paper.error
    assert f"/workspace/documents/{paper.document.pk}/" in page_in_english(client, meeting)
    answer = client.get(f"/workspace/documents/{paper.document.pk}/")
    return pypdf.PdfReader(io.BytesIO(b"".join(answer.streaming_content)))


def status_of(user: User, address: str) -> int:
    answer = held.browser_of(user).get(address)
    b"".join(answer)  # read to its end, a file is closed
    return int(answer.status_code)


def page_in_english(client, meeting: Meeting) -> str:  # type: ignore[no-untyped-def]
    client.cookies["language"] = "en"
    User.objects.filter(pk=client.session["_auth_user_id"]).update(language="en")
    return str(client.get(address(meeting)).content.decode())


def text_of(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


# --- For Word


def test_minutes_for_word_are_in_the_official_form(settings) -> None:  # type: ignore[no-untyped-def]
    meeting = held.approved()
    document = word_of(cast.secretary(), meeting, "internal")
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "REPUBLIKA E SHQIPËRISË"
    assert lines[1] == settings.CITY.authority["sq"].upper()
    assert "24 tetor 2024" in lines
    assert "PROCESVERBAL" in lines
    (opening,) = (line for line in lines if line.startswith("Më 24 tetor 2024, ora 10:00"))
    assert "u mblodh në mbledhje të zakonshme" in opening
    assert "i drejtuar nga Kryetari i Këshillit" in opening
    assert (
        "me 2 nga 2 vende me të drejtë vote të pranishme; kuorumi prej 2 vendesh u arrit" in opening
    )
    assert "1. Ndriçimi i rrugës së shkollës" in lines
    assert "Vendimi 2024-1 (angazhim)" in lines
    assert any("Afati: 20 dhjetor 2024." in line for line in lines)
    assert any("Votimi: me votim emëror: pro 2, kundër 0, abstenime 0." in line for line in lines)
    assert "Mbledhja u mbyll në orën 11:35." in lines
    assert "Kryesuesi i mbledhjes: Chair" in lines
    assert "Sekretariati teknik" in lines
    assert f"SHA-256 i procesverbalit të miratuar: {meeting.locked.sha256}" in lines
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["Nr.", "Detyra", "Institucioni", "Afati"] in heads
    assert held.word("title") in words(document)


def test_a_table_for_word_keeps_to_the_page() -> None:
    document = word_of(cast.secretary(), held.approved(), "internal")
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert document.tables
    for table in document.tables:
        assert sum(column.width for column in table.columns) <= room
        assert all(row._tr.trPr.xpath("w:cantSplit") for row in table.rows)


def test_signatures_are_on_one_page_with_the_last_words() -> None:
    rows = word_of(cast.secretary(), held.approved(), "internal").paragraphs
    last = max(index for index, row in enumerate(rows) if row.text.startswith("____"))
    assert rows[last - 4].text.startswith("Mbledhja u mbyll")
    assert all(row.paragraph_format.keep_with_next for row in rows[last - 4 : last])


def test_a_post_that_the_seat_names_already_is_not_said_again() -> None:
    meeting = held.circulated()
    row = meeting.attendance.exclude(appointment=None).select_related("seat").first()
    User.objects.filter(pk=row.appointment.person_id).update(title=row.seat.name_sq)
    document = word_of(cast.secretary(), meeting, "internal")
    cells = words(document).splitlines()
    assert row.seat.name_sq in cells
    assert f"{row.seat.name_sq} ({row.seat.name_sq})" not in cells


def test_the_public_version_for_word_has_no_closed_word_and_no_hole() -> None:
    meeting = held.circulated()
    for user in (cast.secretary(), cast.observer()):
        text = words(word_of(user, meeting, "public"))
        assert held.CANARY not in text
        assert "1. Ndriçimi" in text
        assert "2. Autobusi" in text
        assert "3." not in text
        assert "2024-M1" not in text
        assert "draft i pamiratuar" in text


def test_the_internal_version_for_word_is_for_those_who_keep_the_minutes() -> None:
    meeting = held.circulated()
    for user in (held.seated(Role.MEMBER, "police"), cast.observer()):
        assert held.browser_of(user).get(address(meeting, "internal.docx")).status_code == 403
    strict = words(word_of(cast.person(role=Role.COORDINATOR), meeting, "internal"))
    assert held.word("side minutes") in strict
    assert held.word("title") not in strict
    editor = held.browser_of(cast.editor())
    assert editor.get(address(meeting, "public.docx")).status_code == 404


def test_nothing_is_on_paper_for_the_table_before_it_was_circulated() -> None:
    meeting = held.meeting()
    observer = held.browser_of(cast.observer())
    assert observer.get(address(meeting, "public.docx")).status_code == 403
    asked = observer.post(f"/workspace/meetings/{meeting.pk}/papers/public_minutes/")
    assert asked.status_code == 403
    assert not Paper.objects.exists()


def test_a_remote_meeting_does_not_print_how_to_join_it() -> None:
    meeting = held.circulated()
    Meeting.objects.filter(pk=meeting.pk).update(mode="remote", place="https://example.org/join")
    text = words(word_of(cast.secretary(), meeting, "internal"))
    assert "join" not in text
    assert "(në distancë)" in text


def test_the_protocol_number_is_shown_and_printed_for_who_sees_the_register() -> None:
    meeting = held.approved()
    Correspondence.objects.create(
        direction="out",
        kind=Correspondence.Kind.MINUTES,
        institution=make.agency(),
        protocol_number="412/3",
        protocol_date=datetime.date(2024, 11, 5),
        subject="Procesverbali",
        about=meeting.source_key,
        entered_by=cast.secretary(),
        entered_at=timezone.now(),
    )
    assert "Nr. 412/3 prot., më 5 nëntor 2024" in words(
        word_of(cast.secretary(), meeting, "internal")
    )
    page = held.browser_of(cast.secretary()).get(address(meeting)).content.decode()
    assert "412/3" in page
    assert "412/3" not in held.browser_of(cast.observer()).get(address(meeting)).content.decode()


# --- As PDF


def test_the_pdf_of_internal_minutes_is_made_and_read_back() -> None:
    meeting = held.approved()
    reader = pdf_of(cast.secretary(), meeting, "internal_minutes")
    text = text_of(reader)
    assert "PROCESVERBAL" in text
    assert held.word("title") in text
    assert meeting.locked.sha256[:20] in text


def test_the_pdf_of_the_public_version_has_no_closed_word() -> None:
    meeting = held.approved()
    text = text_of(pdf_of(cast.observer(), meeting, "public_minutes"))
    assert "Ndriçimi i rrugës" in text
    assert held.CANARY not in text
    assert "M1" not in text


def test_a_pdf_is_for_who_asked_alone_and_until_tomorrow() -> None:
    meeting = held.approved()
    pdf_of(cast.chair(), meeting, "internal_minutes")
    found = f"/workspace/documents/{Paper.objects.get().document_id}/"
    for user in (cast.secretary(), cast.observer(), cast.person(role=Role.COORDINATOR)):
        assert status_of(user, found) == 404
    long_ago = timezone.now() - datetime.timedelta(days=3)
    Paper.objects.update(asked_at=long_ago)
    Document.objects.update(uploaded_at=long_ago)
    assert status_of(cast.chair(), found) == 404
    make_papers()
    assert Document.objects.get(kind=Document.Kind.PAPER).removed_at


def test_who_loses_the_office_loses_the_internal_pdf() -> None:
    from council.models import Appointment

    meeting, coordinator = held.approved(), cast.person(role=Role.COORDINATOR)
    pdf_of(coordinator, meeting, "internal_minutes")
    found = f"/workspace/documents/{Paper.objects.get().document_id}/"
    assert status_of(coordinator, found) == 200
    Appointment.objects.filter(person=coordinator).update(role=Role.OBSERVER)
    assert status_of(coordinator, found) == 404


def test_asking_twice_is_asking_once_and_a_lost_call_is_found() -> None:
    meeting = held.approved()
    client = held.browser_of(cast.chair())
    for _ in range(2):
        client.post(f"/workspace/meetings/{meeting.pk}/papers/public_minutes/")
    assert Paper.objects.count() == 1
    make_papers()
    make_papers()
    assert Document.objects.filter(kind=Document.Kind.PAPER).count() == 1


def test_what_the_asker_may_no_longer_read_is_not_made() -> None:
    from council.models import Appointment

    meeting, coordinator = held.circulated(), cast.person(role=Role.COORDINATOR)
    held.browser_of(coordinator).post(f"/workspace/meetings/{meeting.pk}/papers/internal_minutes/")
    Appointment.objects.filter(person=coordinator).update(role=Role.OBSERVER)
    make_papers()
    paper = Paper.objects.get()
    assert (paper.error, paper.document) == ("NotTheirs", None)


def test_the_page_asks_again_while_a_paper_is_being_made() -> None:
    meeting = held.circulated()
    client = held.browser_of(cast.observer())
    client.post(f"/workspace/meetings/{meeting.pk}/papers/public_minutes/")
    part = f"/workspace/meetings/{meeting.pk}/papers/"
    assert 'hx-trigger="every 3s"' in client.get(part).content.decode()
    make_papers()
    assert "hx-trigger" not in client.get(part).content.decode()


# --- The pack


def with_documents() -> Meeting:
    meeting = held.circulated()
    closed, first, second = meeting.items.order_by("order")
    held.document(meeting, title="Plani i rrugëve", item=first)
    held.document(meeting, title=held.word("file"), item=first, closed=True)
    held.document(meeting, title=held.word("report"), item=closed)
    held.document(meeting, title="Oraret", item=second)
    held.document(meeting, title="Thirrja")
    return meeting


def bookmarks(reader: pypdf.PdfReader) -> list[tuple[str, int]]:
    return [
        (str(mark.title), reader.get_destination_page_number(mark) or 0)
        for mark in reader.outline
        if not isinstance(mark, list)
    ]


def test_a_pack_is_the_minutes_and_the_documents_with_bookmarks() -> None:
    meeting = with_documents()
    reader = pdf_of(cast.secretary(), meeting, "pack")
    marks = bookmarks(reader)
    titles = [title for title, _ in marks]
    assert titles[-5:] == [
        "Thirrja",
        f"1. {held.word('report')}",
        "2. Plani i rrugëve",
        f"2. {held.word('file')}",
        "3. Oraret",
    ]
    pages = [page for _, page in marks[-5:]]
    assert pages == list(range(len(reader.pages) - 5, len(reader.pages)))
    assert "PROCESVERBAL" in titles


def test_a_pack_holds_only_what_its_asker_may_read() -> None:
    meeting = with_documents()
    for user in (cast.observer(), held.seated(Role.MEMBER, "police")):
        reader = pdf_of(user, meeting, "pack")
        assert held.CANARY not in text_of(reader)
        titles = [title for title, _ in bookmarks(reader)]
        assert titles[-3:] == ["Thirrja", "1. Plani i rrugëve", "2. Oraret"]


def test_a_pack_before_the_minutes_begins_with_the_agenda() -> None:
    meeting = held.meeting()
    held.document(meeting, title="Thirrja")
    reader = pdf_of(cast.observer(), meeting, "pack")
    text = text_of(reader)
    assert "RENDI I DITËS" in text
    assert "Autobusi i nxënësve" in text
    assert "U fol" not in text
    assert held.CANARY not in text


def test_a_picture_becomes_a_page_of_the_pack() -> None:
    from PIL import Image

    from council.actions.documents import keep_document
    from press.files import clean

    meeting = held.circulated()
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "PNG")
    keep_document(
        file=clean(out.getvalue(), "harta.png"),
        title="Harta",
        kind=Document.Kind.WORKING,
        meeting=meeting,
        by=cast.secretary(),
        at=timezone.now(),
    )
    reader = pdf_of(cast.observer(), meeting, "pack")
    assert bookmarks(reader)[-1] == ("Harta", len(reader.pages) - 1)


# --- The signed copy


def test_the_scan_of_the_signed_copy_stands_beside_the_locked_text() -> None:
    import pikepdf

    meeting = held.approved()
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)
    out.seek(0)
    out.name = "skanim.pdf"
    secretary = held.browser_of(cast.secretary())
    assert secretary.post(address(meeting, "signed/"), {"file": out}).status_code == 302
    scan = Document.objects.get(kind=Document.Kind.SIGNED_MINUTES)
    page = secretary.get(address(meeting)).content.decode()
    assert scan.sha256 in page
    assert meeting.locked.sha256 in page
    found = f"/workspace/documents/{scan.pk}/"
    assert status_of(cast.chair(), found) == 200
    for user in (cast.observer(), held.seated(Role.MEMBER, "police")):
        assert status_of(user, found) == 404
        assert scan.sha256 not in held.browser_of(user).get(address(meeting)).content.decode()


def test_a_word_file_is_no_scan() -> None:
    meeting = held.approved()
    secretary = held.browser_of(cast.secretary())
    fake = io.BytesIO(b"PK\x03\x04 a word file")
    fake.name = "skanim.pdf"
    assert secretary.post(address(meeting, "signed/"), {"file": fake}).status_code == 422
    assert not Document.objects.exists()


def test_the_trail_says_who_took_minutes_away() -> None:
    meeting = held.circulated()
    word_of(cast.observer(), meeting, "public")
    assert AuditRecord.objects.filter(
        verb="minutes.public.read", person=cast.observer(), object_key=meeting.source_key
    ).exists()


def test_an_item_of_green_marking_is_in_the_pack_of_a_cleared_member_alone() -> None:
    meeting = held.circulated()
    item = AgendaItem.objects.get(open_title__startswith="Ndriçimi")
    AgendaItem.objects.filter(pk=item.pk).update(marking=Marking.GREEN)
    police = text_of(pdf_of(held.seated(Role.MEMBER, "police"), meeting, "pack"))
    assert held.word("side minutes") in police
    assert held.word("title") not in police
    assert held.CANARY not in text_of(pdf_of(cast.observer(), meeting, "pack"))
