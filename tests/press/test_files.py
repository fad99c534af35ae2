"""Files that people bring: refused for what they are, kept without what they hide."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from press import files
from press.files import CleanFile, FileRefused, Trouble, clean

HIDDEN = b"KUSH-E-SHKROI"
"""What a file says of its maker or does behind one's back; it must be gone."""


def pdf(build: Callable[[pikepdf.Pdf], None] | None = None, **saving: Any) -> bytes:
    """One page with a line of text, and what `build` puts into it."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    document.pages[0].Contents = document.make_stream(b"BT /F1 12 Tf (drita) Tj ET")
    if build:
        build(document)
    out = io.BytesIO()
    document.save(out, **saving)
    return out.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **saving: Any) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    image.save(out, kind, **saving)
    return out.getvalue()


def script(text: bytes = HIDDEN) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(text.decode()))


def trouble(data: bytes, name: str) -> Trouble:
    with pytest.raises(FileRefused) as refused:
        clean(data, name)
    return refused.value.trouble


def everything(file: CleanFile) -> bytes:
    """The bytes of a PDF with every stream unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(file.data)) as document:
        document.save(
            out,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
    return out.getvalue()


# --- What is refused


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.pdf", Trouble.EMPTY),
        (docx(), "a.docx", Trouble.KIND),
        (docx(), "a.pdf", Trouble.NOT_WHAT_IT_SAYS),
        (picture(), "a.pdf", Trouble.NOT_WHAT_IT_SAYS),
        (picture("PNG"), "a.jpg", Trouble.NOT_WHAT_IT_SAYS),
        (pdf(), "a.png", Trouble.NOT_WHAT_IT_SAYS),
        (b"<svg onload='x()'/>", "a.svg", Trouble.KIND),
        (b"<html>x</html>", "a.pdf", Trouble.NOT_WHAT_IT_SAYS),
        (b"%PDF-1.7\n%%EOF\n", "a.pdf", Trouble.BROKEN),
        (picture()[:200], "a.jpg", Trouble.BROKEN),
        (picture("PNG")[:60], "a.png", Trouble.BROKEN),
        (pdf(), "a.pdf.exe", Trouble.KIND),
        (pdf(), "pdf", Trouble.KIND),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    data: bytes, name: str, why: Trouble
) -> None:
    assert trouble(data, name) == why


def test_a_file_of_more_than_20_mb_is_refused_unread() -> None:
    assert trouble(b"x" * (files.MOST_BYTES + 1), "a.pdf") == Trouble.TOO_LARGE


def test_a_document_of_too_many_pages_is_refused() -> None:
    def many(document: pikepdf.Pdf) -> None:
        for _ in range(files.MOST_PAGES):
            document.add_blank_page(page_size=(9, 9))

    assert trouble(pdf(many), "a.pdf") == Trouble.TOO_LARGE


@pytest.mark.parametrize("side", [7_000, 11_000, 30_000])
def test_a_small_file_that_unpacks_to_a_vast_picture_is_refused(side: int) -> None:
    """Before it is unpacked: the header alone says how large it would be."""
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n"
    for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 99)), (b"IEND", b"")):
        bomb += struct.pack(">I", len(data)) + kind + data
        bomb += struct.pack(">I", zlib.crc32(kind + data))
    assert trouble(bomb, "a.png") == Trouble.TOO_LARGE


def test_a_document_with_a_password_is_refused() -> None:
    locked = pdf(encryption=pikepdf.Encryption(user="fshehur", owner="fshehur"))
    assert trouble(locked, "a.pdf") == Trouble.LOCKED


def test_a_document_that_only_forbids_printing_is_kept_without_the_ban() -> None:
    banned = pdf(encryption=pikepdf.Encryption(user="", owner="fshehur"))
    with pikepdf.open(io.BytesIO(clean(banned, "a.pdf").data)) as document:
        assert not document.is_encrypted


# --- What a document loses


def attached(document: pikepdf.Pdf) -> None:
    document.attachments["x.exe"] = pikepdf.AttachedFileSpec(document, HIDDEN, filename="x.exe")


