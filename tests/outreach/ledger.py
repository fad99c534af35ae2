"""What tests of senders ask of the ledger, each question in a transaction of its own."""

import datetime
from collections import Counter

from django.utils import timezone

from council.people import System, acting_as
from outreach.actions.freeze import freeze
from outreach.actions.send import send_due_letters
from outreach.models import Delivery, Mailing
from tests import make

TEST = System("test")


def frozen(
    *names: str, language: str = "sq", started_at: datetime.datetime | None = None
) -> Mailing:
    """A mailing under way to subscribers of these names (at example.org)."""
    with acting_as(TEST):
        for name in names:
            make.subscriber(name=name, language=language)
        mailing = make.mailing(language=language)
        freeze(mailing=mailing, at=started_at or timezone.now())
    return mailing


def states() -> dict[str, str]:
    """Where each letter is, by the name of its reader."""
    with acting_as(TEST):
        rows = Delivery.objects.order_by("pk").values_list("subscriber__address", "state")
        return {address.partition("@")[0]: state for address, state in rows}


def tally() -> Counter[str]:
    return Counter(states().values())


def delivery(name: str) -> Delivery:
    with acting_as(TEST):
        return Delivery.objects.select_related("subscriber", "mailing").get(
            subscriber__address=f"{name}@example.org"
        )


def mailing_state() -> str:
    with acting_as(TEST):
        return Mailing.objects.get().state


def wait_over() -> None:
    """As if the time that a deferred letter has to wait had passed."""
    with acting_as(TEST):
        Delivery.objects.filter(state=Delivery.State.DEFERRED).update(next_at=timezone.now())


def send() -> int:
    return send_due_letters()
