"""The secretary's pages of subscribers: counts, one person, those who signed on paper."""

import datetime
import json
import logging
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.models import AuditRecord
from council.people import System, acting_as
from outreach.actions.subscribers import carry_out_departures, leave
from outreach.actions.suppress import suppress
from outreach.addresses import keyed_hash
from outreach.models import (
    Delivery,
    Departure,
    ResidentLetter,
    Subscriber,
    Suppression,
)
from tests import make
from tests.council.browsers import confirmed
from tests.outreach.office import PAGE, others, secretary, words, yesterday

pytestmark = pytest.mark.usefixtures("acting")

ENTER = f"{PAGE}enter/"
SEEK = f"{PAGE}search/"
LIST = f"{PAGE}list/"
SOURCE = "Dita e hapur, dosja 3"


def paper(addresses: str, **more: str) -> dict[str, str]:
    told = {
        "addresses": addresses,
        "language": "ar",
        "unit": "",
        "consented_on": yesterday().isoformat(),
        "source": SOURCE,
    }
    return {**told, **more}


def left(name: str, *, ago: int) -> Subscriber:
    """Somebody who left so many days ago."""
    at = timezone.now() - datetime.timedelta(days=ago)
    reader = make.subscriber(name=name)
    leave(subscriber_id=reader.pk, way="button", at=at)
    carry_out_departures(at=at)
    return reader


# Counts ----------------------------------------------------------------------------------------


def test_the_page_counts_and_names_nobody() -> None:
    today = timezone.localdate()
    make.subscriber(name="nje")
    make.subscriber(name="dy", language="ar")
    make.subscriber(name="tre", paused_until=today + datetime.timedelta(days=3))
    make.subscriber(name="pret", confirmed_at=None)
    left("iku", ago=2)
    gone = make.subscriber(name="kthim")
    suppress(subscriber_id=gone.pk, reason="bounced", at=timezone.now())
    page = secretary().get(PAGE)
    counts = page.context["counts"]
    assert counts.states == {"active": 2, "paused": 1, "waiting": 1, "left": 1, "stopped": 1}
    assert counts.languages == {"sq": 2, "ar": 1}
    assert counts.ways == {"test": 3}
    assert counts.suppressed == {"left": 1, "bounced": 1}
    assert counts.left_lately == 1
    assert "@example.org" not in words(page).replace("name@example.org", "")


def test_the_page_asks_as_often_for_many_as_for_few() -> None:
    client = secretary()
    client.get(PAGE)
    asked = []
    for count in (1, 30):
        for number in range(count):
            make.subscriber(name=f"lexues-{count}-{number}")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE).status_code == 200
        asked.append(len(captured))
    assert asked[0] == asked[1]


def test_the_secretary_alone_sees_that_there_is_such_a_page() -> None:
    reader = make.subscriber(name="fshehur")
    for client in others():
        assert f'href="{PAGE}"' not in words(client.get("/workspace/"))
        for page in (PAGE, ENTER, LIST, f"{PAGE}import/", f"{PAGE}{reader.pk}/"):
            answer = client.get(page)
            assert answer.status_code == 403, page
            assert "fshehur" not in words(answer)
    assert f'href="{PAGE}"' in words(secretary().get("/workspace/"))


# One address -----------------------------------------------------------------------------------


def test_a_whole_address_leads_to_the_page_of_the_person() -> None:
    reader = make.subscriber(name="lexuesja")
    client = secretary()
    found = client.post(SEEK, {"sought": " LexuesJa@Example.org "}, follow=True)
    assert found.redirect_chain == [(f"{PAGE}{reader.pk}/", 302)]
    assert "Dua ta marr buletinin." in words(found)


def test_a_part_of_an_address_finds_nobody() -> None:
    make.subscriber(name="lexuesja")
    client = secretary()
    page = client.post(SEEK, {"sought": "lexues@example.org"})
    assert "Nothing is kept about" in words(page)
    assert "lexuesja" not in words(page)
    assert client.post(SEEK, {"sought": "lexues"}).status_code == 422


