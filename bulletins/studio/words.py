"""What the studio calls things: kinds of blocks, their texts, their facts."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bulletins.composition.bodies import SECTIONS
from bulletins.models import Block

KINDS: Mapping[str, Promise] = {
    Block.Kind.COVER: _("Headlines"),
    Block.Kind.STORY: _("Story"),
    Block.Kind.TEXT: _("Free text"),
}
FIELDS: Mapping[str, Promise] = {
    "headline": _("Headline"),
    "description": _("Description for search engines"),
    "item": _("Item"),
    "text": _("Text"),
    "body": _("Text"),
    "place": _("Place"),
    "next_place": _("Place of the next meeting"),
    "reason": _("Reason of the delay"),
    "title": _("Title"),
    "audience": _("For whom"),
    "partner": _("With whom"),
    "question": _("Question"),
    "answer": _("Answer"),
    "who": _("Who it is for"),
    "free": _("Is it free"),
    "anonymous": _("Is it anonymous"),
    "hours": _("Hours"),
    "step": _("Step"),
    "sentence": _("Sentence"),
    "chart_title": _("Title of the chart"),
    "unit_label": _("What is counted"),
    "bar": _("Label of the bar"),
    "paragraph": _("Paragraph"),
    "advice": _("Advice"),
    "quotation": _("Quotation"),
    "quotation:by": _("Who said it"),
    "paper": _("Where the bulletin is on paper"),
    "privacy": _("Privacy"),
    "picture:alt": _("What the picture shows"),
    "picture:credit": _("Who made the picture"),
}
FACTS: Mapping[str, Promise] = {
    "held_on": _("Held on"),
    "starts_at": _("Begins"),
    "present": _("Present"),
    "seats": _("Seats"),
    "next_on": _("Next meeting"),
    "next_at": _("Begins"),
    "number": _("Number"),
    "reference": _("Number"),
    "institution": _("Institution"),
    "deadline": _("Deadline"),
    "state": _("State"),
    "done_on": _("Done on"),
    "new_deadline": _("New deadline"),
    "unit": _("Administrative unit"),
    "participants": _("Participants"),
    "date": _("Day"),
    "numbers": _("Telephones"),
    "value": _("Value"),
    "band": _("Value"),
    "next_issue_on": _("Next issue"),
}
STATES: Mapping[str, Promise] = {
    "done": _("Done"),
    "on_time": _("On time"),
    "late": _("Late"),
    "next": _("Next"),
}
LINES: Mapping[str, Promise] = {
    "headline": _("Add a headline"),
    "item": _("Add an item"),
    "paragraph": _("Add a paragraph"),
    "advice": _("Add advice"),
    "quotation": _("Add a quotation"),
}


def kind_name(kind: str) -> str:
    if kind in KINDS:
        return str(KINDS[kind])
    return gettext(SECTIONS[kind]) if kind in SECTIONS else kind


def place_name(field: str) -> str:
    """With the number of the row that it stands in: `decision:2026-4:text` is “2026-4, Text”."""
    _kind, *more = field.split(":")
    return f"{more[0]}, {field_name(field)}" if len(more) > 1 else field_name(field)


def field_name(field: str) -> str:
    """`headline:0` is “Headline 1”; the key of a source's row is not said again."""
    parts = field.split(":")
    if parts[-1].isdecimal():
        base = FIELDS.get(parts[-2])
        return f"{base or parts[-2]} {int(parts[-1]) + 1}"
    found = FIELDS.get(field) or FIELDS.get(parts[-1])
    return str(found or parts[-1])
