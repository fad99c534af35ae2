"""What is wrong with a machine is said in one plain sentence, and nothing is left half-made."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from elbasan_council.environment import CHECKOUT
from tests import beginning
from tests.portal import MONTH, Ended, Place, Portal, free_port

NOWHERE = f"127.0.0.1:{free_port()}"
"""Nobody listens there."""
PASSWORD = "thesecretword"
PRODUCTION = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "k" * 50,
    "PORTAL_KEYS": "k" * 50,
    "DATABASE_URL": f"postgresql://portal:{PASSWORD}@{NOWHERE}/portal",
    "REDIS_URL": f"redis://:{PASSWORD}@{NOWHERE}/0",
    "EMAIL_URL": f"smtp://portal:{PASSWORD}@{NOWHERE}",
    "PORTAL_URL": "https://portal.example.org",
}


def sentence(ended: Ended) -> str:
    """The one line that a failed command has said."""
    assert ended.status == 1, ended
    (line,) = ended.err.strip().splitlines()
    assert line[-1] in ".)", line
    assert PASSWORD not in line
    return line.removeprefix("CommandError: ")


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"PORTAL_MODE": "test"}, "PORTAL_MODE is “demonstration” or “production”, not “test”."),
        ({"PORT": "eighty"}, "PORT must be a number from 1 to 65535, not “eighty”."),
        ({"PORT": "65536"}, "PORT must be a number from 1 to 65535, not “65536”."),
        ({"PORTAL_URL": "portal.example.org"}, "PORTAL_URL must be like https://"),
        ({"DATABASE_URL": "sqlite:///db"}, "DATABASE_URL cannot be read: it must be like"),
        ({"DATABASE_URL": "postgresql://u@h/d?x=1"}, "DATABASE_URL cannot be read: it must be"),
        ({"DATABASE_URL": "postgresql://u@h"}, "DATABASE_URL names no database"),
        ({"PORTAL_VAR": "/tmp/two words"}, "PORTAL_VAR must be a path without spaces"),
        ({"PORTAL_VAR": "/etc/hosts/var"}, "The folder /etc/hosts/var cannot be written"),
        (
            {"PORTAL_VAR": "/etc/hosts/var", "SECRET_KEY": "k", "PORTAL_KEYS": "k"},
            "The engines cannot be started under /etc/hosts/var (Not a directory)",
        ),
    ],
)
def test_a_setting_that_is_wrong_is_named(
    place: Place, environment: dict[str, str], words: str
) -> None:
    assert words in sentence(place.manage("portal", "--once", **environment))
    assert not list(place.folder.iterdir())


@pytest.mark.parametrize("missing", [name for name in PRODUCTION if name != "PORTAL_MODE"])
def test_production_starts_with_every_secret_or_not_at_all(place: Place, missing: str) -> None:
    environment = {name: value for name, value in PRODUCTION.items() if name != missing}
    assert missing in sentence(place.manage("check", **environment))
    assert not list(place.folder.iterdir())


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        (
            {"DATABASE_URL": f"postgresql://portal:{PASSWORD}@{NOWHERE}/portal"},
            f"The database at {NOWHERE} cannot be reached: start it, or correct DATABASE_URL",
        ),
        (
            {"REDIS_URL": f"redis://:{PASSWORD}@{NOWHERE}/0"},
            "Redis cannot be reached: start it, or correct REDIS_URL",
        ),
        ({"EMAIL_URL": f"mail://portal:{PASSWORD}@host"}, "EMAIL_URL must look like smtp://"),
    ],
)
def test_a_server_that_is_not_there_is_named(
    place: Place, environment: dict[str, str], words: str
) -> None:
    beginning.copy_static_files(place.var)
    assert words in sentence(place.manage("portal", "--once", **environment))
    assert not (place.var / "demo-accounts.json").exists()
    assert place.processes() == []


@pytest.mark.parametrize("command", ["publish_bulletin", "mailing"])
def test_a_command_without_its_database_says_so(place: Place, command: str) -> None:
    address = {"DATABASE_URL": f"postgresql://portal:{PASSWORD}@{NOWHERE}/portal"}
    ended = place.manage(command, MONTH, REDIS_URL=f"redis://{NOWHERE}/0", **address)
    assert "The database cannot be used: start it, correct DATABASE_URL" in sentence(ended)


def test_a_command_before_the_set_up_says_what_to_run(place: Place) -> None:
    assert "run “bin/run --prepare” once" in sentence(place.manage("mailing", MONTH))
    assert place.processes() == []


def test_a_port_in_use_is_named_and_its_owner_goes_on(portal: Portal) -> None:
    ended = portal.place.manage("portal")
    assert f"The port {portal.place.port} is in use" in sentence(ended)
    assert ended.out == ""
    with socket.create_connection(("127.0.0.1", portal.place.port)):
        pass


def test_without_pango_the_packages_to_install_are_named(place: Place, tmp_path: Path) -> None:
    package = tmp_path / "weasyprint"
    package.mkdir()
    words = "cannot load library 'libpango-1.0-0'"
    (package / "__init__.py").write_text(f"raise OSError({words!r})\n")
    ended = place.manage("portal", "--once", PYTHONPATH=str(tmp_path))
    assert "apt-get install libpango-1.0-0" in sentence(ended)
    assert not (place.var / "demo-accounts.json").exists()


def checkout(folder: Path) -> Path:
    """A copy of this checkout that may be damaged."""
    copied = folder / "checkout"
    left_out = shutil.ignore_patterns(".*", "var", "tests", "docs", "__pycache__")
    shutil.copytree(CHECKOUT, copied, ignore=left_out)
    (copied / ".venv").symlink_to(CHECKOUT / ".venv")
    return copied


def test_a_missing_font_is_named_before_anything_is_made(place: Place) -> None:
    damaged = checkout(place.folder)
    (damaged / "press" / "fonts" / "NotoSans-Bold.ttf").unlink()
    ended = place.manage("portal", "--once", checkout=damaged)
    assert "The font NotoSans-Bold.ttf is missing or damaged" in sentence(ended)
    assert not (place.var / "demo-accounts.json").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="PostgreSQL runs as the one who starts it")
def test_root_in_a_closed_folder_is_told_that_nobody_may_enter(
    place: Place, tmp_path: Path
) -> None:
    closed = checkout(tmp_path)
    tmp_path.chmod(0o700)
    said = sentence(place.manage("portal", "--once", checkout=closed))
    assert "the user “nobody”, as whom it would run, may not enter" in said
    assert tmp_path.stat().st_mode & 0o777 == 0o700
