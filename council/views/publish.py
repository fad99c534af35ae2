"""The notice of the same day, and the publication of approved minutes."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from council import access
from council.actions import correct_notice, release_notice
from council.actions.publish_minutes import publish_minutes
from council.actions.settle_minutes import WrongState
from council.forms.minutes import NoticeForm, PublishForm
from council.minutes_content import record_of
from council.minutes_versions import public_version
from council.models import Agency, DecisionNotice, Meeting, PublishedFact
from council.people import Allowed, demand
from council.views.minutes import Asked, asked, elsewhere_by_now
from languages import AUTHORITATIVE
from languages.addresses import address
from languages.checks import check_text

_State = Meeting.State


@require_safe
@login_required
def publish(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    it = asked(request, meeting_id)
    demand(access.may_publish(it.who))
    return _page(request, it)


@require_POST
@login_required
def release(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    it = asked(request, meeting_id)
    demand(access.may_keep_meetings(it.who))
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return _page(request, it, form=form)
    try:
        release_notice.release_notice(
            meeting=it.meeting, text=form.cleaned_data["text"], by=it.user, at=it.at
        )
    except release_notice.TooLong as error:
        words = _("The notice has %(count)s words. It may have at most %(most)s.")
        form.add_error("text", words % {"count": error, "most": release_notice.MOST_WORDS})
    except release_notice.SaysClosedWords as error:
        words = _("The notice repeats closed words: “%(words)s”. Take them out.")
        form.add_error("text", words % {"words": error})
    except release_notice.LanguageErrors as error:
        for finding in error.findings:
            form.add_error("text", finding.said(_))
    except (WrongState, release_notice.AlreadyPublic):
        elsewhere_by_now(request)
    else:
        messages.success(request, _("The notice is released. Now another person approves it."))
    if form.errors:
        return _page(request, it, form=form)
    return redirect("meeting_publish", meeting_id=meeting_id)


@require_POST
@login_required
def approve_notice(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The checksum in the form is of the notice that was read."""
    it = asked(request, meeting_id)
    demand(access.may_publish(it.who))
    notice = get_object_or_404(DecisionNotice, meeting=it.meeting)
    read = request.POST.get("sha256", "")
    try:
        release_notice.approve_notice(notice=notice, sha256=read, by=it.user, at=it.at)
    except release_notice.NoticeChanged:
        refused = _("The notice or a decision in it has changed. Nothing was approved.")
        return _page(request, it, refused=refused)
    except release_notice.SaysClosedWords:
        refused = _("The notice now repeats closed words. The secretary must release it again.")
        return _page(request, it, refused=refused)
    except (WrongState, release_notice.AlreadyPublic):
        elsewhere_by_now(request)
    else:
        messages.success(request, _("The notice is public."))
    return redirect("meeting_publish", meeting_id=meeting_id)


