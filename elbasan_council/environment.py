"""What the portal reads from its environment, in one place.

Every setting has one name, one default and one plain sentence for the case that it is wrong.
"""

import contextlib
import ipaddress
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import psycopg.conninfo

CHECKOUT = Path(__file__).resolve().parent.parent

Mode = Literal["demonstration", "production"]
Side = Literal["both", "workspace", "public"]


class Misconfigured(Exception):
    """The environment is wrong; the message is one sentence for the person who starts the portal."""


@dataclass(frozen=True)
class Environment:
    mode: Mode
    side: Side
    """What this process serves; in production the residents' side is a process of its own."""
    var: Path
    port: int
    url: str
    database: dict[str, str] | None
    """libpq's own keywords, or None where the embedded PostgreSQL serves."""
    database_admin: dict[str, str] | None
    """For set-up alone: who may make roles and the database. None: DATABASE_URL's user does it."""
    public_password: str
    """For set-up alone: of the login of the residents' side."""
    redis_url: str | None
    email_url: str | None
    mail_log: tuple[str, ...]
    """MAIL_LOG: Postfix's log, the older ones first, with colons: it settles letters in doubt."""
    bounces: Path | None
    """BOUNCES: the Maildir that returned letters are delivered to."""
    dkim_selector: str
    """DKIM_SELECTOR: the name under which the relay's key stands in DNS."""
    relay_addresses: tuple[str, ...]
    """RELAY_ADDRESSES: from which letters leave for the world, with commas."""
    dns_server: tuple[str, int] | None
    """DNS_SERVER: who is asked about our domain, instead of the machine's own resolver."""
    secret_key: str
    keys: str
    """PORTAL_KEYS: the key ring, newest first, with commas (`council.keyring`)."""
    city: Path

    @property
    def outbox(self) -> Path:
        return self.var / "outbox"

    @property
    def embedded(self) -> bool:
        return self.database is None or self.redis_url is None


def read() -> Environment:
    """The environment of this process.

    Raises Misconfigured with one plain sentence.
    """
    mode = _mode()
    var = Path(os.environ.get("PORTAL_VAR") or CHECKOUT / "var").absolute()
    if " " in str(var):
        raise Misconfigured(f"PORTAL_VAR must be a path without spaces, and is “{var}”.")
    port = _port()
    environment = Environment(
        mode=mode,
        side=_side(),
        var=var,
        port=port,
        url=_url(port),
        database=_database("DATABASE_URL"),
        database_admin=_database("DATABASE_ADMIN_URL"),
        public_password=os.environ.get("DATABASE_PUBLIC_PASSWORD", ""),
        redis_url=os.environ.get("REDIS_URL") or None,
        email_url=os.environ.get("EMAIL_URL") or None,
        mail_log=tuple(filter(None, os.environ.get("MAIL_LOG", "").split(":"))),
        bounces=_bounces(),
        dkim_selector=_selector(),
        relay_addresses=_relay_addresses(),
        dns_server=_dns_server(),
        secret_key=_secret("SECRET_KEY", mode, var),
        keys=_secret("PORTAL_KEYS", mode, var),
        city=Path(os.environ.get("PORTAL_CITY") or CHECKOUT / "elbasan_council" / "city"),
    )
    if mode == "production":
        _require_all_secrets(environment)
    return environment


def _mode() -> Mode:
    mode = os.environ.get("PORTAL_MODE") or "demonstration"
    if mode not in ("demonstration", "production"):
        raise Misconfigured(f"PORTAL_MODE is “demonstration” or “production”, not “{mode}”.")
    return mode  # type: ignore[return-value]


def _side() -> Side:
    side = os.environ.get("PORTAL_SIDE") or "both"
    if side not in ("both", "workspace", "public"):
        raise Misconfigured(f"PORTAL_SIDE is “both”, “workspace” or “public”, not “{side}”.")
    return side  # type: ignore[return-value]


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Misconfigured(f"PORT must be a number from 1 to 65535, not “{text}”.")
    return int(text)


