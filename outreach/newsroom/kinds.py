"""What a news item, an event and an activity consist of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from outreach.models import Manuscript

Kind = Manuscript.Kind

ALT, CREDIT = "picture:alt", "picture:credit"
PICTURE_WORDS = (ALT, CREDIT)


@dataclass(frozen=True)
class Field:
    """One text, side by side in the three languages."""

    name: str
    label: Promise
    help: Promise | str = ""
    optional: bool = False
    lines: int = 2
    """How high its box is at least."""


FIELDS: Mapping[str, tuple[Field, ...]] = {
    Kind.NEWS: (
        Field("title", _("Title"), _("Plain words that say what is new.")),
        Field("summary", _("Summary"), _("Three short sentences, one a line."), lines=4),
        Field("body", _("Text"), _("An empty line begins a new paragraph."), lines=8),
        Field("do", _("What you can do"), _("One step that a reader can take."), optional=True),
    ),
    Kind.EVENT: (
        Field("title", _("Title")),
        Field("place", _("The place"), _("The building, the street, what is near.")),
        Field("text", _("Text"), _("What it is about."), optional=True, lines=4),
        Field("access", _("Access"), _("The entrance, the ramp, interpreting."), optional=True),
    ),
    Kind.ACTIVITY: (
        Field("title", _("Title")),
        Field("partner", _("With whom"), _("Institutions and associations, no persons.")),
        Field("text", _("Text"), _("What was done, and what came of it."), lines=4),
    ),
}
OF_A_PICTURE = (
    Field(ALT, _("What the picture shows"), _("For who does not see it.")),
    Field(CREDIT, _("Who made the picture"), optional=True),
)
WITH_PICTURE = frozenset({Kind.NEWS})

GO_ON = frozenset({"safety", "help", "winter"})
"""Topics that need no report to the election commission: notices of safety, and where help is."""

AUDIENCES: Mapping[str, Promise] = {
    "all": _("Everybody"),
    "youth": _("Young people"),
    "children": _("Children"),
    "women": _("Women"),
    "elderly": _("Older people"),
    "rural": _("Villages"),
    "schools": _("Schools"),
    "communities": _("Communities"),
    "disability": _("People with disabilities"),
    "business": _("Businesses"),
}
AUDIENCE_WORDS: Mapping[str, Mapping[str, str]] = {
    # What residents read of them: fixed words, the same in each bulletin.
    "all": {"sq": "të gjithë", "en": "everybody", "ar": "الجميع"},
    "youth": {"sq": "të rinjtë", "en": "young people", "ar": "الشباب"},
    "children": {"sq": "fëmijët", "en": "children", "ar": "الأطفال"},
    "women": {"sq": "gratë", "en": "women", "ar": "النساء"},
    "elderly": {"sq": "të moshuarit", "en": "older people", "ar": "كبار السن"},
    "rural": {"sq": "banorët e fshatrave", "en": "people in villages", "ar": "سكان القرى"},
    "schools": {"sq": "shkollat", "en": "schools", "ar": "المدارس"},
    "communities": {"sq": "komunitetet", "en": "communities", "ar": "المجتمعات المحلية"},
    "disability": {
        "sq": "personat me aftësi të kufizuara",
        "en": "people with disabilities",
        "ar": "الأشخاص ذوو الإعاقة",
    },
    "business": {"sq": "bizneset", "en": "businesses", "ar": "أصحاب الأعمال"},
}
_COMMA = {"sq": ", ", "en": ", ", "ar": "، "}


def fields_of(manuscript: Manuscript) -> tuple[Field, ...]:
    """The texts that it can have today, in the order of writing."""
    shown = manuscript.picture
    words = OF_A_PICTURE[1:] if shown and shown["decorative"] else OF_A_PICTURE
    return (*FIELDS[manuscript.kind], *(words if shown else ()))


def audience_in(codes: list[str], language: str) -> str:
    """Whom an activity was for, in words that residents read."""
    words = [AUDIENCE_WORDS[code][language] for code in codes if code in AUDIENCE_WORDS]
    said = _COMMA[language].join(words)
    return said[:1].upper() + said[1:]


def fact(manuscript: Manuscript, name: str) -> Any:
    return manuscript.facts.get(name)
