"""What the survey asks: seven questions, of which five are the domains of the safety measurement
system that the city has used since 2013."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Question:
    key: str
    words: Words
    options: Sequence[tuple[str, Words]]
    screen: int


_UNKNOWN: Final = ("unknown", _("I do not know"))
QUESTIONS: Final[Sequence[Question]] = (
    Question(
        "disorder",
        _(
            "In the last 12 months, how often did vandalism, rubbish or noise disturb you where you live?"
        ),
        (
            ("never", _("never")),
            ("rarely", _("rarely")),
            ("monthly", _("every month")),
            ("weekly", _("every week or more often")),
            _UNKNOWN,
        ),
        1,
    ),
    Question(
        "exposure",
        _(
            "In the last 12 months, did somebody commit a crime against you or your household? Do not say which."
        ),
        (
            ("no", _("no")),
            ("once", _("once")),
            ("more", _("more than once")),
            ("unsaid", _("I prefer not to say")),
        ),
        1,
    ),
    Question(
        "concern",
        _("How much do you worry that this could happen to you or your family?"),
        (
            ("none", _("not at all")),
            ("little", _("a little")),
            ("rather", _("rather")),
            ("much", _("very much")),
            _UNKNOWN,
        ),
        2,
    ),
    Question(
        "fear",
        _("How safe do you feel alone outside after dark, where you live?"),
        (
            ("very_safe", _("very safe")),
            ("rather_safe", _("rather safe")),
            ("rather_unsafe", _("rather unsafe")),
            ("very_unsafe", _("very unsafe")),
            ("stay_in", _("I do not go out after dark")),
        ),
        2,
    ),
    Question(
        "police",
        _("How satisfied are you with the work of the police where you live?"),
        (
            ("very_satisfied", _("very satisfied")),
            ("rather_satisfied", _("rather satisfied")),
            ("rather_dissatisfied", _("rather dissatisfied")),
            ("very_dissatisfied", _("very dissatisfied")),
            _UNKNOWN,
        ),
        3,
    ),
    Question(
        "council",
        _("Had you heard of the Council before this survey?"),
        (
            ("know", _("yes, and I know what it does")),
            ("heard", _("yes, only its name")),
            ("no_idea", _("no")),
        ),
        3,
    ),
    Question("unit", _("Where do you live?"), (), 3),
)
"""The places of `unit` come from the register of units."""
SCREENS: Final = 3
UNSAID: Final = "unsaid"
Answers = Mapping[str, str]


def question(key: str) -> Question:
    return next(each for each in QUESTIONS if each.key == key)
