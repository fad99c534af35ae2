"""The domain's records: what must stand there, and what the name servers say."""

import datetime
import html
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from council.models import AuditRecord
from council.people import User
from elbasan_council import environment
from outreach.deliverability import checks, wanted
from outreach.models import DomainCheck
from outreach.tasks import domain as tick
from tests import cast
from tests.council.browsers import browser_of, in_english
from tests.outreach.name_server import NameServer, serving

PAGE = "/workspace/letters/deliverability/"
ASK = PAGE + "ask/"
KEY = "A" * 80
NUMBER, SIXTH = "192.0.2.10", "2001:db8::10"


def good() -> dict[tuple[str, str], list[str]]:
    return {
        ("example.org", "TXT"): [f'"v=spf1 ip4:{NUMBER} " "ip6:{SIXTH} -all"', '"other=1"'],
        ("portal._domainkey.example.org", "TXT"): [f'"v=DKIM1; k=rsa; " "p={KEY}"'],
        ("_dmarc.example.org", "TXT"): ['"v=DMARC1; p=quarantine"'],
        ("10.2.0.192.in-addr.arpa", "PTR"): ["mail.example.org."],
        (wanted.pointer(SIXTH), "PTR"): ["mail.example.org."],
        ("mail.example.org", "A"): [NUMBER],
        ("mail.example.org", "AAAA"): [SIXTH],
        ("example.org", "MX"): ["10 mail.example.org."],
    }


@pytest.fixture
def names(settings: Settings) -> Iterator[NameServer]:
    server = NameServer(good())
    settings.RELAY_ADDRESSES, settings.DKIM_SELECTOR = (NUMBER, SIXTH), "portal"
    with serving(server) as where:
        settings.DNS_SERVER = where
        yield server


def results() -> dict[str, str]:
    return {key: answer.result.value for key, answer in checks.look().items()}


def test_where_everything_stands_everything_is_found(names: NameServer) -> None:
    assert results() == dict.fromkeys(("spf", "dkim", "dmarc", "ptr", "mx"), "found")
    assert len(names.asked) == len(set(names.asked)), "each question once"


def test_the_values_to_copy_are_right_when_somebody_has_copied_them(names: NameServer) -> None:
    names.records = {("mail.example.org", "A"): [NUMBER], ("mail.example.org", "AAAA"): [SIXTH]}
    for record in wanted.records():
        value = record.value.replace(wanted.KEY_GOES_HERE, KEY)
        text = f'"{value}"' if record.type == "TXT" else value
        names.records[record.name, record.type] = [text]
    assert set(results().values()) == {"found"}


def test_where_nothing_stands_everything_is_missing(names: NameServer) -> None:
    names.records = {}
    assert set(results().values()) == {"missing"}


@pytest.mark.parametrize(
    ("records", "differs"),
    [
        ({("example.org", "TXT"): ['"v=spf1 ip4:198.51.100.0/24 -all"']}, "spf"),
        ({("example.org", "TXT"): ['"v=spf1 ip4:192.0.2.0/24 -all"']}, "spf"),
        ({("example.org", "TXT"): ['"v=spf1 +all"']}, "spf"),
        ({("example.org", "TXT"): ['"v=spf1 a:mail.example.org -all"'] * 2 + ['"v=spf1"']}, "spf"),
        ({("example.org", "TXT"): ['"v=spf1 include:example.org -all"']}, "spf"),
        ({("example.org", "TXT"): ['"v=spf1 -a:mail.example.org +mx -all"']}, "spf"),
        ({("portal._domainkey.example.org", "TXT"): ['"v=DKIM1; p="']}, "dkim"),
        ({("_dmarc.example.org", "TXT"): ['"v=DMARC1; rua=mailto:a@example.org"']}, "dmarc"),
        ({("mail.example.org", "A"): ["198.51.100.1"]}, "ptr"),
        ({("example.org", "MX"): ["0 ."]}, "mx"),
        ({("example.org", "MX"): ["10 gone.example.org."]}, "mx"),
    ],
)
def test_what_is_not_right_differs(
    names: NameServer, records: dict[tuple[str, str], list[str]], differs: str
) -> None:
    names.records |= records
    assert {key for key, result in results().items() if result != "found"} == {differs}
    assert results()[differs] == "different"


@pytest.mark.parametrize(
    "record",
    [
        "v=spf1 a:mail.example.org -all",
        "v=spf1 mx ~all",
        "v=spf1 include:_spf.example.net ?all",
        "v=spf1 redirect=_spf.example.net",
        "V=SPF1 exists:%{i}.example.net a:mail.example.org/24 -all",
    ],
)
def test_an_spf_record_may_be_written_in_other_ways(names: NameServer, record: str) -> None:
    names.records["example.org", "TXT"] = [f'"{record}"']
    names.records["_spf.example.net", "TXT"] = [f'"v=spf1 ip4:192.0.2.0/24 ip6:{SIXTH}/32 -all"']
    assert results()["spf"] == "found"


