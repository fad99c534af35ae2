"""What a machine can check of PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) in our documents.

`problems(data)` returns sentences; an empty list means that nothing was found. It is no replacement
for a validator of either standard, which need Java; it holds what a change of ours could break.
"""

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pikepdf

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
PART_A = "{http://www.aiim.org/pdfa/ns/id/}part"
LEVEL_A = "{http://www.aiim.org/pdfa/ns/id/}conformance"
PART_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
SHOWN = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "EI"}
INSIDE = {
    "/L": {"/LI", "/L", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/TR": {"/TH", "/TD"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
}


def problems(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        elements = list(_elements(pdf))
        return [
            *_catalog(pdf),
            *_metadata(pdf),
            *_fonts(pdf),
            *_figures(pdf, elements),
            *_nesting(elements),
            *_tables(elements),
            *_headings(elements),
            *_links(pdf),
            *_content(pdf, elements),
        ]


def _elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All structure elements in reading order, from the root."""
    root = pdf.Root.get("/StructTreeRoot")
    waiting = [root.K[0]] if root is not None else []
    while waiting:
        element = waiting.pop(0)
        yield element
        waiting[:0] = _children(element)


def _children(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "The document does not say that it is tagged."
    if not str(root.get("/Lang", "")):
        yield "The document has no language."
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "The window would show the file name and not the title."
    if "/ID" not in pdf.trailer:
        yield "The file has no ID."
    intents = root.get("/OutputIntents", [])
    if not [one for one in intents if one.S == "/GTS_PDFA1" and "/DestOutputProfile" in one]:
        yield "There is no output intent with a colour profile."
    if "/EmbeddedFiles" in root.get("/Names", {}):
        yield "A file is attached."
    if "/OpenAction" in root or "/AA" in root or "/JavaScript" in root.get("/Names", {}):
        yield "The document would act by itself."
    for number, page in enumerate(pdf.pages, 1):
        if page.obj.get("/Tabs") != "/S":
            yield f"Page {number}: the tab order is not that of the structure."


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "There is no XMP metadata."
        return
    tree = ElementTree.fromstring(pdf.Root.Metadata.read_bytes().strip())
    roots = [tree] if tree.tag == f"{RDF}RDF" else tree.findall(f".//{RDF}RDF")
    if len(roots) != 1:
        yield f"The metadata has {len(roots)} RDF roots."
    attributes = {key: value for node in tree.iter() for key, value in node.attrib.items()}
    if attributes.get(PART_A) != "3" or attributes.get(LEVEL_A) != "A":
        yield "The metadata does not say PDF/A-3a."
    if attributes.get(PART_UA) != "1":
        yield "The metadata does not say PDF/UA-1."
    titles = ["".join(node.itertext()).strip() for node in tree.iter(TITLE)]
    if not any(titles):
        yield "The metadata has no title."
    elif str(pdf.docinfo.get("/Title", "")) not in titles:
        yield "The two titles differ."


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font":
            continue
        name = str(item.get("/BaseFont", "a font"))
        if "/DescendantFonts" in item:
            if "/ToUnicode" not in item:
                yield f"{name}: no way back from its glyphs to letters."
            descriptor = item.DescendantFonts[0].FontDescriptor
            if not {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                yield f"{name}: not embedded."


def _figures(pdf: pikepdf.Pdf, elements: list[Any]) -> Iterator[str]:
    for element in elements:
        if element.S != "/Figure":
            continue
        if not str(element.get("/Alt", "")).strip():
            yield "A figure has no alternative text."
        box = [float(value) for value in element.get("/A", {}).get("/BBox", [])]
        page = [float(value) for value in element.Pg.MediaBox]
        if len(box) != 4 or not (
            page[0] - 1 <= box[0] < box[2] <= page[2] + 1
            and page[1] - 1 <= box[1] < box[3] <= page[3] + 1
        ):
            yield "A figure has no box on its page."


def _nesting(elements: list[Any]) -> Iterator[str]:
    for element in elements:
        allowed = INSIDE.get(str(element.S))
        if allowed is None:
            continue
        for child in _children(element):
            if str(child.S) not in allowed:
                yield f"{child.S} directly inside {element.S}."


def _tables(elements: list[Any]) -> Iterator[str]:
    for element in elements:
        if element.S == "/TH" and str(element.get("/A", {}).get("/Scope", "")) not in (
            "/Row",
            "/Column",
        ):
            yield "A header cell has no scope."
        if element.S == "/TD" and not len(element.get("/A", {}).get("/Headers", [])):
            yield "A cell knows none of its headers."
        if element.S == "/Table":
            identifiers = {str(cell.ID) for cell in _inside(element) if "/ID" in cell}
            wanted = {
                str(header)
                for cell in _inside(element)
                for header in cell.get("/A", {}).get("/Headers", [])
            }
            if wanted - identifiers:
                yield "A cell names a header that is not in its table."


def _inside(element: Any) -> Iterator[Any]:
    for child in _children(element):
        yield child
        yield from _inside(child)


def _headings(elements: list[Any]) -> Iterator[str]:
    levels = [
        int(str(e.S)[2:]) for e in elements if str(e.S)[:2] == "/H" and str(e.S)[2:].isdigit()
    ]
    if levels[:1] != [1]:
        yield "The first heading is not of level 1."
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"A heading of level {after} follows one of level {before}."


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    parents = _parent_tree(pdf)
    for number, page in enumerate(pdf.pages, 1):
        for link in page.obj.get("/Annots", []):
            if link.get("/Subtype") != "/Link":
                yield f"Page {number}: an annotation that is no link."
            if not str(link.get("/Contents", "")).strip():
                yield f"Page {number}: a link without a description."
            element = parents.get(int(link.get("/StructParent", -1)))
            if element is None or element.get("/S") != "/Link":
                yield f"Page {number}: a link outside the structure."
            if not int(link.get("/F", 0)) & 4:
                yield f"Page {number}: a link that is not printed."


def _parent_tree(pdf: pikepdf.Pdf) -> dict[int, Any]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums) if "/StructTreeRoot" in pdf.Root else []
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def _content(pdf: pikepdf.Pdf, elements: list[Any]) -> Iterator[str]:
    """Everything on a page is an artifact or belongs to an element that the root leads to."""
    reachable = {element.objgen for element in elements}
    parents = _parent_tree(pdf)
    for number, page in enumerate(pdf.pages, 1):
        owners = parents.get(int(page.obj.get("/StructParents", -1)), [])
        marks: list[str] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                marks.append(str(operands[0]))
                if name == "BDC" and "/MCID" in operands[1]:
                    identifier = int(operands[1].MCID)
                    if identifier >= len(owners) or owners[identifier].objgen not in reachable:
                        yield f"Page {number}: content {identifier} has no place in the structure."
            elif name == "EMC":
                marks.pop()
            elif name in SHOWN and not marks:
                yield f"Page {number}: {name} is neither content nor artifact."
