"""Where a situation is: the whole municipality, a unit, or a numbered neighbourhood of the city."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from council.forms.registers import name_of
from council.models import Report, Unit

EVERYWHERE = "all"


def choice_of(report: Report) -> str:
    if report.unit is None:
        return EVERYWHERE
    number = f":{report.neighbourhood}" if report.neighbourhood else ""
    return report.unit.code + number


def place_of(choice: str) -> tuple[Unit | None, int | None]:
    """Of one of the choices below."""
    if choice == EVERYWHERE:
        return None, None
    code, _colon, number = choice.partition(":")
    return Unit.objects.get(code=code), int(number) if number else None


def place_name(report: Report, language: str) -> str:
    """Where a situation is, in words."""
    if report.unit is None:
        return str(_("The whole municipality"))
    name = name_of(report.unit, language)
    if report.neighbourhood:
        return _("%(unit)s, neighbourhood %(number)s") % {
            "unit": name,
            "number": report.neighbourhood,
        }
    return name


def places(language: str) -> Iterable[tuple[str, str | Promise]]:
    yield EVERYWHERE, _("The whole municipality")
    for unit in Unit.objects.all():
        name = name_of(unit, language)
        yield unit.code, name
        if unit.name_sq == settings.CITY.city["sq"]:
            for number in range(1, settings.CITY.neighbourhoods + 1):
                words = _("%(unit)s, neighbourhood %(number)s")
                yield f"{unit.code}:{number}", words % {"unit": name, "number": number}
