"""Words at rest: bound to their row and version, gone with their key, rewrapped with the ring."""

import pytest
from django.db import connection

from council import keyring, sealing
from council.models import DataKey, Report
from council.people import User
from council.sealing import CannotBeOpened
from tests import cast, make

WORDS = {"title": "Titulli i fshehtë", "observed": "Çka u pa"}


@pytest.fixture
def author(acting: None) -> User:
    return cast.informed("police")


def test_no_word_lies_in_the_database_in_clear(author: User) -> None:
    report = make.report(author=author, words=WORDS)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(r)::text FROM council_report r WHERE id = %s", [report.pk]
        )
        (row,) = cursor.fetchone()
        cursor.execute("SELECT encode(words_sealed, 'escape') FROM council_report")
        (escaped,) = cursor.fetchone()
    for word in WORDS.values():
        assert word not in row and word not in escaped
        assert word.encode() not in bytes(Report.objects.get(pk=report.pk).words_sealed or b"")
    opened = sealing.envelope_of(report).words(Report.objects.get(pk=report.pk))
    assert {name: opened[name] for name in WORDS} == WORDS


def test_a_sealed_text_moved_to_another_row_is_refused(author: User) -> None:
    first, second = (make.report(author=author, words=WORDS) for _ in range(2))
    Report.objects.filter(pk=second.pk).update(words_sealed=first.words_sealed)
    key = DataKey.objects.get(report=first)
    DataKey.objects.filter(report=second).update(wrapped=key.wrapped, ring_key=key.ring_key)
    with pytest.raises(CannotBeOpened):
        sealing.envelope_of(second)
    envelope = sealing.envelope_of(first)
    with pytest.raises(CannotBeOpened):
        envelope.words(Report.objects.get(pk=second.pk))


def test_an_older_text_put_back_is_refused(author: User) -> None:
    report = make.report(author=author, words=WORDS)
    old = bytes(report.words_sealed or b"")
    envelope = sealing.envelope_of(report)
    envelope.seal(report, {**WORDS, "observed": "Çka u pa më vonë"})
    report.save()
    report.words_sealed = old
    with pytest.raises(CannotBeOpened):
        envelope.words(report)


def test_without_its_key_a_report_is_noise(author: User) -> None:
    report = make.report(author=author, words=WORDS)
    DataKey.objects.filter(report=report).delete()
    with pytest.raises(CannotBeOpened):
        sealing.envelope_of(report)


def test_the_ring_opens_what_older_keys_closed_until_it_is_rewrapped(
    author: User, settings: object
) -> None:
    settings.PORTAL_KEYS = "old secret"  # type: ignore[attr-defined]
    report = make.report(author=author, words=WORDS)
    factor = keyring.seal("JBSWY3DP", purpose="second factor")
    settings.PORTAL_KEYS = "new secret,old secret"  # type: ignore[attr-defined]
    assert sealing.envelope_of(report).words(report)["title"] == WORDS["title"]
    assert keyring.unseal(factor, purpose="second factor") == "JBSWY3DP"
    sealing.rewrap(DataKey.objects.get(report=report))
    settings.PORTAL_KEYS = "new secret"  # type: ignore[attr-defined]
    assert sealing.envelope_of(report).words(report)["title"] == WORDS["title"]
    with pytest.raises(CannotBeOpened):
        keyring.unseal(factor, purpose="second factor")


def test_unknown_words_are_refused(author: User) -> None:
    report = make.report(author=author, words=WORDS)
    with pytest.raises(KeyError):
        sealing.envelope_of(report).seal(report, {"name of the suspect": "…"})
