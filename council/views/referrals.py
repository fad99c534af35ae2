"""Referrals: what waits for my institution, one of them, referring a report, taking it back."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import access, audit, disclosure
from council.access import Reader
from council.access.referring import informed_people, still_reads
from council.actions import refer_report
from council.actions.follow_report import circle_of
from council.actions.referral_letter import referral_letter
from council.disclosure import PARTS, ReportForReader
from council.forms.referrals import BASES, PART_NAMES, ReferForm
from council.forms.registers import name_of
from council.models import Referral, Report
from council.people import Allowed, Answer, Denied, demand
from council.views.asking import reader_of
from council.views.letters import WORD
from council.views.referral_answers import steps_for
from council.views.registers import language
from council.views.report_referrals import clock_words, rows_of
from council.views.report_row import found_report
from press.paging import page

REFUSALS: Mapping[type[Exception], tuple[str, Any]] = {
    refer_report.OwnInstitution: (
        "to",
        gettext_lazy("This institution reported it itself. Choose another one."),
    ),
    refer_report.NotCleared: (
        "to",
        gettext_lazy("This institution sits at the table without clearance. Choose another one."),
    ),
    refer_report.AlreadyReferred: (
        "to",
        gettext_lazy("This institution has an open referral of this situation already."),
    ),
    refer_report.NoPurpose: ("purpose", gettext_lazy("Write what the institution should do.")),
    refer_report.UnknownBasis: ("basis", gettext_lazy("Choose a legal basis of the list.")),
    refer_report.UnknownPart: ("parts", gettext_lazy("Choose parts of the list.")),
    refer_report.DeadlineNotAhead: (
        "due_date",
        gettext_lazy("Choose a day after today, at most 90 days away."),
    ),
}
KEY = ("sent_at", "id")
MOST_WAITING = 200


@require_safe
@login_required
def referrals(request: HttpRequest) -> HttpResponse:
    """What is open, the nearest deadline first; what is over, page by page."""
    who = reader_of(request)
    demand(access.may_read_reports(who))
    seen = access.visible_referrals(who)
    context: dict[str, Any] = {"over": request.GET.get("show") == "over"}
    if context["over"]:
        found = page(
            seen.filter(ended_at__isnull=False).order_by("-sent_at", "-id"), request.GET, KEY
        )
        keys = [row.pk for row in found.rows]
        context |= {"page": found, "rows": rows_of(who, _in_order(keys))}
    else:
        waiting = seen.filter(ended_at__isnull=True).order_by("due_date", "id")[:MOST_WAITING]
        rows = rows_of(who, waiting)
        own = [row for row in rows if row.row.agency_id in who.informed]
        context |= {"own": own, "others": [row for row in rows if row not in own]}
    count = len(context.get("rows") or [*context.get("own", ()), *context.get("others", ())])
    audit.note(verb="referral.list", object_key=f"referrals:{count}", at=timezone.now())
    return render(request, "council/referrals/list.html", context)


@require_safe
@login_required
def referral(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """What it says while the report is theirs to read; afterwards its dates and its state."""
    who = reader_of(request)
    found = visible_referral(who, referral_id)
    (row,) = rows_of(who, access.visible_referrals(who).filter(pk=found.pk))
    context: dict[str, Any] = {
        "row": row,
        "referral": found,
        "may_revoke": isinstance(may_revoke(who, found), Allowed),
    }
    if row.report is not None:
        found.report = row.report
        read = disclosure.report_for(who, row.report)
        context |= {
            "report": row.report,
            "said": disclosure.words_of([found])[found.pk],
            "words": _words(read, found.parts),
            "opens": read.opens,
            "parts": [PART_NAMES[Referral.Part(part)] for part in found.parts],
            "basis": BASES[Referral.Basis(found.basis)],
            "own": found.agency_id in who.informed,
            "nobody_there": not informed_people(found.agency_id, on=who.on),
            **steps_for(who, found),
        }
        at = timezone.now()
        audit.note(verb="report.read", object_key=row.report.source_key, at=at)
        audit.note(verb="referral.read", object_key=found.source_key, at=at)
    return render(request, "council/referrals/referral.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def refer(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """The form; a page to check what goes where; then it is sent."""
    who = reader_of(request)
    report = found_report(who, report_id)
    demand(access.may_refer(who, report))
    posted = request.POST if request.method == "POST" else None
    form = ReferForm(posted, report=report, language=language(), today=who.on)
    step = request.POST.get("step", "check")
    if posted is not None and form.is_valid() and _fits(form, report, who):
        if step == "send":
            made = refer_report.refer(
                report=report,
                to=form.cleaned_data["to"],
                terms=form.terms(),
                by=who,
                at=timezone.now(),
            )
            messages.success(request, _("The referral is sent. Its clock is running."))
            return redirect("referral", referral_id=made.pk)
        if step == "check":
            return render(request, "council/referrals/check.html", _check(who, report, form))
    context = {"form": form, "report": report}
    return render(
        request, "council/referrals/refer.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def revoke(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Asks first: what was read cannot be unread, and the institution has to stop."""
    who = reader_of(request)
    found = visible_referral(who, referral_id)
    demand(may_revoke(who, found))
    if request.method == "POST":
        try:
            refer_report.revoke_referral(referral=found, by=who, at=timezone.now())
        except refer_report.AlreadyOver:
            messages.warning(request, _("This referral was over already."))
        else:
            messages.success(request, _("The referral is revoked. They no longer read it."))
        return redirect("referral", referral_id=found.pk)
    context = {"referral": found, "institution": name_of(found.agency, language())}
    return render(request, "council/referrals/revoke.html", context)


