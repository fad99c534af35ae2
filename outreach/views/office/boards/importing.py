"""Notice boards from a spreadsheet: all good rows, or what is wrong with the others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from outreach.actions.boards.keep import enter_boards
from outreach.forms.office.boards import COLUMNS, BoardListForm, read_rows
from outreach.views.office.boards.asking import keeper, language
from press.spreadsheets import SheetRefused, read


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def board_import(request: HttpRequest) -> HttpResponse:
    """Nothing is entered while a row has a mistake."""
    asked = keeper(request)
    if request.method != "POST":
        return _page(request, BoardListForm())
    form = BoardListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    upload = form.cleaned_data["sheet"]
    try:
        sheet = read(upload.read(), upload.name or "")
    except SheetRefused as refused:
        form.refuse(refused.trouble)
        return _page(request, form)
    rows = read_rows(sheet, language=language())
    if rows is None:
        form.refuse_columns()
        return _page(request, form)
    good, wrong = rows
    if wrong:
        return _page(request, form, wrong=wrong)
    entered, known = enter_boards(rows=good, by=asked.user, at=asked.at)
    messages.success(
        request,
        ngettext("%(n)s place was entered.", "%(n)s places were entered.", entered)
        % {"n": entered},
    )
    if known:
        messages.warning(
            request,
            ngettext("%(n)s place was there already.", "%(n)s places were there already.", known)
            % {"n": known},
        )
    return redirect("boards")


def _page(
    request: HttpRequest,
    form: BoardListForm,
    *,
    wrong: list[tuple[int, list[str]]] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "columns": [title for title, _words in COLUMNS.values()],
        "wrong": wrong or [],
        "trouble": _("Nothing was entered. Mend these rows and bring the file again."),
    }
    status = 422 if form.errors or wrong else 200
    return render(request, "outreach/office/boards/import.html", context, status=status)
