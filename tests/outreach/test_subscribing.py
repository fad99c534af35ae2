"""Asking for the bulletin, confirming it, and what neither tells anybody."""

import datetime
import re

import pytest
from django.db import ProgrammingError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings

from council.people import Public, acting_as
from languages import LANGUAGES, direction
from languages.addresses import address
from outreach import subscriptions
from outreach.actions.carry_out import UNCONFIRMED, erase_unconfirmed
from outreach.actions.count import erase_counts
from outreach.actions.subscribers import erase_departed, leave
from outreach.actions.suppress import suppress
from outreach.addresses import keyed_hash
from outreach.models import (
    Confirmation,
    Departure,
    FormCount,
    ResidentLetter,
    Subscriber,
    SubscriptionRequest,
    Suppression,
)
from outreach.tasks import wishes
from outreach.tokens import confirm_token, preferences_token, stop_token
from outreach.views.subscribe import consent
from tests import make

MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)
PAGES = {language: address("subscribe", language) for language in LANGUAGES}


@pytest.fixture
def client(acting: None) -> Client:
    """A stranger's browser, against whom Django's own check is on."""
    return Client(enforce_csrf_checks=True)


def ask(client: Client, address: str = "lexues@example.org", **said: str) -> HttpResponse:
    language = said.pop("page", "sq")
    return client.post(PAGES[language], {"address": address} | said)


def carried(client: Client, address: str = "lexues@example.org", **said: str) -> Subscriber:
    assert ask(client, address, **said).status_code == 200
    wishes()
    return Subscriber.objects.get()


def link(subscriber: Subscriber, language: str = "sq") -> str:
    """As it stands in the newest letter to them."""
    letter = subscriber.letters.order_by("-written_at").first()
    assert letter
    return address("confirm", language, token=confirm_token(subscriber.pk, at=letter.written_at))


def confirmed(client: Client, subscriber: Subscriber) -> Subscriber:
    assert client.post(link(subscriber)).status_code == 200
    wishes()
    subscriber.refresh_from_db()
    return subscriber


def headers(response: HttpResponse) -> dict[str, str]:
    """But for what is a clock's."""
    return {name: value for name, value in response.headers.items() if name != "Expires"}


def kinds() -> list[str]:
    rows = ResidentLetter.objects.order_by("written_at")
    return list(rows.values_list("kind", flat=True))


def earlier(by: datetime.timedelta) -> None:
    """As if everything so far had happened earlier."""
    for letter in ResidentLetter.objects.all():
        letter.written_at -= by
        letter.save()
    for row in Subscriber.objects.all():
        row.consented_at -= by
        row.confirmed_at = row.confirmed_at and row.confirmed_at - by
        row.left_at = row.left_at and row.left_at - by
        row.save()
    for departure in Departure.objects.all():
        departure.left_at -= by
        departure.save()


# Asking ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_in_its_language_and_shows_what_is_agreed_to(
    client: Client, language: str
) -> None:
    response = client.get(PAGES[language])
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{direction(language)}">' in html
    assert "max-age=0" in response["Cache-Control"]
    assert html.count("<form") == 1
    assert not response.cookies
    assert 'hreflang="x-default"' in html


