"""States of a place's month, in words."""

from django.utils.translation import gettext_lazy as _

from outreach.forms.posted import OUTCOMES

STATES = {
    **{str(outcome): words for outcome, words in OUTCOMES.items()},
    "none": _("No sheet this month"),
    "by_hand": _("To be brought"),
    "failed": _("The letter did not arrive"),
    "on_its_way": _("The letter is on its way"),
    "silent": _("No answer yet"),
}
TAGS = {"posted": "done", "read": "done", "could_not": "late", "failed": "late"}
