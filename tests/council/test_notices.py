"""Letters to members: a row first, sent once, found again."""

import datetime
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from council import notices
from council.actions import accounts
from council.actions.send_notices import send_notices
from council.models import Notice
from council.people import Role
from tests import cast, make

pytestmark = pytest.mark.usefixtures("acting")


@pytest.fixture(autouse=True)
def outbox(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.OUTBOX = tmp_path
    yield tmp_path


def put(*, address: str = "member@example.org", language: str = "sq") -> Notice:
    notices.put(
        kind=Notice.Kind.FACTOR_CHANGED,
        address=address,
        language=language,
        about="",
        at=timezone.now(),
    )
    return Notice.objects.latest("written_at")


def letters(outbox: Path) -> list:  # type: ignore[type-arg]
    parser = BytesParser(policy=policy.default)
    return [parser.parsebytes(path.read_bytes()) for path in sorted(outbox.glob("notice-*.eml"))]


@pytest.mark.parametrize("language", ["sq", "en"])
def test_a_letter_is_sent_once_in_the_members_language(outbox: Path, language: str) -> None:
    notice = put(language=language)
    send_notices()
    send_notices()
    (letter,) = letters(outbox)
    assert letter["To"] == "member@example.org"
    assert letter["Content-Language"] == language
    assert f'lang="{language}"' in letter.get_body(("html",)).get_content()
    assert letter["List-Unsubscribe"] is None
    notice.refresh_from_db()
    assert notice.state == Notice.State.ACCEPTED


def test_the_link_of_an_invitation_opens_it(outbox: Path) -> None:
    accounts.invite(
        email="new@example.org",
        title="Përfaqësuesi",
        language="sq",
        role=Role.OBSERVER,
        agency=make.agency(),
        seat=None,
        by=cast.secretary(),
        at=timezone.now(),
    )
    send_notices()
    (letter,) = letters(outbox)
    text = letter.get_body(("plain",)).get_content()
    (link,) = [line for line in text.splitlines() if "/workspace/invitation/" in line]
    path = "/workspace/" + link.partition("/workspace/")[2]
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize("language", ["sq", "en"])
def test_that_a_record_cannot_be_opened_is_told_in_constant_words(
    outbox: Path, language: str
) -> None:
    notice = put(language=language)
    Notice.objects.update(kind=Notice.Kind.REPORT_UNREADABLE, about="2026-11-22")
    send_notices()
    (letter,) = letters(outbox)
    text = letter.get_body(("plain",)).get_content()
    assert "PORTAL_KEYS" in text
    assert "/workspace/login/" in text
    assert "2026-11-22" not in text
    notice.refresh_from_db()
    assert notice.state == Notice.State.ACCEPTED


def test_a_demonstration_writes_to_nobody_real(outbox: Path) -> None:
    notice = put(address="somebody@gmail.com")
    send_notices()
    notice.refresh_from_db()
    assert notice.state == Notice.State.FAILED
    assert not letters(outbox)


def test_what_a_dead_sender_held_is_sent(outbox: Path) -> None:
    notice = put()
    Notice.objects.update(state=Notice.State.LEASED, lease_owner=1)
    send_notices()
    notice.refresh_from_db()
    assert notice.state == Notice.State.ACCEPTED
    assert len(letters(outbox)) == 1


def test_where_no_server_answers_the_letter_waits(settings: Any) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    notice = put()
    send_notices()
    notice.refresh_from_db()
    assert notice.state == Notice.State.PENDING
    assert notice.next_at > timezone.now() + datetime.timedelta(seconds=30)
    assert notice.smtp_text