@require_POST
@login_required
def correct(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """What has changed since the notice becomes a public correction."""
    it = asked(request, meeting_id)
    demand(access.may_publish(it.who))
    try:
        count = correct_notice.correct_notice(meeting=it.meeting, by=it.user, at=it.at)
    except (WrongState, correct_notice.NothingToCorrect):
        elsewhere_by_now(request)
    else:
        words = ngettext(
            "%(count)s correction stands on the public page.",
            "%(count)s corrections stand on the public page.",
            count,
        )
        messages.success(request, words % {"count": count})
    return redirect("meeting_publish", meeting_id=meeting_id)


@require_POST
@login_required
def publish_now(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    it = asked(request, meeting_id)
    following = next_meeting(it.meeting) if "announce" in request.POST else None
    try:
        count = publish_minutes(meeting=it.meeting, next_meeting=following, by=it.user, at=it.at)
    except WrongState:
        elsewhere_by_now(request)
        return redirect("meeting_publish", meeting_id=meeting_id)
    messages.success(request, _("The minutes, the decisions and the promises are public."))
    if count:
        words = ngettext(
            "The minutes correct the notice in %(count)s place. The public page says so.",
            "The minutes correct the notice in %(count)s places. The public page says so.",
            count,
        )
        messages.warning(request, words % {"count": count})
    return redirect("meeting_publish", meeting_id=meeting_id)


def next_meeting(meeting: Meeting) -> Meeting | None:
    """The first that is planned or convened after it."""
    coming = Meeting.objects.filter(
        state__in=(_State.PLANNED, _State.CONVENED), starts_at__gt=meeting.starts_at
    )
    return coming.order_by("starts_at").first()


def _announces(meeting: Meeting, following: Meeting | None) -> bool:
    """Whether the box is ticked: for a meeting that is convened, or was announced before."""
    if following is None or following.state == _State.CONVENED:
        return following is not None
    told = PublishedFact.objects.filter(key=meeting.source_key, withdrawn_at__isnull=True).first()
    return bool(told and told.facts["next_starts_at"] == following.starts_at.isoformat())


def _page(
    request: HttpRequest, it: Asked, *, form: NoticeForm | None = None, refused: str = ""
) -> HttpResponse:
    meeting, who = it.meeting, it.who
    notice = (
        DecisionNotice.objects.select_related("released_by", "approved_by")
        .filter(meeting=meeting)
        .first()
    )
    may_keep = isinstance(access.may_keep_meetings(who), Allowed)
    open_for_notice = meeting.state in release_notice.OPEN_FOR_NOTICE
    if notice:
        notice.meeting = meeting
    context: dict[str, Any] = {
        "meeting": meeting,
        "step": "publish",
        "refused": refused,
        "notice": _notice(who, notice) if notice else None,
        "may_keep": may_keep,
        "may_release": may_keep and open_for_notice and not (notice and notice.approved_at),
        "may_publish": may_keep and meeting.is_locked,
        "following": next_meeting(meeting),
        "corrections": _corrections(meeting),
        "outdated": may_keep and correct_notice.is_outdated(meeting),
        "most_words": release_notice.MOST_WORDS,
        "public_page": address("council-meeting", AUTHORITATIVE, number=meeting.reference),
        "is_public": PublishedFact.objects.filter(
            key__in=(f"notice:{meeting.reference}", meeting.source_key),
            withdrawn_at__isnull=True,
        ).exists(),
    }
    if context["may_release"]:
        text = notice.text if notice else release_notice.proposed_text(meeting)
        context["form"] = form or NoticeForm(initial={"text": text})
        context["words"] = release_notice.word_count(form["text"].value() or "" if form else text)
    if context["may_publish"]:
        context["publish_form"] = PublishForm(
            initial={"announce": _announces(meeting, context["following"])}
        )
        context["public"] = public_version(record_of(meeting))
    status = 409 if refused else 422 if form else 200
    return render(request, "council/minutes/publish.html", context, status=status)


def _notice(who: access.Reader, notice: DecisionNotice) -> dict[str, Any]:
    findings = check_text(notice.text, AUTHORITATIVE)
    return {
        "row": notice,
        "sha256": release_notice.notice_checksum(notice),
        "words": release_notice.word_count(notice.text),
        "may_approve": notice.approved_at is None
        and notice.meeting.state in release_notice.OPEN_FOR_NOTICE
        and isinstance(release_notice.may_approve_notice(who, notice), Allowed),
        "warnings": [{"message": row.said(_), "excerpt": row.excerpt} for row in findings],
    }


def _corrections(meeting: Meeting) -> list[dict[str, Any]]:
    """Of the public notice, as the public reads them."""
    fact = PublishedFact.objects.filter(key=f"notice:{meeting.reference}").first()
    if fact is None:
        return []
    words = fact.texts[AUTHORITATIVE]
    name = f"name_{get_language() or AUTHORITATIVE}"
    names = dict(Agency.objects.values_list("code", name))
    return [
        {
            **row,
            "said": words.get(f"correction:{n}:said")
            or names.get(row.get("said"), row.get("said")),
            "holds": words.get(f"correction:{n}:holds")
            or names.get(row.get("holds"), row.get("holds")),
        }
        for n, row in enumerate(fact.facts["corrections"])
    ]
