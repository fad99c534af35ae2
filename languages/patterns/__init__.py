"""Sentences with slots in the three languages, each reviewed by a named role.

`say` is the way in. A pattern is a Fluent message under `texts/<language>/`; what a slot may hold
follows from its name (`slots.KINDS`). Two values say the same thing in three languages because no
words travel with them.
"""

from languages.patterns.catalogue import UnknownPattern, keys, slots_of
from languages.patterns.reviews import NotReviewed, is_reviewed
from languages.patterns.saying import say
from languages.patterns.slots import Audience, Channel, Name, SlotError, named

__all__ = [
    "Audience",
    "Channel",
    "Name",
    "NotReviewed",
    "SlotError",
    "UnknownPattern",
    "is_reviewed",
    "keys",
    "named",
    "say",
    "slots_of",
]
