"""How letters are worded: the defaults once, then as the secretary says."""

import datetime

from django.template.loader import render_to_string

from council import audit
from council.access import Reader, may_keep_meetings
from council.models import Correspondence, LetterWording
from council.people import demand
from council.wordings import unknown_slots


class UnknownSlot(Exception):
    """A word in braces is no slot of this kind of letter."""

    def __init__(self, field: str, slots: list[str]) -> None:
        super().__init__(field)
        self.field, self.slots = field, slots


def enter_wordings() -> None:
    """The default of each kind; what is there stays as it is."""
    for kind in Correspondence.Kind.values:
        text = render_to_string(f"council/paper/wordings/{kind}.txt")
        subject, _, body = text.partition("\n")
        LetterWording.objects.get_or_create(
            kind=kind, defaults={"subject": subject.strip(), "body": body.strip()}
        )


def word_letter(
    *, wording: LetterWording, subject: str, body: str, by: Reader, at: datetime.datetime
) -> None:
    """Raises NotAllowed or UnknownSlot."""
    demand(may_keep_meetings(by))
    for field, text in (("subject", subject), ("body", body)):
        if slots := unknown_slots(text, wording.kind):
            raise UnknownSlot(field, slots)
    wording.subject, wording.body = subject, body
    wording.save(update_fields=["subject", "body", "edited_at"])
    audit.record(verb="wording.changed", object_key=f"wording:{wording.kind}", at=at)
