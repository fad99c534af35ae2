"""Values to read a pattern aloud with: each number where a language changes its words."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from languages.patterns.catalogue import slots_of
from languages.patterns.slots import Audience, Channel, Name, named

COUNTS: Final = (0, 1, 2, 3, 11, 100)

_PLACE: Final = Name(
    forms={
        "sq": {"nominative": "Fushëmal", "definite": "Fushëmali", "genitive": "Fushëmalit"},
        "en": {"nominative": "Fushëmal"},
        "ar": {"nominative": "فوشامال"},
    },
    agrees={"sq": "singular", "en": "singular", "ar": "feminine"},
)
_OFFICE: Final = Name(
    forms={
        "sq": {
            "nominative": "Zyra e Arsimit",
            "accusative": "Zyrën e Arsimit",
            "genitive": "Zyrës së Arsimit",
        },
        "en": {"nominative": "the Education Office", "title": "Education Office"},
        "ar": {"nominative": "مكتب التعليم"},
    },
    agrees={"sq": "singular", "en": "singular", "ar": "masculine"},
)
_SERVICES: Final = Name(
    forms={
        "sq": {
            "nominative": "Shërbimet Sociale",
            "accusative": "Shërbimet Sociale",
            "genitive": "Shërbimeve Sociale",
        },
        "en": {"nominative": "Social Services", "title": "Social Services"},
        "ar": {"nominative": "الخدمات الاجتماعية"},
    },
    agrees={"sq": "plural", "en": "plural", "ar": "feminine"},
)
_UNKNOWN: Final = named({"sq": "Zyra e re", "en": "New office", "ar": "المكتب الجديد"})
_WORDS: Final = {"sq": "salla e shkollës", "en": "the school hall", "ar": "قاعة المدرسة"}
_DATES: Final = {
    "on": datetime.date(2026, 11, 9),
    "new_on": datetime.date(2026, 11, 12),
    "wrong_on": datetime.date(2026, 10, 2),
    "done_on": datetime.date(2026, 7, 1),
    "deadline": datetime.date(2026, 11, 30),
    "new_deadline": datetime.date(2027, 2, 28),
    "first": datetime.date(2026, 11, 9),
    "last": datetime.date(2026, 11, 11),
    "month": datetime.date(2026, 7, 1),
}
_ONE: Final[dict[str, Any]] = {
    **_DATES,
    "at": datetime.time(9, 0),
    "until": datetime.time(17, 30),
    "share": Decimal("87.5"),
    "unit": _PLACE,
    **dict.fromkeys(("place", "title", "reason", "label", "line"), _WORDS),
    "decision": "2026-3",
    "new_decision": "2026-12",
    "reference": "2026-9",
    "telephone": "116 111",
    "other_telephone": "129",
    "band": "5–9",
    "email": "zyra@example.org",
    "present": 15,
    "seats": 18,
    "needed": 10,
    "edition": 2,
    "figure": 5,
    "in_favour": 9,
    "against": 1,
    "abstained": 2,
    "done": 4,
    "in_time": 7,
    "late": 1,
    "right": 21,
    "wrong": 12,
}


def samples(key: str) -> Iterator[dict[str, Any]]:
    """The slots of a pattern, filled so that each of its variants is said at least once."""
    slots = slots_of(key)
    several: dict[str, tuple[Any, ...]] = {
        "count": COUNTS,
        "participants": COUNTS,
        "institution": (_OFFICE, _SERVICES, _UNKNOWN),
        "audience": tuple(Audience),
        "channel": tuple(Channel),
    }
    rounds = max((len(several[name]) for name in slots & several.keys()), default=1)
    if {"count", "institution"} <= slots:
        rounds = len(COUNTS) * 2
    for n in range(rounds):
        yield {
            name: several[name][_turn(name, n, rounds) % len(several[name])]
            if name in several
            else _ONE[name]
            for name in slots
        }


def _turn(name: str, n: int, rounds: int) -> int:
    """Institutions change only after every number was said with one of them."""
    return n // len(COUNTS) if name == "institution" and rounds > len(COUNTS) else n
