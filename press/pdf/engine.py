"""One call from HTML to the bytes of a document."""

import contextlib
import hashlib
import io
import threading
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import ModuleType
from typing import Any

from press.pdf import fonts, limits, log
from press.pdf.errors import MissingLibrary, Refused, RenderError, TooComplex
from press.pdf.metadata import with_universal_access

VARIANT = "pdf/a-3a"
PICTURE_DPI = 150
PICTURE_QUALITY = 70
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

_lock = threading.RLock()  # the engine's shared font configuration serves one render at a time


@dataclass(frozen=True)
class Document:
    """A finished PDF: its bytes, its number of pages, the SHA-256 of the bytes in hexadecimal."""

    data: bytes
    pages: int
    sha256: str


def render(
    html: str,
    *,
    language: str,
    title: str,
    description: str,
    stylesheets: Sequence[str],
    generated: datetime,
    identifier: str,
    author: str,
    assets: Mapping[str, bytes] | None = None,
) -> Document:
    """Set the HTML with the given stylesheet texts; the same arguments give the same bytes.

    `generated` is the edition's own moment (aware), never now; `identifier` names the edition and
    becomes the file's ID; `author` is the council, not a person. Pictures are `src="asset:<key>"`
    with their bytes in `assets`. Raises a RenderError whose message is one plain sentence.
    """
    if generated.tzinfo is None:
        raise ValueError("The moment of an edition needs a time zone.")
    limits.check_text(html)
    fonts.check()
    engine = _engine()
    from press.pdf import tagging
    from press.pdf.fetcher import Fetcher

    with _lock, limits.processor_time(), _named_errors(engine), log.watched():
        fetcher = Fetcher(assets or {})
        page = engine.HTML(string=html, url_fetcher=fetcher)
        limits.check_tree(page.etree_element)
        rendered = page.render(
            font_config=_font_configuration(),
            stylesheets=[_parsed(text) for text in stylesheets],
            pdf_variant=VARIANT,
            optimize_images=True,
            dpi=PICTURE_DPI,
            jpeg_quality=PICTURE_QUALITY,
        )
        _describe(
            rendered.metadata,
            language=language,
            title=title,
            description=description,
            generated=generated,
            author=author,
        )
        tagging.mark_artifacts(rendered.pages)
        with warnings.catch_warnings():
            # The engine opens its colour profile and leaves the closing to the interpreter.
            warnings.simplefilter("ignore", ResourceWarning)
            data = rendered.write_pdf(
                pdf_variant=VARIANT,
                pdf_identifier=hashlib.sha256(identifier.encode()).hexdigest()[:32].encode(),
                finisher=tagging.finish,
            )
        if fetcher.refused:
            raise Refused(fetcher.refused[0])
    return Document(data=data, pages=len(rendered.pages), sha256=hashlib.sha256(data).hexdigest())


def warm_up(stylesheets: Sequence[str] = ()) -> None:
    """Load the engine and parse the stylesheets before the first document, in a worker's start."""
    fonts.check()
    _engine()
    with _lock:
        for text in stylesheets:
            _parsed(text)


@cache
def _engine() -> ModuleType:
    """WeasyPrint, loaded once, seeing only the bundled fonts; raises MissingLibrary."""
    fonts.use_only_bundled()
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints advice before it raises
            import weasyprint
    except OSError as error:
        raise MissingLibrary(
            f"The PDF engine needs Pango and HarfBuzz: run “apt-get install {LIBRARIES}”."
        ) from error
    from press.pdf import tagging

    tagging.install()
    engine: ModuleType = weasyprint
    return engine


@cache
def _font_configuration() -> Any:
    _engine()
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _parsed(text: str) -> Any:
    """A stylesheet, parsed; ours must be without a single warning."""
    from press.pdf.fetcher import Fetcher

    with log.watched(strict=True):
        return _engine().CSS(
            string=text, font_config=_font_configuration(), url_fetcher=Fetcher({})
        )


@contextlib.contextmanager
def _named_errors(engine: ModuleType) -> Any:
    """The engine's own failures as ours.

    Its fatal fetching error is a BaseException: it is caught by name only.
    """
    try:
        yield
    except engine.urls.FatalURLFetchingError as error:
        raise Refused(str(error)) from error
    except RecursionError as error:
        raise TooComplex("The document is nested too deep to be laid out.") from error
    except MemoryError as error:
        raise TooComplex("The document needs more memory than a worker may use.") from error
    except (RenderError, ValueError):
        raise
    except Exception as error:
        raise RenderError(f"The document could not be set: {type(error).__name__}.") from error


def _describe(
    metadata: Any, *, language: str, title: str, description: str, generated: datetime, author: str
) -> None:
    """Fixed metadata: nothing from the HTML, nothing about who wrote it."""
    if metadata.attachments:
        raise Refused("The document asked for an attachment.")
    moment = generated.isoformat(timespec="seconds")
    metadata.title, metadata.description, metadata.lang = title, description, language
    metadata.authors, metadata.keywords, metadata.generator = [author], [], None
    metadata.created = metadata.modified = moment
    plain = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = lambda *arguments: with_universal_access(plain(*arguments))
