"""Letters on letterhead, ready for number, signature and seal: a line of the register first."""

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from council import audit
from council.access import Reader, may_keep_meetings
from council.models import Action, Agency, Correspondence, Decision, LetterWording
from council.people import Role, demand
from council.recipients import in_role
from council.wordings import fill, is_closed, readers, record_of, values
from languages import AUTHORITATIVE
from press import word

Kind = Correspondence.Kind


class NotAmongReaders(Exception):
    """The institution may not read the closed text that the letter would carry."""


def prepare_letter(
    *, about: Decision | Action, to: Agency, by: Reader, at: datetime.datetime
) -> Correspondence:
    """A line of the register for a letter about a numbered record; the office numbers it later.

    Where such a letter waits for its number already, it is that one.
    Raises NotAllowed or NotAmongReaders.
    """
    demand(may_keep_meetings(by))
    _demand_reader(about, to)
    kind = Kind.DECISION if isinstance(about, Decision) else Kind.ACTION
    wording = LetterWording.objects.get(kind=kind)
    row, made = Correspondence.objects.get_or_create(
        direction=Correspondence.Direction.OUT,
        kind=kind,
        institution=to,
        about=about.source_key,
        closed=is_closed(about),
        protocol_number="",
        defaults={
            "subject": fill(wording.subject, values(about, to))[:200],
            "entered_by": by.user,
            "entered_at": at,
        },
    )
    if made:
        audit.record(verb="letter.prepared", object_key=f"letter:{row.pk}", at=at)
    return row


def letter_document(*, letter: Correspondence, on: datetime.date) -> bytes:
    """The letter for Word, under the number that it has by now.

    Raises NotAmongReaders.
    """
    record = record_of(letter.about)
    if isinstance(record, Decision | Action):
        _demand_reader(record, letter.institution)
    wording = LetterWording.objects.get(kind=letter.kind)
    return on_letterhead(letter, fill(wording.body, values(record, letter.institution)), on=on)


def on_letterhead(letter: Correspondence, body: str, *, on: datetime.date) -> bytes:
    """A letter for Word with a body of plain paragraphs; places for number, signature and seal."""
    head, number, date, addressee, subject, signature = _parts(letter, on)
    document = word.new_document(title=letter.subject, language=AUTHORITATIVE)
    word.letterhead(document, head.splitlines())
    word.paragraph(document, number)
    word.paragraph(document, date, to_the_right=True, after=18)
    word.paragraph(document, addressee, bold=True)
    word.paragraph(document, subject, bold=True, after=18)
    for line in body.splitlines():
        if line.strip():
            word.paragraph(document, line.strip(), after=8)
    word.paragraph(document, "", after=18)
    signatory, below = signature.splitlines()
    word.place_to_sign(document, [signatory], below=below)
    return word.to_bytes(document)


def _demand_reader(record: Decision | Action, to: Agency) -> None:
    if is_closed(record) and to.pk not in readers(record):
        raise NotAmongReaders


def _parts(letter: Correspondence, on: datetime.date) -> list[str]:
    """What stands around the body; the lines `---` of the template part them."""
    city = settings.CITY
    chairs = in_role(Role.CHAIR, on=on)
    context = {
        "city": city.names(AUTHORITATIVE),
        "place": city.city_cases["indefinite"],
        "number": letter.protocol_number,
        "date": f"{letter.protocol_date:%d.%m.%Y}" if letter.protocol_date else "",
        "year": localdate(letter.entered_at).year,
        "addressee": letter.institution.name_sq,
        "subject": letter.subject,
        "chair": chairs[0].title if chairs else "",
    }
    return render_to_string("council/paper/letter.txt", context).strip().split("\n---\n")
