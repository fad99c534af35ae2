"""The secretary's page about what came back: counts, and the servers' words."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from council.people import User
from outreach.actions.suppress import suppress
from tests import cast, make
from tests.council.browsers import browser_of, in_english
from tests.outreach import returns
from tests.outreach.returns import FULL, accepted, came_back, report

pytestmark = pytest.mark.usefixtures("acting")
PAGE = "/workspace/letters/returned/"


def text_of(client: Client) -> str:
    page = client.get(PAGE)
    assert page.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def test_counts_domains_reasons_and_who_is_struck_off(tmp_path: Path) -> None:
    months = [make.MONTH.replace(month=month) for month in range(1, 5)]
    came_back(
        tmp_path,
        report(accepted("mira.prova", month=months[0])),
        report(accepted("agim.prova", month=months[1], domain="mail.example.com"), FULL),
        report(accepted("lule", month=months[2]), "550 5.7.1 Not from this network"),
        returns.complaint(accepted("ankues", month=months[3])),
        b"junk",
    )
    suppress(subscriber_id=make.subscriber(name="ikur").pk, reason="left", at=timezone.now())
    page = text_of(in_english(cast.secretary()))
    assert "1 1 1 1 1 " in page
    assert "example.org 1 0 1 1 mail.example.com 0 1 0 0" in page
    assert "550 5.7.1 Not from this network" in page
    assert "552 5.2.2 <…>: The mailbox is over its quota" in page
    assert "1 letter in the last 7 days." in page
    assert "Nobody has this address. 1" in page
    assert "They reported the letter as unwanted. 1" in page
    assert "They left the bulletin. 1" in page
    assert not re.search("prova|lule|ankues", page)


def test_the_same_words_stand_there_once(tmp_path: Path) -> None:
    months = [make.MONTH.replace(month=month) for month in range(1, 4)]
    letters = [accepted(f"lexues{month}", month=months[month]) for month in range(3)]
    came_back(tmp_path, *(report(letter, FULL) for letter in letters))
    page = text_of(in_english(cast.secretary()))
    assert page.count("over its quota") == 1
    assert "3 times, last" in page


def test_before_anything_came_back_it_says_what_is_to_be_set(tmp_path: Path) -> None:
    page = text_of(in_english(cast.secretary()))
    assert "Whoever runs it sets BOUNCES" in page
    assert "No letter has come back" in page
    assert "Nobody is struck off." in page


@pytest.mark.parametrize("who", [cast.chair, cast.editor, cast.coordinator])
def test_nobody_else_sees_it(who: Callable[[], User]) -> None:
    assert browser_of(who()).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302
