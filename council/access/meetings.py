"""Meetings and what comes of them: which rows somebody sees, and whose closed side.

Membership is not clearance. The open side of a convened meeting is for everybody at the table, its
closed side for:

- the secretary and the chair, who record and approve it, and whom the chair delegated to;
- the coordinator, except what is marked AMBER+STRICT;
- cleared seats, once a second person has confirmed the appointment: what is marked GREEN, and what
  is marked AMBER or AMBER+STRICT and shared with their agency.

An item without an open title does not exist for who may not read its closed side.
"""

import datetime
import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from council.models import (
    Action,
    AgendaItem,
    Appointment,
    Correspondence,
    Decision,
    Delegation,
    Document,
    ItemMinutes,
    Marking,
    Meeting,
    Paper,
    Reply,
    Series,
    User,
)
from council.people import Allowed, Answer, Denied, Role, appointed_on, current_principal

AT_TABLE = frozenset(
    {Role.CHAIR, Role.SECRETARY, Role.COORDINATOR, Role.LIAISON, Role.MEMBER, Role.OBSERVER}
)
ANSWERING = frozenset({Role.CHAIR, Role.COORDINATOR, Role.LIAISON, Role.MEMBER})
"""Roles that answer for their agency."""
SEATED = frozenset({Role.MEMBER, Role.CHAIR, Role.COORDINATOR})
"""Roles that a cleared seat informs of threat reports."""
KEEPERS = frozenset({Role.SECRETARY, Role.CHAIR, Role.COORDINATOR})
CONFIRMERS = frozenset({Role.CHAIR, Role.COORDINATOR})
PAPERS_LAST = datetime.timedelta(days=1)
"""After the day on which they were asked for."""
_State = Meeting.State
HELD = (_State.HELD, _State.DRAFTED, _State.CIRCULATED, _State.APPROVED, _State.PUBLISHED)
CIRCULATED = (_State.CIRCULATED, _State.APPROVED, _State.PUBLISHED)


@dataclass(frozen=True)
class Reader:
    """Somebody on a day, with everything that the rules below ask about them."""

    user: User
    on: datetime.date
    roles: frozenset[str]
    agencies: frozenset[int]
    """Ids of the agencies of their appointments at the table."""
    answering: frozenset[int]
    """Those for which they answer."""
    cleared: frozenset[int]
    """Those on whose cleared seat they sit, and a second person has confirmed it."""
    informed: frozenset[int]
    """Those whose threat reports they read: on a cleared seat or as their liaison, confirmed."""
    confirmed_roles: frozenset[str]
    """Roles of appointments that a second person has confirmed."""
    delegations: tuple[Delegation, ...]
    """Those by which they approve in the chair's place today."""

    @classmethod
    def of(
        cls,
        user: User,
        on: datetime.date,
        held: Collection[Appointment],
        delegations: Iterable[Delegation],
    ) -> "Reader":
        """`held`: their appointments of the day, with seats; `delegations`: those that stand.

        A role clears for its own agency alone, an observer's never. A delegation holds as long as
        the person could be chosen for it.
        """
        roles = frozenset(row.role for row in held)
        cleared = frozenset(
            row.agency_id
            for row in held
            if row.seat is not None
            and row.seat.cleared
            and row.confirmed_at is not None
            and row.role in AT_TABLE - {Role.OBSERVER}
        )
        fit = bool(cleared or roles & CONFIRMERS) and Role.SECRETARY not in roles
        return cls(
            user=user,
            on=on,
            roles=roles,
            agencies=frozenset(row.agency_id for row in held if row.role in AT_TABLE),
            answering=frozenset(row.agency_id for row in held if row.role in ANSWERING),
            cleared=cleared,
            informed=frozenset(row.agency_id for row in held if _informs(row)),
            confirmed_roles=frozenset(row.role for row in held if row.confirmed_at is not None),
            delegations=tuple(delegations) if fit else (),
        )

    @property
    def keeps(self) -> bool:
        """Whether they read drafts and the closed side of (nearly) everything."""
        return bool(self.roles & KEEPERS) or bool(self.delegations)

    @property
    def keeps_strict(self) -> bool:
        return bool(self.roles & {Role.SECRETARY, Role.CHAIR}) or bool(self.delegations)

    @property
    def at_table(self) -> bool:
        return bool(self.roles & AT_TABLE) or bool(self.delegations)

    @property
    def only_observes(self) -> bool:
        return self.roles & AT_TABLE == {Role.OBSERVER} and not self.delegations


