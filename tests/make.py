"""Plain factories: a valid record with no more said than the test needs.

Everything happens in October 2024 and is told on 4 November, so that nothing lies in the future of
the clock that runs the tests: the public role sees only what the database's own clock has reached.
Factories write in the open `acting_as(…)` and approve, publish or send nothing unless they say so.
Agencies, seats, units and help lines are those of the city profile: set-up has entered them.
"""

import datetime
import hashlib
import io
import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import pikepdf
from django.utils import timezone

from bulletins import documents
from bulletins.actions.approve import approve_edition, note_change, prepare_edition
from bulletins.actions.check_sentences import enter_sentences
from bulletins.actions.gather import write_prose
from bulletins.actions.publish import publish_editions
from bulletins.models import AgencyCheck, Block, Bulletin, Edition
from council import sealing
from council.models import (
    OPEN_STATES,
    Action,
    Agency,
    AgendaItem,
    Attendance,
    Category,
    Decision,
    Marking,
    Meeting,
    Referral,
    Report,
    ReportNote,
    ReportShare,
    Seat,
)
from council.models import Text as CouncilText
from council.people import User
from languages import AUTHORITATIVE, LANGUAGES
from languages.texts import digest
from outreach.actions.subscribers import register_subscriber
from outreach.mailing import Letter
from outreach.models import (
    Activity,
    Event,
    HelpTopic,
    Mailing,
    News,
    Question,
    Subscriber,
)
from outreach.models import Text as OutreachText
from press.mail import UNSUBSCRIBE_SLOT

TIRANE = ZoneInfo("Europe/Tirane")
MONTH = datetime.date(2024, 10, 1)
WHY = {"sq": "U botua gabimisht.", "en": "Published by mistake.", "ar": "نُشر خطأً."}
"""A reason of withdrawal."""
NOW = datetime.datetime(2024, 11, 4, 9, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2024, 11, 4)
MET_AT = datetime.datetime(2024, 10, 24, 10, 0, tzinfo=TIRANE)

Texts = Mapping[str, str]


def words(about: str, number: int = 6) -> dict[str, str]:
    """A sentence in the three languages that passes the translation checks.

    `about` tells sentences apart; it must be in Latin letters, as names of places are, and gets
    their capital.
    """
    about = " ".join(word[:1].upper() + word[1:] for word in about.split())
    return {
        "sq": f"Këshilli ndriçoi {number} vende të errëta në {about}.",
        "en": f"The Council lit {number} dark places in {about}.",
        "ar": f"أنار المجلس {number} مواضع مظلمة في ( {about} ).",
    }


# Threat reports --------------------------------------------------------------------------------


