"""What the checks say of a manuscript's text: the one place that calls them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from languages import AUTHORITATIVE, personal
from languages.checks import Finding, alternative, check, check_text
from languages.texts import digest
from outreach.models import AcceptedWarning, Manuscript, ManuscriptText
from outreach.newsroom.kinds import ALT, FIELDS, Kind

PERSON = gettext_noop("This looks like a person: %(found)s. An activity names nobody.")
NAMING = frozenset({personal.Kind.NAME, personal.Kind.INITIALS, personal.Kind.EMAIL})
NAMELESS = frozenset({field.name for field in FIELDS[Kind.ACTIVITY]})
"""Texts that may name nobody, of an activity."""


@dataclass(frozen=True)
class Remark:
    """A finding as it is shown beside its text."""

    finding: Finding
    accepted: AcceptedWarning | None

    @property
    def is_error(self) -> bool:
        return self.finding.severity == "error"

    @property
    def message(self) -> str:
        """In the reader's language."""
        return self.finding.said(_)

    @property
    def stands_in_the_way(self) -> bool:
        """An error, or a warning that nobody has answered for."""
        return self.is_error or self.accepted is None


def remarks(row: ManuscriptText, source: ManuscriptText | None, *, election: bool) -> list[Remark]:
    """Of each finding whether somebody has looked at it, in these very words.

    `election`: whether a word of promise is one too many. `row.manuscript` and `row.accepted` are
    best fetched with it.
    """
    own = digest(row.text)
    said = {
        (note.check_name, note.excerpt): note
        for note in row.accepted.all()
        if note.text_digest == own
    }
    return [
        Remark(found, said.get((found.check, found.excerpt[:200])))
        for found in findings_of(row, source, election=election)
    ]


def findings_of(
    row: ManuscriptText, source: ManuscriptText | None, *, election: bool
) -> list[Finding]:
    """What is wrong with a text, beside its Albanian where there is one."""
    if row.field == ALT and (found := list(alternative.check(row.text))):
        return found
    own = [*_persons(row)] if row.manuscript.kind == Kind.ACTIVITY else []
    if source is None or source.pk == row.pk:
        return [*check_text(row.text, row.language, election=election), *own]
    names = settings.CITY.places()
    compared = check(source.text, row.text, row.language, names=names, election=election)
    return [*compared, *own]


def _persons(row: ManuscriptText) -> list[Finding]:
    if row.field not in NAMELESS:
        return []
    return [
        Finding(
            check="persons",
            severity="error",
            template=PERSON,
            values={"found": row.text[found.start : found.end]},
            start=found.start,
            end=found.end,
            excerpt=row.text[found.start : found.end],
        )
        for found in personal.find(row.text)
        if found.kind in NAMING
    ]


def wrong(manuscript: Manuscript, *, election: bool) -> list[tuple[ManuscriptText, Remark]]:
    """Everything in the reviewed texts of a manuscript that keeps it from being published."""
    texts = manuscript.texts.select_related("manuscript").prefetch_related("accepted")
    rows = {(row.field, row.language): row for row in texts}
    return [
        (row, remark)
        for row in rows.values()
        if row.is_reviewed and row.text
        for remark in remarks(row, rows.get((row.field, AUTHORITATIVE)), election=election)
        if remark.stands_in_the_way
    ]
