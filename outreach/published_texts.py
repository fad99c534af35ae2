"""The reviewed words of public records, and since when they stand as they do."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from outreach.models import Text

Texts = Mapping[str, str]
"""A field in the languages that it exists in: {"sq": …, "en": …, "ar": …}."""


class Words:
    """The reviewed texts of several records, read at once."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._texts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self._reviewed: dict[str, dict[str, datetime.datetime]] = defaultdict(dict)
        rows = Text.objects.filter(key__in=list(keys), reviewed_at__isnull=False).values_list(
            "key", "field", "language", "text", "reviewed_at"
        )
        for key, field, language, text, reviewed_at in rows:
            self._texts[key, field][language] = text
            known = self._reviewed[key].get(language)
            if reviewed_at and (known is None or reviewed_at > known):
                self._reviewed[key][language] = reviewed_at

    def __call__(self, key: str, field: str) -> Texts:
        return dict(self._texts.get((key, field), {}))

    def reviewed(self, key: str) -> Mapping[str, datetime.datetime]:
        """When the last text of a record was reviewed, by language."""
        return dict(self._reviewed.get(key, {}))
