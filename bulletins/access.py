"""May I? The bulletin's answer, with its reason in the reader's language."""

import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bulletins.models import AgencyCheck, AssignedText, Assignment, BlockText, Edition, Returned
from council import access as council
from council.people import Allowed, Answer, Denied, Role, User, appointed_on, roles_on
from languages import AUTHORITATIVE

APPROVERS = frozenset({Role.CHAIR})
AUTHORS = frozenset({Role.SECRETARY, Role.EDITOR})
RELEASERS = frozenset({Role.SECRETARY, Role.CHAIR})


def may_prepare(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may compose an edition and ask for its approval."""
    if roles_on(user, on) & AUTHORS:
        return Allowed()
    return Denied(_("Only the secretary or an editor prepares a bulletin."))


def may_review(user: User, text: BlockText, *, on: datetime.date) -> Answer:
    """Whether somebody may say that a text is right.

    A translation: never who wrote it. The Albanian: who prepares the bulletin, their own words too;
    these another person reads when the edition is approved.
    """
    if text.language == AUTHORITATIVE:
        return may_prepare(user, on=on)
    if translated(user, text):
        return Denied(_("Another person must review what you wrote."))
    roles = roles_on(user, on)
    if roles & AUTHORS or (Role.TRANSLATOR in roles and _reads_over(user, text)):
        return Allowed()
    return Denied(_("Only the secretary, an editor or a second translator reviews a text."))


def translated(user: User, text: BlockText) -> bool:
    """Whether a text is a translation and the words are this person's."""
    return text.language != AUTHORITATIVE and text.edited_by_id == user.pk


def _reads_over(user: User, text: BlockText) -> bool:
    """Whether a second translator was asked to read this very text."""
    asked = Q(
        assignment__person=user,
        assignment__task=Assignment.Task.REVIEW,
        assignment__language=text.language,
        assignment__ended_at__isnull=True,
        assignment__done_at__isnull=True,
    )
    given = AssignedText.objects.filter(asked, block=text.block_id, field=text.field)
    return given.exists()


def may_approve(user: User, edition: Edition, *, on: datetime.date) -> Answer:
    """The chair, or whom the chair delegated to; never who prepared it or wrote in it."""
    if edition.author_id == user.pk:
        return Denied(_("Another person must approve what you wrote."))
    if not approves(user, on=on):
        return Denied(_("Only the chair approves a bulletin."))
    wrote = BlockText.objects.filter(block__bulletin=edition.bulletin_id, edited_by=user)
    if wrote.exists():
        return Denied(_("Another person must approve what you wrote."))
    return Allowed()


def approves(user: User, *, on: datetime.date) -> bool:
    """Whether somebody approves bulletins on a day: in the chair, or in the chair's place."""
    who = council.reader(user, on=on)
    return bool(who.roles & APPROVERS) or bool(who.delegations)


def to_approve(user: User) -> list[tuple[datetime.date, datetime.datetime]]:
    """Month, and when it was asked, of each edition that waits for who approves and wrote nothing
    in it. What was returned waits for its authors."""
    returned = Returned.objects.filter(settled_at__isnull=True)
    wrote = BlockText.objects.filter(edited_by=user)
    rows = Edition.objects.filter(
        asked_at__isnull=False,
        approved_at__isnull=True,
        published_at__isnull=True,
        withdrawn_at__isnull=True,
    )
    rows = rows.exclude(author=user).exclude(bulletin__in=wrote.values("block__bulletin"))
    waiting = rows.exclude(bulletin__in=returned.values("bulletin"))
    found = waiting.order_by("bulletin__month").values_list("bulletin__month", "asked_at")
    return [(month, asked_at) for month, asked_at in found if asked_at]


def may_see_release(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody sees how a month stands before it is published."""
    if roles_on(user, on) & (AUTHORS | APPROVERS) or approves(user, on=on):
        return Allowed()
    return Denied(_("Only those who write and approve the bulletin see it before publication."))


def may_release(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody sets the hour of publication, holds a language back, or withdraws."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary releases a bulletin."))


def may_stop(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may stop a release, and publication as a whole."""
    if roles_on(user, on) & RELEASERS or approves(user, on=on):
        return Allowed()
    return Denied(_("Only the secretary and the chair stop a publication."))


# Sentences that name an institution ------------------------------------------------------------


def may_see_checks(user: User, *, on: datetime.date) -> Answer:
    if agencies_of(user, on=on) or roles_on(user, on) & AUTHORS:
        return Allowed()
    return Denied(_("Only an institution's liaison and those who write the bulletin see this."))


def agencies_of(user: User, *, on: datetime.date) -> frozenset[str]:
    """Codes of the institutions for which somebody checks what is printed about them."""
    rows = appointed_on(on).filter(person=user, role=Role.LIAISON)
    return frozenset(rows.values_list("agency__code", flat=True))


def visible_checks(user: User, *, on: datetime.date) -> QuerySet[AgencyCheck]:
    """A liaison's are those of the own institution; who writes the bulletin sees all."""
    rows = AgencyCheck.objects.select_related("bulletin", "block", "answered_by")
    if roles_on(user, on) & AUTHORS:
        return rows
    return rows.filter(agency__in=agencies_of(user, on=on))


def may_answer(user: User, check: AgencyCheck, *, on: datetime.date) -> Answer:
    """The institution's liaison; the secretary writes down what came by telephone or on paper."""
    if check.agency in agencies_of(user, on=on) or Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the institution's liaison or the secretary answers."))


# What is made of an issue, and past issues --------------------------------------------------------


def may_pass_on(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may see what is made of a published issue for passing on."""
    if roles_on(user, on) & (AUTHORS | APPROVERS):
        return Allowed()
    return Denied(_("Only those who prepare or approve a bulletin find its messages here."))


def may_keep_archive(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may bring past bulletins and throw away what was never public."""
    if roles_on(user, on) & AUTHORS:
        return Allowed()
    return Denied(_("Only the secretary or an editor brings past bulletins."))


def may_see_archive(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may look at what was brought, publish what another brought, withdraw it."""
    if roles_on(user, on) & (AUTHORS | APPROVERS):
        return Allowed()
    return Denied(_("Only those who prepare or approve a bulletin look after past ones."))
