"""Minutes from the draft to the lock: what each reader gets of them, and who does what next."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import access
from council.actions import approve_minutes, settle_minutes
from council.actions.check_minutes import check_locked
from council.forms.minutes import (
    AddendumForm,
    CirculateForm,
    CorrectionForm,
    SettleForm,
    SignedCopyForm,
)
from council.minutes_content import canonical, checksum, record_of
from council.minutes_standing import protocol_of
from council.minutes_versions import public_version, sight_of, version
from council.models import (
    DecisionNotice,
    Document,
    ItemMinutes,
    LockedMinutes,
    Meeting,
    MinutesCorrection,
    User,
)
from council.people import Allowed, demand
from council.views.asking import reader_of
from council.views.papers import papers_of

_State = Meeting.State


@dataclass(frozen=True)
class Asked:
    """Who asks, when, and about which meeting."""

    who: access.Reader
    meeting: Meeting
    at: datetime.datetime

    @property
    def user(self) -> User:
        return self.who.user


def asked(request: HttpRequest, meeting_id: uuid.UUID) -> Asked:
    """Who may not see the meeting gets the answer for none."""
    at = timezone.now()
    who = reader_of(request)
    meetings = access.visible_meetings(who).select_related("written_by", "chair__seat")
    return Asked(who, get_object_or_404(meetings, pk=meeting_id), at)


def elsewhere_by_now(request: HttpRequest) -> None:
    messages.warning(request, _("The meeting is at another step by now. Nothing was changed."))


@require_safe
@login_required
def minutes(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    return page(request, asked(request, meeting_id))


@require_POST
@login_required
def finish(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    it = asked(request, meeting_id)
    try:
        settle_minutes.finish_draft(meeting=it.meeting, by=it.user, at=it.at)
    except settle_minutes.WrongState:
        elsewhere_by_now(request)
    else:
        messages.success(request, _("The draft is finished. Now circulate it."))
    return redirect("minutes", meeting_id=meeting_id)


@require_POST
@login_required
def circulate(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    it = asked(request, meeting_id)
    demand(access.may_keep_meetings(it.who))
    form = CirculateForm(request.POST, today=it.who.on)
    if not form.is_valid():
        return page(request, it, circulate_form=form)
    until = form.cleaned_data["corrections_until"]
    try:
        count = settle_minutes.circulate(
            meeting=it.meeting, corrections_until=until, by=it.user, at=it.at
        )
    except settle_minutes.WrongState:
        elsewhere_by_now(request)
    else:
        words = ngettext(
            "%(count)s letter is on its way.", "%(count)s letters are on their way.", count
        )
        messages.success(request, _("The minutes are circulated.") + " " + words % {"count": count})
    return redirect("minutes", meeting_id=meeting_id)


@require_POST
@login_required
def ask_correction(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    it = asked(request, meeting_id)
    demand(access.may_ask_correction(it.who, it.meeting))
    form = _correction_form(it, request.POST)
    if not form.is_valid():
        return page(request, it, correction_form=form)
    given = form.cleaned_data
    try:
        settle_minutes.ask_correction(
            meeting=it.meeting, item=given["item"], text=given["text"], by=it.user, at=it.at
        )
    except settle_minutes.TooLate:
        form.add_error(None, _("The time for corrections is over. Tell the secretary."))
        return page(request, it, correction_form=form)
    messages.success(request, _("The secretary has your correction and will answer it."))
    return redirect("minutes", meeting_id=meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settle(request: HttpRequest, meeting_id: uuid.UUID, correction_id: uuid.UUID) -> HttpResponse:
    it = asked(request, meeting_id)
    known = {row.pk: row for row in settle_minutes.corrections_for(it.who, it.meeting)}
    correction = known.get(correction_id) or get_object_or_404(MinutesCorrection.objects.none())
    demand(access.may_keep_meetings(it.who))
    form = _settle_form(request, correction)
    if request.method == "POST" and form.is_valid() and _settled(request, it, correction, form):
        return redirect("minutes", meeting_id=meeting_id)
    context = {
        "meeting": it.meeting,
        "correction": correction,
        "form": form,
        "step": "approve",
        "current": ItemMinutes.objects.filter(item=correction.item_id).first()
        if form.non_field_errors()
        else None,
    }
    status = 422 if form.errors else 200
    return render(request, "council/minutes/settle.html", context, status=status)


@require_POST
@login_required
def ask_approval(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    it = asked(request, meeting_id)
    try:
        count = settle_minutes.ask_approval(meeting=it.meeting, by=it.user, at=it.at)
    except settle_minutes.WrongState:
        elsewhere_by_now(request)
        return redirect("minutes", meeting_id=meeting_id)
    if count:
        messages.success(request, _("The chair has a letter with the link to these minutes."))
    else:
        messages.warning(request, _("Nobody can approve today: there is no chair and no delegate."))
    return redirect("minutes", meeting_id=meeting_id)


@require_POST
@login_required
def approve(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The checksum in the form is of what the approver has read."""
    it = asked(request, meeting_id)
    read = request.POST.get("sha256", "")
    try:
        approve_minutes.approve_minutes(meeting=it.meeting, sha256=read, by=it.user, at=it.at)
    except approve_minutes.ContentChanged:
        changed = _("The minutes have changed since you read them. Nothing was approved.")
        return page(request, it, refused=changed)
    except approve_minutes.CorrectionsOpen:
        waiting = _("A correction waits for its answer. Nothing was approved.")
        return page(request, it, refused=waiting)
    except settle_minutes.WrongState:
        elsewhere_by_now(request)
    else:
        messages.success(request, _("The minutes are approved and locked."))
    return redirect("minutes", meeting_id=meeting_id)


