"""A list of subscribers from a spreadsheet: bring it, say what its columns are, look, enter."""

import uuid
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import audit
from outreach.actions import import_subscribers as acts
from outreach.forms.office import words
from outreach.forms.office.importing import ColumnsForm, ListForm, told_before
from outreach.models import SubscriberImport, SubscriberImportRow
from outreach.office import lists
from outreach.views.office.asking import keeper
from outreach.wake import wake_imports
from press.spreadsheets import CSV, SheetRefused, Trouble, to_csv

State = SubscriberImport.State
Verdict = SubscriberImportRow.Verdict


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def subscriber_import(request: HttpRequest) -> HttpResponse:
    user = keeper(request)
    if request.method != "POST":
        return _brought(request, ListForm())
    form = ListForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["sheet"]
        try:
            staged = acts.bring(
                data=upload.read(), name=upload.name or "", by=user, at=timezone.now()
            )
        except SheetRefused as refused:
            form.refuse(refused.trouble)
        else:
            return redirect("subscriber_list_brought", import_id=staged.pk)
    return _brought(request, form)


def _brought(request: HttpRequest, form: ListForm) -> HttpResponse:
    context = {
        "form": form,
        "columns": words.COLUMN_NAMES.values(),
        "lists": SubscriberImport.objects.defer("data").order_by("-brought_at"),
    }
    status = 422 if form.errors else 200
    return render(request, "outreach/office/import.html", context, status=status)


@require_safe
@login_required
def subscriber_list_brought(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """Where the list is on its way."""
    keeper(request)
    staged = _found(import_id)
    if staged.state == State.BROUGHT:
        return _columns(request, staged, _columns_form(staged))
    if staged.state == State.REFUSED:
        context = {"staged": staged, "trouble": words.TROUBLES[Trouble(staged.trouble)]}
        return render(request, "outreach/office/import_refused.html", context)
    return _on_its_way(request, staged)


def _columns_form(staged: SubscriberImport) -> ColumnsForm:
    told = {
        **told_before(staged.columns),
        "language": staged.language,
        "way": staged.consent_way.partition(":")[2],
        "source": staged.consent_text,
        "consented_on": staged.consented_on,
    }
    return ColumnsForm(headings=staged.headings, initial=told)


def _columns(request: HttpRequest, staged: SubscriberImport, form: ColumnsForm) -> HttpResponse:
    context = {"form": form, "staged": staged}
    status = 422 if form.errors else 200
    return render(request, "outreach/office/import_columns.html", context, status=status)


def _on_its_way(request: HttpRequest, staged: SubscriberImport) -> HttpResponse:
    after = request.GET.get("after", "")
    found = lists.counts(staged)
    settled = staged.state in (State.CHECKED, State.DONE)
    left = lists.page_of_left(staged, after=int(after) if after.isdecimal() else 0)
    good = found[Verdict.GOOD]
    context = {
        "staged": staged,
        "works": not settled,
        "good": good,
        "done": staged.entered if staged.state == State.ENTERING else staged.total,
        "outcomes": [
            (words.VERDICTS.get(verdict, _("with a mistake")), found[verdict])
            for verdict in Verdict
            if found[verdict] and verdict not in lists.FINE
        ],
        "left": left,
        "rows": [
            (row, words.faults_in_words(row), [told for told in _cells(row, staged) if told])
            for row in left.rows
        ]
        if settled
        else [],
        "example": staged.rows.filter(verdict=Verdict.GOOD).order_by("number")[:5]
        if staged.state == State.CHECKED
        else [],
    }
    return render(request, "outreach/office/import_list.html", context)


@require_POST
@login_required
def subscriber_list_check(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    keeper(request)
    staged = _found(import_id)
    form = ColumnsForm(request.POST, headings=staged.headings)
    if not form.is_valid():
        return _columns(request, staged, form)
    told = form.cleaned_data
    act = partial(
        acts.check,
        import_id=staged.pk,
        columns=form.mapping(),
        language=told["language"],
        way=told["way"],
        source=told["source"],
        consented_on=told["consented_on"],
    )
    return _moved(request, staged, act)


@require_POST
@login_required
def subscriber_list_again(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    keeper(request)
    staged = _found(import_id)
    return _moved(request, staged, partial(acts.start_over, import_id=staged.pk))


@require_POST
@login_required
def subscriber_list_enter(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    keeper(request)
    staged = _found(import_id)
    act = partial(acts.enter_good_rows, import_id=staged.pk, at=timezone.now())
    return _moved(request, staged, act)


def _moved(request: HttpRequest, staged: SubscriberImport, act: Callable[[], None]) -> HttpResponse:
    """Back on its page, also where somebody else was quicker; a worker goes on."""
    try:
        act()
    except acts.NothingToDo:
        messages.warning(request, _("The list was further on already. This is where it is now."))
    transaction.on_commit(wake_imports)
    return redirect("subscriber_list_brought", import_id=staged.pk)


@require_POST
@login_required
def subscriber_list_erase(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    keeper(request)
    acts.drop(import_id=_found(import_id).pk, at=timezone.now())
    messages.success(request, _("The list is erased. Who was entered from it stays."))
    return redirect("subscriber_import")


@require_safe
@login_required
def subscriber_list_rest(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """The rows that are not entered, with the reasons, to be mended and brought again."""
    keeper(request)
    staged = _found(import_id)
    names = _names(staged)
    heads = [_("Row"), *(str(words.COLUMN_NAMES[name]) for name in names), _("What is wrong")]
    lines = (
        [
            row.number,
            *_cells(row, staged),
            "; ".join(f"{what}: {why}" for what, why in words.faults_in_words(row)),
        ]
        for row in lists.lines_left(staged)
    )
    audit.note(verb="subscribers.rest_taken", object_key=f"import:{staged.pk}", at=timezone.now())
    response = HttpResponse(to_csv(heads, lines), content_type=CSV)
    response["Content-Disposition"] = 'attachment; filename="subscribers-to-mend.csv"'
    return response


def _names(staged: SubscriberImport) -> list[str]:
    """Which columns the list has, in the order of ours."""
    return [name for name in words.COLUMN_NAMES if name in staged.columns]


def _cells(row: SubscriberImportRow, staged: SubscriberImport) -> list[str]:
    return [row.told.get(name, "") for name in _names(staged)]


def _found(import_id: uuid.UUID) -> SubscriberImport:
    rows = SubscriberImport.objects.defer("data")
    found: SubscriberImport = get_object_or_404(rows, pk=import_id)
    return found
