"""Translations by way of Word: out as a table, back in, seen first, then imported.

Between the steps the rows travel in the page itself, signed for who brought them: no file is kept.
"""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bulletins.actions.import_table import Imported, Scope, import_table
from bulletins.forms.translating import TableForm
from bulletins.models import BlockText
from bulletins.translating.incoming import Planned, planned
from bulletins.translating.judging import remarks
from bulletins.translating.table import DOCX, Line, NotOurs, OfAnother, from_docx, to_docx
from bulletins.views.asking import who
from bulletins.views.translating.cards import section_title
from bulletins.views.translating.door import scope_of_assignment, scope_of_month
from council import audit
from council.people import demand
from languages import direction, own_name
from languages.checks import Rules
from languages.remarks import Remark
from outreach.standards import rules_on
from press.html import words_of
from press.word_tables import Content

VALID_FOR = datetime.timedelta(hours=12)


@require_safe
@login_required
def assignment_table(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    return _given_out(scope_of_assignment(request, assignment_id))


@require_safe
@login_required
def language_table(request: HttpRequest, year: int, month: int, language: str) -> HttpResponse:
    return _given_out(scope_of_month(request, year, month, language))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def assignment_import(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    back = reverse("translation", kwargs={"assignment_id": assignment_id})
    return _brought(request, scope_of_assignment(request, assignment_id), back)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def language_import(request: HttpRequest, year: int, month: int, language: str) -> HttpResponse:
    parts = {"year": year, "month": month, "language": language}
    scope = scope_of_month(request, year, month, language)
    return _brought(request, scope, reverse("translations_review", kwargs=parts))


def _given_out(scope: Scope) -> HttpResponse:
    month = scope.bulletin.month
    data = to_docx(month=month, language=scope.language, texts=scope.texts())
    audit.note(verb="bulletin.table_given_out", object_key=scope.key, at=timezone.now())
    response = HttpResponse(data, content_type=DOCX)
    name = f"{month:%Y-%m}-{scope.language}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _brought(request: HttpRequest, scope: Scope, back: str) -> HttpResponse:
    demand(scope.may_write(who(request), on=timezone.localdate()))
    if request.method != "POST":
        return _form_page(request, scope, back, TableForm())
    if "rows" in request.POST:
        return _import(request, scope, back)
    form = TableForm(request.POST, request.FILES)
    lines = _lines(form, scope)
    if lines is None:
        return _form_page(request, scope, back, form)
    rows = planned(lines, scope.texts())
    rules = rules_on(timezone.localdate())
    context = _context(scope, back) | {
        "rows": [_told(row, scope, rules) for row in rows],
        "taken": sum(row.is_taken for row in rows),
        "packed": _packed(request, scope, lines),
    }
    return render(request, "bulletins/studio/translating/import_preview.html", context)


def _import(request: HttpRequest, scope: Scope, back: str) -> HttpResponse:
    lines = _unpacked(request, scope)
    if lines is None:
        messages.error(request, _("The table is too old or was changed. Bring the file once more."))
        return redirect(request.path)
    done: Imported = import_table(scope=scope, lines=lines, by=who(request), at=timezone.now())
    words = ngettext("%(count)s text is imported.", "%(count)s texts are imported.", done.stored)
    messages.success(request, words % {"count": done.stored})
    if done.conflicts:
        kept = ngettext(
            "%(count)s text was newer here: both are kept.",
            "%(count)s texts were newer here: both of each are kept.",
            done.conflicts,
        )
        messages.warning(request, kept % {"count": done.conflicts})
    return redirect(back)


def _lines(form: TableForm, scope: Scope) -> list[Line] | None:
    """The table's rows; otherwise the form says what is wrong with the file."""
    if not form.is_valid():
        return None
    content: Content = form.cleaned_data["table"]
    try:
        return from_docx(content, month=scope.bulletin.month, language=scope.language)
    except NotOurs:
        form.add_error(
            "table",
            _("This is not a table that the portal gave out, or its first line was taken away."),
        )
    except OfAnother as error:
        words = _("This is the table of %(month)s, %(language)s. It belongs to another page.")
        form.add_error("table", words % {"month": error.month, "language": error.language})
    return None


def _context(scope: Scope, back: str) -> dict[str, Any]:
    return {
        "bulletin": scope.bulletin,
        "language_name": own_name(scope.language),
        "text_language": scope.language,
        "text_direction": direction(scope.language),
        "back": back,
    }


def _form_page(request: HttpRequest, scope: Scope, back: str, form: TableForm) -> HttpResponse:
    context = _context(scope, back) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "bulletins/studio/translating/import.html", context, status=status)


def _told(row: Planned, scope: Scope, rules: Rules) -> dict[str, Any]:
    """A row as the preview shows it."""
    source = row.now.source.text if row.now and row.now.source else ""
    stored = row.now.row.text if row.now and row.now.row else ""
    rich = bool(row.now and row.now.is_rich)
    return {
        "rich": rich,
        "number": row.line.number if row.line else "",
        "section": section_title(row.now.source.block.kind) if row.now and row.now.source else "",
        "row": row,
        "source": words_of(source) if rich else source or (row.line.source if row.line else ""),
        "stored": stored,
        "remarks": _remarks(row, scope.language, rules) if row.is_taken else [],
    }


def _remarks(row: Planned, language: str, rules: Rules) -> list[Remark]:
    """Of what would be imported."""
    assert row.now is not None and row.now.source is not None
    source = row.now.source
    coming = BlockText(block=source.block, field=source.field, language=language, text=row.text)
    return remarks(coming, source, rules)


def _salt(request: HttpRequest, scope: Scope) -> str:
    return f"translation-table:{who(request).pk}:{scope.key}"


def _packed(request: HttpRequest, scope: Scope, lines: Sequence[Line]) -> str:
    rows = [dataclasses.astuple(line) for line in lines]
    return signing.dumps(rows, salt=_salt(request, scope), compress=True)


def _unpacked(request: HttpRequest, scope: Scope) -> list[Line] | None:
    try:
        rows = signing.loads(request.POST["rows"], salt=_salt(request, scope), max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    lines = [Line(*row) for row in rows]
    return [
        dataclasses.replace(line, place=(line.place[0], line.place[1])) if line.place else line
        for line in lines
    ]