def test_a_domain_leads_to_the_list_of_it() -> None:
    make.subscriber(name="nje")
    make.subscriber(name="dy", domain="example.com")
    page = secretary().post(SEEK, {"sought": "@Example.COM"}, follow=True)
    assert page.redirect_chain == [(f"{LIST}?domain=example.com", 302)]
    assert "dy@example.com" in words(page) and "nje@example.org" not in words(page)


def test_of_an_address_that_is_only_a_mark_the_page_says_that_and_no_more() -> None:
    gone = left("iku", ago=40)
    gone.delete()
    page = words(secretary().post(SEEK, {"sought": "iku@example.org"}))
    assert "A mark without a name is kept" in page and "left by themselves" in page
    assert gone.address_hash not in page


# Some of them ----------------------------------------------------------------------------------


def test_nobody_is_listed_before_something_is_chosen() -> None:
    make.subscriber(name="nje")
    client = secretary()
    assert "nje@example.org" not in words(client.get(LIST))
    assert "nje@example.org" in words(client.get(f"{LIST}?letters=sq"))
    assert "nje@example.org" not in words(client.get(f"{LIST}?letters=en"))
    assert AuditRecord.objects.filter(verb="subscribers.listed").count() == 1


def test_the_list_is_narrowed_by_state_way_and_unit_and_goes_on_after_a_page() -> None:
    make.subscriber(name="pret", confirmed_at=None)
    left("iku", ago=1)
    for number in range(26):
        make.subscriber(name=f"lexues-{number:02}")
    client = secretary()
    for query, count in (
        ("state=waiting", 1), ("state=left", 1), ("state=stopped", 0), ("state=paused", 0),
        ("unit=-", 25), ("way=paper", 0), ("state=active", 25),
    ):  # fmt: skip
        page = client.get(f"{LIST}?{query}")
        assert len(page.context["subscribers"]) == count, query
    assert len(client.get(LIST + page.context["page"].older).context["subscribers"]) == 1


def test_a_whole_address_does_not_belong_into_the_address_of_a_page() -> None:
    page = secretary().get(f"{LIST}?domain=nje@example.org")
    assert page.status_code == 422
    assert "Look for a whole address on the page of subscribers." in words(page)


# From paper ------------------------------------------------------------------------------------


def test_who_signed_is_subscribed_at_once_and_gets_a_letter() -> None:
    client = secretary()
    done = client.post(ENTER, paper("Nje@example.org, dy@example.org\nnje@example.org"))
    assert "2 people are entered" in words(done)
    one = Subscriber.objects.get(address="nje@example.org")
    assert (one.language, one.consent_way, one.consent_text) == ("ar", "paper", SOURCE)
    assert timezone.localdate(one.consented_at) == yesterday()
    assert one.confirmed_at
    letters = ResidentLetter.objects.filter(kind="welcome")
    assert {letter.subscriber.address for letter in letters} == {
        "nje@example.org", "dy@example.org",
    }  # fmt: skip
    trail = AuditRecord.objects.filter(verb="subscriber.entered")
    assert {row.object_key for row in trail} == {
        f"subscriber:{reader.pk}" for reader in Subscriber.objects.all()
    }


def test_somebody_who_is_subscribed_stays_as_they_are() -> None:
    before = make.subscriber(name="tashme")
    done = secretary().post(ENTER, paper("tashme@example.org ri@example.org"))
    assert "Subscribed already: nothing was changed" in words(done)
    after = Subscriber.objects.get(pk=before.pk)
    assert (after.language, after.consent_way) == ("sq", "test")
    assert [letter.subscriber.address for letter in ResidentLetter.objects.all()] == [
        "ri@example.org"
    ]