def _informs(row: Appointment) -> bool:
    if row.confirmed_at is None:
        return False
    if row.role == Role.LIAISON:
        return True
    return row.role in SEATED and row.seat is not None and row.seat.cleared


def reader(user: User, *, on: datetime.date) -> Reader:
    """Two queries."""
    current_principal()
    held = list(appointed_on(on).filter(person=user).select_related("seat"))
    return Reader.of(user, on, held, _standing(user, on))


def _standing(user: User, on: datetime.date) -> Iterator[Delegation]:
    """One query, if anybody asks: few could stand in for the chair at all."""
    delegations = Delegation.objects.filter(
        delegate=user, from_date__lte=on, to_date__gte=on, revoked_at__isnull=True
    )
    # A delegation ends with the appointment of the chair who gave it.
    yield from delegations.filter(appointment__in=appointed_on(on).filter(role=Role.CHAIR))


# --- Rows


def visible_meetings(who: Reader) -> QuerySet[Meeting]:
    """Keepers see plans too; the table sees what it was convened to; others nothing."""
    current_principal()
    if who.keeps:
        return Meeting.objects.all()
    if who.at_table:
        convened = Q(convened_at__isnull=False) | Q(state__in=HELD)
        return Meeting.objects.filter(convened).exclude(state=_State.PLANNED)
    return Meeting.objects.none()


def closed_items(who: Reader) -> QuerySet[AgendaItem]:
    """The items whose closed side somebody may read."""
    current_principal()
    items = AgendaItem.objects.all()
    if who.keeps_strict:
        return items
    shared = Q(
        pk__in=AgendaItem.shared_with.through.objects.filter(agency_id__in=who.cleared).values(
            "agendaitem_id"
        )
    )
    if who.keeps:
        return items.filter(~Q(marking=Marking.AMBER_STRICT) | shared)
    if not who.cleared:
        return AgendaItem.objects.none()
    return items.filter(
        Q(marking__in=(Marking.CLEAR, Marking.GREEN)) | shared,
        meeting__in=visible_meetings(who),
    )


def visible_items(who: Reader, meeting: Meeting) -> QuerySet[AgendaItem]:
    """An agenda as somebody may know it; read their words through `circulation.items_for`."""
    items = AgendaItem.objects.filter(meeting=meeting, meeting__in=visible_meetings(who))
    return items.filter(~Q(open_title="") | Q(pk__in=closed_items(who).values("pk")))


def visible_documents(who: Reader) -> QuerySet[Document]:
    """Of meetings: as closed as they say, as their item, or as the signed minutes always are.

    Of replies and of the correspondence: for who reads the reply, or sees the register's line. Papers
    that were made for somebody: for them alone, for the day, so that what they may no longer read
    does not stay within their reach.
    """
    kept = Document.objects.filter(removed_at__isnull=True)
    brought = Q(pk__in=visible_replies(who).values("evidence"))
    brought |= Q(pk__in=visible_correspondence(who).values("scan"))
    brought |= Q(pk__in=visible_papers(who).values("document"))
    return kept.filter(brought | Q(pk__in=_documents_of_meetings(who).values("pk")))


def visible_papers(who: Reader) -> QuerySet[Paper]:
    """What was made for somebody of what they may still see; internal minutes only for keepers."""
    since = who.on - PAPERS_LAST
    papers = Paper.objects.filter(asked_by=who.user, meeting__in=visible_meetings(who))
    papers = papers.filter(asked_at__date__gte=since)
    if not who.keeps:
        papers = papers.exclude(kind=Paper.Kind.INTERNAL_MINUTES)
    if not who.keeps and not who.cleared:
        papers = papers.exclude(document__closed=True)
    return papers


