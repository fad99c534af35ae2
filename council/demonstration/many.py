"""As many rows as a benchmark asks for."""

import datetime
import uuid

from council import sealing
from council.models import (
    Action,
    Agency,
    AgendaItem,
    Appointment,
    Category,
    Decision,
    Marking,
    Meeting,
    Report,
    ReportShare,
    User,
)


def fill_registers(*, count: int) -> None:
    """As many decisions and action points as a benchmark asks for; each tenth is closed.

    Never for data that somebody keeps.
    """
    agencies = list(Agency.objects.all())
    meetings = [_numbered_meeting(number) for number in range(max(1, count // 250))]
    items = [
        AgendaItem.objects.create(meeting=meeting, order=1, closed_title="E mbyllur")
        for meeting in meetings
    ]
    items[0].shared_with.add(*agencies)
    decisions = []
    for number in range(count):
        closed, meeting = number % 10 == 0, number % len(meetings)
        text = (
            f"Këshilli vendosi që institucioni të ndriçojë rrugën numër {number} dhe të njoftojë "
            f"banorët e lagjes {number % 997} për punimet e javës {number % 52}."
        )
        decisions.append(
            Decision(
                meeting=meetings[meeting],
                item=items[meeting],
                series="closed" if closed else "open",
                year=meetings[meeting].year,
                serial=number // len(meetings) * 10 + meetings[meeting].number,
                kind=Decision.Kind.COMMITMENT,
                institution=agencies[number % len(agencies)],
                open_text="" if closed else text,
                closed_text=text if closed else "",
            )
        )
    Decision.objects.bulk_create(decisions, batch_size=2000)
    Action.objects.bulk_create([_promise_of(row) for row in decisions], batch_size=2000)


def _promise_of(decision: Decision) -> Action:
    given = datetime.date(decision.year, 3, 1)
    return Action(
        decision=decision,
        item=decision.item,
        series=decision.series,
        year=decision.year,
        serial=decision.serial or 0,
        institution=decision.institution,
        given_date=given,
        due_date=given + datetime.timedelta(days=90),
        done_date=given + datetime.timedelta(days=60) if (decision.serial or 0) % 3 else None,
        open_text=decision.open_text,
        closed_text=decision.closed_text,
    )


def _numbered_meeting(number: int) -> Meeting:
    year = 2040 + number // 10
    return Meeting.objects.create(
        year=year,
        number=number % 10 + 1,
        state=Meeting.State.APPROVED,
        starts_at=datetime.datetime(year, 3, 1, 10, tzinfo=datetime.UTC),
        place="Bashkia",
    )


def fill_reports(*, count: int, readers: str, author: User, at: datetime.datetime) -> None:
    """As many situations as a benchmark asks for that one institution reads, of every marking.

    A third is its own, a third is marked GREEN by others, a third is shared with it; a fifth as
    many lie beside them that it does not read. The author, on a cleared seat of it, is confirmed.
    Never for data that somebody keeps.
    """
    second = User.objects.create(email="second@example.org", title="Second", language="sq")
    Appointment.objects.filter(person=author).update(confirmed_by=second, confirmed_at=at)
    own = Agency.objects.get(code=readers)
    others = list(Agency.objects.exclude(pk=own.pk))
    kinds = list(Category.objects.all())
    begins = datetime.datetime(2040, 1, 1, tzinfo=datetime.UTC)
    reports = []
    for number in range(count + count // 5):
        hidden, third = number >= count, number % 3
        reports.append(
            _situation(
                number,
                agency=own if third == 0 and not hidden else others[number % len(others)],
                marking=Marking.AMBER_STRICT
                if hidden or number % 30 == 0
                else (Marking.AMBER, Marking.GREEN, Marking.AMBER)[third],
                category=kinds[number % len(kinds)],
                author=author,
                at=begins + datetime.timedelta(minutes=number),
            )
        )
    Report.objects.bulk_create(reports, batch_size=1000)
    shared = [row for row in reports[:count] if row.agency_id != own.pk]
    ReportShare.objects.bulk_create(
        (
            ReportShare(report=row, agency=own, shared_by=author, shared_at=at)
            for row in shared
            if row.marking == Marking.AMBER
        ),
        batch_size=1000,
    )


def _situation(
    number: int,
    *,
    agency: Agency,
    marking: Marking,
    category: Category,
    author: User,
    at: datetime.datetime,
) -> Report:
    """Accepted and sealed; its key is made before the row, which the transaction allows."""
    made = Report(
        reference=f"{uuid.uuid4().hex[:4]}-{number:04X}".upper(),
        agency=agency,
        author=author,
        category=category,
        from_date=at.date(),
        to_date=at.date(),
        source=Report.Source.OWN,
        certainty=Report.Certainty.PROBABLE,
        level=list(Report.Level)[number % 3],
        marking=marking,
        state=Report.State.ACCEPTED,
        edited_at=at,
        submitted_at=at,
        accepted_at=at,
        triaged_by=author,
        kept_until=at.date() + datetime.timedelta(730),
    )
    words = {
        "title": f"Zhurmë natën te shkolla numër {number}",
        "observed": (
            f"Prej javës {number % 52} banorët e lagjes {number % 23} dëgjojnë zhurmë pas orës 23. "
            "Të rinjtë mblidhen te fusha, ndriçimi mungon dhe dy herë është thyer dritarja e "
            "shkollës. Mësuesit thonë se nxënësit kanë frikë të kalojnë aty pas mësimit. "
        ),
        "protective": "Klubi i të rinjve punon tri ditë në javë dhe prindërit bashkëpunojnë.",
    }
    sealing.make_envelope(made).seal(made, words)
    return made
