"""Minutes on paper, in the official Albanian form: one list of blocks for Word and for PDF."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from council.circulation import ItemForReader
from council.minutes_versions import (
    ActionGiven,
    DecisionTaken,
    ItemTaken,
    Minutes,
    Present,
    SeatNote,
)
from council.models import (
    THERE,
    Addendum,
    AgendaItem,
    Decision,
    Marking,
    Meeting,
    NamedVote,
    Presence,
    Vote,
)
from languages import AUTHORITATIVE, dates
from press import pdf, word

STYLESHEET = "council/paper/pdf/paper.css"
KINDS = {
    Meeting.Kind.ORDINARY: "mbledhje të zakonshme",
    Meeting.Kind.EXTRAORDINARY: "mbledhje të jashtëzakonshme",
}
PRESENCES = {
    Presence.PRESENT: "prani në sallë",
    Presence.REMOTE: "pjesëmarrje në distancë",
    Presence.SUBSTITUTE: "pjesëmarrje me zëvendësues",
    Presence.EXCUSED: "mungesë me arsye",
    Presence.ABSENT: "mungesë pa njoftim",
}
DECISIONS = {
    Decision.Kind.RECOMMENDATION: "rekomandim",
    Decision.Kind.COMMITMENT: "angazhim",
    Decision.Kind.INFORMATION: "për dijeni",
    Decision.Kind.PROCEDURAL: "vendim procedural",
}
METHODS = {
    Vote.Method.CONSENSUS: "me konsensus",
    Vote.Method.HANDS: "me ngritje dore",
    Vote.Method.NAMES: "me votim emëror",
}
CHOICES = {
    NamedVote.Choice.FAVOUR: "pro",
    NamedVote.Choice.AGAINST: "kundër",
    NamedVote.Choice.ABSTAIN: "abstenim",
}
NOT_ADOPTED = {
    Decision.State.REJECTED: "Propozim i pamiratuar",
    Decision.State.PROPOSED: "Propozim i pavotuar",
}


@dataclass(frozen=True)
class Block:
    """`kind`: head, line, title, heading, subheading, text, closed, list, table or sign."""

    kind: str
    text: str = ""
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    shares: tuple[int, ...] = ()


@dataclass(frozen=True)
class Standing:
    """What is said of minutes beside their words."""

    internal: bool
    approved_on: datetime.date | None = None
    sha256: str = ""
    protocol: str = ""
    addenda: tuple[Addendum, ...] = ()
    closed_addenda: bool = False


def minutes_blocks(minutes: Minutes, standing: Standing) -> list[Block]:
    return [
        *_head(minutes.day, "PROCESVERBAL", standing),
        Block("text", _opening(minutes)),
        *_texts(minutes.open_text, minutes.closed_text),
        *_attendance(minutes),
        *(block for item in minutes.items for block in _item(item)),
        *_unbound(minutes),
        *_actions(minutes.actions),
        Block("text", _closing(minutes)),
        *(block for row in standing.addenda for block in _addendum(row, standing)),
        Block(
            "sign",
            lines=(f"Kryesuesi i mbledhjes: {_chair(minutes)}", "Sekretariati teknik"),
        ),
        *_seal(standing),
    ]


def agenda_blocks(meeting: Meeting, items: Sequence[ItemForReader]) -> list[Block]:
    """The first sheet of a pack, as long as there are no minutes to read."""
    day = localdate(meeting.starts_at)
    blocks = _head(day, "RENDI I DITËS", None)
    for item in items:
        blocks.append(Block("heading", f"{item.number}. {item.title}"))
        blocks += _texts(item.open_text, item.closed_text)
    return blocks


def to_word(blocks: Sequence[Block], *, title: str) -> bytes:
    document = word.new_document(title=title, language=AUTHORITATIVE)
    for block in blocks:
        _into_word(document, block)
    return word.to_bytes(document)


def to_pdf(
    blocks: Sequence[Block], *, title: str, generated: datetime.datetime, identifier: str
) -> pdf.Document:
    """In a worker. Raises pdf.RenderError."""
    city = settings.CITY.names(AUTHORITATIVE)
    context = {
        "blocks": blocks,
        "title": title,
        "language": AUTHORITATIVE,
        "direction": "ltr",
        "city": city,
    }
    with translation.override(AUTHORITATIVE):
        html = render_to_string("council/paper/pdf/paper.html", context)
    return pdf.render(
        html,
        language=AUTHORITATIVE,
        title=title,
        description=title,
        stylesheets=[pdf.stylesheet(STYLESHEET)],
        generated=generated,
        identifier=identifier,
        author=city.council_name,
    )


def _into_word(document: object, block: Block) -> None:
    if block.kind == "head":
        word.letterhead(document, block.lines)
    elif block.kind == "title":
        word.paragraph(document, block.text, bold=True, centred=True, after=12)
    elif block.kind == "line":
        word.paragraph(document, block.text, centred=True)
    elif block.kind == "heading":
        word.heading(document, block.text, 2)
    elif block.kind == "subheading":
        word.paragraph(document, block.text, bold=True, after=2)
    elif block.kind == "table":
        word.table(document, block.heads, block.rows, shares=block.shares)
    elif block.kind == "sign":
        word.place_to_sign(document, block.lines)
    elif block.kind == "list":
        for line in block.lines:
            word.paragraph(document, line, after=2)
    else:
        word.paragraph(document, block.text)


def _head(day: datetime.date, title: str, standing: Standing | None) -> list[Block]:
    city = settings.CITY.names(AUTHORITATIVE)
    lines = ("REPUBLIKA E SHQIPËRISË", city.authority.upper(), city.council_name.upper())
    blocks = [Block("head", lines=lines)]
    if settings.DEMONSTRATION:
        with translation.override(AUTHORITATIVE):
            blocks.append(Block("line", _("DEMONSTRATION – invented data")))
    if standing and standing.protocol:
        blocks.append(Block("line", standing.protocol))
    blocks += [Block("line", _date(day)), Block("title", title)]
    if standing:
        version = "Version i brendshëm" if standing.internal else "Version publik"
        state = "" if standing.approved_on else ", draft i pamiratuar"
        blocks.append(Block("line", f"{version}{state}"))
    return blocks


def _opening(minutes: Minutes) -> str:
    council = settings.CITY.names(AUTHORITATIVE).council_name
    where = {
        Meeting.Mode.IN_PERSON: f" ({minutes.place})",
        Meeting.Mode.BOTH: f" ({minutes.place}, dhe në distancë)",
        Meeting.Mode.REMOTE: " (në distancë)",
    }[Meeting.Mode(minutes.mode)]
    sentence = (
        f"Më {_date(minutes.day)}, {dates.clock(minutes.hour, AUTHORITATIVE)}{where}, u mblodh në "
        f"{KINDS[Meeting.Kind(minutes.kind)]} {council}"
    )
    if minutes.chair:
        sentence += f", i drejtuar nga {minutes.chair}"
    if minutes.occupied is None:
        return f"{sentence}, me {minutes.present} pjesëmarrës."
    reached = "u arrit" if minutes.quorum else "nuk u arrit"
    return (
        f"{sentence}, me {minutes.voting_present} nga {minutes.occupied} vende me të drejtë vote "
        f"të pranishme; kuorumi prej {minutes.needed} vendesh {reached}."
    )


def _closing(minutes: Minutes) -> str:
    if minutes.ended is None:
        return "Me kaq, mbledhja u mbyll."
    return f"Mbledhja u mbyll në orën {minutes.ended:%H:%M}."


def _chair(minutes: Minutes) -> str:
    return minutes.chair_post or minutes.chair


def _texts(open_text: str, closed_text: str) -> list[Block]:
    found = [Block("text", part) for part in _paragraphs(open_text)]
    if closed_text:
        found.append(Block("closed", "E mbyllur:"))
        found += [Block("closed", part) for part in _paragraphs(closed_text)]
    return found


def _paragraphs(text: str) -> Iterator[str]:
    yield from (line.strip() for line in text.splitlines() if line.strip())


def _attendance(minutes: Minutes) -> Iterator[Block]:
    if not minutes.attendance:
        return
    yield Block("heading", "Pjesëmarrja")
    rows = [
        (row.institution.name, _holder(row), PRESENCES[Presence(row.state)])
        for row in minutes.attendance
    ]
    heads = ("Institucioni", "Vendi", "Pjesëmarrja")
    yield Block("table", heads=heads, rows=tuple(rows), shares=(7, 8, 5))


def _holder(row: Present) -> str:
    """The seat, and the post of who held it where that says anything more."""
    name = row.seat.name
    told = row.post.casefold() in name.casefold()
    return name if told else f"{name} ({row.post})"


def _item(item: ItemTaken) -> Iterator[Block]:
    yield Block("heading", f"{item.number}. {item.title}")
    if not item.open_title:
        yield Block("closed", f"Pikë e mbyllur ({Marking(item.marking).label})")
    elif item.closed_title:
        yield Block("closed", f"Titulli i mbyllur: {item.closed_title}")
    if item.presenter:
        yield Block("text", f"Paraqiti: {item.presenter}.")
    yield from _texts(item.open_text, item.closed_text)
    yield from _texts(item.open_minutes, item.closed_minutes)
    yield from _notes(item)
    if item.state == AgendaItem.State.CARRIED:
        yield Block("text", "Pika u shty për mbledhjen e ardhshme.")
    for row in item.decisions:
        yield from _decision(row)


def _notes(item: ItemTaken) -> Iterator[Block]:
    lines = [_change(row) for row in item.changes]
    lines += [f"Vetëpërjashtim: {row.seat.name}, {row.note}" for row in item.recusals]
    if lines:
        yield Block("list", lines=tuple(lines))


def _change(row: SeatNote) -> str:
    joined = "mori pjesë nga kjo pikë" if row.note in THERE else "nuk mori pjesë nga kjo pikë"
    return f"{row.seat.name} {joined} ({PRESENCES[Presence(row.note)]})."


def _decision(row: DecisionTaken) -> Iterator[Block]:
    head = f"Vendimi {row.number}" if row.adopted else NOT_ADOPTED[Decision.State(row.state)]
    kind = DECISIONS[Decision.Kind(row.kind)]
    facts = [f"Institucioni përgjegjës: {row.institution.name}"]
    if row.deadline:
        facts.append(f"Afati: {_date(row.deadline)}")
    if row.legal_basis:
        facts.append(f"Baza ligjore: {row.legal_basis}")
    yield Block("subheading", f"{head} ({kind})")
    yield from _texts(row.open_text, row.closed_text)
    yield Block("list", lines=(". ".join(facts) + ".", *_vote(row)))


def _vote(row: DecisionTaken) -> Iterator[str]:
    vote = row.vote
    if vote is None:
        return
    count = ""
    if vote.method != Vote.Method.CONSENSUS:
        count = f": pro {vote.in_favour}, kundër {vote.against}, abstenime {vote.abstained}"
    yield f"Votimi: {METHODS[Vote.Method(vote.method)]}{count}."
    if vote.by_name:
        names = "; ".join(
            f"{v.seat.name}: {CHOICES[NamedVote.Choice(v.note)]}" for v in vote.by_name
        )
        yield f"Sipas emrave: {names}."
    if not vote.quorum:
        reason = f" Arsyeja: {vote.no_quorum_reason}" if vote.no_quorum_reason else ""
        yield f"U votua pa kuorum.{reason}"


def _unbound(minutes: Minutes) -> Iterator[Block]:
    if minutes.unbound:
        yield Block("heading", "Vendime të tjera")
    for row in minutes.unbound:
        yield from _decision(row)


def _actions(actions: Sequence[ActionGiven]) -> Iterator[Block]:
    if not actions:
        return
    yield Block("heading", "Detyrat")
    rows = []
    for row in actions:
        text = row.open_text
        if row.closed_text:
            text = f"{text}\nE mbyllur: {row.closed_text}".strip()
        rows.append((row.reference, text, row.institution.name, _date(row.deadline)))
    heads = ("Nr.", "Detyra", "Institucioni", "Afati")
    yield Block("table", heads=heads, rows=tuple(rows), shares=(2, 8, 5, 4))


def _addendum(row: Addendum, standing: Standing) -> Iterator[Block]:
    closed = row.closed_text if standing.closed_addenda else ""
    if not (row.open_text or closed):
        return
    yield Block("heading", f"Shtojcë e procesverbalit, {_date(localdate(row.at))}")
    yield from _texts(row.open_text, closed)


def _seal(standing: Standing) -> Iterator[Block]:
    if standing.approved_on:
        yield Block("text", f"Procesverbali u miratua më {_date(standing.approved_on)}.")
    if standing.sha256:
        yield Block("text", f"SHA-256 i procesverbalit të miratuar: {standing.sha256}")


def _date(day: datetime.date) -> str:
    return dates.long_date(day, AUTHORITATIVE, weekday=False)
