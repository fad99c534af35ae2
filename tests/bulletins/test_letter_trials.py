"""A month's letters in our own inboxes before it is published, and where they are watched after."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from bulletins.models import BlockText, Bulletin, Edition
from council.people import User
from languages import LANGUAGES
from outreach.actions.send_trials import keep_seeds
from outreach.models import Delivery, Mailing, Trial, TrialLetter
from tests import cast, make
from tests.bulletins import studio
from tests.bulletins.studio import browser_of, url
from tests.council.browsers import in_english

SEEDS = ("zyra@example.org", "shtepia@example.com")


@pytest.fixture
def editor(acting: None, documents: Path) -> User:
    cast.chair()
    return cast.editor()


@pytest.fixture
def bulletin(editor: User) -> Bulletin:
    return studio.month(by=editor)


@pytest.fixture
def secretary(acting: None) -> Client:
    keep_seeds(addresses=SEEDS, by=cast.secretary(), at=timezone.now())
    return in_english(cast.secretary())


def test_before_it_is_approved_its_letters_go_to_our_own_addresses(
    secretary: Client, bulletin: Bulletin
) -> None:
    make.subscriber()
    assert "See the letters first" in secretary.get(url("bulletin_release")).content.decode()
    page = secretary.post(url("bulletin_send_test"), follow=True).content.decode()
    assert "6 test letters are on their way" in page
    assert "Not finished yet" not in page
    assert set(Trial.objects.values_list("language", flat=True)) == set(LANGUAGES)
    assert set(TrialLetter.objects.values_list("address", flat=True)) == set(SEEDS)
    for language in LANGUAGES:
        trial = Trial.objects.get(language=language)
        assert make.words("Gjinar")[language] in trial.html
        assert f'lang="{language}"' in trial.html
    assert not (Mailing.objects.exists() or Delivery.objects.exists() or Edition.objects.exists())


def test_an_edition_that_waits_is_tested_as_it_was_prepared(
    secretary: Client, bulletin: Bulletin, editor: User
) -> None:
    make.edition(bulletin=bulletin, language="sq", by=editor)
    BlockText.objects.filter(block__bulletin=bulletin, language="sq").update(text="Krejt ndryshe.")
    secretary.post(url("bulletin_send_test"))
    assert make.words("Gjinar")["sq"] in Trial.objects.get(language="sq").html


def test_what_is_not_finished_is_sent_as_it_stands_and_named(
    secretary: Client, bulletin: Bulletin
) -> None:
    BlockText.objects.filter(block__bulletin=bulletin, language="ar").delete()
    page = secretary.post(url("bulletin_send_test"), follow=True).content.decode()
    assert "Not finished yet, and sent as it stands: العربية." in page
    assert Trial.objects.filter(language="ar").exists()


def test_a_test_needs_an_address_words_and_patience(acting: None, bulletin: Bulletin) -> None:
    client = in_english(cast.secretary())
    page = client.post(url("bulletin_send_test"), follow=True).content.decode()
    assert "Enter the addresses that a test goes to first." in page
    keep_seeds(addresses=SEEDS, by=cast.secretary(), at=timezone.now())
    for _ in range(4):
        client.post(url("bulletin_send_test"))
    page = client.post(url("bulletin_send_test"), follow=True).content.decode()
    assert "Four tests within an hour are enough" in page
    Trial.objects.all().delete()
    bulletin.blocks.all().delete()
    page = client.post(url("bulletin_send_test"), follow=True).content.decode()
    assert "there is no letter to test" in page


def test_after_publication_the_month_leads_to_how_its_letters_go(
    secretary: Client, editor: User
) -> None:
    make.subscriber()
    make.published(by=editor, approved_by=cast.chair())
    for name in ("bulletin_release", "studio_month"):
        page = secretary.get(url(name)).content.decode()
        assert 'href="/workspace/mailings/2024/10/"' in page, name
    assert "See the letters first" not in secretary.get(url("bulletin_release")).content.decode()


def test_only_the_secretary_tests_letters(secretary: Client, bulletin: Bulletin) -> None:
    for who in (cast.editor(), cast.chair(), cast.member()):
        assert browser_of(who).post(url("bulletin_send_test")).status_code == 403
    assert not Trial.objects.exists()
