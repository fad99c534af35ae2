"""What the checks say of a manuscript's text: the one place that calls them."""

from django.conf import settings
from django.utils.translation import gettext_noop

from languages import AUTHORITATIVE, personal
from languages import remarks as answered
from languages.checks import Finding, Rules, alternative, check, check_text
from languages.remarks import Remark
from outreach.models import Manuscript, ManuscriptText
from outreach.newsroom.kinds import ALT, FIELDS, Kind

PERSON = gettext_noop("This looks like a person: %(found)s. An activity names nobody.")
NAMING = frozenset({personal.Kind.NAME, personal.Kind.INITIALS, personal.Kind.EMAIL})
NAMELESS = frozenset({field.name for field in FIELDS[Kind.ACTIVITY]})
"""Texts that may name nobody, of an activity."""


def remarks(row: ManuscriptText, source: ManuscriptText | None, rules: Rules) -> list[Remark]:
    """Of each finding whether somebody has looked at it, in these very words.

    `row.manuscript` and `row.accepted` are best fetched with it.
    """
    return answered.remarks(findings_of(row, source, rules), row.accepted.all(), row.text)


def findings_of(row: ManuscriptText, source: ManuscriptText | None, rules: Rules) -> list[Finding]:
    """What is wrong with a text, beside its Albanian where there is one."""
    if row.field == ALT and (found := list(alternative.check(row.text))):
        return found
    own = [*_persons(row)] if row.manuscript.kind == Kind.ACTIVITY else []
    if source is None or source.pk == row.pk:
        return [*check_text(row.text, row.language, rules=rules), *own]
    names = settings.CITY.places()
    compared = check(source.text, row.text, row.language, names=names, rules=rules)
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


def wrong(manuscript: Manuscript, rules: Rules) -> list[tuple[ManuscriptText, Remark]]:
    """Everything in the reviewed texts of a manuscript that keeps it from being published."""
    texts = manuscript.texts.select_related("manuscript").prefetch_related("accepted")
    rows = {(row.field, row.language): row for row in texts}
    return [
        (row, remark)
        for row in rows.values()
        if row.is_reviewed and row.text
        for remark in remarks(row, rows.get((row.field, AUTHORITATIVE)), rules)
        if remark.stands_in_the_way
    ]
