"""Papers of an agenda: brought clean, as closed as their item, taken away again."""

import io
import zipfile
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone
from PIL import Image

from council.access import reader, visible_documents
from council.actions import build_agenda
from council.actions.agenda_documents import add_document, take_document
from council.actions.documents import path_of
from council.models import AgendaItem, Document, Marking, Meeting
from council.people import NotAllowed, Role, User
from press import files
from tests import cast, make
from tests.council.planning import (
    CLOSED,
    browser_of,
    in_english,
    in_seat,
    of,
    of_item,
    page,
    planned,
    secretary,
)

pytestmark = pytest.mark.usefixtures("acting")


def pdf() -> bytes:
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    document.docinfo["/Author"] = "Emri i dikujt"
    document.save(out)
    return out.getvalue()


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = "Emri i dikujt"
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "white").save(out, "JPEG", exif=exif.tobytes())
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def brought(
    address: str, data: bytes | None = None, name: str = "Plani i rrugës.pdf", **more: Any
) -> HttpResponse:
    file = SimpleUploadedFile(name, pdf() if data is None else data)
    return in_english().post(f"{address}documents/add/", {"file": file, **more})


def item_of(meeting: Meeting, **fields: Any) -> AgendaItem:
    return make.item(meeting=meeting, order=meeting.items.count() + 1, **fields)


def saw(user: User) -> list[str]:
    who = reader(user, on=timezone.localdate())
    return sorted(visible_documents(who).values_list("title", flat=True))


def test_a_paper_is_kept_clean_under_its_own_name() -> None:
    item = item_of(planned(), open_title="Rruga")
    answer = brought(of_item(item, ""))
    assert answer["Location"] == of_item(item, "edit/")
    paper = Document.objects.get()
    assert (paper.title, paper.item, paper.meeting) == ("Plani i rrugës", item, item.meeting)
    assert (paper.kind, paper.closed) == (Document.Kind.WORKING, False)
    assert b"Emri i dikujt" not in path_of(paper).read_bytes()
    text = page(in_english(), of(item.meeting))
    assert "1 document" in text
    assert "Plani i rrugës" in page(in_english(), of_item(item, "edit/"))


def test_a_photograph_is_kept_without_who_took_it() -> None:
    meeting = planned()
    assert brought(of(meeting), photograph(), "Foto.JPG", title="Rruga")["Location"] == (
        f"{of(meeting)}#papers"
    )
    paper = Document.objects.get()
    assert (paper.title, paper.item, paper.media_type) == ("Rruga", None, "image/jpeg")
    assert b"Emri i dikujt" not in path_of(paper).read_bytes()


def test_what_is_brought_is_what_is_given_out_again() -> None:
    item = item_of(planned(), open_title="Rruga")
    brought(of_item(item, ""))
    paper = Document.objects.get()
    response = secretary().get(f"/workspace/documents/{paper.pk}/")
    assert b"".join(response.streaming_content) == path_of(paper).read_bytes()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (archive(), "Plani.pdf", "The file is not what its name says. Save it again as PDF."),
        (archive(), "Plani.docx", "Only PDF, JPEG and PNG can be kept."),
        (pdf()[:99], "Plani.pdf", "The file is broken and cannot be read."),
        (b"", "Plani.pdf", "The file is empty."),
    ],
)
def test_a_bad_file_is_said_at_its_field_and_the_title_stays(
    data: bytes, name: str, sentence: str
) -> None:
    item = item_of(planned(), open_title="Rruga")
    answer = brought(of_item(item, ""), data, name, title="Titull që mbetet")
    text = answer.content.decode()
    assert answer.status_code == 422
    if data:
        assert text.count(sentence) == 2
    assert "Titull që mbetet" in text
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_said_at_its_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("council.forms.documents.MOST_BYTES", 1000)
    item = item_of(planned(), open_title="Rruga")
    answer = brought(of_item(item, ""), pdf() + b"%" * 1000)
    assert answer.status_code == 422
    assert "The file is too large" in answer.content.decode()
    assert files.MOST_BYTES == 20 * 1024 * 1024


def test_without_a_file_nothing_is_added() -> None:
    meeting = planned()
    answer = in_english().post(of(meeting, "documents/add/"), {"title": "Titull që mbetet"})
    assert answer.status_code == 422
    assert answer.content.decode().count("Choose a file.") == 2


# --- How closed


def test_of_an_item_that_is_closed_as_a_whole_each_paper_is_closed() -> None:
    item = item_of(planned(), closed_title=CLOSED)
    text = page(in_english(), of_item(item, "documents/add/"))
    assert 'name="closed"' not in text
    assert "so is its document" in text
    brought(of_item(item, ""))
    assert Document.objects.get().closed


