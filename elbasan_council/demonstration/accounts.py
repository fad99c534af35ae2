"""The cast: one account a role, with passwords that the demonstration's own key gives.

So they are the same each time, belong to this PORTAL_VAR alone, and nothing is lost by a kill.
"""

import base64
import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from council import demonstration as council
from council.people import Role


@dataclass(frozen=True)
class Part:
    name: str
    title: str
    """The post, as colleagues read it; never a person's name."""
    role: Role
    agency: str
    seat: str
    second_factor: bool


CAST = (
    Part("chair", "Kryetari i Këshillit", Role.CHAIR, "municipality", "chair", True),
    Part("coordinator", "Koordinatori i Këshillit", Role.COORDINATOR, "municipality", "", True),
    Part("secretary", "Sekretari teknik", Role.SECRETARY, "municipality", "secretary", True),
    Part("liaison", "Ndërlidhësi i policisë", Role.LIAISON, "state_police", "", True),
    Part(
        "member",
        "Drejtuesi i shërbimeve sociale",
        Role.MEMBER,
        "social_services",
        "social_services",
        True,
    ),
    Part("education", "Përfaqësuesi i arsimit", Role.MEMBER, "education", "education", True),
    Part("transport", "Përfaqësuesi i transportit", Role.MEMBER, "transport", "transport", False),
    Part(
        "observer", "Përfaqësuesi i mediave vendore", Role.OBSERVER, "local_media", "media", False
    ),
    Part("editor", "Redaktori i buletinit", Role.EDITOR, "municipality", "", False),
    Part("translator", "Përkthyesi i buletinit", Role.TRANSLATOR, "municipality", "", False),
    Part("auditor", "Audituesi", Role.AUDITOR, "municipality", "", False),
    Part(
        "administrator", "Administratori i portalit", Role.ADMINISTRATOR, "municipality", "", True
    ),
)


def make_accounts() -> None:
    """Accounts and appointments of the cast, and somebody at every other seat."""
    for part in CAST:
        council.account(
            email=_email(part),
            title=part.title,
            password=_secret("password", part, 20),
            totp_secret=_totp(part),
            role=part.role,
            agency=part.agency,
            seat=part.seat,
        )
    council.fill_seats(domain=settings.CITY.domain)
    council.confirm_clearances(at=timezone.now())


def write_accounts() -> Path:
    """`demo-accounts.json`, readable by its owner alone."""
    path: Path = settings.PORTAL_VAR / "demo-accounts.json"
    entries: list[dict[str, Any]] = [
        {
            "role": part.name,
            "agency": part.agency,
            "email": _email(part),
            "password": _secret("password", part, 20),
            "totp_secret": _totp(part),
        }
        for part in CAST
    ]
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    waiting.touch(mode=0o600)
    waiting.write_text(json.dumps(entries, indent=2))
    waiting.replace(path)
    return path


def _email(part: Part) -> str:
    return f"{part.name}@{settings.CITY.domain}"


def _totp(part: Part) -> str:
    return _secret("totp", part, 32).upper() if part.second_factor else ""


def _secret(purpose: str, part: Part, length: int) -> str:
    """Letters and the digits 2–7."""
    key = settings.SECRET_KEY.encode()
    made = hmac.new(key, f"demonstration {purpose} {part.name}".encode(), hashlib.sha256).digest()
    return base64.b32encode(made).decode().lower()[:length]