def test_who_asks_is_entered_unconfirmed_and_written_to(client: Client) -> None:
    subscriber = carried(
        client, " Lexues@Këshilli.EXAMPLE ", language="ar", wants_document="on", page="en"
    )
    assert subscriber.address == "lexues@xn--kshilli-rya.example"
    assert (subscriber.language, subscriber.wants_document) == ("ar", True)
    assert subscriber.confirmed_at is None
    assert subscriber.consent_way == "form"
    with translation.override("en"):  # as the page showed it
        assert subscriber.consent_text == consent()
    assert kinds() == ["confirm"]
    assert ResidentLetter.objects.get().language == "ar"
    assert not SubscriptionRequest.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_page_has_the_short_form_and_it_is_enough(
    client: Client, language: str
) -> None:
    html = client.get(address("home", language)).content.decode()
    assert f'<form method="post" action="{PAGES[language]}"' in html
    said = re.findall(r"<q>(.*?)</q>", html)
    subscriber = carried(client, page=language, way="short")
    assert (subscriber.language, subscriber.consent_way) == (language, "short form")
    assert said == [subscriber.consent_text]


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "lexues", "a@b@example.org", "le xues@example.org", '"lexues"@example.org',
        "lexues@example.org\r\nBcc: x@example.org", "lexues@example.org\nx", "a\x00@example.org",
        "lexues@example.org, tjetri@example.org", "Lexues <lexues@example.org>",
        "a" * 300 + "@example.org", "lexues@" + "a" * 290 + ".org", "lexuës@example.org",
        "lexues@example", "@example.org", "lexues@", "lexues@-example.org", "lexues@[127.0.0.1]",
        "lexues@exa_mple.org", "قارئ@example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_gets_one_sentence_at_its_field_and_is_kept(
    client: Client, typed: str
) -> None:
    response = ask(client, typed, wants_document="on", language="en")
    html = response.content.decode()
    assert response.status_code == 422
    (said,) = re.findall(r'<ul class="errorlist" id="id_address_error"><li>(.*?)</li>', html)
    assert f'<a href="#id_address">{said}</a>' in html
    assert not re.search(r"domain|email|label|special-use|internationalized", said)
    assert (
        'name="wants_document" id="id_wants_document" checked' in html.replace('class=""', "")
        or "checked" in html
    )
    assert not SubscriptionRequest.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("o'neil@example.org", "o'neil@example.org"),
        ("\u200elexues@example.org\u200f", "lexues@example.org"),
        ("lexues@BÜCHER.example", "lexues@xn--bcher-kva.example"),
        ("lexues@مثال.example", "lexues@xn--mgbh0fb.example"),
        ("a+b.c-d_e@example.org", "a+b.c-d_e@example.org"),
    ],
)
def test_real_addresses_pass(client: Client, typed: str, kept: str) -> None:
    assert carried(client, typed).address == kept


@pytest.mark.parametrize("said", [{"language": "de"}, {"unit": "nowhere"}])
def test_a_choice_that_does_not_exist_is_said_at_its_field(
    client: Client, said: dict[str, str]
) -> None:
    response = ask(client, **said)
    assert response.status_code == 422
    assert f'id="id_{next(iter(said))}_error"' in response.content.decode()


def test_a_program_that_fills_in_everything_gets_the_same_page_and_nobody_a_letter(
    client: Client,
) -> None:
    honest = ask(client).content
    assert ask(client, website="https://example.com").content == honest
    assert SubscriptionRequest.objects.count() == 1


def test_another_site_may_not_post_the_form(client: Client) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example.com"}
    response = client.post(PAGES["sq"], {"address": "lexues@example.org"}, headers=headers)
    assert response.status_code == 403
    assert not SubscriptionRequest.objects.exists()


# What is not told ------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["unknown", "asked", "confirmed", "left", "bounced"])
def test_the_answer_is_the_same_whoever_the_address_belongs_to(client: Client, who: str) -> None:
    stranger = ask(client, "lexues@example.org")
    wishes()
    SubscriptionRequest.objects.all().delete()
    ResidentLetter.objects.all().delete()
    if who == "unknown":
        Subscriber.objects.all().delete()
    elif who != "asked":
        Subscriber.objects.update(confirmed_at=timezone.now())
    if who == "left":
        leave(subscriber_id=Subscriber.objects.get().pk, way="button", at=timezone.now())
    if who == "bounced":
        suppress(subscriber_id=Subscriber.objects.get().pk, reason="bounced", at=timezone.now())
    again = ask(client, "lexues@example.org")
    assert (again.status_code, again.content) == (stranger.status_code, stranger.content)
    assert headers(again) == headers(stranger)
    wishes()
    expected = {"confirmed": ["already_subscribed"], "bounced": []}.get(who, ["confirm"])
    assert kinds() == expected


def test_a_stranger_changes_nothing_for_who_is_subscribed(client: Client) -> None:
    reader = make.subscriber(name="lexues")
    before = Subscriber.objects.values().get()
    ask(client, language="ar", wants_document="on")
    wishes()
    assert Subscriber.objects.values().get() == before
    assert reader.letters.get().kind == "already_subscribed"


