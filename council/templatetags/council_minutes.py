"""What the codes in minutes are called on pages, in the language of the page."""

from django import template
from django.utils.translation import gettext as _

from council.forms.meetings import STATE_NAMES
from council.models import Meeting

register = template.Library()


@register.filter
def presence(state: str) -> str:
    return {
        "present": _("In the room"),
        "remote": _("Remote"),
        "substitute": _("By a substitute"),
        "excused": _("Excused"),
        "absent": _("Absent"),
    }[state]


@register.filter
def decision_kind(kind: str) -> str:
    return {
        "recommendation": _("Recommendation"),
        "commitment": _("Commitment"),
        "information": _("For information"),
        "procedural": _("Procedural decision"),
    }[kind]


@register.filter
def vote_method(method: str) -> str:
    return {
        "consensus": _("By consensus"),
        "hands": _("By show of hands"),
        "names": _("By name"),
    }[method]


@register.filter
def vote_choice(choice: str) -> str:
    return {
        "favour": _("in favour"),
        "against": _("against"),
        "abstain": _("abstained"),
    }[choice]


@register.filter
def meeting_state(state: str) -> str:
    return str(STATE_NAMES[Meeting.State(state)])
