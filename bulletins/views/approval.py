"""The chair's minute: what waits, what changed since, what it says, and one decision."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bulletins import access
from bulletins.actions.approve import Changed, approve_edition
from bulletins.actions.publish import latest_edition
from bulletins.actions.return_editions import NothingWaits, return_editions, see
from bulletins.changes import Change, changes
from bulletins.content import Issue, Promises, issue_from
from bulletins.forms.release import ReturnForm
from bulletins.models import AcceptedFinding, Edition, Returned, Sight
from bulletins.studio.words import STATES, kind_name
from bulletins.tasks import wake_renderers
from bulletins.views.asking import Asked, asked
from council import access as council
from council.people import Allowed, Denied, Role
from languages import AUTHORITATIVE, LANGUAGES, dates, direction, own_name
from languages.texts import digest
from outreach import mailing

EVERY_LANGUAGE = "all"
LATE, DONE = "late", "done"


@dataclass(frozen=True)
class Waiting:
    """One language as the approver meets it."""

    edition: Edition
    issue: Issue
    changes: list[Change]
    sight: Sight | None
    recipients: int
    mailed: bool
    """The month's letter is out: this edition writes to nobody."""

    @property
    def code(self) -> str:
        return self.edition.language

    @property
    def own_name(self) -> str:
        return own_name(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)

    @property
    def waits(self) -> bool:
        return not (self.edition.published_at or self.edition.is_approved)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approve(request: HttpRequest, year: int, month: int) -> HttpResponse:
    it = asked(request, year, month)
    if request.method == "POST":
        return _approve(request, it)
    return page(request, it)


@require_POST
@login_required
def send_back(request: HttpRequest, year: int, month: int) -> HttpResponse:
    it = asked(request, year, month)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return page(request, it, form)
    languages = _chosen(request, LANGUAGES)
    try:
        return_editions(
            bulletin=it.bulletin,
            languages=languages,
            word=form.cleaned_data["word"],
            by=it.user,
            at=it.at,
        )
    except NothingWaits:
        messages.warning(request, _("Nothing waits for approval. Nothing was changed."))
    else:
        messages.success(request, _("Returned. Those who wrote it get a letter with a link."))
    return redirect("bulletin_approve", **it.parts)


def page(request: HttpRequest, it: Asked, form: ReturnForm | None = None) -> HttpResponse:
    """What an approver opens is noted as seen, so that they are shown what changed after it."""
    approves = access.approves(it.user, on=it.today)
    rows = _rows(it, notes=approves)
    wanted = request.GET.get("preview", AUTHORITATIVE)
    shown = next((row for row in rows if row.code == wanted), None)
    waiting = [row for row in rows if row.waits]
    main = next((row for row in rows if row.code == AUTHORITATIVE), None)
    answers = [access.may_approve(it.user, row.edition, on=it.today) for row in waiting]
    context = {
        **it.parts,
        "bulletin": it.bulletin,
        "editions": rows,
        "waiting": waiting,
        "main": main,
        "promises": _promises(main),
        "changed": [row for row in rows if row.changes],
        "may_approve": bool(answers) and all(isinstance(answer, Allowed) for answer in answers),
        "refusal": next((a.reason for a in answers if isinstance(a, Denied)), ""),
        "on_behalf_of": _on_behalf_of(it),
        "findings": _findings(it),
        "recipients": sum(row.recipients for row in rows),
        "mailed": any(row.mailed for row in waiting),
        "shown": shown,
        "preview": _preview(shown.edition, shown.issue) if shown else "",
        "returned": Returned.objects.filter(bulletin=it.bulletin, settled_at__isnull=True).first(),
        "form": form or ReturnForm(),
    }
    status = 422 if form and form.errors else 200
    return render(request, "bulletins/studio/approve.html", context, status=status)


