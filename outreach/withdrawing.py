"""Why something was taken away, as residents read it: in their own language, or not at all."""

import datetime
import uuid
from collections.abc import Mapping

from languages import AUTHORITATIVE
from languages.texts import digest
from outreach.models import Text

WITHDRAWN = "withdrawn"
"""The one field of a withdrawn record that the public role may read."""


def tell(key: str, reasons: Mapping[str, str], *, by_id: uuid.UUID, at: datetime.datetime) -> None:
    """The reason stands in the place of a record's words. `key`: its source key."""
    for language, text in reasons.items():
        Text.objects.update_or_create(
            key=key,
            field=WITHDRAWN,
            language=language,
            defaults={
                "text": text,
                "origin": Text.Origin.WRITTEN,
                "translates_digest": digest(reasons[AUTHORITATIVE]),
                "reviewed_by_id": by_id,
                "reviewed_at": at,
            },
        )
