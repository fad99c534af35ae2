"""What an edition says, as values: the shape that page, PDF and letter are rendered from.

An edition keeps it as JSON (dates ISO 8601, times HH:MM) in one language, with every name resolved.
"""

import dataclasses
import datetime
import functools
import hashlib
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Union

from django.utils.safestring import SafeString, mark_safe

from press.html import clean, words_of
from press.pictures import file_name

SCHEMA = 1


@dataclass(frozen=True)
class Number:
    number: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class SummaryItem:
    label: str
    """`done`, `late` or `next`."""
    text: str


@dataclass(frozen=True)
class DecisionRow:
    number: str
    text: str
    institution: str
    deadline: datetime.date | None
    kind: str


@dataclass(frozen=True)
class PromiseRow:
    reference: str
    text: str
    institution: str
    deadline: datetime.date
    state: str
    """`done`, `on_time` or `late`, on the last day of the month."""
    done_on: datetime.date | None
    reason: str
    new_deadline: datetime.date | None


@dataclass(frozen=True)
class Picture:
    name: str
    width: int
    height: int
    widths: tuple[int, ...]
    alt: str
    """"" of one that only decorates."""
    credit: str = ""

    @property
    def largest(self) -> str:
        """The file of the largest size, as every reader and the document can show it."""
        return file_name(self.name, self.widths[-1], "jpg")


@dataclass(frozen=True)
class Quotation:
    text: str
    by: str


@dataclass(frozen=True)
class ActivityRow:
    title: str
    unit: str
    held_on: datetime.date
    audience: str
    participants: int
    partner: str
    text: str


@dataclass(frozen=True)
class QuestionRow:
    question: str
    channel: str
    unit: str
    answer: str
    institution: str


@dataclass(frozen=True)
class Bar:
    label: str
    value: int
    tone: str
    band: str = ""
    """What is shown in the place of the value, such as `5–9`."""


@dataclass(frozen=True)
class DateRow:
    date: datetime.date
    starts_at: datetime.time | None
    title: str
    place: str
    accessible: bool
    open: bool


@dataclass(frozen=True)
class Block:
    kind: str
    key: str
    title: str


@dataclass(frozen=True)
class Cover(Block):
    headlines: tuple[str, ...]
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Summary(Block):
    items: tuple[SummaryItem, ...]


@dataclass(frozen=True)
class Meeting(Block):
    text: str
    held_on: datetime.date | None
    starts_at: datetime.time | None
    place: str
    present: int
    seats: int
    items: tuple[str, ...]
    next_on: datetime.date | None
    next_at: datetime.time | None
    next_place: str


@dataclass(frozen=True)
class Decisions(Block):
    rows: tuple[DecisionRow, ...]


@dataclass(frozen=True)
class Promises(Block):
    rows: tuple[PromiseRow, ...]


@dataclass(frozen=True)
class Story(Block):
    headline: str
    paragraphs: tuple[str, ...]
    quotation: Quotation | None
    advice: tuple[str, ...]
    picture: Picture | None = None


@dataclass(frozen=True)
class Text(Block):
    html: str
    """Cleaned by `press.html`: what every rendering may show as it stands."""
    picture: Picture | None = None

    @property
    def safe_html(self) -> SafeString:
        """Cleaned once more where it is shown: what is stored is never trusted."""
        return mark_safe(clean(self.html))  # noqa: S308

    @property
    def plain(self) -> str:
        return words_of(self.html)


@dataclass(frozen=True)
class Activities(Block):
    rows: tuple[ActivityRow, ...]
    picture: Picture | None = None


@dataclass(frozen=True)
class Questions(Block):
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True)
class HelpTopic(Block):
    headline: str
    who: str
    free: str
    anonymous: str
    hours: str
    next_steps: tuple[str, ...]
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Figures(Block):
    sentence: str
    chart_title: str
    unit_label: str
    bars: tuple[Bar, ...]
    total: int
    """0, and not shown, of bands: a total would give away what they hide."""


@dataclass(frozen=True)
class Calendar(Block):
    rows: tuple[DateRow, ...]


@dataclass(frozen=True)
class Corrections(Block):
    text: str


@dataclass(frozen=True)
class Contacts(Block):
    lines: tuple[Number, ...]
    paper: str
    privacy: str
    next_issue_on: datetime.date | None


@dataclass(frozen=True)
class Sentence:
    text: str
    state: str
    """`done`, `on_time`, `late` or `next`; empty of what has none."""


@dataclass(frozen=True)
class Sentences(Block):
    """A section of a digest; its key is that of the full issue's section."""

    items: tuple[Sentence, ...]


BLOCKS: Mapping[str, type[Block]] = {
    "cover": Cover,
    "summary": Summary,
    "meeting": Meeting,
    "decisions": Decisions,
    "promises": Promises,
    "story": Story,
    "text": Text,
    "activities": Activities,
    "questions": Questions,
    "help_topic": HelpTopic,
    "figures": Figures,
    "calendar": Calendar,
    "corrections": Corrections,
    "contacts": Contacts,
    "sentences": Sentences,
}


@dataclass(frozen=True)
class Council:
    name: str
    short_name: str
    city_authority: str
    address: str
    telephone: str
    email: str
    hours: str


@dataclass(frozen=True)
class Issue:
    """One edition of one month's bulletin, in one language."""

    schema: int
    language: str
    direction: str
    month: datetime.date
    issue: int
    edition: int
    form: str
    origin: str
    title: str
    description: str
    published_on: datetime.date
    demonstration: bool
    council: Council
    web_address: str
    pdf_address: str
    blocks: tuple[Block, ...]
    full_address: str = ""
    """Of a digest: where the full issue is."""
    change_note: str = ""
    """Of a correction: what it changes."""

    def block(self, kind: str) -> Block | None:
        return next((block for block in self.blocks if block.kind == kind), None)

    @property
    def headlines(self) -> tuple[str, ...]:
        cover = self.block("cover")
        return cover.headlines if isinstance(cover, Cover) else ()


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one way in which a content is written down, so that equal contents have equal hashes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def hash_of(content: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def issue_from(content: Mapping[str, Any]) -> Issue:
    """Raises ValueError for a content of another schema."""
    if content["schema"] != SCHEMA:
        raise ValueError(f"This content has schema {content['schema']}, expected {SCHEMA}.")
    read = _reader(Issue)
    built: Issue = read({**content, "month": f"{content['month']}-01"})
    return built


def _as_given(given: Any) -> Any:
    return given


@functools.cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes of JSON what an annotation says."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, Union):
        (inner,) = [_reader(arg) for arg in typing.get_args(kind) if arg is not type(None)]
        return lambda given: inner(given) if given not in (None, "", {}) else None
    if origin is tuple:
        each = _reader(typing.get_args(kind)[0])
        return tuple if each is _as_given else lambda given: tuple(map(each, given))
    if kind is Block:
        return _block
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _reader_of_fields(kind)
    if kind is datetime.date or kind is datetime.time:
        return kind.fromisoformat  # type: ignore[no-any-return]
    return _as_given


def _block(given: Mapping[str, Any]) -> Any:
    kind: Any = BLOCKS[given["kind"]]
    return _reader(kind)(given)


def _reader_of_fields(kind: type) -> Callable[[Mapping[str, Any]], Any]:
    readers = {name: _reader(hint) for name, hint in typing.get_type_hints(kind).items()}
    made = {name: reader for name, reader in readers.items() if reader is not _as_given}

    def read(given: Mapping[str, Any]) -> Any:
        return kind(
            **{**given, **{name: made[name](given[name]) for name in made if name in given}}
        )

    return read
