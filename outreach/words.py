"""The reviewed words of public records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from outreach.models import Text

Texts = Mapping[str, str]
"""A field in the languages that it exists in: {"sq": …, "en": …, "ar": …}."""


class Words:
    """The reviewed texts of several records, read at once."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._texts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for row in Text.objects.filter(key__in=list(keys), reviewed_at__isnull=False):
            self._texts[row.key, row.field][row.language] = row.text

    def __call__(self, key: str, field: str) -> Texts:
        return dict(self._texts.get((key, field), {}))
