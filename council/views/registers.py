"""What the registers share: who asks, the page of a list, the table of it for Excel."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from council import access, audit
from council.access import Reader
from council.models import Correspondence, PublishedFact
from council.people import demand
from council.views.asking import reader_of
from press import excel
from press.paging import page
from press.step_up import confirmed_lately

MOST_ROWS: Final = 20_000
"""Of a table for Excel."""


def reader_at_table(request: HttpRequest) -> Reader:
    """Raises PermissionDenied for who does not sit at it."""
    who = reader_of(request)
    demand(access.may_see_meetings(who))
    return who


def language() -> str:
    return translation.get_language() or "sq"


def filtered(form: Any) -> bool:
    """Whether something is looked for."""
    return any(form.cleaned_data.values()) if form.is_valid() else True


def listed(
    request: HttpRequest,
    form: Any,
    rows: QuerySet[Any],
    key: tuple[str, ...],
    template: str,
    **more: Any,
) -> HttpResponse:
    """The page of a register; of what cannot be looked for, the form with what is wrong."""
    shown = page(rows if form.is_valid() else rows.none(), request.GET, key)
    context = {"form": form, "page": shown, "filtered": filtered(form), **more}
    return render(request, template, context, status=200 if form.is_valid() else 422)


@confirmed_lately
def table(
    request: HttpRequest,
    name: str,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Any],
    widths: Sequence[int],
) -> HttpResponse:
    """The rows that the page shows, as a file, for who has confirmed a moment before who they are.

    `name`: of the file, in plain letters; `rows` are not asked for where somebody has to confirm.
    """
    audit.record(verb="register.exported", object_key=f"register:{name}", at=timezone.now())
    data = excel.to_bytes(title, heads, rows, widths)
    response = HttpResponse(data, content_type=excel.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate()}.xlsx"'
    return response


def letters_about(who: Reader, key: str) -> list[Correspondence]:
    rows = access.visible_correspondence(who).filter(about=key)
    return list(rows.select_related("institution", "scan").order_by("entered_at"))


def public_since(key: str) -> PublishedFact | None:
    """What is public of a record now."""
    return PublishedFact.objects.filter(key=key, withdrawn_at__isnull=True).first()


def state_word(state: str) -> str:
    return {"done": _("Done"), "late": _("Late"), "on_time": _("On time")}[state]