@require_POST
@login_required
def add_addendum(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    it = asked(request, meeting_id)
    demand(access.may_keep_meetings(it.who))
    form = AddendumForm(request.POST)
    if not form.is_valid():
        return page(request, it, addendum_form=form)
    try:
        approve_minutes.add_addendum(meeting=it.meeting, **form.cleaned_data, by=it.user, at=it.at)
    except settle_minutes.WrongState:
        elsewhere_by_now(request)
    else:
        messages.success(request, _("The addendum is kept beside the minutes."))
    return redirect("minutes", meeting_id=meeting_id)


@require_POST
@login_required
def keep_signed(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    it = asked(request, meeting_id)
    demand(access.may_keep_meetings(it.who))
    form = SignedCopyForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, it, signed_form=form)
    file = form.cleaned_data["file"]
    try:
        approve_minutes.keep_signed_copy(meeting=it.meeting, file=file, by=it.user, at=it.at)
    except settle_minutes.WrongState:
        elsewhere_by_now(request)
    else:
        messages.success(request, _("The signed copy is kept beside the minutes."))
    return redirect("minutes", meeting_id=meeting_id)


def page(request: HttpRequest, it: Asked, *, refused: str = "", **forms: Any) -> HttpResponse:
    """The page of the minutes, with forms that were filled in wrongly as they were typed."""
    meeting, who = it.meeting, it.who
    status = 409 if refused else 422 if forms else 200
    context: dict[str, Any] = {
        "meeting": meeting,
        "step": "approve",
        "refused": refused,
        "today": who.on,
    }
    readable = access.may_read_minutes(who, meeting)
    context["papers"] = papers_of(who, meeting)
    if not isinstance(readable, Allowed):
        context["not_yet"] = readable.reason
        return render(request, "council/minutes/page.html", context, status=status)
    record = record_of(meeting)
    told, public = version(record, sight_of(who, meeting)), public_version(record)
    context |= {
        "told": told,
        "public": public,
        "both": who.keeps,
        "internal": told.has_closed or who.keeps,
        "sha256": checksum(canonical(record)),
        "corrections": settle_minutes.corrections_for(who, meeting),
        "may_keep": isinstance(access.may_keep_meetings(who), Allowed),
        "may_approve": isinstance(access.may_approve_minutes(who, meeting), Allowed),
        "protocol": protocol_of(who, meeting),
        "notice_waits": who.keeps
        and DecisionNotice.objects.filter(meeting=meeting, approved_at__isnull=True).exists(),
        **_after_the_lock(it),
        **_forms(it, forms),
    }
    waiting = [row for row in context["corrections"] if row.state == MinutesCorrection.State.ASKED]
    context["waiting"] = len(waiting)
    context["form"] = next(iter(forms.values()), None)
    return render(request, "council/minutes/page.html", context, status=status)


def _after_the_lock(it: Asked) -> dict[str, Any]:
    locked = (
        LockedMinutes.objects.select_related("approved_by", "delegation")
        .filter(meeting=it.meeting)
        .first()
    )
    if locked is None:
        return {"locked": None}
    signed = access.visible_documents(it.who).filter(
        meeting=it.meeting, kind=Document.Kind.SIGNED_MINUTES
    )
    return {
        "locked": locked,
        "whole": check_locked(it.meeting),
        "addenda": [
            {"row": row, "closed_text": row.closed_text if it.who.keeps_strict else ""}
            for row in it.meeting.addenda.order_by("serial")
            if row.open_text or it.who.keeps_strict
        ],
        "signed": list(signed),
    }


def _forms(it: Asked, given: dict[str, Any]) -> dict[str, Any]:
    forms: dict[str, Any] = {
        "circulate_form": CirculateForm(today=it.who.on),
        "addendum_form": AddendumForm(auto_id="addendum_%s"),
        "signed_form": SignedCopyForm(auto_id="signed_%s"),
    }
    may_ask = access.may_ask_correction(it.who, it.meeting)
    last = it.meeting.corrections_until
    if isinstance(may_ask, Allowed) and (last is None or last >= it.who.on):
        forms["correction_form"] = _correction_form(it)
    return forms | given


def _correction_form(it: Asked, posted: Any = None) -> CorrectionForm:
    told = version(record_of(it.meeting), sight_of(it.who, it.meeting))
    return CorrectionForm(
        posted,
        items=access.visible_items(it.who, it.meeting),
        titles={item.key: f"{item.number}. {item.title}" for item in told.items},
        auto_id="correction_%s",
    )


def _settle_form(request: HttpRequest, correction: MinutesCorrection) -> SettleForm:
    minutes = ItemMinutes.objects.filter(item=correction.item_id).first()
    initial = {
        "open_text": minutes.open_text if minutes else "",
        "closed_text": minutes.closed_text if minutes else "",
        "version": minutes.version if minutes else 0,
    }
    posted = request.POST if request.method == "POST" else None
    return SettleForm(posted, initial=initial, with_item=correction.item_id is not None)


def _settled(
    request: HttpRequest, it: Asked, correction: MinutesCorrection, form: SettleForm
) -> bool:
    """Whether the correction is settled; otherwise the form says why not."""
    given, taken = form.cleaned_data, request.POST.get("settle") == "take"
    words = (given["open_text"], given["closed_text"]) if "version" in given else None
    try:
        settle_minutes.settle_correction(
            correction=correction,
            taken=taken,
            answer=given["answer"],
            words=words,
            version=given.get("version") or 0,
            by=it.user,
            at=it.at,
        )
    except settle_minutes.TextChanged:
        form.add_error(
            None,
            _(
                "Somebody saved these minutes meanwhile. Your text is below; compare and save again."
            ),
        )
        # Saved once more, it is saved on top of what now stands beside it.
        now = ItemMinutes.objects.get(item=correction.item_id)
        form.data = {**request.POST.dict(), "version": now.version}
        return False
    except (settle_minutes.WrongState, settle_minutes.AlreadySettled):
        elsewhere_by_now(request)
    else:
        messages.success(request, _("The correction is answered."))
    return True