def test_a_paper_confirms_somebody_who_has_not_confirmed() -> None:
    waiting = make.subscriber(name="pret", confirmed_at=None)
    secretary().post(ENTER, paper("pret@example.org"))
    waiting.refresh_from_db()
    assert waiting.confirmed_at and waiting.consent_way == "paper"


def test_who_left_comes_back_with_a_newer_consent_alone() -> None:
    reader = left("iku", ago=3)
    client = secretary()
    older = (timezone.localdate() - datetime.timedelta(days=3)).isoformat()
    refused = client.post(ENTER, paper("iku@example.org", consented_on=older))
    assert refused.status_code == 422
    assert "iku@example.org: They left the bulletin" in words(refused)
    reader.refresh_from_db()
    assert reader.left_at
    assert client.post(ENTER, paper("iku@example.org")).status_code == 200
    reader.refresh_from_db()
    assert (reader.left_at, reader.consent_way) == (None, "paper")
    assert not Suppression.objects.exists() and not Departure.objects.exists()


def test_so_does_who_was_erased_at_their_wish() -> None:
    reader = make.subscriber(name="iku")
    client = secretary()
    client.post(f"{PAGE}{reader.pk}/erase/")
    assert "asked to be erased" in words(client.post(SEEK, {"sought": "iku@example.org"}))
    assert client.post(ENTER, paper("iku@example.org")).status_code == 422
    Suppression.objects.update(since=timezone.now() - datetime.timedelta(days=3))
    assert client.post(ENTER, paper("iku@example.org")).status_code == 200
    assert not Suppression.objects.exists()


def test_so_does_who_was_erased_after_leaving() -> None:
    left("iku", ago=40).delete()
    secretary().post(ENTER, paper("iku@example.org"))
    assert Subscriber.objects.get().address == "iku@example.org"
    assert not Suppression.objects.exists()


def test_a_departure_that_no_worker_has_seen_yet_counts() -> None:
    reader = make.subscriber(name="iku")
    leave(subscriber_id=reader.pk, way="button", at=timezone.now())
    refused = secretary().post(ENTER, paper("iku@example.org"))
    assert refused.status_code == 422
    assert "this consent is not newer" in words(refused)


@pytest.mark.parametrize(
    ("reason", "said"),
    [("bounced", "Letters to this address came back"), ("complained", "They complained")],
)
def test_an_address_that_failed_or_complained_is_refused_and_nobody_is_entered(
    reason: str, said: str
) -> None:
    reader = make.subscriber(name="prish")
    suppress(subscriber_id=reader.pk, reason=reason, at=timezone.now())
    refused = secretary().post(ENTER, paper("mire@example.org prish@example.org"))
    assert refused.status_code == 422
    assert f"prish@example.org: {said}" in words(refused)
    assert "mire@example.org" in words(refused)
    assert not Subscriber.objects.filter(address="mire@example.org").exists()


@pytest.mark.parametrize(
    "typed",
    [
        "a@@example.org", "=1+1@example.org", "+a@example.org", '"a"@example.org',
        "ë@example.org", "a" * 300 + "@example.org", "a@example.org\r\nBcc:",
    ],
)  # fmt: skip
def test_what_is_no_address_is_said_at_the_field_and_kept(typed: str) -> None:
    refused = secretary().post(ENTER, paper(typed))
    assert refused.status_code == 422
    assert refused.context["form"]["addresses"].value() == typed
    assert not Subscriber.objects.exists()