def report(
    *,
    author: User,
    agency: str = "state_police",
    words: Mapping[str, str] | None = None,
    state: str = Report.State.ACCEPTED,
    marking: str = Marking.AMBER,
    category: str = "public_order",
    at: datetime.datetime | None = None,
    **fields: Any,
) -> Report:
    """One that its way has led to a state, with its words sealed. `at`: now by default."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    if state != Report.State.DRAFT:
        fields = {"submitted_at": at, "kept_until": day + datetime.timedelta(730), **fields}
    if state in (Report.State.ACCEPTED, Report.State.RESPONDING, Report.State.CLOSED):
        fields = {"accepted_at": at, "triaged_by": author, **fields}
    if state == Report.State.CLOSED:
        fields = {"closed_at": at, "outcome": Report.Outcome.EASED, **fields}
    made = Report(
        reference="-".join(secrets.token_hex(2).upper() for _ in range(2)),
        author=author,
        category=Category.objects.get(code=category),
        from_date=fields.pop("from_date", day),
        to_date=fields.pop("to_date", day),
        source=fields.pop("source", Report.Source.OWN),
        certainty=fields.pop("certainty", Report.Certainty.PROBABLE),
        level=fields.pop("level", Report.Level.MEDIUM),
        edited_at=at,
        state=state,
        marking=marking,
        agency=Agency.objects.get(code=agency),
        **fields,
    )
    made.save()
    envelope = sealing.make_envelope(made)
    envelope.seal(made, words or {"title": "Zhurmë natën", "observed": "Zhurmë pas orës 23."})
    made.save()
    return made


def share(report: Report, *, agency: str, by: User) -> ReportShare:
    return ReportShare.objects.create(
        report=report,
        agency=Agency.objects.get(code=agency),
        shared_by=by,
        shared_at=timezone.now(),
    )


def referral(
    report: Report,
    *,
    agency: str,
    by: User,
    due_date: datetime.date | None = None,
    parts: Sequence[str] = ("title", "observed"),
    state: str = Referral.State.SENT,
    purpose: str = "Vlerësoni situatën.",
    **fields: Any,
) -> Referral:
    at = fields.pop("sent_at", timezone.now())
    made = Referral(
        report=report,
        agency=Agency.objects.get(code=agency),
        basis=Referral.Basis.DUTY,
        parts=list(parts),
        state=state,
        due_date=due_date or timezone.localdate(at) + datetime.timedelta(14),
        sent_by=by,
        sent_at=at,
        ended_at=None if state in OPEN_STATES else at,
        **fields,
    )
    sealing.envelope_of(report).seal(made, {"purpose": purpose})
    made.save()
    return made


def note(report: Report, *, author: User, agency: str, marking: str, text: str) -> ReportNote:
    made = ReportNote(
        report=report,
        author=author,
        agency=Agency.objects.get(code=agency),
        marking=marking,
        written_at=timezone.now(),
    )
    sealing.envelope_of(report).seal(made, {"text": text})
    made.save()
    return made


# The council -----------------------------------------------------------------------------------


def agency(*, code: str = "municipality", **names: str) -> Agency:
    """One of the city profile, which set-up has entered; a new one where names are given."""
    if names:
        order = Agency.objects.count()
        return Agency.objects.create(code=code, order=order, kind="test", **names)
    return Agency.objects.get(code=code)


def meeting(
    *,
    starts_at: datetime.datetime = MET_AT,
    number: int = 4,
    state: str = Meeting.State.APPROVED,
    place: str = "Bashkia, salla e Këshillit",
    open_text: str = "Këshilli u mblodh dhe mori 2 vendime.",
    closed_text: str = "",
) -> Meeting:
    return Meeting.objects.create(
        year=starts_at.year,
        number=number,
        state=state,
        starts_at=starts_at,
        place=place,
        open_text=open_text,
        closed_text=closed_text,
    )


def item(*, meeting: Meeting, order: int = 1, **fields: Any) -> AgendaItem:
    return AgendaItem.objects.create(meeting=meeting, order=order, **fields)


def attendance(*, meeting: Meeting, states: Mapping[str, str]) -> None:
    """`states`: how each seat was there, by the seat's code."""
    for code, state in states.items():
        Attendance.objects.create(meeting=meeting, seat=Seat.objects.get(code=code), state=state)


def decision(
    *,
    meeting: Meeting,
    serial: int = 1,
    institution: str = "municipality",
    kind: str = Decision.Kind.COMMITMENT,
    due_date: datetime.date | None = datetime.date(2024, 12, 20),
    open_text: str = "Bashkia do të ndriçojë 6 vende të errëta.",
    **closed: Any,
) -> Decision:
    return Decision.objects.create(
        meeting=meeting,
        year=meeting.year,
        serial=serial,
        institution=agency(code=institution),
        kind=kind,
        due_date=due_date,
        open_text=open_text,
        **closed,
    )


def action(
    *,
    serial: int = 1,
    institution: str = "municipality",
    given_date: datetime.date = datetime.date(2024, 7, 25),
    due_date: datetime.date = datetime.date(2024, 11, 30),
    done_date: datetime.date | None = None,
    open_text: str = "Autobusi i shkollës do të niset edhe kur ka borë.",
    **fields: Any,
) -> Action:
    return Action.objects.create(
        year=given_date.year,
        serial=serial,
        institution=agency(code=institution),
        given_date=given_date,
        due_date=due_date,
        done_date=done_date,
        open_text=open_text,
        **fields,
    )


def translation(
    *, key: str, field: str, language: str, text: str, of: str, reviewed_by: User | None
) -> CouncilText:
    """A translation of a council record's open text; `of` is the Albanian that it translates."""
    return CouncilText.objects.create(
        key=key,
        field=field,
        language=language,
        text=text,
        origin=CouncilText.Origin.TRANSLATED,
        translates_digest=digest(of),
        reviewed_by=reviewed_by,
        reviewed_at=NOW if reviewed_by else None,
    )


