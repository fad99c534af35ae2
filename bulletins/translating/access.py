"""May I translate, review, assign? And the assignments that I may see."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from bulletins.access import AUTHORS
from bulletins.models import AssignedText, Assignment, BlockText
from council.people import Allowed, Answer, Denied, Role, User, appointed_on, roles_on
from languages import AUTHORITATIVE


def may_assign(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody gives texts to translators, and sees how far they are."""
    if roles_on(user, on) & AUTHORS:
        return Allowed()
    return Denied(_("Only the secretary or an editor gives texts to translators."))


def may_keep_translation(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may say that a small correction leaves its translation right."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary says that a correction leaves a translation right."))


def translators(*, on: datetime.date) -> QuerySet[User]:
    """Who can be given texts on a day."""
    people = appointed_on(on).filter(role=Role.TRANSLATOR, person__is_active=True)
    return User.objects.filter(pk__in=people.values("person")).order_by("title", "email")


def visible_assignments(user: User, *, on: datetime.date) -> QuerySet[Assignment]:
    """All of them for who assigns; a translator's own for as long as they are one."""
    roles, all_of_them = roles_on(user, on), Assignment.objects.all()
    if roles & AUTHORS:
        return all_of_them
    if Role.TRANSLATOR in roles:
        return all_of_them.filter(person=user, ended_at__isnull=True)
    return all_of_them.none()


def visible_translations(user: User, *, on: datetime.date) -> QuerySet[BlockText]:
    """Translations that somebody may see: all for who assigns, a translator's those they hold."""
    rows = BlockText.objects.exclude(language=AUTHORITATIVE)
    if roles_on(user, on) & AUTHORS:
        return rows
    held = AssignedText.objects.filter(
        assignment__in=visible_assignments(user, on=on),
        assignment__language=OuterRef("language"),
        block=OuterRef("block"),
        field=OuterRef("field"),
    )
    return rows.filter(Exists(held))


def may_see_translations(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody has a desk of translations at all."""
    if roles_on(user, on) & (AUTHORS | {Role.TRANSLATOR}):
        return Allowed()
    return Denied(_("Only translators and those who write the bulletin see translations."))


def may_translate(user: User, assignment: Assignment, *, on: datetime.date) -> Answer:
    """Whether somebody writes into the texts of an assignment: its translator, until it is done."""
    if assignment.person_id != user.pk or Role.TRANSLATOR not in roles_on(user, on):
        return Denied(_("Only the translator who was given these texts writes them here."))
    if assignment.task != Assignment.Task.TRANSLATE:
        return Denied(_("You were asked to read these texts over, not to write them."))
    if not assignment.is_open:
        return Denied(
            _("You have said that these texts are done. Ask the secretary to change one.")
        )
    return Allowed()


def may_finish(user: User, assignment: Assignment, *, on: datetime.date) -> Answer:
    """Whether somebody says that an assignment is done: who holds it, as a translator."""
    if assignment.person_id == user.pk and Role.TRANSLATOR in roles_on(user, on):
        return Allowed()
    return Denied(_("Only who was given these texts says that they are done."))
