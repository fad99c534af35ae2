"""Seats, appointments, delegations: who may see, keep and confirm them."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from council.access.meetings import CONFIRMERS, KEEPERS, Reader
from council.models import Appointment, Delegation, User
from council.people import Allowed, Answer, Denied, Role, current_principal

SEE_SEATS = KEEPERS | {Role.MEMBER, Role.LIAISON}


def visible_appointments(who: Reader) -> QuerySet[Appointment]:
    current_principal()
    if who.roles & SEE_SEATS or who.delegations:
        return Appointment.objects.all()
    return Appointment.objects.none()


def visible_delegations(who: Reader) -> QuerySet[Delegation]:
    """Keepers see who approves in the chair's place; everybody else what was delegated to them."""
    current_principal()
    if who.roles & KEEPERS:
        return Delegation.objects.all()
    return Delegation.objects.filter(delegate=who.user)


def may_see_seats(who: Reader) -> Answer:
    if who.roles & SEE_SEATS or who.delegations:
        return Allowed()
    return Denied(_("Who holds which seat is for members and those who keep the seats."))


def may_appoint(who: Reader, person: User) -> Answer:
    """Giving a role, or other days of it: the secretary's, and never to oneself."""
    if Role.SECRETARY not in who.roles:
        return Denied(_("Only the secretary keeps seats and appointments."))
    if who.user.pk == person.pk:
        return Denied(_("Nobody appoints themselves."))
    return Allowed()


def may_confirm_appointment(who: Reader, appointment: Appointment) -> Answer:
    """The second person: chair or coordinator, neither who appointed nor who was appointed."""
    if not who.roles & CONFIRMERS:
        return Denied(_("The chair or the coordinator confirms who reads what is closed."))
    if who.user.pk in (appointment.appointed_by_id, appointment.person_id):
        return Denied(_("Another person must confirm it."))
    return Allowed()


def may_see_delegations(who: Reader) -> Answer:
    if who.roles & KEEPERS:
        return Allowed()
    return Denied(_("Delegations are for the chair, the coordinator and the secretary."))


def delegates(who: Reader) -> QuerySet[User]:
    """Whom the chair may choose: active, cleared or keeping, not the secretary who writes."""
    current_principal()
    held = Appointment.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=who.on), from_date__lte=who.on
    )
    fit = held.filter(
        Q(role__in=CONFIRMERS) | Q(seat__cleared=True, confirmed_at__isnull=False)
    ).values("person")
    writers = held.filter(role=Role.SECRETARY).values("person")
    fitting = User.objects.filter(is_active=True, pk__in=fit).exclude(pk__in=writers)
    return fitting.exclude(pk=who.user.pk).order_by("title")