def _documents_of_meetings(who: Reader) -> QuerySet[Document]:
    documents = Document.objects.filter(meeting__in=visible_meetings(who))
    if who.keeps_strict:
        return documents
    whole = Q(item__isnull=True, closed=False) & ~Q(kind=Document.Kind.SIGNED_MINUTES)
    of_open = Q(item__isnull=False, closed=False) & ~Q(item__open_title="")
    return documents.filter(whole | of_open | Q(item__in=closed_items(who)))


def visible_decisions(who: Reader) -> QuerySet[Decision]:
    """Open ones once they were circulated (to members: once the meeting was held)."""
    of_closed = Q(item__in=closed_items(who))
    if who.keeps_strict:
        return Decision.objects.all()
    if who.keeps:
        return Decision.objects.filter(Q(series=Series.OPEN) | of_closed)
    if not who.at_table:
        return Decision.objects.none()
    told = CIRCULATED if who.only_observes else HELD
    return Decision.objects.filter(
        Q(series=Series.OPEN) | of_closed,
        state=Decision.State.ADOPTED,
        meeting__state__in=told,
        meeting__in=visible_meetings(who),
    )


def visible_actions(who: Reader) -> QuerySet[Action]:
    """One's own agency's, and of the others those that were circulated."""
    if who.keeps_strict:
        return Action.objects.all()
    of_closed = Q(item__in=closed_items(who))
    if who.keeps:
        return Action.objects.filter(Q(series=Series.OPEN) | of_closed)
    if not who.at_table:
        return Action.objects.none()
    told = CIRCULATED if who.only_observes else HELD
    circulated = (
        Q(item__isnull=True, decision__isnull=True)
        | Q(item__meeting__state__in=told)
        | Q(item__isnull=True, decision__meeting__state__in=told)
    )
    open_ones = Q(series=Series.OPEN) & (circulated | Q(institution__in=who.answering))
    own_closed = Q(series=Series.CLOSED, institution__in=who.cleared)
    return Action.objects.filter(
        open_ones | own_closed | (Q(series=Series.CLOSED) & of_closed & circulated)
    )


def visible_replies(who: Reader) -> QuerySet[Reply]:
    """Replies about actions that they see; where an action has a closed side, for who may read it.

    Whoever typed a reply reads it.
    """
    replies = Reply.objects.filter(action__in=visible_actions(who).values("pk"))
    if who.keeps_strict:
        return replies
    read = Action.objects.filter(Q(closed_text="") | closed_actions(who))
    return replies.filter(Q(action__in=read.values("pk")) | Q(by=who.user))


def visible_correspondence(who: Reader) -> QuerySet[Correspondence]:
    """The register is the secretary's and the chair's; the coordinator reads what is not closed."""
    if who.keeps_strict:
        return Correspondence.objects.all()
    if who.keeps:
        return Correspondence.objects.filter(closed=False)
    return Correspondence.objects.none()


def closed_decisions(who: Reader) -> Q:
    """Of decisions: those whose closed words are for them. As `reads_closed_decision`, for many."""
    return ~Q(pk__in=()) if who.keeps_strict else Q(item__in=closed_items(who).values("pk"))


def closed_actions(who: Reader) -> Q:
    """As `reads_closed_action`, for many."""
    if who.keeps_strict:
        return ~Q(pk__in=())
    of_item = Q(item__in=closed_items(who).values("pk"))
    return of_item | Q(institution__in=who.cleared)


def reads_closed_decision(who: Reader, decision: Decision) -> bool:
    """Whether the closed words of a visible decision are for them."""
    if decision.item_id is None:
        return who.keeps_strict
    return closed_items(who).filter(pk=decision.item_id).exists()


def reads_closed_action(who: Reader, action: Action) -> bool:
    """As of its item; and its own agency, which has to do it, where the person is cleared."""
    if action.institution_id in who.cleared:
        return True
    if action.item_id is None:
        return who.keeps_strict
    return closed_items(who).filter(pk=action.item_id).exists()


# --- Acts


