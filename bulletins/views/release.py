"""How a month stands on its way out: each language, what keeps it back, the hour, the stop."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bulletins import access, reasons
from bulletins.actions import ask_approval as asking
from bulletins.actions import hold_back as holding
from bulletins.actions import schedule as scheduling
from bulletins.actions import send_test as testing
from bulletins.actions.publish import (
    NotReady,
    languages_now,
    latest_edition,
    reasons_against,
    withdrawn_sources,
)
from bulletins.composition import NothingToSay
from bulletins.forms.release import ScheduleForm
from bulletins.models import Bulletin, Edition, Release, Returned
from bulletins.progress import state_of
from bulletins.sentences import standing as sentences_standing
from bulletins.views.asking import Asked, asked
from council.people import Allowed, demand
from languages import AUTHORITATIVE, LANGUAGES, direction, own_name
from outreach import mailing

MOST_TOLD = 3
"""Reasons in one message."""


@dataclass(frozen=True)
class Language:
    """One language of the month."""

    code: str
    edition: Edition | None
    state: str
    label: str
    follows: bool
    reasons: list[str]
    recipients: int

    @property
    def own_name(self) -> str:
        return own_name(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)

    @property
    def may_follow(self) -> bool:
        """Whether it can still be held back."""
        return self.code != AUTHORITATIVE and not (self.edition and self.edition.published_at)


@require_safe
@login_required
def release(request: HttpRequest, year: int, month: int) -> HttpResponse:
    return page(request, asked(request, year, month))


def page(request: HttpRequest, it: Asked, form: ScheduleForm | None = None) -> HttpResponse:
    rows = _languages(it.bulletin)
    unpublished = [row for row in rows if not (row.edition and row.edition.published_at)]
    waiting = Release.objects.filter(bulletin=it.bulletin, state=Release.State.WAITING).first()
    sentences = sentences_standing(it.bulletin)
    unasked = sum(one.check is None for one in sentences)
    may_release = isinstance(access.may_release(it.user, on=it.today), Allowed)
    if form is None and may_release and unpublished:
        form = _schedule_form(it.bulletin, [row.code for row in unpublished], it)
    context = {
        **it.parts,
        "bulletin": it.bulletin,
        "rows": rows,
        "unpublished": unpublished,
        "published": [row for row in rows if row not in unpublished],
        "sources": withdrawn_sources(it.bulletin) if unpublished else [],
        "waiting": waiting,
        "held": bool(waiting and waiting.is_held_at(it.at)),
        "former": Release.objects.filter(bulletin=it.bulletin)
        .exclude(state=Release.State.WAITING)
        .select_related("stopped_by", "asked_by")[:5],
        "returned": Returned.objects.filter(bulletin=it.bulletin, settled_at__isnull=True)
        .select_related("by")
        .first(),
        "sentences": sentences,
        "unasked": unasked,
        "unasked_words": unasked_in_words(unasked) if unasked else "",
        "passed": sum(one.passes for one in sentences),
        "open": sum(bool(one.check) and not one.passes and not one.is_held for one in sentences),
        "kept": sum(one.is_held for one in sentences),
        "may_release": may_release,
        "may_prepare": isinstance(access.may_prepare(it.user, on=it.today), Allowed),
        "may_stop": isinstance(access.may_stop(it.user, on=it.today), Allowed),
        "letters_page": mailing.progress_page(it.bulletin.month, user=it.user, on=it.today),
        "has_seeds": mailing.has_seeds(),
        "form": form,
    }
    status = 422 if form and form.errors else 200
    return render(request, "bulletins/studio/release.html", context, status=status)


def unasked_in_words(count: int) -> str:
    return ngettext(
        "%(count)s sentence has not gone to its institution yet. Until then the month is not published.",
        "%(count)s sentences have not gone to their institutions yet. Until then the month is not published.",
        count,
    ) % {"count": count}


@require_POST
@login_required
def ask_approval(request: HttpRequest, year: int, month: int) -> HttpResponse:
    it = asked(request, year, month)
    done = asking.ask_approval(bulletin=it.bulletin, by=it.user, at=it.at, on=it.today)
    for language, faults in done.faults.items():
        words = ngettext(
            "%(language)s cannot be sent yet: %(count)s text keeps it back.",
            "%(language)s cannot be sent yet: %(count)s texts keep it back.",
            len(faults),
        )
        counted = words % {"language": own_name(language), "count": len(faults)}
        messages.warning(request, f"{counted} {_first_of(faults)}")
    if AUTHORITATIVE in done.faults:
        messages.warning(
            request,
            _("Nothing was sent to the chair: the other languages come after the Albanian."),
        )
    if done.editions:
        names = ", ".join(own_name(edition.language) for edition in done.editions)
        words = ngettext(
            "Sent to the chair: %(languages)s. %(count)s letter is on its way.",
            "Sent to the chair: %(languages)s. %(count)s letters are on their way.",
            done.letters,
        )
        messages.success(request, words % {"languages": names, "count": done.letters})
    elif not done.faults:
        messages.info(request, _("Nothing has changed: everything is approved already."))
    if unasked := sum(one.check is None for one in sentences_standing(it.bulletin)):
        messages.warning(request, unasked_in_words(unasked))
    return redirect("bulletin_release", **it.parts)


def _first_of(faults: list[str]) -> str:
    """As many as a message can hold; all of them stand on the page that says what is missing."""
    told = " · ".join(reasons.in_words(fault) for fault in faults[:MOST_TOLD])
    return told if len(faults) <= MOST_TOLD else f"{told} · …"


@require_POST
@login_required
def schedule(request: HttpRequest, year: int, month: int) -> HttpResponse:
    it = asked(request, year, month)
    demand(access.may_release(it.user, on=it.today))
    form = _schedule_form(it.bulletin, list(LANGUAGES), it, request.POST)
    if not form.is_valid():
        return page(request, it, form)
    try:
        made = scheduling.schedule(
            bulletin=it.bulletin,
            languages=form.cleaned_data["languages"],
            due_at=form.due_at,
            by=it.user,
            at=it.at,
        )
    except NotReady as error:
        for reason in error.reasons:
            form.add_error(None, reasons.in_words(reason))
        return page(request, it, form)
    except scheduling.AlreadyScheduled:
        messages.warning(
            request, _("Another publication of this month waits already. Stop it first.")
        )
    else:
        when = timezone.localtime(made.due_at)
        messages.success(
            request,
            _("It is published at %(hour)s. Until then it can be stopped.")
            % {"hour": f"{when:%H:%M}"},
        )
    return redirect("bulletin_release", **it.parts)


@require_POST
@login_required
def stop(request: HttpRequest, year: int, month: int) -> HttpResponse:
    it = asked(request, year, month)
    waiting = Release.objects.filter(bulletin=it.bulletin, state=Release.State.WAITING).first()
    demand(access.may_stop(it.user, on=it.today))
    reason = request.POST.get("reason", "")[:300]
    if waiting and scheduling.stop_release(release=waiting, reason=reason, by=it.user, at=it.at):
        messages.success(request, _("Stopped. Nothing was published."))
    else:
        messages.warning(request, _("Nothing waits to be published any more."))
    return redirect("bulletin_release", **it.parts)


@require_POST
@login_required
def hold_back(request: HttpRequest, year: int, month: int) -> HttpResponse:
    it = asked(request, year, month)
    language, follows = request.POST.get("language", ""), request.POST.get("follows") == "1"
    try:
        holding.hold_back(
            bulletin=it.bulletin, language=language, follows=follows, by=it.user, at=it.at
        )
    except holding.CannotFollow:
        messages.warning(request, _("The Albanian edition goes first."))
    else:
        words = (
            _("%(language)s follows later. Its page says so.")
            if follows
            else _("%(language)s goes out with the others.")
        )
        messages.success(request, words % {"language": own_name(language)})
    return redirect("bulletin_release", **it.parts)


@require_POST
@login_required
def send_test(request: HttpRequest, year: int, month: int) -> HttpResponse:
    it = asked(request, year, month)
    try:
        sent = testing.send_test(bulletin=it.bulletin, by=it.user, at=it.at)
    except testing.NoSeeds:
        messages.warning(request, _("Enter the addresses that a test goes to first."))
        return redirect("letters_seeds")
    except testing.TooManyTrials:
        messages.warning(request, _("Four tests within an hour are enough. Try again later."))
    except NothingToSay:
        messages.warning(request, _("The month is still empty: there is no letter to test."))
    else:
        words = ngettext(
            "%(count)s test letter is on its way.",
            "%(count)s test letters are on their way.",
            sent.letters,
        )
        messages.success(request, words % {"count": sent.letters})
        if sent.unfinished:
            names = ", ".join(own_name(code) for code in sent.unfinished)
            words = _("Not finished yet, and sent as it stands: %(languages)s.")
            messages.info(request, words % {"languages": names})
    return redirect("bulletin_release", **it.parts)


def _schedule_form(
    bulletin: Bulletin, languages: list[str], it: Asked, posted: Any = None
) -> ScheduleForm:
    along = [code for code in languages_now(bulletin) if code in languages]
    initial = {"languages": along or languages}
    return ScheduleForm(posted, languages=languages, at=it.at, initial=initial)


def _languages(bulletin: Bulletin) -> list[Language]:
    recipients = mailing.recipients()
    return [_language(bulletin, code, recipients.get(code, 0)) for code in LANGUAGES]


def _language(bulletin: Bulletin, code: str, recipients: int) -> Language:
    edition = latest_edition(bulletin, code)
    follows = code in bulletin.held_back
    gone = edition is None and bulletin.editions.filter(language=code, withdrawn_at__isnull=False)
    state, label = ("late", _("withdrawn")) if gone else state_of(edition)
    if follows and not (edition and edition.published_at):
        state, label = "on_time", _("follows later")
    return Language(
        code=code,
        edition=edition,
        state=state,
        label=label,
        follows=follows,
        reasons=reasons_against(bulletin, code, edition),
        recipients=recipients,
    )