def _approve(request: HttpRequest, it: Asked) -> HttpResponse:
    """All that wait, or one language; only the words that were on the page."""
    done = []
    for language in _chosen(request, LANGUAGES):
        edition, read = latest_edition(it.bulletin, language), request.POST.get(f"hash_{language}")
        if edition is None or edition.published_at or edition.is_approved or not read:
            continue
        try:
            _approve_one(it, edition, read)
        except Changed:
            messages.warning(
                request,
                _("The %(language)s text has changed since you opened it. Read what is new below.")
                % {"language": own_name(language)},
            )
        else:
            done.append(own_name(language))
    if done:
        wake_renderers()
        messages.success(request, _("Approved: %(languages)s.") % {"languages": ", ".join(done)})
    return redirect("bulletin_approve", **it.parts)


def _approve_one(it: Asked, edition: Edition, read: str) -> None:
    approve_edition(edition=edition, content_hash=read, by=it.user, at=it.at)


def _chosen(request: HttpRequest, languages: tuple[str, ...]) -> list[str]:
    wanted = request.POST.get("language", EVERY_LANGUAGE)
    return [code for code in languages if wanted in (EVERY_LANGUAGE, code)]


def _rows(it: Asked, *, notes: bool) -> list[Waiting]:
    recipients = mailing.recipients()
    found = (latest_edition(it.bulletin, code) for code in LANGUAGES)
    return [
        _row(it, edition, recipients.get(edition.language, 0), notes)
        for edition in found
        if edition
    ]


def _row(it: Asked, edition: Edition, recipients: int, notes: bool) -> Waiting:
    sight = see(edition=edition, by=it.user, at=it.at) if notes else None
    found = changes(sight.before, edition.content) if sight and sight.before else []
    told = [_told(change, edition.language) for change in found]
    mailed = mailing.is_mailed(month=it.bulletin.month, language=edition.language)
    count = 0 if mailed else recipients
    return Waiting(edition, issue_from(edition.content), told, sight, count, mailed)


def _told(change: Change, language: str) -> Change:
    """As the edition would print it: a state and a date in words."""
    return replace(
        change,
        before=_in_words(change.name, change.before, language),
        now=_in_words(change.name, change.now, language),
    )


def _in_words(name: str, value: str, language: str) -> str:
    with translation.override(language):
        if name in ("state", "label") and value in STATES:
            return str(STATES[value])
    try:
        return dates.long_date(datetime.date.fromisoformat(value), language, weekday=False)
    except ValueError:
        return value


def _promises(main: Waiting | None) -> dict[str, Any]:
    """Those that are late are read first; of the others it is enough to know how many."""
    block = main.issue.block("promises") if main else None
    rows = block.rows if isinstance(block, Promises) else ()
    rest = [row for row in rows if row.state != LATE]
    done = sum(row.state == DONE for row in rest)
    return {
        "all": rows,
        "late": [row for row in rows if row.state == LATE],
        "rest": rest,
        "rest_words": _("Done: %(done)s. On time: %(on_time)s.")
        % {"done": done, "on_time": len(rest) - done},
    }


def _on_behalf_of(it: Asked) -> str:
    """Whose place a delegate takes; "" for the chair."""
    reader = council.reader(it.user, on=it.today)
    if Role.CHAIR in reader.roles or not reader.delegations:
        return ""
    return str(reader.delegations[0].appointment.person)


def _findings(it: Asked) -> list[dict[str, Any]]:
    """Warnings that somebody accepted about the words as they stand."""
    rows = AcceptedFinding.objects.filter(text__block__bulletin=it.bulletin)
    return [
        {
            "row": row,
            "language": row.text.language,
            "direction": direction(row.text.language),
            "own_name": own_name(row.text.language),
            "where": kind_name(row.text.block.kind),
        }
        for row in rows.select_related("text__block", "by")
        if row.text_digest == digest(row.text.text)
    ]


def _preview(edition: Edition, issue: Issue) -> str:
    with translation.override(edition.language):
        return render_to_string(
            "bulletins/studio/preview_in_page.html",
            {
                "issue": issue,
                "language": edition.language,
                "direction": direction(edition.language),
                "unpublished": True,
            },
        )
