"""The page of a situation: as much as its reader may know, and what comes next."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from council import access, disclosure
from council.access import Reader
from council.access.report_trail import TAKEN
from council.forms.places import place_name
from council.forms.registers import name_of
from council.forms.report_acts import (
    CloseForm,
    MarkingForm,
    RedirectForm,
    ReturnForm,
    ShareForm,
)
from council.forms.report_names import (
    CERTAINTIES,
    LEVELS,
    MARKINGS,
    OUTCOMES,
    SOURCES,
    STATES,
)
from council.forms.report_parts import LevelForm
from council.models import AuditRecord, Marking, Report
from council.people import Allowed
from council.views import report_files, report_notes, report_referrals
from council.views.asking import reader_of
from council.views.registers import language
from council.views.report_readers import posts
from council.views.report_row import found_report, handed, note_reading

_State = Report.State


@require_safe
@login_required
def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    return page(request, who, found_report(who, report_id))


def page(
    request: HttpRequest,
    who: Reader,
    report: Report,
    *,
    form: forms.Form | None = None,
    **more: Any,
) -> HttpResponse:
    """`form`: one that was refused, shown in its place with status 422; `more`: into the context."""
    note_reading(report)
    disclosed = disclosure.report_for(who, report)
    context = {
        "report": report,
        "disclosed": disclosed,
        "facts": facts(report),
        "next": _next(who, report),
        "in_charge": access.is_in_charge(who, report),
        **_circle(who, report),
        **_acts(who, report, form),
        "history": list(_history(who, report)),
        "form": form,
        **report_referrals.part(who, report),
        **report_notes.part(who, report),
        **report_files.part(who, report),
        **more,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "council/reports/report.html", context, status=status)


def facts(report: Report) -> dict[str, Any]:
    """Its codes in words."""
    return {
        "agency": name_of(report.agency, language()),
        "category": name_of(report.category, language()),
        "place": place_name(report, language()),
        "source": SOURCES[Report.Source(report.source)],
        "certainty": CERTAINTIES[Report.Certainty(report.certainty)],
        "level": LEVELS[Report.Level(report.level)],
        "marking": MARKINGS[Marking(report.marking)],
        "state": STATES[_State(report.state)],
        "outcome": OUTCOMES[Report.Outcome(report.outcome)] if report.outcome else "",
    }


def _next(who: Reader, report: Report) -> str:
    strict = report.marking == Marking.AMBER_STRICT
    waits = (
        _("The institution's liaison decides whether it is accepted.")
        if strict
        else _("The coordinator decides whether it is accepted.")
    )
    words = {
        _State.DRAFT: _("It is not sent yet. Only its author sees it."),
        _State.SUBMITTED: waits,
        _State.RETURNED: _("Its institution takes out what tells of persons and sends it again."),
        _State.ACCEPTED: _("It is referred, put on an agenda, or something is done about it."),
        _State.RESPONDING: _("It is closed once it is known what came of it."),
        _State.CLOSED: _("Nothing more. It is destroyed when its time is over."),
    }
    return words[_State(report.state)]


def _circle(who: Reader, report: Report) -> dict[str, Any]:
    """Who reads it, who has, with whom it is shared: for those in charge of it."""
    if not access.is_in_charge(who, report):
        return {}
    shares = access.visible_shares(who).filter(report=report, ended_at__isnull=True)
    names = language()
    read = access.readers_now(report, handed=handed(who, report), on=who.on)
    return {
        "readers": posts(read),
        "openings": list(_openings(who, report)),
        "shares": [
            {"share": row, "name": name_of(row.agency, names)}
            for row in shares.select_related("agency")
        ],
    }


def _openings(who: Reader, report: Report) -> Iterator[dict[str, Any]]:
    """Each post once: how often, when last, and whether they took it away in a file."""
    found: dict[object, dict[str, Any]] = {}
    for row in access.visible_openings(who, report):
        if row.person is None:
            continue
        seen = found.setdefault(row.person_id, {"post": row.person.title, "count": 0})
        if row.verb == TAKEN:
            seen |= {"taken": row.at, "latest": row.at}
        else:
            seen |= {"count": seen["count"] + 1, "last": row.at, "latest": row.at}
    yield from sorted(found.values(), key=lambda seen: seen["latest"], reverse=True)


def _acts(who: Reader, report: Report, form: forms.Form | None) -> dict[str, Any]:
    """Only what is allowed now; a form that was refused stands in its own place."""

    def shown(kind: type[forms.Form], **parts: Any) -> forms.Form:
        return form if isinstance(form, kind) else kind(**parts)

    found: dict[str, Any] = {
        "may_edit": _yes(access.may_edit(who, report)),
        "may_discard": report.state == _State.DRAFT,
        "may_respond": _yes(access.may_respond(who, report)),
    }
    if _yes(access.may_triage(who, report)):
        found["triage"] = {
            "return_form": shown(ReturnForm),
            "redirect_form": shown(RedirectForm),
        }
    if _yes(access.may_level(who, report)):
        found["level_form"] = shown(LevelForm, report=report, auto_id="level_%s")
    if _yes(access.may_close(who, report)):
        found["close_form"] = shown(CloseForm)
    editing = report.state in (_State.DRAFT, _State.RETURNED)
    if access.is_in_charge(who, report) and not editing:
        found["marking_form"] = shown(MarkingForm, initial={"marking": report.marking})
        if _yes(access.may_share(who, report)):
            found["share_form"] = shown(ShareForm, report=report, language=language())
    return found


def _history(who: Reader, report: Report) -> Iterator[dict[str, Any]]:
    words = {
        "report.drafted": _("Written down"),
        "report.submitted": _("Sent"),
        "report.returned": _("Returned to its institution"),
        "report.accepted": _("Accepted"),
        "report.shared": _("Shared with one more institution"),
        "report.share_ended": _("A share was ended"),
        "report.responding": _("Something is being done about it"),
        "report.closed": pgettext("a situation", "Closed"),
        "referral.sent": _("Referred to an institution"),
        "referral.acknowledged": _("The institution acknowledged the referral"),
        "referral.accepted": _("The institution accepted the referral"),
        "referral.refused": _("The institution refused the referral"),
        "referral.done": _("The institution is done with the referral"),
        "referral.revoked": _("A referral was revoked"),
        "referral.escalated": _("A late referral was put on the next agenda"),
    }
    marked = _("Marked %(marking)s")
    for code in Marking:
        words[f"report.marked_{code}"] = marked % {"marking": MARKINGS[code]}
    levelled = _("Level changed to: %(level)s")
    for level in Report.Level:
        words[f"report.level_{level}"] = levelled % {"level": LEVELS[level]}
    row: AuditRecord
    for row in access.visible_history(who, report).order_by("at", "id"):
        if row.verb in words:
            yield {"at": row.at, "words": words[row.verb]}


def _yes(answer: object) -> bool:
    return isinstance(answer, Allowed)