def test_somebody_is_written_to_once_in_ten_minutes_and_three_times_a_day(client: Client) -> None:
    carried(client)
    carried(client)
    assert len(kinds()) == 1
    for _ in range(4):
        earlier(11 * MINUTE)
        carried(client)
    assert len(kinds()) == 3
    earlier(DAY)
    carried(client)
    assert len(kinds()) == 4


def test_a_connection_that_asks_too_often_is_told_so_kindly(client: Client) -> None:
    for n in range(subscriptions.A_CONNECTION):
        assert ask(client, f"a{n}@example.org").status_code == 200
    response = ask(client, "one-more@example.org")
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert 'value="one-more@example.org"' in response.content.decode()
    assert SubscriptionRequest.objects.count() == subscriptions.A_CONNECTION
    other = client.post(PAGES["sq"], {"address": "b@example.org"}, REMOTE_ADDR="198.51.100.9")
    assert other.status_code == 200


def test_behind_the_proxy_each_visitor_is_counted_alone(client: Client, settings: Settings) -> None:
    settings.HTTPS = True
    for n in range(subscriptions.A_CONNECTION + 2):
        headers = {"X-Forwarded-For": f"203.0.113.1, 198.51.100.{n}"}
        response = client.post(PAGES["sq"], {"address": "a@example.org"}, headers=headers)
        assert response.status_code == 200
    for n in range(subscriptions.A_CONNECTION):
        # One household has a whole network of IPv6.
        headers = {"X-Forwarded-For": f"forged, 2001:db8:1:2::{n:x}"}
        client.post(PAGES["sq"], {"address": "a@example.org"}, headers=headers)
    headers = {"X-Forwarded-For": "2001:db8:1:2:ffff::1"}
    assert client.post(PAGES["sq"], {"address": "a@x.org"}, headers=headers).status_code == 429


def test_all_together_have_a_limit_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriptions, "EVERYBODY", 2)
    for n in range(3):
        response = client.post(
            PAGES["sq"], {"address": "a@example.org"}, REMOTE_ADDR=f"198.51.100.{n}"
        )
    assert response.status_code == 429


def test_counts_lead_to_nobody_and_go_with_their_hour(client: Client) -> None:
    ask(client)
    rows = FormCount.objects.values_list("key", flat=True)
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in rows)
    assert len(rows) == 2
    assert erase_counts(at=timezone.now() + datetime.timedelta(hours=1, minutes=1)) == 2


# Confirming ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_opens_a_page_with_one_button_and_changes_nothing(
    client: Client, language: str
) -> None:
    subscriber = carried(client)
    response = client.get(link(subscriber, language))
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{direction(language)}">' in html
    assert html.count("<button") == 1
    assert "noindex" in html and "no-store" in response["Cache-Control"]
    assert "lexues" not in html
    assert not Confirmation.objects.exists()
    assert not response.cookies


def test_the_button_confirms_and_the_moment_is_kept(client: Client) -> None:
    subscriber = carried(client)
    before = timezone.now()
    assert client.post(link(subscriber)).status_code == 200
    wishes()
    subscriber.refresh_from_db()
    assert subscriber.confirmed_at and subscriber.confirmed_at >= before
    assert subscriber.consent_text


def test_pressing_again_or_in_two_browsers_says_calmly_that_they_are_subscribed(
    client: Client,
) -> None:
    subscriber = carried(client)
    first = client.post(link(subscriber))
    second = client.post(link(subscriber))
    assert Confirmation.objects.count() == 1
    wishes()
    moment = Subscriber.objects.get().confirmed_at
    third, looked = client.post(link(subscriber)), client.get(link(subscriber))
    wishes()
    for answer in (second, third, looked):
        assert (answer.status_code, answer.content) == (200, first.content)
    assert Subscriber.objects.get().confirmed_at == moment
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_altered_link_is_not_found(client: Client, method: str) -> None:
    subscriber = carried(client)
    whole = link(subscriber)
    token = whole.split("/")[-2]
    forged = [
        whole.replace(token, token[:-1]),
        whole.replace(token, "x"),
        # A link to leave confirms nothing, and one of another person is signed for them.
        whole.replace(token, stop_token(subscriber.pk)),
        whole.replace(token, preferences_token(subscriber.pk)),
        whole.replace(token, ("A" if token[0] != "A" else "B") + token[1:]),
    ]
    for path in forged:
        response = getattr(client, method)(path)
        assert response.status_code == 404
        assert PAGES["sq"] in response.content.decode()
    assert not Confirmation.objects.exists()


