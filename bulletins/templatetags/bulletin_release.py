"""What pages of a month say about its release."""

from django import template

from bulletins import reasons
from bulletins.actions.standstill import standing_still
from bulletins.models import Standstill

register = template.Library()


@register.simple_tag
def standstill() -> Standstill | None:
    return standing_still()


@register.filter
def in_words(sentence: str) -> str:
    """Why something is not published, in the reader's language."""
    return reasons.in_words(sentence)
