"""Corrections to the engine's structure tree (WeasyPrint 70), each labelled with why.

They replace three functions of the engine, once, when it is loaded; drop each one when the engine
does it itself.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags as engine_tags
from weasyprint.pdf.stream import Stream

_INLINE = {"bdi", "b", "strong", "em", "small", "time", "abbr", "cite"}

_engine_tag = engine_tags._get_pdf_tag
_engine_tree = engine_tags._build_box_tree
_engine_marked = Stream.marked


def install() -> None:
    """Put the corrections in place; doing it again changes nothing."""
    engine_tags._get_pdf_tag = _tag
    engine_tags._build_box_tree = _tree
    Stream.marked = _marked


def mark_artifacts(pages: Iterable[Any]) -> None:
    """Note which boxes are not content: running headers and footers, and what has aria-hidden.

    The engine marks the former as content that no structure element holds, and has no way to say
    the latter of a picture.
    """
    for page in pages:
        for child in page._page_box.children:
            _mark(child, isinstance(_real(child), boxes.MarginBox))


def _mark(box: Any, artifact: bool) -> None:
    box = _real(box)
    element = getattr(box, "element", None)
    hidden = artifact or (element is not None and element.get("aria-hidden") == "true")
    if hidden:
        box.press_artifact = True
    for child in getattr(box, "children", ()):
        _mark(child, hidden)


def finish(document: Any, pdf: Any) -> None:
    """Set right the structure elements that the engine wrote in other units."""
    pages = dict(zip(pdf.page_references, document.pages, strict=True))
    for item in pdf.objects:
        if not isinstance(item, dict) or item.get("Type") != "/StructElem":
            continue
        if item["S"] == "/Figure":
            _place_in_points(item, pages[item["Pg"]])


def _place_in_points(figure: Any, page: Any) -> None:
    """BBox is in points from the lower left corner (ISO 32000-1, 14.8.5.4.3), not in pixels."""
    left, top, right, bottom = figure["A"]["BBox"]
    height = page.height
    figure["A"]["BBox"] = pydyf.Array(
        round(value * 0.75, 2) for value in (left, height - bottom, right, height - top)
    )


def _real(box: Any) -> Any:
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def _tag(tag: str | None) -> str:
    """Inline elements that carry a language are spans; the engine leaves them without meaning."""
    return "Span" if tag in _INLINE else _engine_tag(tag)


def _marked(stream: Any, box: Any, tag: str) -> Any:
    return (
        stream.artifact()
        if getattr(box, "press_artifact", False)
        else _engine_marked(stream, box, tag)
    )


def _tree(
    box: Any, parent: Any, pdf: Any, page_number: int, nums: Any, annotations: Any, tags: Any
) -> Iterator[Any]:
    """The engine's tree, without artifacts, with languages, table scopes and readable links."""
    box = _real(box)
    if getattr(box, "press_artifact", False):
        return
    element = box.element
    if element is not None and box.link_annotation:
        words = element.get("title") or " ".join("".join(element.itertext()).split())
        if words:
            box.link_annotation["Contents"] = pydyf.String(words)
    for item in _engine_tree(box, parent, pdf, page_number, nums, annotations, tags):
        if element is not None and box.element_tag not in ("html", "body"):
            _describe(item, box, element)
        yield item


def _describe(item: Any, box: Any, element: Any) -> None:
    """Language of the element (issue 2482), scope of a header cell, footnotes as notes."""
    language = element.get("lang")
    if language and "::" not in box.element_tag:
        item["Lang"] = pydyf.String(language)
    if item["S"] == "/TH" and box.element_tag == "th":
        item["A"]["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
    if element.get("role") == "doc-footnote" and item["S"] not in ("/TD", "/TH", "/LI"):
        item["S"] = "/Note"
        item["ID"] = pydyf.String(f"note-{item.number}")
