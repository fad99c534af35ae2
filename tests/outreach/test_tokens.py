"""The signed part of a person's own addresses."""

import base64
import re
import uuid

import pytest
from pytest_django import Settings

from languages.addresses import address
from outreach.tokens import NotOurs, stop_token, subscriber_of

SOMEBODY = uuid.UUID("4b1d7e66-0d4e-4f0e-9a0c-2f6f2f3f9a11")
SOMEBODY_ELSE = uuid.UUID("4b1d7e66-0d4e-4f0e-9a0c-2f6f2f3f9a12")


def test_a_token_says_whose_it_is() -> None:
    for subscriber_id in (SOMEBODY, SOMEBODY_ELSE, uuid.UUID(int=0), uuid.UUID(int=2**128 - 1)):
        assert subscriber_of(stop_token(subscriber_id)) == subscriber_id


def test_a_token_needs_no_escaping_in_an_address() -> None:
    """A mail program that escapes or unescapes a link must not break it."""
    for number in range(0, 2**128, 2**121):
        token = stop_token(uuid.UUID(int=number))
        assert re.fullmatch(r"[A-Za-z0-9._-]+", token)
        assert address("stop", "sq", token=token) == f"/ndalo/{token}/"


@pytest.mark.parametrize("position", range(0, 60, 7))
def test_a_changed_token_is_not_ours(position: int) -> None:
    token = stop_token(SOMEBODY)
    changed = "A" if token[position] != "A" else "B"
    with pytest.raises(NotOurs):
        subscriber_of(token[:position] + changed + token[position + 1 :])


def test_a_token_cut_off_anywhere_is_not_ours() -> None:
    token = stop_token(SOMEBODY)
    for length in range(len(token)):
        with pytest.raises(NotOurs):
            subscriber_of(token[:length])
    with pytest.raises(NotOurs):
        subscriber_of(token + "=")


def test_the_signature_of_one_person_is_of_no_use_for_another() -> None:
    _, signature = stop_token(SOMEBODY).split(".")
    name, _ = stop_token(SOMEBODY_ELSE).split(".")
    with pytest.raises(NotOurs):
        subscriber_of(f"{name}.{signature}")


@pytest.mark.parametrize("garbage", ["", ".", "..", "x", "é.é", "%00.%00", "a" * 5000])
def test_garbage_is_not_ours(garbage: str) -> None:
    with pytest.raises(NotOurs):
        subscriber_of(garbage)


def test_a_token_of_another_portal_is_not_ours(settings: Settings) -> None:
    """Also one of another purpose: the salt is part of the key."""
    from django.core import signing

    name = base64.urlsafe_b64encode(SOMEBODY.bytes).rstrip(b"=").decode()
    with pytest.raises(NotOurs):
        subscriber_of(signing.Signer(salt="outreach.confirm", sep=".").sign(name))
    with pytest.raises(NotOurs):
        subscriber_of(signing.Signer(key="other", salt="outreach.stop", sep=".").sign(name))
