"""Pages of a long list, each as quick as the first: a page begins after a row, not at a number."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict

ROWS = 25


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    newest: str
    """The address of the first page, "" on it."""
    older: str
    """The address of what follows, "" at the end."""
    export: str
    """What is asked for, as a query for the address of the whole list."""


def page(rows: QuerySet[Any], asked: QueryDict, key: tuple[str, ...]) -> Page:
    """The page of `asked["before"]`. `rows` are ordered by `key`, each part of it descending.

    Raises Http404 where `before` is not one of ours.
    """
    if before := asked.get("before"):
        rows = rows.filter(_after(key, _parts(rows, key, before)))
    found = list(rows[: ROWS + 1])
    shown = found[:ROWS]
    kept = {name: value for name, value in asked.items() if name != "before" and value}
    older = {**kept, "before": _mark(shown[-1], key)} if len(found) > ROWS else {}
    return Page(
        rows=shown,
        newest=f"?{urlencode(kept)}" if before else "",
        older=f"?{urlencode(older)}" if older else "",
        export=f"?{urlencode(kept)}" if kept else "",
    )


def _mark(row: Any, key: tuple[str, ...]) -> str:
    values = [getattr(row, name) for name in key]
    return "~".join(v.isoformat() if hasattr(v, "isoformat") else str(v) for v in values)


def _parts(rows: QuerySet[Any], key: tuple[str, ...], before: str) -> list[Any]:
    given = before.split("~")
    if len(given) != len(key):
        raise Http404
    try:
        return [
            rows.model._meta.get_field(name).to_python(value)
            for name, value in zip(key, given, strict=True)
        ]
    except ValidationError:
        raise Http404 from None


def _after(key: tuple[str, ...], values: list[Any]) -> Q:
    """Rows below a row; the first condition lets an index begin there."""
    bound = Q(**{f"{key[0]}__lte": values[0]})
    below, same = Q(), Q()
    for name, value in zip(key, values, strict=True):
        below |= same & Q(**{f"{name}__lt": value})
        same &= Q(**{name: value})
    return bound & below