def test_of_a_closed_item_a_paper_is_closed_unless_somebody_unticks_it() -> None:
    item = item_of(planned(), open_title="Rruga", marking=Marking.AMBER)
    assert 'name="closed"' in page(in_english(), of_item(item, "documents/add/"))
    assert " checked" in page(in_english(), of_item(item, "documents/add/"))
    brought(of_item(item, ""))
    assert not Document.objects.get().closed
    open_one = item_of(item.meeting, open_title="Drita")
    assert " checked" not in page(in_english(), of_item(open_one, "documents/add/"))


@pytest.mark.parametrize("changes", [{"open_title": ""}, {"marking": Marking.AMBER}])
def test_papers_of_an_item_that_becomes_closed_are_closed(changes: dict[str, str]) -> None:
    item = item_of(planned(), open_title="Rruga")
    brought(of_item(item, ""))
    given = {
        "open_title": "Rruga",
        "closed_title": CLOSED,
        "open_text": "",
        "closed_text": "",
        "minutes_planned": 10,
        "presenter": None,
        "marking": Marking.GREEN,
    }
    build_agenda.edit_item(
        item=item,
        words=build_agenda.ItemWords(**{**given, **changes}),
        shared_with=(),
        by=cast.secretary(),
        at=timezone.now(),
    )
    assert Document.objects.get().closed


def test_each_reads_the_papers_of_their_own_side() -> None:
    meeting = planned(state=Meeting.State.CONVENED)
    open_one = item_of(meeting, open_title="Drita")
    whole = item_of(meeting, closed_title=CLOSED, marking=Marking.AMBER_STRICT)
    brought(of_item(open_one, ""), title="hapur")
    brought(of_item(open_one, ""), title="mbyllur", closed="on")
    brought(of_item(whole, ""), title="rreptë")
    brought(of(meeting), title="mbledhja")
    brought(of(meeting), title="mbledhja mbyllur", closed="on")
    assert saw(cast.observer()) == saw(in_seat("transport")) == ["hapur", "mbledhja"]
    assert saw(in_seat("police")) == ["hapur", "mbledhja", "mbyllur"]
    assert len(saw(cast.chair())) == 5
    for user in (cast.observer(), in_seat("transport")):
        text = page(browser_of(user), of(meeting))
        assert "hapur" in text
        assert "mbyllur" not in text
        assert "rreptë" not in text
        for paper in Document.objects.filter(closed=True):
            answer = browser_of(user).get(f"/workspace/documents/{paper.pk}/")
            assert answer.status_code == 404, paper.title


def test_whoever_says_otherwise_a_paper_of_a_wholly_closed_item_is_closed() -> None:
    item = item_of(planned(), closed_title=CLOSED)
    paper = add_document(
        meeting=item.meeting,
        item=item,
        file=files.clean(pdf(), "a.pdf"),
        title="x",
        closed=False,
        by=cast.secretary(),
        at=timezone.now(),
    )
    assert paper.closed


# --- Taken away


def test_a_paper_is_taken_away_with_its_file() -> None:
    item = item_of(planned(), open_title="Rruga")
    brought(of_item(item, ""))
    paper = Document.objects.get()
    answer = secretary().post(f"/workspace/documents/{paper.pk}/remove/")
    assert answer["Location"] == of_item(item, "edit/")
    paper.refresh_from_db()
    assert paper.removed_at
    assert secretary().post(f"/workspace/documents/{paper.pk}/remove/").status_code == 404


def test_an_item_goes_with_its_papers() -> None:
    item = item_of(planned(), open_title="Rruga")
    brought(of_item(item, ""))
    secretary().post(of_item(item, "remove/"))
    paper = Document.objects.get()
    assert paper.removed_at
    assert paper.item is None
    assert len(paper.sha256) == 64


def test_the_signed_minutes_are_no_paper_of_an_agenda() -> None:
    meeting = planned()
    brought(of(meeting))
    Document.objects.update(kind=Document.Kind.SIGNED_MINUTES)
    paper = Document.objects.get()
    assert secretary().post(f"/workspace/documents/{paper.pk}/remove/").status_code == 404
    with pytest.raises(ValueError, match="agenda"):
        take_document(document=paper, by=cast.secretary(), at=timezone.now())


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY}))
def test_only_the_secretary_brings_and_takes_papers(role: Role) -> None:
    meeting = planned(state=Meeting.State.CONVENED)
    brought(of(meeting), title="mbledhja")
    paper = Document.objects.get()
    who = cast.person(role=role)
    sits = role not in (Role.EDITOR, Role.TRANSLATOR, Role.AUDITOR, Role.ADMINISTRATOR)
    status = 403 if sits else 404
    client = browser_of(who)
    assert client.get(of(meeting, "documents/add/")).status_code == status
    assert client.post(f"/workspace/documents/{paper.pk}/remove/").status_code == status
    with pytest.raises(NotAllowed):
        take_document(document=paper, by=who, at=timezone.now())
    with pytest.raises(NotAllowed):
        add_document(
            meeting=meeting,
            item=None,
            file=files.clean(pdf(), "a.pdf"),
            title="x",
            closed=False,
            by=who,
            at=timezone.now(),
        )
    paper.refresh_from_db()
    assert paper.removed_at is None
