"""Word documents that people bring: a clean copy, and the text of it.

What a reader of the page does not see does not stay: properties, comments, embedded files, macros,
places and makers of pictures. A document with tracked changes or hidden text is refused, because
what was struck out would be published with it.
"""

import io
import re
import zipfile
from typing import Any

from lxml import etree

from press import files
from press.files import MOST_BYTES, CleanFile, FileRefused, Trouble

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_UNPACKED = 150 * 1024 * 1024
MOST_PARTS = 2000
BODY = "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0"
"""How a document begins that is locked with a password, or is of the old kind."""
_KEPT = re.compile(
    r"^(\[Content_Types\]\.xml|_rels/\.rels|word/(document|styles|numbering|fontTable|footnotes"
    r"|endnotes|header\d*|footer\d*|theme/theme\d*)\.xml|word/_rels/[\w.]+\.rels"
    r"|word/media/[\w.-]+)$"
)
_BESIDE = re.compile(r"word/(header\d*|footer\d*|footnotes|endnotes)\.xml$")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHANGES = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "vanish"))
_DROPPED = tuple(
    f"{_W}{name}"
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "object", "control")
)
_LEADS = ("http:", "https:", "mailto:", "tel:")
_PICTURES = (".jpg", ".jpeg", ".png")


class HasHiddenWords(Exception):
    """Tracked changes or hidden text: somebody must accept or remove them first."""


def clean_docx(data: bytes) -> CleanFile:
    """A clean copy. Raises FileRefused or HasHiddenWords."""
    if not data:
        raise FileRefused(Trouble.EMPTY)
    if len(data) > MOST_BYTES:
        raise FileRefused(Trouble.TOO_LARGE)
    if data.startswith(_OLE):
        raise FileRefused(Trouble.LOCKED)
    try:
        parts = _parts(data)
        cleaned = {name: _clean(name, part) for name, part in parts.items() if _KEPT.match(name)}
        _forget(cleaned)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, OSError, RuntimeError):
        raise FileRefused(Trouble.BROKEN) from None
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(cleaned):
            package.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), cleaned[name])
    return CleanFile(MEDIA_TYPE, "docx", out.getvalue())


def text_of_docx(data: bytes) -> str:
    """Every paragraph on a line, those of tables, headers and notes too."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [BODY, *sorted(filter(_BESIDE.match, package.namelist()))]
        lines = [
            "".join(_said(paragraph))
            for name in names
            for paragraph in _tree(package.read(name)).iter(f"{_W}p")
        ]
    return "\n".join(line for line in lines if line.strip())


def _said(paragraph: Any) -> list[str]:
    signs = {f"{_W}tab": "\t", f"{_W}br": "\n"}
    return [signs.get(node.tag) or (node.text or "") for node in paragraph.iter(f"{_W}t", *signs)]


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_UNPACKED:
            raise FileRefused(Trouble.TOO_LARGE)
        if BODY not in package.namelist():
            raise FileRefused(Trouble.NOT_WHAT_IT_SAYS)
        return {one.filename: package.read(one) for one in entries if not one.is_dir()}


def _tree(part: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(part, parser)


def _clean(name: str, part: bytes) -> bytes:
    if name.startswith("word/media/"):
        picture = name.lower().endswith(_PICTURES)
        return files.clean(part, name).data if picture else part
    tree = _tree(part)
    if name.startswith("word/") and name.endswith(".xml"):
        _calm(tree)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _calm(tree: Any) -> None:
    if next(tree.iter(*_CHANGES), None) is not None and _is_body_of_text(tree):
        raise HasHiddenWords
    for node in list(tree.iter(*_DROPPED)):
        node.getparent().remove(node)


def _is_body_of_text(tree: Any) -> bool:
    """Styles may know how hidden text would look."""
    return str(tree.tag) not in (f"{_W}styles", f"{_W}numbering")


def _forget(parts: dict[str, bytes]) -> None:
    """Takes what is gone out of the lists of what there is."""
    types = _tree(parts["[Content_Types].xml"])
    for node in list(types):
        part = (node.get("PartName") or "").lstrip("/")
        if part and part not in parts:
            types.remove(node)
    parts["[Content_Types].xml"] = etree.tostring(types, xml_declaration=True, encoding="UTF-8")
    for name in [name for name in parts if name.endswith(".rels")]:
        folder = "" if name.startswith("_rels/") else "word/"
        relations = _tree(parts[name])
        for node in list(relations):
            target = node.get("Target") or ""
            if node.get("TargetMode") == "External":
                kept = target.strip().lower().startswith(_LEADS)
            else:
                inside = target.lstrip("/") if target.startswith("/") else folder + target
                kept = inside in parts
            if not kept:
                relations.remove(node)
        parts[name] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8")
