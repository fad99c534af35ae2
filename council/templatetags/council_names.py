"""Names and states of the council's records, in the language of the page."""

import datetime

from django import template
from django.template import Context

from council import wordings
from council.models import Action, Agency, Seat

register = template.Library()


@register.simple_tag(takes_context=True)
def own_name(context: Context, row: Agency | Seat) -> str:
    """An institution's or a seat's name; the Albanian one where there is no other."""
    name: str = getattr(row, f"name_{context['language']}", "") or row.name_sq
    return name


@register.filter
def key_in_words(key: str) -> str:
    return wordings.key_in_words(key)


@register.simple_tag
def action_state(action: Action, day: datetime.date) -> str:
    """`done`, `on_time` or `late`, on a day."""
    return action.state_on(day)
