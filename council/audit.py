"""The trail of who did what: ids and verbs, never a text."""

import datetime

from council.models import AuditRecord
from council.people import Person, current_principal


def record(*, verb: str, object_key: str, at: datetime.datetime) -> None:
    """Adds one row in the name of the current principal, in the transaction that is open."""
    principal = current_principal()
    person = principal.user_id if isinstance(principal, Person) and principal.user_id else None
    AuditRecord.objects.create(
        at=at, principal=principal.key, person_id=person, verb=verb, object_key=object_key
    )
