"""PostgreSQL and Redis from the wheels: started by the first, stopped by the last."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from elbasan_council import embedded
from elbasan_council.environment import CHECKOUT
from tests.portal import Place

USER = """
import sys
from pathlib import Path
from elbasan_council import embedded
embedded.join(Path(sys.argv[1]))
embedded.join(Path(sys.argv[1]))
print("joined", flush=True)
sys.stdin.read()
"""
"""Uses the engines until its input ends; joins twice, as commands that call commands do."""
BOTH = {".s.PGSQL.5432", "redis.sock"}


def join(place: Place) -> subprocess.Popen[str]:
    user = subprocess.Popen(
        [".venv/bin/python", "-c", USER, str(place.var)],
        cwd=CHECKOUT,
        env=place.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert user.stdout is not None
    assert user.stdout.readline() == "joined\n"
    return user


def leave(user: subprocess.Popen[str]) -> None:
    user.communicate()
    assert user.returncode == 0


def test_the_last_one_out_stops_them(place: Place) -> None:
    first, second = join(place), join(place)
    leave(first)
    assert set(place.sockets()) == BOTH
    assert place.query("SELECT 1", database="postgres") == [(1,)]
    leave(second)
    assert place.sockets() == []
    assert place.processes() == []


def test_what_a_killed_process_leaves_is_stopped_by_the_next(place: Place) -> None:
    killed = join(place)
    killed.kill()
    killed.communicate()
    assert place.query("SELECT 1", database="postgres") == [(1,)]
    leave(join(place))
    assert place.processes() == []


def test_a_half_made_cluster_is_made_anew(place: Place) -> None:
    leave(join(place))
    (place.engines.postgres_data / "PG_VERSION").unlink()
    user = join(place)
    assert place.query("SELECT 1", database="postgres") == [(1,)]
    leave(user)


def test_nobody_else_may_enter_the_folder_of_the_sockets(place: Place) -> None:
    user = join(place)
    assert stat.S_IMODE(place.engines.runtime.stat().st_mode) == 0o700
    for name in BOTH:
        assert stat.S_IMODE((place.engines.runtime / name).stat().st_mode) == 0o700
    assert place.query("SHOW listen_addresses", database="postgres") == [("",)]
    leave(user)


def test_a_link_in_place_of_the_folder_is_refused_and_not_followed(
    place: Place, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    place.engines.runtime.symlink_to(elsewhere)
    try:
        with pytest.raises(embedded.EngineError, match="belongs to somebody else"):
            embedded.join(place.var)
        assert elsewhere.stat().st_uid == os.geteuid()
        assert list(elsewhere.iterdir()) == []
    finally:
        place.engines.runtime.unlink()


def test_a_folder_that_others_may_enter_is_refused(place: Place) -> None:
    place.engines.runtime.mkdir()
    place.engines.runtime.chmod(0o777)
    with pytest.raises(embedded.EngineError, match="belongs to somebody else"):
        embedded.join(place.var)
