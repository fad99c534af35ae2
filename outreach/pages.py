"""Which public pages exist: told by whoever makes them, read by the site map."""

import datetime

from outreach.models import Page


def put(
    *, key: str, language: str, address: str, title: str, text: str, at: datetime.datetime
) -> None:
    """Says that a page exists and what it says; again after a change."""
    Page.objects.update_or_create(
        key=key,
        language=language,
        defaults={"address": address, "title": title, "text": text, "changed_at": at},
    )


def withdraw(*, key: str) -> None:
    Page.objects.filter(key=key).delete()


def everything() -> list[tuple[str, str, str]]:
    """(key, language, address) of every page that was put."""
    rows = Page.objects.order_by("key", "language")
    return list(rows.values_list("key", "language", "address"))
