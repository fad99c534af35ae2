"""Institutions and units as sentences need them: with their cases, from the city profile."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.text import slugify

from council import published as council
from languages import AUTHORITATIVE, LANGUAGES, patterns

Row = Mapping[str, str]


def institutions() -> dict[str, patterns.Name]:
    """By code. One whose name is no longer the profile's stands beside a word that has cases."""
    profile = {row["code"]: row for row in settings.CITY.agencies}
    return {
        code: _institution(names, profile.get(code, {}))
        for code, names in council.agency_names().items()
        if set(names) >= set(LANGUAGES)
    }


def units() -> dict[str, patterns.Name]:
    profile = {slugify(row[AUTHORITATIVE]): row for row in settings.CITY.units}
    return {
        code: _unit(names, profile.get(code, {}))
        for code, names in council.unit_names().items()
        if set(names) >= set(LANGUAGES)
    }


def _institution(names: Row, row: Row) -> patterns.Name:
    same = all(row.get(language) == names[language] for language in LANGUAGES)
    if not same or not row.get("sq_accusative"):
        return patterns.named(names)
    return patterns.Name(
        forms={
            "sq": {
                "nominative": row["sq_nominative"],
                "accusative": row["sq_accusative"],
                "genitive": row["sq_genitive"],
                "title": names["sq"],
            },
            "en": {"nominative": row["en_sentence"], "title": names["en"]},
            "ar": {"nominative": names["ar"]},
        },
        agrees={language: row[f"{language}_agrees"] for language in LANGUAGES},
    )


def _unit(names: Row, row: Row) -> patterns.Name:
    """After `in` a place keeps its plain form; where it has no other, that one serves."""
    same = row.get(AUTHORITATIVE) == names[AUTHORITATIVE]
    cases = {case: row.get(f"sq_{case}", "") for case in ("definite", "genitive")} if same else {}
    return patterns.Name(
        forms={
            "sq": {"nominative": names["sq"], **cases},
            "en": {"nominative": names["en"]},
            "ar": {"nominative": names["ar"]},
        },
        agrees={"sq": "singular", "en": "singular", "ar": "feminine"},
    )
