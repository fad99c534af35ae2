"""How to reach the Council: by telephone, on paper, at the counter, through somebody else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from council import published
from languages import AUTHORITATIVE
from outreach.pages import cacheable


@require_safe
@cacheable
def contact(request: HttpRequest, language: str) -> HttpResponse:
    """Two queries: the units' names, and the help lines below."""
    return render(request, "outreach/contact.html", {"units": _units(language)})


def _units(language: str) -> list[str]:
    names = published.unit_names().values()
    return [name.get(language) or name[AUTHORITATIVE] for name in names]
