"""Stylesheets for documents: read from disk once, parsed once."""

from pathlib import Path

from django.template import engines
from django.template.backends.django import DjangoTemplates

_texts: dict[Path, tuple[int, str]] = {}


def stylesheet(name: str) -> str:
    """The text of a stylesheet that lies among the templates, e.g. "bulletins/pdf/edition.css".

    It is not a template: nothing in it is replaced. Raises FileNotFoundError.
    """
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    for folder in engine.template_dirs:
        path = Path(folder) / name
        if path.is_file():
            return _read(path)
    raise FileNotFoundError(f"No stylesheet {name} among the templates.")


def _read(path: Path) -> str:
    changed = path.stat().st_mtime_ns
    known = _texts.get(path)
    if known is None or known[0] != changed:
        known = _texts[path] = (changed, path.read_text(encoding="utf-8"))
    return known[1]