def test_a_demonstration_takes_no_real_address(settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMONSTRATION = True
    refused = secretary().post(ENTER, paper("a@posta.invalid.al"))
    assert "only addresses of example domains" in words(refused)


@pytest.mark.parametrize("day", ["2031-01-01", "1999-12-31", "dje", ""])
def test_the_day_of_the_consent_has_come(day: str) -> None:
    assert secretary().post(ENTER, paper("a@example.org", consented_on=day)).status_code == 422
    assert not Subscriber.objects.exists()


# One person's data -----------------------------------------------------------------------------


def sent_to(reader: Subscriber, state: str = "accepted") -> Delivery:
    at = timezone.now()
    accepted = at if state == "accepted" else None
    return Delivery.objects.create(
        mailing=make.mailing(language="sq"),
        subscriber=reader,
        language="sq",
        domain="example.org",
        state=state,
        next_at=at,
        accepted_at=accepted,
    )


def test_everything_about_a_person_is_on_the_page_and_in_the_file() -> None:
    reader = make.subscriber(name="lexuesja")
    delivery = sent_to(reader)
    leave(subscriber_id=reader.pk, way="button", at=timezone.now())
    carry_out_departures(at=timezone.now())
    client = confirmed(secretary())
    page = words(client.get(f"{PAGE}{reader.pk}/"))
    for shown in ("lexuesja@example.org", "accepted by their mail server", "left by themselves"):
        assert shown in page
    file = client.get(f"{PAGE}{reader.pk}/data.json")
    told = json.loads(file.content)
    assert told["address"] == "lexuesja@example.org"
    assert told["consent"]["text"] == "Dua ta marr buletinin."
    assert [issue["month"] for issue in told["issues"]] == [f"{delivery.mailing.month:%Y-%m}"]
    assert told["departure"]["way"] == "button"
    assert told["not_written_to"]["reason"] == "left"
    assert set(AuditRecord.objects.values_list("verb", flat=True)) >= {
        "subscriber.read", "subscriber.exported",
    }  # fmt: skip


def test_the_file_asks_once_more_who_is_there() -> None:
    reader = make.subscriber()
    answer = secretary().get(f"{PAGE}{reader.pk}/data.json")
    assert answer["Location"].startswith("/workspace/account/confirm/")


def test_erasing_asks_first_and_leaves_a_mark_and_counts_alone() -> None:
    reader = make.subscriber(name="fshij")
    sent = sent_to(reader)
    client = secretary()
    page = f"{PAGE}{reader.pk}/erase/"
    assert "Erase this person?" in words(client.get(page))
    assert Subscriber.objects.filter(pk=reader.pk).exists()
    done = client.post(page, follow=True)
    assert "Erased." in words(done)
    assert not Subscriber.objects.exists()
    sent.refresh_from_db()
    assert sent.subscriber is None and sent.state == "accepted"
    mark = Suppression.objects.get()
    assert (mark.address_hash, mark.reason) == (keyed_hash("fshij@example.org"), "erased")
    record = AuditRecord.objects.get(verb="subscriber.erased")
    assert record.object_key == f"subscriber:{reader.pk}"
    assert client.get(page).status_code == 404


def test_a_letter_that_waits_for_an_erased_person_is_not_sent() -> None:
    reader = make.subscriber(name="fshij")
    waits = sent_to(reader, state="pending")
    secretary().post(f"{PAGE}{reader.pk}/erase/")
    waits.refresh_from_db()
    assert (waits.subscriber, waits.state) == (None, "suppressed")


def test_who_is_not_there_is_404() -> None:
    client = secretary()
    for act in ("", "data.json", "erase/"):
        answer = confirmed(client).get(f"{PAGE}{uuid.uuid4()}/{act}")
        assert answer.status_code == 404, act


def test_no_address_comes_into_the_trail_or_a_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client = confirmed(secretary())
        client.post(ENTER, paper("sekret@example.org"))
        reader = Subscriber.objects.get()
        client.post(SEEK, {"sought": "sekret@example.org"})
        client.post(SEEK, {"sought": "sekret.tjeter@example.org"})
        client.get(f"{PAGE}{reader.pk}/data.json")
        client.post(f"{PAGE}{reader.pk}/erase/")
    told = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert not [message for message in told if "sekret" in message]
    assert not AuditRecord.objects.filter(object_key__contains="sekret").exists()
    with acting_as(System("test")):
        assert AuditRecord.objects.filter(verb="subscriber.sought").count() == 1