def test_a_server_that_is_broken_or_silent_could_not_be_asked(names: NameServer) -> None:
    names.fails = {"portal._domainkey.example.org"}
    names.silent = {"_dmarc.example.org"}
    found = results()
    assert {key for key, result in found.items() if result != "found"} == {"dkim", "dmarc"}
    assert {found["dkim"], found["dmarc"]} == {"could_not_ask"}


def test_where_nobody_answers_it_says_so(names: NameServer, settings: Settings) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        settings.DNS_SERVER = free.getsockname()
    names.asked.clear()
    assert set(results().values()) == {"could_not_ask"}
    assert names.asked == []


def test_without_numbers_and_selector_it_does_not_pretend(
    names: NameServer, settings: Settings
) -> None:
    settings.RELAY_ADDRESSES, settings.DKIM_SELECTOR = (), ""
    found = results()
    assert (found["dkim"], found["ptr"], found["spf"]) == (
        "could_not_ask",
        "could_not_ask",
        "found",
    )


@pytest.mark.parametrize(
    ("url", "way", "relay"),
    [
        ("", "files", "mail.example.org"),
        ("smtp://localhost:25", "here", "mail.example.org"),
        ("smtp://127.0.0.1:2525", "here", "mail.example.org"),
        ("smtp://relay.example.net", "open", "relay.example.net"),
        ("smtp+tls://user:secretword@relay.example.net:587", "encrypted", "relay.example.net"),
        ("smtps://relay.example.net", "encrypted", "relay.example.net"),
    ],
)
def test_how_letters_leave_is_read_from_the_setting(
    settings: Settings, url: str, way: str, relay: str
) -> None:
    settings.EMAIL_URL = url
    assert (wanted.way(), wanted.relay()) == (way, relay)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOUNCES", "/var/mail/returns"),
        ("BOUNCES", "maildir://var/mail/returns"),
        ("DKIM_SELECTOR", "a b"),
        ("RELAY_ADDRESSES", "192.0.2.10,relay.example.org"),
        ("DNS_SERVER", "ns.example.org:53"),
        ("DNS_SERVER", "127.0.0.1:dns"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(environment.Misconfigured, match=f"{name} must be like "):
        environment.read()


def test_settings_that_can_be_read_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOUNCES", "maildir:///var/mail/returns")
    monkeypatch.setenv("RELAY_ADDRESSES", "192.0.2.10, 2001:DB8::10")
    monkeypatch.setenv("DNS_SERVER", "[::1]:5353")
    found = environment.read()
    assert found.bounces == Path("/var/mail/returns")
    assert found.relay_addresses == (NUMBER, SIXTH)
    assert found.dns_server == ("::1", 5353)


# The page --------------------------------------------------------------------------------------


def text_of(client: Client) -> str:
    page = client.get(PAGE)
    assert page.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def test_the_secretary_copies_asks_and_reads_the_answer(
    acting: None, names: NameServer, settings: Settings
) -> None:
    settings.EMAIL_URL = "smtp+tls://user:secretword@relay.example.net:587"
    client = in_english(cast.secretary())
    page = text_of(client)
    assert f"v=spf1 ip4:{NUMBER} ip6:{SIXTH} -all" in page
    assert "_dmarc.example.org" in page
    assert "Nobody has asked yet." in page
    assert "Encrypted (TLS)." in page
    assert "it belongs to the sender" in page
    assert "secretword" not in page
    names.records["_dmarc.example.org", "TXT"] = ['"v=DMARC1; p=<b>"']
    assert client.post(ASK).status_code == 302
    assert names.asked == [], "a request asks nobody"
    assert "They are being asked." in text_of(client)
    tick()
    page = text_of(client)
    assert page.count(" found ") == 4
    assert page.count(" different ") == 1
    assert "v=DMARC1; p=<b>" in page
    assert "Last asked:" in page
    verbs = AuditRecord.objects.values_list("verb", "object_key")
    assert ("domain.check_wanted", "domain") in verbs


def test_nobody_is_asked_unless_somebody_wants_it_or_a_day_is_over(
    acting: None, names: NameServer, settings: Settings
) -> None:
    tick()
    assert names.asked == []
    settings.DEMONSTRATION = False
    tick()
    asked = len(names.asked)
    assert asked
    tick()
    assert len(names.asked) == asked
    DomainCheck.objects.update(asked_at=timezone.now() - datetime.timedelta(days=2))
    tick()
    assert len(names.asked) == 2 * asked


@pytest.mark.parametrize("who", [cast.chair, cast.editor, cast.coordinator])
def test_only_the_secretary_looks_and_asks(
    acting: None, names: NameServer, who: Callable[[], User]
) -> None:
    client = browser_of(who())
    assert client.get(PAGE).status_code == 403
    assert client.post(ASK).status_code == 403
    assert Client().get(PAGE).status_code == 302
    assert not DomainCheck.objects.exists()
