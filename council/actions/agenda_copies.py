"""Items that come from elsewhere: carried over, standing, or a promise that is late.

They are put at the end; whoever puts them settles the agenda afterwards.
"""

from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from council.actions.follow_report import align
from council.models import Action, AgendaItem, Marking, Meeting, Series
from languages import AUTHORITATIVE


def carried_over(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """An unfinished item, as it stood."""
    return _copied(item, meeting, carried_from=item, **_texts(item))


def again(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """An item that stands on every agenda: its frame, without what was written for the last."""
    return _copied(item, meeting)


def put_before(action: Action, meeting: Meeting) -> AgendaItem:
    """A late promise as an item, once a meeting; a closed one for those who may read it already."""
    with translation.override(AUTHORITATIVE):
        title = _("Overdue action %(reference)s – %(institution)s") % {
            "reference": action.reference,
            "institution": action.institution.name_sq,
        }
    if action.series == Series.OPEN:
        words = {"open_title": title[:200], "open_text": action.open_text}
    else:
        words = {"closed_title": title[:200], "closed_text": action.closed_text}
    closed_source = action.item if action.series == Series.CLOSED else None
    item, made = AgendaItem.objects.get_or_create(
        meeting=meeting,
        proposal_key=action.source_key,
        defaults={
            "order": last_place(meeting) + 1,
            "marking": _marking(action, closed_source),
            **words,
        },
    )
    if made and action.series == Series.CLOSED:
        shared = set(closed_source.shared_with.all()) if closed_source else set()
        item.shared_with.set(shared | {action.institution})
    return item


def last_place(meeting: Meeting) -> int:
    last: int | None = meeting.items.aggregate(last=Max("order"))["last"]
    return last or 0


def _marking(action: Action, source: AgendaItem | None) -> str:
    """Of a closed promise without an item only its keepers and its institution know."""
    if action.series == Series.OPEN:
        return Marking.GREEN
    if source is None:
        return Marking.AMBER_STRICT
    return Marking.GREEN if source.marking == Marking.CLEAR else source.marking


def _copied(item: AgendaItem, meeting: Meeting, **more: object) -> AgendaItem:
    made = AgendaItem.objects.create(
        meeting=meeting,
        order=last_place(meeting) + 1,
        minutes_planned=item.minutes_planned,
        presenter=item.presenter,
        open_title=item.open_title,
        closed_title=item.closed_title,
        marking=item.marking,
        report_id=item.report_id,
        **more,
    )
    made.shared_with.set(item.shared_with.all())
    align(made)
    return made


def _texts(item: AgendaItem) -> dict[str, str]:
    return {"open_text": item.open_text, "closed_text": item.closed_text}