@require_POST
@login_required
def letter(request: HttpRequest, referral_id: uuid.UUID) -> HttpResponse:
    """For an institution without accounts; a line of the register, closed, comes with it."""
    who = reader_of(request)
    found = visible_referral(who, referral_id)
    demand(may_revoke(who, found))
    data = referral_letter(referral=found, by=who, at=timezone.now())
    response = HttpResponse(data, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="referim-{found.agency.code}.docx"'
    return response


def visible_referral(who: Reader, referral_id: uuid.UUID) -> Referral:
    """Raises Http404. Without its report, which may not be theirs."""
    rows: QuerySet[Referral] = access.visible_referrals(who).select_related("agency")
    found: Referral = get_object_or_404(rows, pk=referral_id)
    return found


def may_revoke(who: Reader, found: Referral) -> Answer:
    """Whoever cannot read the report is not in charge of it, whatever else they may."""
    if not still_reads(who, found):
        return Denied(
            gettext_lazy("Only the institution that reported it and the coordinator may do this.")
        )
    return access.may_revoke(who, found)


def _in_order(keys: list[uuid.UUID]) -> QuerySet[Referral]:
    return Referral.objects.filter(pk__in=keys).order_by("-sent_at", "-id")


def _fits(form: ReferForm, report: Report, who: Reader) -> bool:
    """Says at its field what the action would refuse."""
    try:
        refer_report.demand_referable(
            report=report,
            to=form.cleaned_data["to"],
            terms=form.terms(),
            by=who,
            at=timezone.now(),
        )
    except tuple(REFUSALS) as refused:
        form.add_error(*REFUSALS[type(refused)])
        return False
    return True


def _check(who: Reader, report: Report, form: ReferForm) -> dict[str, Any]:
    """What the institution will read, and who will read the report from then on."""
    given = form.cleaned_data
    to = given["to"]
    handed = circle_of(report) - {report.agency_id} | {to.pk}
    readers = access.readers_now(report, handed=handed, on=who.on)
    return {
        "form": form,
        "report": report,
        "institution": name_of(to, language()),
        "purpose": given["purpose"],
        "basis": BASES[Referral.Basis(given["basis"])],
        "due_date": given["due_date"],
        "clock": clock_words(given["due_date"], who.on),
        "parts": [PART_NAMES[Referral.Part(part)] for part in given["parts"]],
        "words": _words(disclosure.report_for(who, report), given["parts"]),
        "new_readers": list(
            dict.fromkeys(person.title for person in informed_people(to.pk, on=who.on))
        ),
        "readers": list(dict.fromkeys(reader.user.title for reader in readers)),
    }


def _words(read: ReportForReader, parts: list[str]) -> list[tuple[Any, str]]:
    """What a referral carries of the report's words, by their labels."""
    named = [Referral.Part(part) for part in parts]
    found = [(PART_NAMES[part], read.words[PARTS[part]]) for part in named if part in PARTS]
    return [(label, text) for label, text in found if text]