def described(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = HIDDEN.decode()
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [HIDDEN.decode()]


def in_catalogue(name: str, value: Callable[[pikepdf.Pdf], Any]) -> Callable[[pikepdf.Pdf], None]:
    def build(document: pikepdf.Pdf) -> None:
        document.Root[name] = value(document)

    return build


def on_page(name: str, value: Callable[[pikepdf.Pdf], Any]) -> Callable[[pikepdf.Pdf], None]:
    def build(document: pikepdf.Pdf) -> None:
        document.pages[0][name] = value(document)

    return build


def annotated(**parts: Any) -> Callable[[pikepdf.Pdf], None]:
    def build(document: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Rect=pikepdf.Array([0, 0, 9, 9]), **parts
        )
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])

    return build


def bookmarked(document: pikepdf.Pdf) -> None:
    entry = document.make_indirect(pikepdf.Dictionary(Title=pikepdf.String("1"), A=script()))
    outlines = document.make_indirect(pikepdf.Dictionary(First=entry, Last=entry, Count=1))
    entry.Parent = outlines
    document.Root.Outlines = outlines


def associated(document: pikepdf.Pdf) -> pikepdf.Object:
    stream = document.make_stream(HIDDEN)
    spec = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, EF=pikepdf.Dictionary(F=stream))
    return pikepdf.Array([document.make_indirect(spec)])


def with_picture(document: pikepdf.Pdf) -> None:
    image = document.make_stream(b"\0" * 3, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    image.Metadata = document.make_stream(HIDDEN)
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))


LINK = pikepdf.Name.Link
ACTIVE: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "a script when opened": in_catalogue("/OpenAction", lambda _: script()),
    "scripts of the document": in_catalogue(
        "/Names",
        lambda _: pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("x"), script()]))
        ),
    ),
    "an act of the document": in_catalogue("/AA", lambda _: pikepdf.Dictionary(WC=script())),
    "an act of a page": on_page("/AA", lambda _: pikepdf.Dictionary(O=script())),
    "a form": in_catalogue(
        "/AcroForm", lambda _: pikepdf.Dictionary(XFA=pikepdf.String("KUSH-E-SHKROI"))
    ),
    "an attached file": attached,
    "an associated file": in_catalogue("/AF", associated),
    "an associated file of a page": on_page("/AF", associated),
    "a description": described,
    "a description of a page": on_page("/Metadata", lambda pdf: pdf.make_stream(HIDDEN)),
    "a description of a picture": with_picture,
    "a program's own notes": on_page(
        "/PieceInfo", lambda _: pikepdf.Dictionary(X=pikepdf.String("KUSH-E-SHKROI"))
    ),
    "a bookmark that acts": bookmarked,
    "a comment": annotated(Subtype=pikepdf.Name.Text, Contents=pikepdf.String("KUSH-E-SHKROI")),
    "a file in a comment": annotated(
        Subtype=pikepdf.Name.FileAttachment, Contents=pikepdf.String("KUSH-E-SHKROI")
    ),
    "a link that acts": annotated(Subtype=LINK, A=script()),
    "a link that starts a program": annotated(
        Subtype=LINK,
        A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("KUSH-E-SHKROI")),
    ),
    "a link that acts afterwards": annotated(
        Subtype=LINK,
        A=pikepdf.Dictionary(
            S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org"), Next=script()
        ),
    ),
    "a link that acts when touched": annotated(Subtype=LINK, AA=pikepdf.Dictionary(E=script())),
    "a link to a script": annotated(
        Subtype=LINK,
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("javascript:KUSH-E-SHKROI")),
    ),
    "a link to a file of the reader's": annotated(
        Subtype=LINK,
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("file:///KUSH-E-SHKROI")),
    ),
}


@pytest.mark.parametrize("what", ACTIVE)
def test_a_document_loses_what_acts_or_tells_of_its_maker(what: str) -> None:
    brought = pdf(ACTIVE[what], compress_streams=False)
    assert HIDDEN in everything(CleanFile("application/pdf", "pdf", brought)), "it was there"
    kept = everything(clean(brought, "a.pdf"))
    assert HIDDEN not in kept
    assert b"JavaScript" not in kept
    assert b"(drita) Tj" in kept, "the page itself stays"


@pytest.mark.parametrize("notes", [5, [1, "x"], [None], {"A": 1}])
def test_a_document_with_nonsense_for_comments_is_refused_or_calmed(notes: Any) -> None:
    brought = pdf(lambda document: document.pages[0].__setitem__("/Annots", notes))
    try:
        assert clean(brought, "a.pdf").data.startswith(b"%PDF-")
    except FileRefused as refused:
        assert refused.trouble == Trouble.BROKEN


