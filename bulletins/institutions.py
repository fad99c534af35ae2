"""By which names texts call the institutions of the registers."""

import re
from collections.abc import Mapping

from django.conf import settings

from council import published as council
from languages import AUTHORITATIVE, institutions

Names = Mapping[str, tuple[str, ...]]
"""Code → names, as `languages.institutions` reads them."""
_SHORT = re.compile(r"\s*\(([^)]+)\)")
"""What a register says in brackets is a short name."""


def names_in_prose() -> Names:
    """One query. A group that is no institution by itself (its name is a common noun) has none."""
    profile = {row["code"]: row for row in settings.CITY.agencies}
    found = {
        code: tuple(_names(names.get(AUTHORITATIVE, ""), profile.get(code, {})))
        for code, names in council.agency_names().items()
    }
    return {code: names for code, names in found.items() if names}


def named_in(text: str, names: Names) -> set[str]:
    """Codes of the institutions that an Albanian text names."""
    city = settings.CITY
    home = (*city.city_cases.values(), *(row[AUTHORITATIVE] for row in city.units))
    return {found.key for found in institutions.named(text, names, home=home)}


def _names(registered: str, row: Mapping[str, str]) -> list[str]:
    also = [name.strip() for name in row.get("sq_also", "").split("|") if name.strip()]
    common = registered == row.get(AUTHORITATIVE) and row["sq_nominative"][:1].islower()
    if common or not registered:
        return also
    return [_without_city(_SHORT.sub("", registered)), *_SHORT.findall(registered), *also]


def _without_city(name: str) -> str:
    """Texts say it with the city and without."""
    for form in settings.CITY.city_cases.values():
        name = name.removesuffix(f" {form}")
    return name
