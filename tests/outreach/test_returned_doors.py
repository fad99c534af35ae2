"""The two doors for returned mail: a folder and a pipe. Nothing is let go before it is recorded."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from council.people import acting_as
from outreach.models import ReturnedMail
from outreach.tasks import returned
from tests.committed import until
from tests.elbasan_council.test_faults import PRODUCTION
from tests.outreach.ledger import TEST
from tests.outreach.returns import accepted, report, suppressed

CHECKOUT = Path(__file__).parents[2]
MANY = 200
READ = """
import sys, django
django.setup()
from django.core.management import call_command
call_command("read_bounces", "--maildir", sys.argv[1])
"""


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    folder = tmp_path / "returns"
    for part in ("new", "cur", "tmp"):
        (folder / part).mkdir(parents=True)
    return folder


def files(folder: Path, part: str) -> list[Path]:
    return list((folder / part).iterdir())


def recorded() -> list[bytes]:
    with acting_as(TEST):
        return [bytes(row) for row in ReturnedMail.objects.values_list("content_hash", flat=True)]


def digests(paths: list[Path]) -> set[bytes]:
    return {hashlib.sha256(path.read_bytes()).digest() for path in paths}


def piped(message: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "manage.py", "take_bounce"],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        input=message,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_a_reader_that_is_killed_loses_nothing_and_doubles_nothing(
    committed: None, maildir: Path
) -> None:
    for number in range(MANY):
        (maildir / "new" / f"{number:04}.relay").write_bytes(b"Subject: %d\n\n" % number * 50)
    everything = digests(files(maildir, "new"))
    for _ in range(2):
        already = len(files(maildir, "cur"))
        with _reading(maildir) as reader:
            until(lambda goal=already + 20: len(files(maildir, "cur")) > goal)  # type: ignore[misc]
            reader.kill()
        assert files(maildir, "new"), "it was faster than its killer"
        assert digests(files(maildir, "cur")) <= set(recorded())
    with _reading(maildir) as reader:
        assert reader.wait() == 0
    assert files(maildir, "new") == []
    assert digests(files(maildir, "cur")) == everything
    assert sorted(recorded()) == sorted(everything)


def _reading(maildir: Path) -> subprocess.Popen[bytes]:
    settings = {"DJANGO_SETTINGS_MODULE": "elbasan_council.settings"}
    program = [sys.executable, "-c", READ, str(maildir)]
    return subprocess.Popen(
        program, cwd=CHECKOUT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL
    )


def test_what_was_recorded_and_could_not_be_moved_is_one_the_next_time(
    committed: None, maildir: Path
) -> None:
    """As if the reader had ended between the two."""
    (maildir / "new" / "1.relay").write_bytes(b"Subject: one\n\n")
    (maildir / "cur").rmdir()
    (maildir / "cur").write_text("in the way")
    with pytest.raises(CommandError, match="1 cannot be read or moved"):
        call_command("read_bounces", maildir=maildir)
    assert len(recorded()) == 1
    assert len(files(maildir, "new")) == 1
    (maildir / "cur").unlink()
    call_command("read_bounces", maildir=maildir)
    assert len(recorded()) == 1
    assert [path.name for path in files(maildir, "cur")] == ["1.relay:2,S"]


def test_a_folder_that_is_no_maildir_is_named(committed: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read as a Maildir"):
        call_command("read_bounces", maildir=tmp_path / "nowhere")


def test_what_is_no_message_is_left_alone(committed: None, maildir: Path) -> None:
    secret = maildir.parent / "secret"
    secret.write_text("not a message")
    (maildir / "new" / "link").symlink_to(secret)
    (maildir / "new" / "folder").mkdir()
    (maildir / "new" / ".hidden").write_text("not yet whole")
    call_command("read_bounces", maildir=maildir)
    assert recorded() == []
    assert len(files(maildir, "new")) == 3


def test_the_timetable_reads_the_folder_that_is_set(
    committed: None, maildir: Path, settings: Settings
) -> None:
    with acting_as(TEST):
        letter = report(accepted()).as_bytes()
    (maildir / "new" / "1.relay").write_bytes(letter)
    settings.BOUNCES = None
    returned()
    assert len(files(maildir, "new")) == 1
    settings.BOUNCES = maildir
    returned()
    assert len(files(maildir, "cur")) == 1
    with acting_as(TEST):
        assert suppressed() == {"lexues": "bounced"}
    settings.BOUNCES = maildir / "gone"
    returned()


# The pipe --------------------------------------------------------------------------------------


def test_a_message_through_the_pipe_is_recorded_and_acted_upon_later(committed: None) -> None:
    with acting_as(TEST):
        letter = report(accepted()).as_bytes()
    done = piped(letter)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    assert recorded() == [hashlib.sha256(letter).digest()]
    with acting_as(TEST):
        assert suppressed() == {}
    returned()
    with acting_as(TEST):
        assert suppressed() == {"lexues": "bounced"}


@pytest.fixture(scope="module", params=["no database", "a wrong setting"])
def environment(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    yield {**PRODUCTION, **({"PORT": "eighty"} if request.param == "a wrong setting" else {})}


def test_where_it_cannot_be_recorded_the_mail_server_keeps_it(environment: dict[str, str]) -> None:
    done = piped(b"Subject: one\n\n", **environment)
    assert done.returncode == os.EX_TEMPFAIL
    assert b"Traceback" not in done.stderr
