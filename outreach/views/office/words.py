"""What the states of letters are called, and what each means for who looks after them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from outreach.models import Delivery, Mailing


@dataclass(frozen=True)
class State:
    title: str | Promise
    meaning: str | Promise
    tone: str = ""


MAILINGS: Mapping[str, State] = {
    Mailing.State.READY: State(_("Getting ready"), _("Recipients are being counted."), "on_time"),
    Mailing.State.SENDING: State(_("Letters are going out"), "", "on_time"),
    Mailing.State.PAUSED: State(_("Paused"), _("No letter leaves until you resume."), "late"),
    Mailing.State.DONE: State(_("All done"), "", "done"),
    Mailing.State.CANCELLED: State(_("Called off"), _("No further letter leaves."), ""),
}
LETTERS: Mapping[str, State] = {
    Delivery.State.ACCEPTED: State(
        _("Out"),
        _("The reader’s provider has taken the letter."),
    ),
    Delivery.State.PENDING: State(_("Waiting"), _("Their turn has not come yet.")),
    Delivery.State.LEASED: State(_("Being made"), _("A worker has them in hand.")),
    Delivery.State.HANDING_OFF: State(
        _("Being handed over"),
        _("The mail server has the letter and has not answered yet."),
    ),
    Delivery.State.DEFERRED: State(
        _("Later"),
        _("The provider said “not now”. The portal tries again by itself, for two days."),
    ),
    Delivery.State.FAILED: State(
        _("Failed"),
        _("The provider refused the letter for good, or two days of trying were not enough."),
    ),
    Delivery.State.IN_DOUBT: State(
        _("Uncertain"),
        _("The connection ended before the answer. The portal does not guess: you decide."),
    ),
    Delivery.State.SUPPRESSED: State(
        _("Not sent: the reader left"),
        _("They left after the letters were counted, so nothing was sent to them."),
    ),
    Delivery.State.CANCELLED: State(_("Called off"), _("Somebody called the sending off before.")),
}
