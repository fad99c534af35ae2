"""Everything that the key ring closes, brought under its first key; safe to repeat.

That is each report's data key (its words and files lie under that, and stay as they are) and each
secret of a second factor. What lies under the first key already is opened and left alone, so that
what cannot be opened is found in either case.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db.models import Model

from council import audit, keyring, sealing
from council.keyring import CannotBeOpened
from council.models import DataKey
from council.people import System, acting_as

ROTATION = System("rotate_keys")
AT_ONCE = 500
"""Rows in one transaction: a kill loses no more than these, and the next run does them."""
SECRETS = ("secret", "seed")
"""Where allauth keeps what its adapter closes; `migrated_codes` is a list of such."""


@dataclass
class Rotated:
    """How many rows each thing came to."""

    rewrapped: int = 0
    current: int = 0
    """Under the first key before."""
    shut: int = 0
    """Those that cannot be opened: they stay as they are."""


def rotate_keys(*, at: datetime.datetime) -> Mapping[str, Rotated]:
    """By what was rewrapped: `data keys`, `second factors`. Not inside a transaction."""
    done = {
        "data keys": _rotate(DataKey, _rewrap_data_key),
        "second factors": _rotate(Authenticator, _rewrap_factor),
    }
    with acting_as(ROTATION):
        audit.record(verb="keys.rotated", object_key=f"key:{keyring.current().name}", at=at)
    return done


def _rotate(model: type[Model], rewrap: Callable[[Any], bool]) -> Rotated:
    found = Rotated()
    for keys in _batches(model):
        with acting_as(ROTATION):
            # A row that somebody deletes meanwhile is gone, and no loss.
            for row in model._default_manager.select_for_update().filter(pk__in=keys):
                try:
                    changed = rewrap(row)
                except (CannotBeOpened, ValueError):
                    found.shut += 1
                    continue
                found.rewrapped += changed
                found.current += not changed
    return found


def _batches(model: type[Model]) -> Iterator[list[Any]]:
    with acting_as(ROTATION):
        keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def _rewrap_data_key(row: DataKey) -> bool:
    """Whether it was under another key."""
    if row.ring_key == keyring.current().name:
        sealing.check(row)
        return False
    sealing.rewrap(row)
    return True


def _rewrap_factor(row: Authenticator) -> bool:
    data = {**row.data}
    for name in SECRETS:
        if name in data:
            data[name] = _again(data[name])
    if data.get("migrated_codes"):
        data["migrated_codes"] = [_again(code) for code in data["migrated_codes"]]
    if data == row.data:
        return False
    row.data = data
    row.save(update_fields=["data"])
    return True


def _again(sealed: str) -> str:
    """The same secret under the first key; what lies there already, as it is."""
    adapter = get_adapter()
    secret = adapter.decrypt(sealed)
    is_current = sealed.startswith(f"{keyring.current().name}.")
    return sealed if is_current else str(adapter.encrypt(secret))
