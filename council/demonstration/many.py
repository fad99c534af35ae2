"""As many rows as a benchmark asks for."""

import datetime

from council.models import Action, Agency, AgendaItem, Decision, Meeting


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