def test_an_expired_link_says_so_and_where_to_ask_again(client: Client) -> None:
    subscriber = carried(client)
    path = link(subscriber)
    earlier(UNCONFIRMED + MINUTE)
    expired = link(subscriber)
    for response in (client.get(expired), client.post(expired)):
        assert response.status_code == 410
        assert PAGES["sq"] in response.content.decode()
    assert erase_unconfirmed(at=timezone.now()) == 1
    assert not ResidentLetter.objects.exists()
    assert client.post(path).status_code == 410
    assert not Confirmation.objects.exists()


def test_another_site_may_not_confirm(client: Client) -> None:
    path = link(carried(client))
    assert client.post(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Confirmation.objects.exists()


# Leaving and coming back -----------------------------------------------------------------------


def test_who_left_comes_back_by_confirming_anew(client: Client) -> None:
    subscriber = confirmed(client, carried(client))
    client.post(address("stop", "sq", token=stop_token(subscriber.pk)))
    wishes()
    assert Suppression.objects.get().reason == "left"
    earlier(11 * MINUTE)
    carried(client, language="en")
    assert kinds() == ["confirm", "confirm"]
    subscriber.refresh_from_db()
    assert subscriber.confirmed_at is None and subscriber.left_at
    assert Suppression.objects.exists()
    confirmed(client, subscriber)
    assert subscriber.confirmed_at and subscriber.left_at is None
    assert subscriber.language == "en"
    assert not Suppression.objects.exists()
    assert not Departure.objects.exists()
    # And may leave again.
    client.post(address("stop", "sq", token=stop_token(subscriber.pk)))
    wishes()
    subscriber.refresh_from_db()
    assert subscriber.left_at


def test_the_old_letter_brings_nobody_back(client: Client) -> None:
    subscriber = confirmed(client, carried(client))
    earlier(MINUTE)
    old = link(subscriber)
    client.post(address("stop", "sq", token=stop_token(subscriber.pk)))
    assert client.post(old).status_code == 410  # before a worker has carried it out, too
    wishes()
    assert client.get(old).status_code == client.post(old).status_code == 410
    wishes()
    subscriber.refresh_from_db()
    assert subscriber.left_at
    # Not after another request either: that one has a letter of its own.
    earlier(11 * MINUTE)
    old = link(subscriber)
    carried(client)
    assert client.post(old).status_code == 410


@pytest.mark.parametrize("reason", ["bounced", "complained"])
def test_a_form_lifts_no_other_suppression(client: Client, reason: str) -> None:
    Suppression.objects.create(
        address_hash=keyed_hash("lexues@example.org"), reason=reason, since=make.NOW
    )
    assert ask(client).status_code == 200
    wishes()
    assert not Subscriber.objects.exists()
    assert Suppression.objects.get().reason == reason


def test_who_left_and_asks_again_is_not_erased_before_they_may_confirm(client: Client) -> None:
    subscriber = confirmed(client, carried(client))
    client.post(address("stop", "sq", token=stop_token(subscriber.pk)))
    wishes()
    earlier(29 * DAY)
    carried(client)
    later = timezone.now() + 2 * DAY
    assert (erase_departed(at=later), erase_unconfirmed(at=later)) == (0, 0)
    later = timezone.now() + UNCONFIRMED + MINUTE
    assert erase_unconfirmed(at=later) == 1
    assert not Subscriber.objects.exists() and not Departure.objects.exists()
    assert Suppression.objects.get().reason == "left"


def test_a_confirmed_reader_is_never_erased_as_unconfirmed(acting: None) -> None:
    make.subscriber()
    assert erase_unconfirmed(at=timezone.now()) == 0


# The public role -------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [SubscriptionRequest, Confirmation, FormCount, ResidentLetter])
def test_the_public_side_reads_nothing_of_it(acting: None, model: type) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(Public()):
        model.objects.count()  # type: ignore[attr-defined]
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(Public()):
        model.objects.all().delete()  # type: ignore[attr-defined]
