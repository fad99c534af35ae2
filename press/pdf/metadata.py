"""What a document says about itself, in the one RDF root that PDF/A and PDF/UA share."""

from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"

for _prefix, _space in (
    ("pdfaExtension", _EXTENSION),
    ("pdfaSchema", _SCHEMA),
    ("pdfaProperty", _PROPERTY),
):
    register_namespace(_prefix, _space.strip("{}"))


def with_universal_access(rdf: bytes) -> bytes:
    """Add the PDF/UA-1 identifier, and its description that PDF/A asks for (ISO 19005-3, 6.6.2)."""
    root = fromstring(rdf)  # noqa: S314  # the engine wrote it a moment ago
    identifier = SubElement(root, f"{_RDF}Description", {f"{_RDF}about": ""})
    identifier.set(f"{_UA}part", "1")
    description = SubElement(root, f"{_RDF}Description", {f"{_RDF}about": ""})
    schemas = SubElement(SubElement(description, f"{_EXTENSION}schemas"), f"{_RDF}Bag")
    schema = _item(
        schemas,
        {
            f"{_SCHEMA}schema": "PDF/UA identification",
            f"{_SCHEMA}namespaceURI": _UA.strip("{}"),
            f"{_SCHEMA}prefix": "pdfuaid",
        },
    )
    properties = SubElement(SubElement(schema, f"{_SCHEMA}property"), f"{_RDF}Seq")
    _item(
        properties,
        {
            f"{_PROPERTY}name": "part",
            f"{_PROPERTY}valueType": "Integer",
            f"{_PROPERTY}category": "internal",
            f"{_PROPERTY}description": "Part of ISO 14289 that the document conforms to",
        },
    )
    result: bytes = tostring(root, encoding="utf-8")
    return result


def _item(parent: Element, fields: dict[str, str]) -> Element:
    item = SubElement(parent, f"{_RDF}li", {f"{_RDF}parseType": "Resource"})
    for name, value in fields.items():
        SubElement(item, name).text = value
    return item
