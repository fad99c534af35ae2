"""Who gets a mailing: decided once, and counted."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from outreach import mailing
from outreach.actions.freeze import CountsDiffer, freeze
from outreach.actions.subscribers import carry_out_departures, leave
from outreach.addresses import keyed_hash
from outreach.models import Delivery, Mailing, Subscriber, Suppression
from tests import make

NEXT_MONTH = datetime.date(2024, 11, 1)


def start(*, month: datetime.date = make.MONTH, language: str = "sq", edition: int = 1) -> None:
    mailing.start(
        month=month,
        language=language,
        edition=edition,
        letter=make.letter(language=language),
        at=make.NOW,
    )


def recipients(month: datetime.date = make.MONTH) -> list[str]:
    rows = Delivery.objects.filter(mailing__month=month).order_by("subscriber__address")
    return [row.subscriber.address for row in rows if row.subscriber]


def test_every_recipient_is_a_row_and_all_of_them_are_counted(acting: None) -> None:
    for number in range(5):
        make.subscriber(name=f"lexues-{number}")
    start()
    made = Mailing.objects.get()
    assert made.expected == made.deliveries.count() == 5
    assert (made.state, made.started_at) == (Mailing.State.SENDING, make.NOW)
    assert {row.state for row in made.deliveries.all()} == {Delivery.State.PENDING}
    assert {row.next_at for row in made.deliveries.all()} == {make.NOW}


def test_only_who_confirmed_gets_a_letter(acting: None) -> None:
    make.subscriber(name="konfirmuar")
    make.subscriber(name="pa-konfirmuar", confirmed_at=None)
    start()
    assert recipients() == ["konfirmuar@example.org"]


def test_who_asked_for_a_pause_gets_letters_again_from_its_last_day_on(acting: None) -> None:
    today = make.NOW.date()
    make.subscriber(name="pushon", paused_until=today + datetime.timedelta(days=1))
    make.subscriber(name="pushoi", paused_until=today)
    start()
    assert recipients() == ["pushoi@example.org"]


def test_each_language_goes_to_its_own_readers(acting: None) -> None:
    for language in ("sq", "en", "ar"):
        make.subscriber(name=language, language=language)
    for language in ("sq", "en", "ar"):
        start(language=language)
        rows = Delivery.objects.filter(mailing__language=language)
        assert [row.subscriber.address for row in rows if row.subscriber] == [
            f"{language}@example.org"
        ]


def test_who_left_gets_no_letter(acting: None) -> None:
    make.subscriber(name="mbetur")
    gone = make.subscriber(name="larguar")
    leave(subscriber_id=gone.pk, way="button", at=make.NOW)
    carry_out_departures(at=make.NOW)
    start()
    assert recipients() == ["mbetur@example.org"]


def test_who_left_long_ago_gets_no_letter(acting: None) -> None:
    """The wish itself may have been erased since; the register remembers."""
    make.subscriber(name="mbetur")
    gone = make.subscriber(name="larguar")
    gone.left_at = make.NOW
    gone.save()
    start()
    assert recipients() == ["mbetur@example.org"]


def test_a_departure_holds_before_anybody_has_carried_it_out(acting: None) -> None:
    make.subscriber(name="mbetur")
    leave(subscriber_id=make.subscriber(name="larguar").pk, way="one_click", at=make.NOW)
    start()
    assert recipients() == ["mbetur@example.org"]


def test_a_suppressed_address_gets_no_letter_though_it_is_entered_anew(acting: None) -> None:
    """Its row may have been erased since: the keyed hash remembers."""
    Suppression.objects.create(
        address_hash=keyed_hash("larguar@example.org"), reason="left", since=make.NOW
    )
    make.subscriber(name="larguar")
    start()
    assert recipients() == []
    assert Mailing.objects.get().expected == 0


def test_who_changes_language_gets_one_letter_a_month(acting: None) -> None:
    make.subscriber(name="lexues", language="sq")
    start(language="sq")
    Subscriber.objects.update(language="en")
    start(language="en")
    assert recipients() == ["lexues@example.org"]
    assert Mailing.objects.get(language="en").expected == 0


def test_the_next_month_goes_to_everybody_again(acting: None) -> None:
    make.subscriber(name="lexues")
    start()
    start(month=NEXT_MONTH)
    assert recipients() == recipients(NEXT_MONTH) == ["lexues@example.org"]


def test_starting_again_mails_nobody_again(acting: None) -> None:
    make.subscriber(name="i-pari")
    start()
    make.subscriber(name="i-vonuar")
    start()
    assert recipients() == ["i-pari@example.org"]
    assert Mailing.objects.count() == 1


def test_a_corrected_edition_is_not_mailed(acting: None) -> None:
    make.subscriber(name="lexues")
    start(edition=1)
    start(edition=2)
    assert Mailing.objects.get().edition == 1
    assert len(recipients()) == 1


def test_the_database_keeps_one_mailing_and_one_letter_each(acting: None) -> None:
    made, reader = make.mailing(), make.subscriber()
    freeze(mailing=made, at=make.NOW)
    with pytest.raises(IntegrityError, match="mailing_once"), transaction.atomic():
        make.mailing()
    with pytest.raises(IntegrityError, match="delivery_once"), transaction.atomic():
        Delivery.objects.create(
            mailing=made, subscriber=reader, language="sq", domain="", next_at=make.NOW
        )


def test_other_rows_than_recipients_stop_a_mailing(acting: None) -> None:
    """As many letters as people, or none."""
    left = make.subscriber(name="larguar", confirmed_at=None)
    make.subscriber(name="lexues")
    made = make.mailing()
    Delivery.objects.create(
        mailing=made, subscriber=left, language="sq", domain="", next_at=make.NOW
    )
    with pytest.raises(CountsDiffer, match="1 recipients and 2 letters"), transaction.atomic():
        freeze(mailing=made, at=make.NOW)
    made.refresh_from_db()
    assert (made.state, made.expected) == (Mailing.State.READY, None)
    assert Delivery.objects.count() == 1


def test_a_mailing_under_way_was_counted(acting: None) -> None:
    made = make.mailing()
    made.state = Mailing.State.SENDING
    with pytest.raises(IntegrityError, match="mailing_under_way_was_counted"), transaction.atomic():
        made.save()


def test_the_number_of_readers_is_told_by_language(acting: None) -> None:
    make.subscriber(name="a", language="sq")
    make.subscriber(name="b", language="sq")
    make.subscriber(name="c", language="ar")
    make.subscriber(name="d", language="en", confirmed_at=None)
    assert mailing.recipients() == {"sq": 2, "ar": 1}
