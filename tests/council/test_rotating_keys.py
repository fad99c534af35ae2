"""`manage.py rotate_keys`: everything under the first key, the old one can be thrown away."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import Client

from council import sealing
from council.actions import rotate_keys as acts
from council.models import AuditRecord, DataKey, Report
from council.people import User
from council.sealing import CannotBeOpened
from tests import cast, make
from tests.published import totp

PASSWORD = "a long enough password"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def author(acting: None, settings: Any) -> User:
    settings.PORTAL_KEYS = "old secret"
    return cast.informed("police")


def codes_of(user: User) -> list[str]:
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return list(RecoveryCodes(row).generate_codes())


def test_after_it_the_old_key_is_not_needed(
    author: User, settings: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "AT_ONCE", 2)
    reports = [make.report(author=author, words={"title": f"Situata {n}"}) for n in range(5)]
    TOTP.activate(author, SECRET)
    RecoveryCodes.activate(author)
    codes = codes_of(author)
    settings.PORTAL_KEYS = "new secret, old secret"
    call_command("rotate_keys")
    assert "data keys: 5 rewrapped, 0 under" in capsys.readouterr().out
    settings.PORTAL_KEYS = "new secret"
    for n, report in enumerate(reports):
        row = Report.objects.get(pk=report.pk)
        assert sealing.envelope_of(row).words(row)["title"] == f"Situata {n}"
    assert codes_of(author) == codes
    assert AuditRecord.objects.filter(verb="keys.rotated").count() == 1


def test_again_it_finds_everything_done(author: User, settings: Any, capsys: Any) -> None:
    make.report(author=author)
    TOTP.activate(author, SECRET)
    settings.PORTAL_KEYS = "new secret,old secret"
    call_command("rotate_keys")
    before = (DataKey.objects.values().get(), Authenticator.objects.values().get())
    capsys.readouterr()
    call_command("rotate_keys")
    assert (DataKey.objects.values().get(), Authenticator.objects.values().get()) == before
    assert capsys.readouterr().out == (
        "data keys: 0 rewrapped, 1 under the first key before\n"
        "second factors: 0 rewrapped, 1 under the first key before\n"
    )


def test_whoever_has_a_second_factor_logs_in_as_before(acting: None, settings: Any) -> None:
    settings.PORTAL_KEYS = "old secret"
    person = cast.coordinator()
    person.set_password(PASSWORD)
    person.save()
    TOTP.activate(person, SECRET)
    settings.PORTAL_KEYS = "new secret,old secret"
    call_command("rotate_keys")
    settings.PORTAL_KEYS = "new secret"
    client = Client()
    client.post("/workspace/login/", {"login": person.email, "password": PASSWORD})
    answer = client.post("/workspace/login/code/", {"code": totp(SECRET)})
    assert answer["Location"] == "/workspace/"
    assert client.get("/workspace/").status_code == 200


def test_what_cannot_be_opened_is_counted_and_the_rest_is_done(
    author: User, settings: Any, capsys: Any
) -> None:
    make.report(author=author, words={"title": "Titulli i fshehtë"})
    lost = make.report(author=author)
    settings.PORTAL_KEYS = "another secret"
    factor = cast.person(role=cast.Role.SECRETARY)
    TOTP.activate(factor, SECRET)
    DataKey.objects.filter(report=lost).update(wrapped=b"x" * 60)
    Authenticator.objects.filter(user=factor).update(data={"secret": "garbage"})
    settings.PORTAL_KEYS = "new secret,old secret"
    with pytest.raises(CommandError) as refused:
        call_command("rotate_keys")
    said = str(refused.value) + capsys.readouterr().out
    assert "1 data keys and 1 second factors cannot be opened" in said
    assert "data keys: 1 rewrapped" in said
    assert "Titulli" not in said and lost.reference not in said and str(lost.pk) not in said
    assert bytes(DataKey.objects.get(report=lost).wrapped) == b"x" * 60


def test_a_key_that_lies_under_the_first_one_and_does_not_open_is_counted_too(
    author: User,
) -> None:
    report = make.report(author=author)
    DataKey.objects.update(wrapped=b"x" * 60)
    with pytest.raises(CannotBeOpened):
        sealing.envelope_of(report)
    with pytest.raises(CommandError, match="1 data keys cannot be opened"):
        call_command("rotate_keys")
