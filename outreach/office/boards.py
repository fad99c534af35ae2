"""The notice boards as the secretary's pages show them: by unit, with the month's state."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Prefetch, Sum

from outreach.actions.boards.letter_words import answer_url, sheet_url
from outreach.forms.office.fields import units_in
from outreach.models import NoticeBoard, Pack, Posting, ReachCount, ResidentLetter
from outreach.small_cells import visible

MOST = 900
"""Characters of a text for WhatsApp."""
LetterState = ResidentLetter.State


@dataclass(frozen=True)
class Line:
    """A place and what is known of it this month; `state` is a word of `STATES`."""

    board: NoticeBoard
    posting: Posting | None
    state: str


@dataclass
class UnitLines:
    code: str
    name: str
    lines: list[Line] = field(default_factory=list)


def lines(pack: Pack | None) -> list[Line]:
    """Active places, in the order of units and names."""
    boards = NoticeBoard.objects.filter(retired_at__isnull=True).prefetch_related(
        Prefetch(
            "postings",
            Posting.objects.filter(pack=pack)
            .select_related("pack", "board")
            .prefetch_related("letters"),
            to_attr="of_month",
        )
    )
    return [_line(board) for board in boards]


def _line(board: NoticeBoard) -> Line:
    posting = next(iter(board.of_month), None)  # type: ignore[attr-defined]
    return Line(board, posting, state_of(board, posting))


def state_of(board: NoticeBoard, posting: Posting | None) -> str:
    if posting is None:
        return "none"
    if posting.outcome:
        return str(posting.outcome)
    if board.way != NoticeBoard.Way.MAIL:
        return "by_hand"
    states = {letter.state for letter in posting.letters.all()}
    if LetterState.FAILED in states:
        return "failed"
    if states & {LetterState.PENDING, LetterState.LEASED, LetterState.HANDING_OFF}:
        return "on_its_way"
    return "silent"


def by_unit(rows: Iterable[Line], language: str) -> list[UnitLines]:
    """In the order of the register of units."""
    names = units_in(language)
    found = {code: UnitLines(code, name) for code, name in names.items()}
    for row in rows:
        code = row.board.unit
        found.setdefault(code, UnitLines(code, code)).lines.append(row)
    return [unit for unit in found.values() if unit.lines]


def silent(rows: Iterable[Line]) -> list[Line]:
    return [row for row in rows if row.posting and not row.posting.outcome]


def retired() -> list[NoticeBoard]:
    return list(NoticeBoard.objects.filter(retired_at__isnull=False))


def this_month() -> tuple[Pack | None, datetime.date | None]:
    """The newest pack, withdrawn or not: what hangs must be taken down then."""
    pack = Pack.objects.order_by("-month", "-edition").first()
    return pack, pack.month if pack else None


def visits_by_code(board: NoticeBoard) -> Mapping[datetime.date, int | None]:
    """By issue, how often it was read by the code on the place's sheet; None where that is hidden.

    A month in which nobody followed the code is left out.
    """
    rows = ReachCount.objects.filter(
        place=board.code, kind=ReachCount.Kind.READ, issue__isnull=False
    )
    counted = rows.order_by().values_list("issue").annotate(sum=Sum("n"))
    return {issue: visible(n) for issue, n in counted}


def whatsapp(posting: Posting, *, words: str, sheet_words: str, answer_words: str) -> str:
    """At most 900 characters: what the issue says, where the place's sheet is, where to answer.

    What the issue says is shortened by whole lines where addresses are long.
    """
    pack = posting.pack
    tail = [f"{sheet_words} {sheet_url(posting)}", f"{answer_words} {answer_url(posting)}"]
    middle = pack.message.splitlines()
    while middle and len("\n".join([words, "", *middle, "", *tail])) > MOST:
        middle.pop()
    return "\n".join([words, "", *middle, "", *tail])