@pytest.mark.filterwarnings("ignore::UserWarning")  # of the library, on broken metadata
def test_a_file_with_a_few_wrong_bytes_is_refused_or_made_anew() -> None:
    """Nothing but `FileRefused` ever comes out."""
    chance = random.Random(11)
    sources = [(pdf(bookmarked), "a.pdf"), (with_place(), "a.jpg"), (picture("PNG"), "a.png")]
    refusals = 0
    for data, name in sources * 40:
        broken = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            clean(bytes(broken), name)
        except FileRefused:
            refusals += 1
    assert 0 < refusals < 120


def test_links_to_addresses_and_pages_stay() -> None:
    def linked(document: pikepdf.Pdf) -> None:
        address = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org"))
        annotated(Subtype=LINK, A=address)(document)

    assert b"https://example.org" in everything(clean(pdf(linked), "a.pdf"))


def test_bookmarks_that_lead_to_a_page_stay() -> None:
    def build(document: pikepdf.Pdf) -> None:
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Drita", 0))

    with (
        pikepdf.open(io.BytesIO(clean(pdf(build), "a.pdf").data)) as document,
        document.open_outline() as outline,
    ):
        assert [entry.title for entry in outline.root] == ["Drita"]


@pytest.mark.parametrize("before", [b"", b"<script>KUSH-E-SHKROI</script>\n"])
def test_what_is_two_files_at_once_becomes_one(before: bytes) -> None:
    """A document that is an archive too, or begins like a page."""
    out = io.BytesIO(before + pdf())
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("x.txt", HIDDEN)
    brought = out.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(brought))
    try:
        kept = clean(brought, "a.pdf").data
    except FileRefused as refused:
        assert refused.trouble == Trouble.NOT_WHAT_IT_SAYS
        return
    assert kept.startswith(b"%PDF-")
    assert HIDDEN not in kept
    assert not zipfile.is_zipfile(io.BytesIO(kept))


def test_a_picture_that_is_an_archive_too_becomes_a_picture() -> None:
    out = io.BytesIO(picture())
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("x.txt", HIDDEN)
    kept = clean(out.getvalue(), "a.jpg").data
    assert HIDDEN not in kept
    assert not zipfile.is_zipfile(io.BytesIO(kept))


# --- What a picture loses


def with_place() -> bytes:
    """A photograph taken upright, at a place, by somebody."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x013B] = HIDDEN.decode()
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (41.0, 6.0, 45.0)
    return picture(exif=exif.tobytes(), comment=HIDDEN, xmp=b"<x>" + HIDDEN + b"</x>")


def test_a_photograph_loses_place_maker_and_comments_and_stays_upright() -> None:
    brought = with_place()
    assert brought.count(HIDDEN) == 3
    kept = clean(brought, "a.jpg").data
    assert HIDDEN not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == (40, 60), "turned as it was held"
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_drawing_loses_its_texts_and_keeps_what_shines_through() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", HIDDEN.decode())
    told.add_itxt("Comment", HIDDEN.decode(), zip=False)
    exif = Image.Exif()
    exif[0x013B] = HIDDEN.decode()
    out = io.BytesIO()
    Image.new("RGBA", (9, 9), (255, 0, 0, 40)).save(out, "PNG", pnginfo=told, exif=exif.tobytes())
    kept = clean(out.getvalue(), "a.png").data
    assert HIDDEN not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert image.getpixel((0, 0)) == (255, 0, 0, 40)
        assert not image.info


def test_a_large_photograph_becomes_smaller() -> None:
    kept = clean(picture(size=(4000, 1000)), "a.JPG")
    with Image.open(io.BytesIO(kept.data)) as image:
        assert image.size == (files.LONGEST_SIDE, 750)


@pytest.mark.parametrize(
    ("data", "name"),
    [(pdf(described), "a.pdf"), (with_place(), "a.jpg"), (picture("PNG"), "a.png")],
)
def test_the_same_file_is_kept_as_the_same_bytes(data: bytes, name: str) -> None:
    first, second = clean(data, name), clean(data, name)
    assert first == second
    assert first.sha256 == second.sha256


def test_what_is_clean_stays_as_it_is_when_it_is_brought_again() -> None:
    once = clean(pdf(bookmarked), "a.pdf").data
    assert clean(once, "a.pdf").data == once
