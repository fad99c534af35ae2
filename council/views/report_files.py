"""Files of a report, on its page."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from council import access, audit, disclosure
from council.access import Reader
from council.actions.add_note import NotSoMarked
from council.actions.attach_file import attach_file, clean_copy, key_of, remove_file
from council.forms.registers import name_of
from council.forms.report_parts import FileForm
from council.models import Marking, Report, ReportFile
from council.people import Allowed
from council.sealing import CannotBeOpened
from council.views.asking import reader_of
from council.views.documents import ENDINGS
from council.views.registers import language
from council.views.report_notes import again, back_to, refuse_marking, report_of, unopened


def part(who: Reader, report: Report) -> dict[str, Any]:
    """For `council/reports/files_part.html`; `report`: one that they see."""
    rows = access.visible_files(who).filter(report=report).select_related("agency", "report")
    files = list(rows)
    words = disclosure.words_of(files)
    adds = isinstance(access.may_add(who, report), Allowed)
    return {
        "files": [
            {
                "row": file,
                "name": words[file.pk].words["name"],
                "ending": ENDINGS.get(file.media_type, ""),
                "opens": words[file.pk].opens,
                "agency": name_of(file.agency, language()),
                "marking": Marking(file.marking).label,
                "removable": isinstance(access.may_remove_file(who, file), Allowed),
            }
            for file in files
        ],
        "file_form": _form(who, report) if adds else None,
    }


@require_POST
@login_required
def add(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who, report = report_of(request, report_id)
    form = _form(who, report, request.POST, request.FILES)
    if form.is_valid():
        try:
            _attach(who, report, form)
        except NotSoMarked:
            refuse_marking(form)
        except CannotBeOpened:
            form.add_error(None, unopened(report))
        else:
            messages.success(request, _("The file is added."))
            return back_to(report, "files")
    return again(request, report, form, _("Add a file"))


@require_safe
@login_required
def file(request: HttpRequest, report_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """The clean copy: never shown in the page, always saved."""
    who = reader_of(request)
    found = _file(who, report_id, file_id)
    try:
        data = clean_copy(found)
    except CannotBeOpened:
        disclosure.alert(found.report)
        messages.error(request, _("The file cannot be opened. The administrator is told."))
        return back_to(found.report, "files")
    audit.note(verb="report.file_read", object_key=key_of(found), at=timezone.now())
    name = disclosure.words_of([found])[found.pk].words["name"] or str(found.pk)
    response = HttpResponse(data, content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{name}.{ENDINGS.get(found.media_type, 'bin')}"
    )
    response["Content-Security-Policy"] = "sandbox"
    return response


@require_POST
@login_required
def remove(request: HttpRequest, report_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    found = _file(who, report_id, file_id)
    remove_file(file=found, by=who, at=timezone.now())
    messages.success(request, _("The file is removed."))
    return back_to(found.report, "files")


def _form(who: Reader, report: Report, *data: Any) -> FileForm:
    return FileForm(*data, markings=access.markings_for(who, report), auto_id="file_%s")


def _attach(who: Reader, report: Report, form: FileForm) -> ReportFile:
    return attach_file(
        report=report,
        original=form.original(),
        file=form.cleaned_data["file"],
        name=form.name(),
        marking=form.cleaned_data["marking"],
        by=who,
        at=timezone.now(),
    )


def _file(who: Reader, report_id: uuid.UUID, file_id: uuid.UUID) -> ReportFile:
    """Raises Http404 for one that they do not see, and for one of another report."""
    rows = access.visible_files(who).select_related("report")
    found: ReportFile = get_object_or_404(rows, pk=file_id, report=report_id)
    return found
