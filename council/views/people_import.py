"""People out of a spreadsheet: bring it, say what its columns are, look, import.

Between the steps the rows travel in the page itself, signed for who brought them: no file is kept.
"""

import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from council import access
from council.actions.import_people import import_people, what_is_known
from council.forms.people_import import COLUMNS, NEEDED, ColumnsForm, SheetForm, guess
from council.forms.people_rows import check
from council.models import User
from council.people import demand
from press.spreadsheets import CSV, Row, Sheet, to_csv

VALID_FOR = datetime.timedelta(hours=12)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def people_import(request: HttpRequest) -> HttpResponse:
    user = _inviter(request)
    if request.method != "POST":
        return _brought(request, SheetForm())
    if "sheet" not in request.POST:
        form = SheetForm(request.POST, request.FILES)
        if not form.is_valid():
            return _brought(request, form)
        sheet = form.cleaned_data["sheet"]
        found = guess(sheet.headings)
        if not set(NEEDED) <= set(found) or not {"agency", "seat"} & set(found):
            return _columns(
                request, user, sheet, ColumnsForm(headings=sheet.headings, initial=found)
            )
        return _preview(request, user, sheet, found)
    sheet = _opened(request, user)
    if sheet is None:
        messages.error(request, _("The list is too old or was changed. Bring the file once more."))
        return redirect("people_import")
    columns = ColumnsForm(request.POST, headings=sheet.headings)
    if not columns.is_valid():
        return _columns(request, user, sheet, columns)
    if request.POST.get("stage") == "import":
        return _imported(request, user, sheet, columns.mapping())
    if request.POST.get("stage") == "columns":
        again = ColumnsForm(headings=sheet.headings, initial=columns.mapping())
        return _columns(request, user, sheet, again)
    return _preview(request, user, sheet, columns.mapping())


@require_POST
@login_required
def rest(request: HttpRequest) -> HttpResponse:
    """The rows that are not right, with the reasons, to be mended and brought again."""
    user = _inviter(request)
    sheet = _opened(request, user)
    columns = ColumnsForm(request.POST, headings=sheet.headings) if sheet else None
    if sheet is None or columns is None or not columns.is_valid():
        messages.error(request, _("The list is too old or was changed. Bring the file once more."))
        return redirect("people_import")
    mapping = columns.mapping()
    told = {
        row.number: "; ".join(f"{column}: {words}" for column, words in row.troubles)
        for row in check(sheet, mapping, what_is_known(at=timezone.now()))
        if row.troubles
    }
    # Who was invited a moment ago, out of this very list, is no mistake.
    invited = set(request.POST.get("invited", "").split())
    lines = [
        [*row.cells, told[row.number]]
        for row in sheet.rows
        if row.number in told and str(row.number) not in invited
    ]
    data = to_csv([*sheet.headings, _("What is wrong")], lines)
    response = HttpResponse(data, content_type=CSV)
    response["Content-Disposition"] = 'attachment; filename="people-to-mend.csv"'
    return response


def _inviter(request: HttpRequest) -> User:
    user, today = cast(User, request.user), timezone.localdate()
    demand(access.may_invite(user, on=today))
    return user


def _brought(request: HttpRequest, form: SheetForm) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, "columns": COLUMNS.values()}
    return render(request, "council/people_import.html", context, status=status)


def _columns(request: HttpRequest, user: User, sheet: Sheet, form: ColumnsForm) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, "sheet": _closed(user, sheet), "example": sheet.rows[0].cells}
    return render(request, "council/people_import_columns.html", context, status=status)


def _preview(
    request: HttpRequest, user: User, sheet: Sheet, mapping: dict[str, int]
) -> HttpResponse:
    rows = check(sheet, mapping, what_is_known(at=timezone.now()))
    context = {
        "rows": rows,
        "titles": [COLUMNS[name] for name in mapping],
        "good": sum(row.candidate is not None for row in rows),
        "bad": sum(bool(row.troubles) for row in rows),
        **_carried(user, sheet, mapping),
    }
    return render(request, "council/people_import_preview.html", context)


def _imported(
    request: HttpRequest, user: User, sheet: Sheet, mapping: dict[str, int]
) -> HttpResponse:
    now = timezone.now()
    rows = check(sheet, mapping, what_is_known(at=now))
    good = [row for row in rows if row.candidate is not None]
    candidates = [row.candidate for row in good if row.candidate is not None]
    left = import_people(candidates=candidates, by=user, at=now)
    invited = [row for row in good if row.candidate not in left]
    bad = [row for row in rows if row not in invited]
    context = {
        "invited": invited,
        "bad": bad,
        "numbers": " ".join(str(row.number) for row in invited),
        **_carried(user, sheet, mapping),
    }
    return render(request, "council/people_import_done.html", context)


def _carried(user: User, sheet: Sheet, mapping: dict[str, int]) -> dict[str, Any]:
    """What the next step needs, for hidden fields."""
    return {"sheet": _closed(user, sheet), "mapping": mapping.items()}


def _closed(user: User, sheet: Sheet) -> str:
    told = {"h": sheet.headings, "r": [[row.number, *row.cells] for row in sheet.rows]}
    return signing.dumps(told, salt=_salt(user), compress=True)


def _opened(request: HttpRequest, user: User) -> Sheet | None:
    """The rows as they were brought by this person; None where somebody changed or kept them."""
    try:
        told = signing.loads(request.POST.get("sheet", ""), salt=_salt(user), max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    rows = tuple(Row(number, tuple(cells)) for number, *cells in told["r"])
    return Sheet(tuple(told["h"]), rows)


def _salt(user: User) -> str:
    return f"council.people_import.{user.pk}"
