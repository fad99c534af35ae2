"""One spelling and one keyed hash of an address, and whom a demonstration may write to."""

import pytest
from pytest_django import Settings

from outreach.addresses import keyed_hash
from outreach.models import Subscriber
from press.addresses import NotAnAddress, fenced_off, normalise
from tests import make


@pytest.mark.parametrize(
    ("typed", "address", "domain"),
    [
        ("lexues@example.org", "lexues@example.org", "example.org"),
        ("  Lexues@Example.ORG \n", "lexues@example.org", "example.org"),
        ("lexues+buletini@example.org", "lexues+buletini@example.org", "example.org"),
        ("lexues@këshilli.example", "lexues@xn--kshilli-rya.example", "xn--kshilli-rya.example"),
        ("lexues@KËSHILLI.example", "lexues@xn--kshilli-rya.example", "xn--kshilli-rya.example"),
        ("lexues@مثال.example", "lexues@xn--mgbh0fb.example", "xn--mgbh0fb.example"),
    ],
)
def test_an_address_has_one_spelling(typed: str, address: str, domain: str) -> None:
    assert normalise(typed) == (address, domain)
    assert normalise(address) == (address, domain)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "lexues",
        "lexues@",
        "@example.org",
        "lexues@example..org",
        "lexues@example.org, tjetri@example.org",
        "lexues@example.org\nBcc: tjetri@example.org",
        "Lexues <lexues@example.org>",
        "lexues@[127.0.0.1]",
        "lexues@localhost",
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(typed: str) -> None:
    with pytest.raises(NotAnAddress, match=r"\w"):
        normalise(typed)


def test_a_name_that_our_letters_cannot_carry_is_refused() -> None:
    """Letters are 7-bit on the wire: no server would be asked for SMTPUTF8."""
    with pytest.raises(NotAnAddress):
        normalise("shqipëri@example.org")


def test_one_person_has_one_row_however_they_type_their_address(acting: None) -> None:
    first = make.subscriber(name="lexues", domain="këshilli.example")
    again = make.subscriber(name="LEXUES", domain="Këshilli.EXAMPLE", language="en")
    assert again == first
    assert Subscriber.objects.get().language == "sq"


def test_the_hash_of_an_address_depends_on_the_key(settings: Settings) -> None:
    one = keyed_hash("lexues@example.org")
    assert one == keyed_hash("lexues@example.org") != keyed_hash("lexuesi@example.org")
    settings.SECRET_KEY = "another key"
    assert keyed_hash("lexues@example.org") != one


@pytest.mark.parametrize(
    "domain",
    ["example.org", "example.com", "example.net", "example", "post.example.org", "bashkia.example"],
)
def test_a_demonstration_writes_to_reserved_domains(domain: str) -> None:
    assert not fenced_off(domain)


@pytest.mark.parametrize(
    "domain",
    [
        "notexample.org",
        "my-example.org",
        "example.org.evil.com",
        "example.evil.com",
        "example.al",
        "example.co",
        "xn--exmple-cua.org",
        "org",
        "com",
        "evil.com",
        "",
        ".",
    ],
)
def test_a_demonstration_writes_to_no_other_domain(domain: str) -> None:
    assert fenced_off(domain)


def test_the_fence_reads_the_domain_as_it_is_stored() -> None:
    for look_alike in ("lexues@exаmple.org", "lexues@example。org.evil.com"):  # a Cyrillic а
        assert fenced_off(normalise(look_alike)[1])


def test_production_has_no_fence(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    assert not fenced_off("evil.com")
