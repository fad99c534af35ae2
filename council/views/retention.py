"""What is due to be destroyed, what is held, and what was destroyed; by two persons together."""

import uuid
from typing import Any, Final, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import access, audit
from council.access import Reader
from council.access import retention as rule
from council.actions import retain as acts
from council.forms.registers import name_of
from council.forms.report_names import LEVELS
from council.forms.retention import (
    ALREADY_HELD,
    NO_LONGER_DUE,
    NO_SUCH_REPORT,
    HoldForm,
    LiftForm,
    PurgeForm,
)
from council.models import Destruction, LegalHold, Purge, User
from council.people import demand
from council.views import registers
from council.views.asking import reader_of
from council.views.registers import language
from press.paging import page
from press.step_up import confirmed_lately

KEY: Final = ("destroyed_at", "id")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def retention(request: HttpRequest) -> HttpResponse:
    """The list; a post asks for what was chosen of it to be destroyed."""
    who = _keeper(request)
    rows = rule.due(who)
    form = PurgeForm(request.POST if request.method == "POST" else None, due=rows)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.ask_purge(reports=form.chosen(), by=who.user, at=timezone.now())
        except acts.NotDue:
            form.add_error("reports", NO_LONGER_DUE)
        else:
            messages.success(
                request, _("Asked for. Another person – coordinator or chair – has to confirm it.")
            )
            return redirect("purge", purge_id=made.pk)
    _noted(len(rows))
    context = {
        "form": form,
        "chosen": set(request.POST.getlist("reports")),
        "due": rows,
        "most": rule.AT_ONCE if len(rows) == rule.AT_ONCE else 0,
        "purges": rule.standing_purges().select_related("asked_by"),
        "held": rule.held(who),
    }
    status = 422 if form.errors else 200
    return render(request, "council/retention/retention.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hold(request: HttpRequest) -> HttpResponse:
    """On the report that `?report=` names, or by a reference."""
    who = _keeper(request)
    chosen = _chosen(request, who)
    form = HoldForm(request.POST if request.method == "POST" else None, chosen=chosen is not None)
    field = None if chosen else "reference"
    if request.method == "POST" and form.is_valid():
        try:
            acts.place_hold(
                authority=form.cleaned_data["authority"],
                report=chosen.key if chosen else None,
                reference=form.cleaned_data.get("reference", ""),
                by=who.user,
                at=timezone.now(),
            )
        except acts.NoSuchReport:
            form.add_error(field, NO_SUCH_REPORT)
        except acts.AlreadyHeld:
            form.add_error(field, ALREADY_HELD)
        else:
            messages.success(request, _("The hold stands. Nobody can destroy this situation now."))
            return redirect("retention")
    context = {"form": form, "chosen": chosen}
    status = 422 if form.errors else 200
    return render(request, "council/retention/hold.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lift(request: HttpRequest, hold_id: uuid.UUID) -> HttpResponse:
    """Asks for the paper that ends it."""
    who = _keeper(request)
    found = next((row for row in rule.held(who) if row.hold.pk == hold_id), None)
    if found is None:
        raise Http404
    return _lifted(request, who, found)


@confirmed_lately
def _lifted(request: HttpRequest, who: Reader, found: rule.Held) -> HttpResponse:
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given: dict[str, Any] = {"released": form.cleaned_data["released"], "by": who.user}
        try:
            acts.lift_hold(hold=found.hold.pk, at=timezone.now(), **given)
        except LegalHold.DoesNotExist:
            raise Http404 from None
        messages.success(request, _("The hold is lifted."))
        return redirect("retention")
    context = {"form": form, "entry": found, "row": found.kept}
    status = 422 if form.errors else 200
    return render(request, "council/retention/lift.html", context, status=status)


@require_safe
@login_required
def purge(request: HttpRequest, purge_id: uuid.UUID) -> HttpResponse:
    who = _keeper(request)
    found = get_object_or_404(Purge.objects.select_related("asked_by", "confirmed_by"), pk=purge_id)
    going, left_out = rule.of_purge(who, found)
    _noted(len(going) + len(left_out))
    context = {
        "purge": found,
        "going": going,
        "left_out": left_out,
        "destroyed": found.destroyed.count(),
        "is_own": found.asked_by_id == who.user.pk,
        "stands": found.confirmed_at is None and found.withdrawn_at is None,
    }
    return render(request, "council/retention/purge.html", context)


@require_POST
@login_required
def confirm(request: HttpRequest, purge_id: uuid.UUID) -> HttpResponse:
    """Nobody is asked who they are who may not do it anyway."""
    who = _keeper(request)
    return _confirmed(request, who, get_object_or_404(Purge, pk=purge_id))


@confirmed_lately
def _confirmed(request: HttpRequest, who: Reader, found: Purge) -> HttpResponse:
    try:
        done = acts.confirm_purge(purge=found, by=who.user, at=timezone.now())
    except acts.TwoPersonsNeeded:
        messages.error(request, _("You asked for it: another person has to confirm it."))
    except acts.IsOver:
        messages.error(request, _("This was confirmed or withdrawn already."))
    else:
        _say(request, done)
    return redirect("purge", purge_id=found.pk)


@require_POST
@login_required
def withdraw(request: HttpRequest, purge_id: uuid.UUID) -> HttpResponse:
    who = _keeper(request)
    found = get_object_or_404(Purge, pk=purge_id)
    try:
        acts.withdraw_purge(purge=found, by=who.user, at=timezone.now())
    except acts.IsOver:
        messages.error(request, _("This was confirmed or withdrawn already."))
        return redirect("purge", purge_id=purge_id)
    messages.success(request, _("Withdrawn. Nothing is destroyed; the situations are due still."))
    return redirect("retention")


@require_safe
@login_required
def destroyed(request: HttpRequest) -> HttpResponse:
    _keeper(request)
    shown = page(_destroyed(), request.GET, KEY)
    return render(request, "council/retention/destroyed.html", {"page": shown})


@require_safe
@login_required
def destroyed_table(request: HttpRequest) -> HttpResponse:
    _keeper(request)
    heads = (
        _("Reference"), _("Institution"), _("Category"), _("Level"), _("Month"),
        _("Destroyed on"), _("Asked for by"), _("Confirmed by"),
    )  # fmt: skip
    rows = (
        (
            row.reference,
            name_of(row.agency, language()),
            name_of(cast(Any, row.category), language()),
            str(LEVELS[row.level]),
            f"{row.month:%Y-%m}",
            timezone.localdate(row.destroyed_at),
            row.purge.asked_by.title,
            cast(User, row.purge.confirmed_by).title,
        )
        for row in _destroyed()[: registers.MOST_ROWS].iterator()
    )
    widths = (14, 34, 30, 10, 10, 14, 30, 30)
    return registers.table(request, "destroyed", _("What was destroyed"), heads, rows, widths)


def _destroyed() -> QuerySet[Destruction]:
    rows = Destruction.objects.select_related(
        "agency", "category", "purge__asked_by", "purge__confirmed_by"
    )
    return rows.order_by(*(f"-{name}" for name in KEY))


def _keeper(request: HttpRequest) -> Reader:
    """Raises PermissionDenied, the same for what is there and what is not."""
    who = reader_of(request)
    demand(access.may_keep_retention(who))
    return who


def _chosen(request: HttpRequest, who: Reader) -> rule.Kept | None:
    if not (asked := request.GET.get("report")):
        return None
    try:
        found = rule.kept(who, uuid.UUID(asked))
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _noted(count: int) -> None:
    audit.note(verb="retention.list", object_key=f"reports:{count}", at=timezone.now())


def _say(request: HttpRequest, done: acts.Outcome) -> None:
    messages.success(
        request,
        ngettext("%(n)s situation destroyed.", "%(n)s situations destroyed.", done.destroyed)
        % {"n": done.destroyed},
    )
    if done.left_out:
        messages.warning(
            request,
            ngettext(
                "%(n)s situation was left out: it is held, or no longer due.",
                "%(n)s situations were left out: they are held, or no longer due.",
                done.left_out,
            )
            % {"n": done.left_out},
        )
