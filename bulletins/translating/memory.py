"""What was translated before, found by the Albanian, letter for letter.

Only from texts that a person reviewed and a second one approved with an edition: what was never
printed is nobody's example.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from bulletins.models import BlockText, Edition
from languages.texts import digest


@dataclass(frozen=True, slots=True)
class Suggestion:
    text: str
    month: datetime.date
    """Of the bulletin that it stands in."""


def suggestions(sources: Iterable[str], language: str) -> Mapping[str, Suggestion]:
    """By digest of the Albanian; the newest bulletin's where there are several. One query."""
    digests = {digest(source) for source in sources if source.strip()}
    rows = _approved(language).filter(translates_digest__in=digests)
    newest_last = rows.order_by("block__bulletin__month", "pk")
    return {
        row["translates_digest"]: Suggestion(row["text"], row["block__bulletin__month"])
        for row in newest_last.values("translates_digest", "text", "block__bulletin__month")
    }


def suggestion(source: str, language: str) -> Suggestion | None:
    return suggestions([source], language).get(digest(source))


def _approved(language: str):  # type: ignore[no-untyped-def]
    """Texts that nobody has touched since an edition with them was approved."""
    edition = Edition.objects.filter(
        bulletin=OuterRef("block__bulletin"),
        language=language,
        approved_at__gte=OuterRef("reviewed_at"),
        approved_hash=F("content_hash"),
        withdrawn_at__isnull=True,
    )
    return BlockText.objects.filter(
        Exists(edition), language=language, reviewed_at__isnull=False, block__left_out=False
    ).exclude(text="")
