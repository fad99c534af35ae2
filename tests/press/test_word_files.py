"""Word documents that people bring: what stays of them, and what is refused."""

import io
import zipfile

import docx
import pytest
from docx.shared import Cm
from PIL import Image

from press import word_files
from press.files import MOST_BYTES, FileRefused, Trouble


def brought(*paragraphs: str, title: str = "A secret title") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Somebody"
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Emergjenca", "112"
    place = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(place, "JPEG", comment=b"a secret place")
    document.add_picture(io.BytesIO(place.getvalue()), width=Cm(1))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, old: bytes, new: bytes, part: str = word_files.BODY) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as again:
        for name in package.namelist():
            body = package.read(name)
            if name == part:
                assert old in body
                body = body.replace(old, new)
            again.writestr(name, body)
    return out.getvalue()


def test_a_clean_copy_opens_and_says_the_same() -> None:
    data = brought("Këshilli u mblodh.", "المجلس اجتمع")
    clean = word_files.clean_docx(data)
    document = docx.Document(io.BytesIO(clean.data))
    assert [one.text for one in document.paragraphs][:2] == ["Këshilli u mblodh.", "المجلس اجتمع"]
    text = word_files.text_of_docx(clean.data)
    assert text.splitlines() == ["Këshilli u mblodh.", "المجلس اجتمع", "Emergjenca", "112"]
    assert len(document.inline_shapes) == 1
    assert word_files.clean_docx(data).sha256 == clean.sha256


def test_properties_and_makers_do_not_stay() -> None:
    clean = word_files.clean_docx(brought("Një."))
    with zipfile.ZipFile(io.BytesIO(clean.data)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
        assert not [name for name in package.namelist() if name.startswith("docProps")]
    for secret in (b"Somebody", b"A secret title", b"a secret place"):
        assert secret not in everything


@pytest.mark.parametrize("mark", ["ins", "del"])
def test_tracked_changes_are_refused(mark: str) -> None:
    data = changed(brought("Një."), b"<w:r><w:t>", f'<w:{mark} w:id="1"/><w:r><w:t>'.encode())
    with pytest.raises(word_files.HasHiddenWords):
        word_files.clean_docx(data)


def test_hidden_text_is_refused() -> None:
    data = changed(brought("Një."), b"<w:r><w:t>", b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>")
    with pytest.raises(word_files.HasHiddenWords):
        word_files.clean_docx(data)


def test_links_to_files_go_and_links_to_pages_stay() -> None:
    rels = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    links = "".join(
        f'<Relationship Id="x{n}" Type="{kind}" Target="{target}" TargetMode="External"/>'
        for n, target in enumerate(("file:///etc/passwd", "https://example.org/"))
    )
    data = changed(brought("Një."), b"</Relationships>", f"{links}</Relationships>".encode(), rels)
    with zipfile.ZipFile(io.BytesIO(word_files.clean_docx(data).data)) as package:
        kept = package.read(rels)
    assert b"https://example.org/" in kept and b"file:///" not in kept


def other_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("readme.txt", "no document")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", Trouble.EMPTY),
        (b"PK" + bytes(MOST_BYTES), Trouble.TOO_LARGE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Trouble.LOCKED),
        (b"PK\x03\x04 half of it", Trouble.BROKEN),
        (other_zip(), Trouble.NOT_WHAT_IT_SAYS),
        (changed(brought("Një."), b"<w:body>", b"<w:body><unclosed>"), Trouble.BROKEN),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, trouble: Trouble) -> None:
    with pytest.raises(FileRefused) as refused:
        word_files.clean_docx(data)
    assert refused.value.trouble == trouble
