"""How a subscriber wants the bulletin, at their own address."""

import datetime

import pytest
from django.db import ProgrammingError, connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from council.models import Unit
from council.people import Public, acting_as
from languages import LANGUAGES, direction
from languages.addresses import address
from outreach.actions.subscribers import leave
from outreach.forms.subscribe import months_after
from outreach.models import PreferenceChange, Subscriber
from outreach.subscriptions import subscription
from outreach.tasks import wishes
from outreach.tokens import confirm_token, preferences_token, stop_token
from tests import make

AS_IT_IS = {"language": "sq", "unit": "", "pause": "none"}


@pytest.fixture
def client(acting: None) -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def reader(acting: None) -> Subscriber:
    return make.subscriber()


def link(reader: Subscriber, language: str = "sq") -> str:
    return address("preferences", language, token=preferences_token(reader.pk))


def save(client: Client, reader: Subscriber, **said: str) -> HttpResponse:
    return client.post(link(reader), AS_IT_IS | said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_what_holds_and_only_the_shape_of_the_address(
    client: Client, reader: Subscriber, language: str
) -> None:
    response = client.get(link(reader, language))
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{direction(language)}">' in html
    assert "l***@example.org" in html and reader.address not in html
    assert 'value="sq" selected' in html
    assert "noindex" in html and "no-store" in response["Cache-Control"]
    assert address("stop", language, token=stop_token(reader.pk)) in html
    assert not response.cookies


def test_what_is_saved_shows_at_once_and_a_worker_carries_it_out(
    client: Client, reader: Subscriber
) -> None:
    unit = Unit.objects.all()[3]
    response = save(client, reader, language="ar", unit=unit.code, wants_document="on")
    html = response.content.decode()
    assert response.status_code == 200
    for there in ('role="status"', 'value="ar" selected', f'value="{unit.code}" selected'):
        assert there in html
    assert client.get(link(reader)).content.decode().count(" selected") == 3
    reader.refresh_from_db()
    assert reader.language == "sq"
    wishes()
    reader.refresh_from_db()
    assert (reader.language, reader.unit, reader.wants_document) == ("ar", unit.code, True)
    assert not PreferenceChange.objects.exists()


def test_a_choice_that_is_none_is_told_in_words_of_the_page(
    client: Client, reader: Subscriber
) -> None:
    response = save(client, reader, language="xx", pause="")
    html = response.content.decode()
    assert response.status_code == 422
    assert "Zgjidhni gjuhën e buletinit." in html
    assert "Zgjidhni nëse mesazhet ndalen përkohësisht dhe për sa kohë." in html
    assert "xx" not in html


def test_the_last_of_two_changes_holds(client: Client, reader: Subscriber) -> None:
    save(client, reader, language="ar")
    html = save(client, reader, language="en").content.decode()
    assert 'value="en" selected' in html
    wishes()
    reader.refresh_from_db()
    assert reader.language == "en"


def test_a_pause_of_months_is_kept_until_they_want_letters_again(
    client: Client, reader: Subscriber
) -> None:
    today = timezone.localdate()
    save(client, reader, pause="3")
    wishes()
    reader.refresh_from_db()
    assert reader.paused_until == months_after(today, 3)
    html = client.get(link(reader)).content.decode()
    assert '<option value="keep" selected>' in html
    save(client, reader, pause="keep", language="en")
    wishes()
    reader.refresh_from_db()
    assert (reader.paused_until, reader.language) == (months_after(today, 3), "en")
    save(client, reader, pause="none")
    wishes()
    reader.refresh_from_db()
    assert reader.paused_until is None


def test_a_pause_that_is_over_is_none(client: Client, reader: Subscriber) -> None:
    Subscriber.objects.update(paused_until=timezone.localdate())
    assert 'value="keep"' not in client.get(link(reader)).content.decode()


def test_a_month_that_is_shorter_ends_a_pause_on_its_last_day() -> None:
    assert months_after(datetime.date(2026, 11, 30), 3) == datetime.date(2027, 2, 28)
    assert months_after(datetime.date(2026, 12, 31), 6) == datetime.date(2027, 6, 30)
    assert months_after(datetime.date(2026, 11, 23), 1) == datetime.date(2026, 12, 23)


@pytest.mark.parametrize(
    "said", [{"language": "de"}, {"unit": "nowhere"}, {"pause": "2"}, {"pause": "keep"}]
)
def test_a_choice_that_does_not_exist_is_said_and_nothing_is_saved(
    client: Client, reader: Subscriber, said: dict[str, str]
) -> None:
    response = save(client, reader, **said)
    assert response.status_code == 422
    assert f'id="id_{next(iter(said))}_error"' in response.content.decode()
    assert not PreferenceChange.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_for_something_else_is_not_found(
    client: Client, reader: Subscriber, method: str
) -> None:
    own = preferences_token(reader.pk)
    confirm = confirm_token(reader.pk, at=timezone.now())
    for token in (
        "x",
        own[:-1],
        ("A" if own[0] != "A" else "B") + own[1:],
        stop_token(reader.pk),
        confirm,
    ):
        path = address("preferences", "sq", token=token)
        assert getattr(client, method)(path, AS_IT_IS).status_code == 404
    assert not PreferenceChange.objects.exists()


def test_who_left_is_told_so_and_how_to_come_back(client: Client, reader: Subscriber) -> None:
    leave(subscriber_id=reader.pk, way="button", at=timezone.now())
    for response in (client.get(link(reader)), save(client, reader)):
        assert response.status_code == 410
        assert address("subscribe", "sq") in response.content.decode()
    assert not PreferenceChange.objects.exists()
    own = link(reader)
    reader.delete()
    assert client.get(own).status_code == 410


def test_who_has_not_confirmed_has_no_preferences(client: Client, acting: None) -> None:
    asked = make.subscriber(confirmed_at=None)
    assert client.get(link(asked)).status_code == 410


def test_another_site_may_not_change_them(client: Client, reader: Subscriber) -> None:
    response = client.post(link(reader), AS_IT_IS, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert not PreferenceChange.objects.exists()


# The public role -------------------------------------------------------------------------------


def test_the_public_side_reads_one_subscription_by_its_id_and_no_address(
    reader: Subscriber,
) -> None:
    with acting_as(Public()):
        known = subscription(reader.pk)
    assert known and known.masked == "l***@example.org" and known.confirmed
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(Public()):
        Subscriber.objects.count()
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(Public()):
        PreferenceChange.objects.count()


def test_nobody_else_may_call_the_functions_of_the_public_side(reader: Subscriber) -> None:
    for call in ("outreach_subscription(gen_random_uuid())", "outreach_count('x', 1)"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            connection.cursor() as cursor,
        ):
            cursor.execute("SAVEPOINT before_it")
            try:
                cursor.execute(f"SELECT * FROM {call}")
            finally:
                cursor.execute("ROLLBACK TO before_it")
