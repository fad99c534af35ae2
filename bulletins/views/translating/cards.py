"""A text as it is shown to who translates or reviews it: beside its Albanian, with what helps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bulletins.checking import is_rich, plain
from bulletins.composition.bodies import SECTIONS
from bulletins.forms.translating import KeepForm, TranslationForm
from bulletins.models import BlockText, Picture, TextConflict
from bulletins.states import Place, State, TextState
from bulletins.translating import memory
from bulletins.translating.differences import marked
from bulletins.translating.judging import remarks
from bulletins.translating.terms import Found, terms_in
from council.people import User
from languages.checks import Rules
from languages.remarks import Remark
from languages.texts import digest
from outreach.standards import rules_on
from press.html import words_of


@dataclass(frozen=True)
class TermLine:
    written: str
    translated: str


@dataclass
class Card:
    text: TextState
    section: str
    number: int
    """Among the texts of its section."""
    source: BlockText
    read: str
    """Digest of the Albanian that is shown."""
    remarks: list[Remark]
    terms: list[TermLine]
    suggestion: memory.Suggestion | None
    changes: SafeString | str
    """The Albanian with what has changed in it since it was translated, or nothing."""
    conflicts: list[TextConflict]
    form: TranslationForm | None = None
    keep_form: KeepForm | None = None
    may_review: bool = False
    picture: Picture | None = None
    """That its words are about."""
    picture_url: str = ""

    @property
    def id(self) -> int:
        return self.source.pk

    @property
    def version(self) -> int:
        return self.text.row.version if self.text.row else 0

    @property
    def words(self) -> str:
        return self.text.row.text if self.text.row else ""

    @property
    def is_rich(self) -> bool:
        return self.text.is_rich

    @property
    def is_faulty(self) -> bool:
        """The checks found an error: nobody can say that it is right."""
        return any(remark.is_error for remark in self.remarks)

    @property
    def tone(self) -> str:
        """Of its state, as tags are coloured."""
        if self.text.state is State.REVIEWED:
            return "done"
        return "late" if self.text.state in (State.MISSING, State.OUTDATED) else "on_time"


def cards(texts: Sequence[TextState], language: str, *, reader: User | None = None) -> list[Card]:
    """Five queries, however many texts. `reader`: whose kept conflicts are shown; None: all."""
    found = [text for text in texts if text.source is not None]
    sources = [text.source.text for text in found if text.source]
    known = memory.suggestions(sources, language)
    conflicts = _conflicts(found, reader)
    shown = _pictures(found)
    rules = rules_on(localdate())
    counts: dict[int, int] = {}
    made = []
    for text in found:
        counts[text.block_id] = counts.get(text.block_id, 0) + 1
        card = _card(text, counts[text.block_id], known, conflicts, rules)
        card.picture = shown.get((text.block_id, text.field))
        made.append(card)
    return made


def _pictures(texts: Sequence[TextState]) -> Mapping[Place, Picture]:
    """By the first of its words that is among the texts: it is shown once."""
    own = [text for text in texts if text.field in Picture.WORDS]
    held = Picture.objects.filter(removed_at__isnull=True)
    rows = held.filter(block__in={text.block_id for text in own}) if own else ()
    known = {picture.block_id: picture for picture in rows}
    first = {text.block_id: text.place for text in reversed(own)}
    return {place: known[block] for block, place in first.items() if block in known}


def section_title(kind: str) -> str:
    return _(SECTIONS[kind]) if kind in SECTIONS else _("Text")


def _card(
    text: TextState,
    number: int,
    known: Mapping[str, memory.Suggestion],
    conflicts: Mapping[int, list[TextConflict]],
    rules: Rules,
) -> Card:
    assert text.source is not None
    source, row = text.source, text.row
    read = digest(source.text)
    suggestion = known.get(read)
    if suggestion and row and digest(row.text) == digest(suggestion.text):
        suggestion = None
    outdated = text.state is State.OUTDATED and row is not None and row.translates_text
    return Card(
        text=text,
        section=section_title(source.block.kind),
        number=number,
        source=source,
        read=read,
        remarks=remarks(row, source, rules) if row else [],
        terms=[_term(found, text.language) for found in terms_in(plain(source))],
        suggestion=suggestion,
        changes=_changes(row, source) if row and outdated else "",
        conflicts=conflicts.get(row.pk, []) if row else [],
    )


def _changes(row: BlockText, source: BlockText) -> SafeString:
    if is_rich(source.block, source.field):
        return marked(words_of(row.translates_text), words_of(source.text))
    return marked(row.translates_text, source.text)


def _term(found: Found, language: str) -> TermLine:
    return TermLine(found.written, found.term.in_language(language))


def _conflicts(texts: Sequence[TextState], reader: User | None) -> dict[int, list[TextConflict]]:
    ids = [text.row.pk for text in texts if text.row]
    rows = TextConflict.objects.filter(text__in=ids, settled_at=None).select_related("by")
    grouped: dict[int, list[TextConflict]] = {}
    for row in rows.filter(by=reader) if reader else rows:
        grouped.setdefault(row.text_id, []).append(row)
    return grouped