def translated(*, key: str, fields: Mapping[str, Texts], by: User) -> None:
    """Reviewed translations of a council record's fields; the Albanian is the record's own."""
    for field, texts in fields.items():
        for language in ("en", "ar"):
            translation(
                key=key,
                field=field,
                language=language,
                text=texts[language],
                of=texts[AUTHORITATIVE],
                reviewed_by=by,
            )


# The public side -------------------------------------------------------------------------------


def public_texts(
    *, key: str, fields: Mapping[str, Texts], by: User, at: datetime.datetime = NOW
) -> None:
    """Reviewed texts of a public record, in the languages that are given."""
    OutreachText.objects.bulk_create(
        OutreachText(
            key=key,
            field=field,
            language=language,
            text=text,
            translates_digest=digest(texts[AUTHORITATIVE]),
            reviewed_by=by,
            reviewed_at=at,
        )
        for field, texts in fields.items()
        for language, text in texts.items()
    )


def activity(*, by: User, slug: str = "gjinar-drita", **fields: Any) -> Activity:
    facts = {"unit": "gjinar", "held_on": datetime.date(2024, 10, 8), "participants": 17}
    made = Activity.objects.create(**{"slug": slug, "published_at": NOW, **facts, **fields})
    names = ("title", "audience", "partner", "text")
    texts = {name: words("Gjinar", number) for number, name in enumerate(names, 6)}
    public_texts(key=made.source_key, fields=texts, by=by)
    return made


def event(*, by: User, slug: str = "takim-ne-paper", **fields: Any) -> Event:
    facts = {
        "on_date": datetime.date(2024, 11, 20),
        "starts_at": datetime.time(17, 0),
        "accessible": True,
        "open_to_all": True,
    }
    made = Event.objects.create(**{"slug": slug, "published_at": NOW, **facts, **fields})
    texts = {"title": words("Papër"), "place": words("Papër", 7)}
    public_texts(key=made.source_key, fields=texts, by=by)
    return made


def question(*, by: User, slug: str = "pyetje-nga-gjinari", **fields: Any) -> Question:
    facts = {
        "channel": Question.Channel.PAPER,
        "unit": "gjinar",
        "institution": "municipality",
        "state": Question.State.ANSWERED,
        "answered_on": datetime.date(2024, 10, 31),
    }
    answered = fields.get("answered_on") or facts["answered_on"]
    facts |= {"received_on": answered - datetime.timedelta(days=9), "due_on": answered}
    made = Question.objects.create(**{"slug": slug, "published_at": NOW, **facts, **fields})
    texts = {"question": words("Gjinar"), "answer": words("Gjinar", 7)}
    public_texts(key=made.source_key, fields=texts, by=by)
    return made


def news(*, by: User, slug: str = "drita-ne-gjinar", **fields: Any) -> News:
    made = News.objects.create(**{"slug": slug, "published_at": MET_AT, "topic": "roads", **fields})
    names = ("title", "summary", "body", "do")
    texts = {name: words("Gjinar", number) for number, name in enumerate(names, 6)}
    public_texts(key=made.source_key, fields=texts, by=by)
    return made


def help_topic(
    *, by: User, slug: str = "online-safety", month: int | None = 10, numbers: tuple[str, ...] = ()
) -> HelpTopic:
    made = HelpTopic.objects.create(
        slug=slug, order=0, month=month, numbers=list(numbers), checked_on=TODAY, steps=2
    )
    fields = ("headline", "who", "free", "anonymous", "hours", "step:0", "step:1")
    texts = {name: words("Papër", number) for number, name in enumerate(fields, 6)}
    public_texts(key=made.source_key, fields=texts, by=by)
    return made


def subscriber(
    *,
    name: str = "lexues",
    language: str = "sq",
    confirmed_at: datetime.datetime | None = NOW,
    domain: str = "example.org",
    paused_until: datetime.date | None = None,
) -> Subscriber:
    subscriber = register_subscriber(
        address=f"{name}@{domain}",
        language=language,
        way="test",
        consent="Dua ta marr buletinin.",
        consented_at=NOW,
        confirmed_at=confirmed_at,
    )
    if paused_until:
        subscriber.paused_until = paused_until
        subscriber.save(update_fields=["paused_until"])
    return subscriber