def _url(port: int) -> str:
    url = (os.environ.get("PORTAL_URL") or f"http://localhost:{port}").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Misconfigured(f"PORTAL_URL must be like https://portal.example.org, not “{url}”.")
    return url


def _bounces() -> Path | None:
    url = os.environ.get("BOUNCES")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme != "maildir" or parts.netloc or not parts.path.startswith("/"):
        raise Misconfigured(f"BOUNCES must be like maildir:///var/mail/returns, not “{url}”.")
    return Path(parts.path)


def _selector() -> str:
    selector = os.environ.get("DKIM_SELECTOR", "")
    if not re.fullmatch(r"([A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?)?", selector):
        raise Misconfigured(f"DKIM_SELECTOR must be like portal2026, not “{selector}”.")
    return selector.lower()


def _relay_addresses() -> tuple[str, ...]:
    written = os.environ.get("RELAY_ADDRESSES", "").split(",")
    try:
        return tuple(str(ipaddress.ip_address(one.strip())) for one in written if one.strip())
    except ValueError as error:
        raise Misconfigured(
            f"RELAY_ADDRESSES must be like 192.0.2.10,2001:db8::10: {error}."
        ) from None


def _dns_server() -> tuple[str, int] | None:
    text = os.environ.get("DNS_SERVER")
    if not text:
        return None
    try:
        parts = urlsplit(f"//{text}")
        return str(ipaddress.ip_address(parts.hostname or "")), parts.port or 53
    except ValueError:
        raise Misconfigured(f"DNS_SERVER must be like 127.0.0.1:53, not “{text}”.") from None


def _database(name: str) -> dict[str, str] | None:
    url = os.environ.get(name)
    if not url:
        return None
    expected = "it must be like postgresql://user:password@host:5432/name."
    if not url.startswith(("postgres://", "postgresql://")):
        raise Misconfigured(f"{name} cannot be read: {expected}")
    try:
        parts = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # libpq's message repeats the address, and with it the password.
        raise Misconfigured(f"{name} cannot be read: {expected}") from None
    if not parts.get("dbname"):
        raise Misconfigured(f"{name} names no database: {expected}")
    return {key: str(value) for key, value in parts.items() if value is not None}


def _secret(name: str, mode: Mode, var: Path) -> str:
    """A secret of the environment; in a demonstration one is made once and kept in PORTAL_VAR."""
    if value := os.environ.get(name):
        return value
    if mode == "production":
        raise Misconfigured(f"{name} is not set: production starts only with every secret.")
    path = var / "keys" / name.lower()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            waiting = path.with_name(f"{path.name}.{os.getpid()}")
            waiting.write_text(secrets.token_urlsafe(48))
            waiting.chmod(0o600)
            # A link is refused where another process was first: both then read the same key.
            with contextlib.suppress(FileExistsError):
                os.link(waiting, path)
            waiting.unlink()
        return path.read_text()
    except OSError as error:
        raise Misconfigured(
            f"The folder {var} cannot be written ({error.strerror}): "
            "give write permission, free some space, or name another folder in PORTAL_VAR."
        ) from None


def _require_all_secrets(environment: Environment) -> None:
    missing = [
        name
        for name, value in (
            ("DATABASE_URL", environment.database),
            ("REDIS_URL", environment.redis_url),
            ("EMAIL_URL", environment.email_url),
            ("PORTAL_URL", os.environ.get("PORTAL_URL")),
        )
        if not value
    ]
    if missing:
        raise Misconfigured(
            f"{', '.join(missing)}: not set. Production starts only with every secret and address."
        )


def host_of(url: str) -> str:
    """The host name of an address, as Django's ALLOWED_HOSTS wants it."""
    host = urlsplit(url).hostname or ""
    return f"[{host}]" if ":" in host else host
