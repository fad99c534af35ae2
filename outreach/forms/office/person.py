"""How the page of one person calls what became of their letters."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from outreach.models import Delivery, ResidentLetter

MAIL_STATES: Mapping[str, Any] = {
    Delivery.State.PENDING: _("waits to be sent"),
    Delivery.State.LEASED: _("waits to be sent"),
    Delivery.State.HANDING_OFF: _("is being sent"),
    Delivery.State.ACCEPTED: _("accepted by their mail server"),
    Delivery.State.DEFERRED: _("is tried again later"),
    Delivery.State.FAILED: _("refused by their mail server"),
    Delivery.State.SUPPRESSED: _("not sent"),
    Delivery.State.CANCELLED: _("called off"),
    Delivery.State.IN_DOUBT: _("uncertain"),
}
LETTER_KINDS: Mapping[str, Any] = {
    ResidentLetter.Kind.CONFIRM: _("Question whether they want the bulletin"),
    ResidentLetter.Kind.ALREADY_SUBSCRIBED: _("Answer that they are subscribed already"),
    ResidentLetter.Kind.WELCOME: _("Welcome"),
}
LETTER_STATES: Mapping[str, Any] = {
    state: MAIL_STATES[state.value] for state in ResidentLetter.State
}