def letter(*, language: str = "sq") -> Letter:
    """A short letter with a person's link to leave in both of its bodies."""
    text = words("Papër")[language]
    return Letter(
        subject=text,
        text=f"{text}\n\n{UNSUBSCRIBE_SLOT}\n",
        html=f'<p>{text}</p><p><a href="{UNSUBSCRIBE_SLOT}">×</a></p>',
        archive_url="http://localhost:8000/buletini/2024/10/",
        content_hash="0" * 64,
    )


def mailing(*, month: datetime.date = MONTH, language: str = "sq", edition: int = 1) -> Mailing:
    """A mailing whose recipients are not frozen yet."""
    own = letter(language=language)
    return Mailing.objects.create(
        month=month,
        language=language,
        edition=edition,
        subject=own.subject,
        text=own.text,
        html=own.html,
        archive_url=own.archive_url,
        content_hash=own.content_hash,
        dated_at=NOW,
    )


# The bulletin ----------------------------------------------------------------------------------


def bulletin(*, month: datetime.date = MONTH, origin: str = Bulletin.Origin.CURRENT) -> Bulletin:
    return Bulletin.objects.create(month=month, origin=origin)


def cover(*, bulletin: Bulletin, by: User, headlines: tuple[str, ...] = ("Gjinar",)) -> Block:
    """A cover with a headline about each place: the smallest bulletin that can be published."""
    write_prose(
        bulletin=bulletin,
        kind=Block.Kind.COVER,
        facts={"headlines": len(headlines)},
        texts={f"headline:{n}": words(place) for n, place in enumerate(headlines)},
        by=by,
        at=NOW,
    )
    return bulletin.blocks.get(kind=Block.Kind.COVER)


def edition(
    *, bulletin: Bulletin, language: str, by: User, approved_by: User | None = None
) -> Edition:
    """The edition of the bulletin's words as they stand, approved where somebody is named.

    A correction says what it changes.
    """
    made = prepare_edition(bulletin=bulletin, language=language, by=by, at=NOW, on=TODAY)
    if made.number > 1 and not made.published_at:
        note_change(edition=made, note=words("Labinot")[language])
    if approved_by:
        approve_edition(edition=made, content_hash=made.content_hash, by=approved_by, at=NOW)
    return made


def accepted(*, bulletin: Bulletin, by: User) -> None:
    """Each institution has let pass what the month says of it, as `by` wrote down."""
    enter_sentences(bulletin=bulletin, at=NOW)
    bulletin.checks.update(
        state=AgencyCheck.State.ACCEPTED,
        channel=AgencyCheck.Channel.TELEPHONE,
        answered_by=by,
        answered_at=NOW,
    )


def paper(text: str) -> bytes:
    """A small PDF that says one line."""
    line = text.encode("cp1252", "replace").replace(b"(", b"[").replace(b")", b"]")
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(b"BT /F1 12 Tf 60 700 Td (" + line + b") Tj ET")
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
    return out.getvalue()


def document(*, edition: Edition, data: bytes = b"%PDF-1.7\n%%EOF\n") -> None:
    """The edition as if it had been rendered, with other bytes than the engine's."""
    edition.pdf_name = documents.name_of(edition)
    path = documents.path_of(edition.pdf_name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    edition.pdf_sha256 = hashlib.sha256(data).hexdigest()
    edition.pdf_pages, edition.pdf_bytes = 8, len(data)
    edition.save(update_fields=["pdf_name", "pdf_sha256", "pdf_pages", "pdf_bytes"])


def published(
    *,
    month: datetime.date = MONTH,
    languages: tuple[str, ...] = LANGUAGES,
    by: User,
    approved_by: User,
    headlines: tuple[str, ...] = ("Gjinar",),
    origin: str = Bulletin.Origin.CURRENT,
    at: datetime.datetime = NOW,
) -> list[Edition]:
    """A month's bulletin with a cover, published in these languages; nobody is subscribed to it."""
    made = bulletin(month=month, origin=origin)
    cover(bulletin=made, by=by, headlines=headlines)
    editions = [
        edition(bulletin=made, language=language, by=by, approved_by=approved_by)
        for language in languages
    ]
    for row in editions:
        document(edition=row)
    publish_editions(editions=editions, at=at)
    return editions
