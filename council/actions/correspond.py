"""The register of correspondence: letters entered, numbered, scanned, answered."""

import datetime

from django.utils.timezone import localdate

from council import audit
from council.access import Reader, may_keep_meetings
from council.actions.documents import keep_document, remove_document
from council.models import Agency, Correspondence, Document
from council.people import demand
from council.wordings import is_closed, record_of
from press.files import CleanFile


class NumberAndDateTogether(Exception):
    """A protocol number has its date, and a date its number."""


class NoSuchRecord(Exception):
    """What the letter is said to be about does not exist."""


class NotYet(Exception):
    """A protocol date in the future."""


def enter_letter(
    *,
    direction: Correspondence.Direction,
    kind: Correspondence.Kind,
    institution: Agency,
    subject: str,
    number: str,
    date: datetime.date | None,
    about: str,
    closed: bool,
    answers: Correspondence | None,
    file: CleanFile | None,
    by: Reader,
    at: datetime.datetime,
) -> Correspondence:
    """A letter that left or came. One about a closed record, or that answers a closed one, is closed.

    Raises NotAllowed, NumberAndDateTogether, NotYet or NoSuchRecord.
    """
    demand(may_keep_meetings(by))
    _demand_protocol(number, date, at)
    record = record_of(about) if about else None
    if about and record is None:
        raise NoSuchRecord
    closed = closed or is_closed(record) or bool(answers and answers.closed)
    made = Correspondence.objects.create(
        direction=direction,
        kind=kind,
        institution=institution,
        subject=subject,
        protocol_number=number,
        protocol_date=date,
        about=about,
        closed=closed,
        answers=answers,
        entered_by=by.user,
        entered_at=at,
    )
    if file:
        _scan(made, file, by, at)
    audit.record(verb="letter.entered", object_key=f"letter:{made.pk}", at=at)
    return made


def number_letter(
    *,
    letter: Correspondence,
    number: str,
    date: datetime.date | None,
    file: CleanFile | None,
    by: Reader,
    at: datetime.datetime,
) -> None:
    """What the protocol office wrote on it, and its scan; a new scan takes the old one's place.

    Raises NotAllowed, NumberAndDateTogether or NotYet.
    """
    demand(may_keep_meetings(by))
    _demand_protocol(number, date, at)
    letter.protocol_number, letter.protocol_date = number, date
    letter.save(update_fields=["protocol_number", "protocol_date"])
    if file:
        _scan(letter, file, by, at)
    audit.record(verb="letter.numbered", object_key=f"letter:{letter.pk}", at=at)


def _demand_protocol(number: str, date: datetime.date | None, at: datetime.datetime) -> None:
    if bool(number) != bool(date):
        raise NumberAndDateTogether
    if date and date > localdate(at):
        raise NotYet


def _scan(letter: Correspondence, file: CleanFile, by: Reader, at: datetime.datetime) -> None:
    before = letter.scan
    letter.scan = keep_document(
        file=file,
        title=letter.protocol_number.replace("/", "-") or f"{localdate(at)}",
        kind=Document.Kind.LETTER,
        by=by.user,
        at=at,
        closed=letter.closed,
    )
    letter.save(update_fields=["scan"])
    if before:
        remove_document(document=before, at=at)