def may_see_meetings(who: Reader) -> Answer:
    if who.at_table:
        return Allowed()
    return Denied(_("Meetings are for those who sit at the Council's table."))


def may_keep_meetings(who: Reader) -> Answer:
    """Planning, convening, recording, registers and correspondence."""
    if Role.SECRETARY in who.roles:
        return Allowed()
    return Denied(_("Only the secretary keeps meetings, minutes and registers."))


def may_follow_meeting(who: Reader) -> Answer:
    """The pages on which it is recorded, with drafts that nobody has circulated."""
    if who.keeps:
        return Allowed()
    return Denied(
        _("Only the secretary, the chair and the coordinator see what is being recorded.")
    )


def may_propose(who: Reader) -> Answer:
    """Who brings residents' questions before the council."""
    if who.roles & {*KEEPERS, Role.EDITOR}:
        return Allowed()
    return Denied(_("Questions are put on the agenda by the secretary or the editor."))


def may_read_brief(who: Reader) -> Answer:
    """The chair's own page: what is late, what will be asked, who has to leave."""
    if who.keeps:
        return Allowed()
    return Denied(_("The brief is for the chair and the secretary."))


def may_approve(who: Reader, meeting: Meeting) -> Answer:
    """The chair, or whom the chair delegated to; never who wrote it."""
    if who.user.pk == meeting.written_by_id or Role.SECRETARY in who.roles:
        return Denied(_("Nobody approves what they wrote."))
    if Role.CHAIR in who.roles or who.delegations:
        return Allowed()
    return Denied(_("Only the chair, or whom the chair has delegated to, approves."))


def may_approve_minutes(who: Reader, meeting: Meeting) -> Answer:
    """As `may_approve`; nor does anybody approve whose words ever stood in the minutes."""
    answer = may_approve(who, meeting)
    if isinstance(answer, Allowed) and who.user.pk in writers_of(meeting):
        return Denied(_("Nobody approves minutes in which they wrote an item."))
    return answer


def writers_of(meeting: Meeting) -> frozenset[uuid.UUID]:
    """Ids of everybody who ever wrote in the minutes of an item. One query."""
    rows = ItemMinutes.objects.filter(item__meeting=meeting)
    found = rows.values_list("writers", "edited_by")
    return frozenset(person for pair in found for person in pair if person)


def may_read_minutes(who: Reader, meeting: Meeting) -> Answer:
    """Keepers read drafts; the table reads what was circulated."""
    told = HELD if who.keeps else CIRCULATED
    if meeting.state in told and who.at_table:
        return Allowed()
    if meeting.state in HELD:
        return Denied(_("The minutes have not been circulated yet."))
    return Denied(_("There are minutes once the meeting has been held."))


def may_publish(who: Reader) -> Answer:
    """Seeing what becomes public, and having a part in it."""
    if who.keeps:
        return Allowed()
    return Denied(_("Publishing is for the secretary, the coordinator and the chair."))


def may_ask_correction(who: Reader, meeting: Meeting) -> Answer:
    if meeting.state != _State.CIRCULATED:
        return Denied(_("Corrections are asked for while the minutes are circulated."))
    if who.at_table:
        return Allowed()
    return Denied(_("Meetings are for those who sit at the Council's table."))


def may_reply(who: Reader, action: Action) -> Answer:
    """The institution's own people; the secretary enters what came on paper."""
    if Role.SECRETARY in who.roles:
        return Allowed()
    if action.institution_id in who.answering:
        return Allowed()
    return Denied(_("Only the institution that promised it answers."))


def may_keep_people(who: Reader) -> Answer:
    """Appointments, substitutes, imports, handovers."""
    if Role.SECRETARY in who.roles:
        return Allowed()
    return Denied(_("Only the secretary keeps seats and appointments."))


def may_delegate(who: Reader) -> Answer:
    if Role.CHAIR in who.roles:
        return Allowed()
    return Denied(_("Only the chair delegates approval."))


def may_see_audit(who: Reader) -> Answer:
    if Role.AUDITOR in who.roles:
        return Allowed()
    return Denied(_("The audit trail is for the auditor."))
