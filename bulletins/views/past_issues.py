"""The import of bulletins that came out before the portal."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bulletins import access, documents, personal, tasks
from bulletins.actions import archive as acts
from bulletins.forms.archive import TROUBLES, BringForm, PublishForm, WithdrawForm
from bulletins.models import ArchivedIssue
from bulletins.views.asking import who
from council import audit
from council.people import Allowed, User, demand
from languages import dates, direction
from press.files import MOST_BYTES, FileRefused, Trouble
from press.word_files import HasHiddenWords

SHOWN = 6000
"""Characters of the text on the page; the file itself is a link beside it."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def past_issues(request: HttpRequest) -> HttpResponse:
    """What was brought, and a form to bring more: good files stay, whatever the others are."""
    user = _must(request, access.may_keep_archive)
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if request.method == "POST" and form.is_valid():
        refused = [
            why for file in form.cleaned_data["brought"] if (why := _bring(form, file, user))
        ]
        if added := len(form.cleaned_data["brought"]) - len(refused):
            tasks.wake_reader()
            messages.success(request, _said(added))
        if not refused:
            return redirect("past_issues")
        for why in refused:
            form.add_error("brought", why)
    rows = ArchivedIssue.objects.defer("text").select_related("added_by", "published_by")
    status = 422 if form.errors else 200
    return render(
        request, "bulletins/studio/past_issues.html", {"form": form, "rows": rows}, status=status
    )


@require_safe
@login_required
def past_issue(request: HttpRequest, issue_id: uuid.UUID) -> HttpResponse:
    user = _must(request, access.may_see_archive)
    issue = get_object_or_404(ArchivedIssue, pk=issue_id)
    return _page(request, issue, user, PublishForm(), 200)


@require_safe
@login_required
def past_issue_file(request: HttpRequest, issue_id: uuid.UUID) -> HttpResponseBase:
    _must(request, access.may_see_archive)
    issue = get_object_or_404(ArchivedIssue, pk=issue_id)
    try:
        file = documents.path_of(issue.name).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    audit.note(verb="archived.read", object_key=f"archived:{issue.pk}", at=timezone.now())
    response = FileResponse(
        file, as_attachment=True, filename=issue.name, content_type=issue.media_type
    )
    response["Content-Security-Policy"] = "sandbox"
    return response


@require_POST
@login_required
def publish_past_issue(request: HttpRequest, issue_id: uuid.UUID) -> HttpResponse:
    user = _must(request, access.may_see_archive)
    issue = get_object_or_404(ArchivedIssue, pk=issue_id)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _page(request, issue, user, form, 422)
    try:
        acts.publish_archived(issue=issue, by=user, at=timezone.now())
    except acts.OwnUpload:
        raise PermissionDenied(_("Another person must publish what you brought.")) from None
    except acts.NotReadYet:
        messages.error(request, _("The file is still being read. Look again in a minute."))
    except acts.MonthTaken:
        messages.error(request, _("The portal has an issue of its own of this month."))
    else:
        messages.success(request, _("It is public now, marked “archive, as published”."))
    return redirect("past_issue", issue_id=issue.pk)


@require_POST
@login_required
def discard_past_issue(request: HttpRequest, issue_id: uuid.UUID) -> HttpResponse:
    _must(request, access.may_keep_archive)
    issue = get_object_or_404(ArchivedIssue, pk=issue_id)
    try:
        acts.discard_archived(issue=issue, at=timezone.now())
    except acts.AlreadyPublic:
        messages.error(request, _("It was published: withdraw it with a reason."))
        return redirect("past_issue", issue_id=issue.pk)
    messages.success(request, _("The file was thrown away."))
    return redirect("past_issues")


@require_POST
@login_required
def withdraw_past_issue(request: HttpRequest, issue_id: uuid.UUID) -> HttpResponse:
    user = _must(request, access.may_see_archive)
    issue = get_object_or_404(ArchivedIssue, pk=issue_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, issue, user, form, 422)
    acts.withdraw_archived(issue=issue, reason=form.cleaned_data["reason"], at=timezone.now())
    messages.success(request, _("It is no longer public."))
    return redirect("past_issue", issue_id=issue.pk)


def _must(request: HttpRequest, rule: Any) -> User:
    """Who asks, if the rule lets them. Raises NotAllowed."""
    user = who(request)
    demand(rule(user, on=timezone.localdate()))
    return user


def _bring(form: BringForm, file: UploadedFile, user: User) -> str:
    """Adds one file; else why not, with its name."""
    name = file.name or ""
    month, language = form.month_and_language(name)
    if month is None:
        why = _("Its name does not say the month. Call it 2024-05.pdf.")
    elif month > timezone.localdate():
        why = _("This month has not come yet.")
    elif (file.size or 0) > MOST_BYTES:
        why = str(TROUBLES[Trouble.TOO_LARGE])
    else:
        why = _add(form, file, month, language, user)
    return f"{name}: {why}" if why else ""


def _add(
    form: BringForm, file: UploadedFile, month: datetime.date, language: str, user: User
) -> str:
    try:
        acts.add_archived(
            data=file.read(),
            file_name=file.name or "",
            month=month,
            language=language,
            title=_title(form, month, language),
            by=user,
            at=timezone.now(),
        )
    except FileRefused as refused:
        return str(TROUBLES[refused.trouble])
    except HasHiddenWords:
        return _("It has tracked changes or hidden text. Accept or remove them.")
    except acts.SameFile as same:
        when = dates.month_and_year(same.issue.month, translation.get_language() or "sq")
        return _("This very file is here already, for %(month)s.") % {"month": when}
    except acts.MonthTaken:
        return _("This month has an issue in this language already.")
    return ""


def _title(form: BringForm, month: datetime.date, language: str) -> str:
    if form.cleaned_data["title"] and len(form.cleaned_data["brought"]) == 1:
        return str(form.cleaned_data["title"])
    with translation.override(language):
        return _("Monthly bulletin – %(month)s") % {"month": dates.month_and_year(month, language)}


def _said(count: int) -> str:
    return ngettext(
        "%(count)s file was added. Another person publishes it.",
        "%(count)s files were added. Another person publishes them.",
        count,
    ) % {"count": count}


def _page(
    request: HttpRequest, issue: ArchivedIssue, user: User, form: Any, status: int
) -> HttpResponse:
    return render(
        request,
        "bulletins/studio/past_issue.html",
        {
            "past": issue,
            "text": issue.text[:SHOWN],
            "more": len(issue.text) > SHOWN,
            "text_direction": direction(issue.language),
            "places": personal.places(issue.text),
            "form": form,
            "publishing": form if isinstance(form, PublishForm) else PublishForm(),
            "withdrawing": form if isinstance(form, WithdrawForm) else WithdrawForm(),
            "own": issue.added_by_id == user.pk,
            "keeps": isinstance(access.may_keep_archive(user, on=timezone.localdate()), Allowed),
        },
        status=status,
    )
