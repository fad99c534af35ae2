"""Words and files of reports at rest: an envelope a report (AES-256-GCM), bound to its place.

Each report has a data key, wrapped by the key ring. A sealed text is bound to its table, its row
and its version: moved to another row, or put back after a change, it is refused.
"""

import json
from collections.abc import Iterable, Mapping

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from council import keyring
from council.keyring import CannotBeOpened
from council.models import DataKey, Report, Sealed

__all__ = [
    "CannotBeOpened",
    "Envelope",
    "check",
    "envelope_of",
    "envelopes_of",
    "make_envelope",
    "rewrap",
]

_PURPOSE = "data key"


class Envelope:
    """What opens one report's words and files."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, record: Sealed, words: Mapping[str, str]) -> None:
        """Puts words into a record that is about to be saved. Raises KeyError for unknown ones."""
        if unknown := set(words) - set(record.WORDS):
            raise KeyError(*unknown)
        record.version += 1
        data = json.dumps(dict(words), ensure_ascii=False).encode()
        record.words_sealed = keyring.close(data, under=self._cipher, bound_to=_place(record))

    def words(self, record: Sealed) -> dict[str, str]:
        """All of a record's words, "" where there is none. Raises CannotBeOpened."""
        empty = dict.fromkeys(record.WORDS, "")
        if record.words_sealed is None:
            return empty
        data = keyring.open_(
            bytes(record.words_sealed), under=self._cipher, bound_to=_place(record)
        )
        return empty | json.loads(data)

    def seal_file(self, data: bytes, *, place: str) -> bytes:
        """`place`: which file it is, such as `<id>:clean`."""
        return keyring.close(data, under=self._cipher, bound_to=place)

    def open_file(self, closed: bytes, *, place: str) -> bytes:
        """Raises CannotBeOpened."""
        return keyring.open_(closed, under=self._cipher, bound_to=place)


def make_envelope(report: Report) -> Envelope:
    """For a report that was just created."""
    key = AESGCM.generate_key(bit_length=256)
    DataKey.objects.create(report=report, **_wrapped(report.pk, key))
    return Envelope(key)


def envelope_of(report: Report) -> Envelope:
    """Raises CannotBeOpened."""
    row = DataKey.objects.filter(report=report).first()
    if row is None:
        raise CannotBeOpened("its key was destroyed")
    return _unwrapped(row)


def envelopes_of(reports: Iterable[Report]) -> dict[object, Envelope]:
    """By the report's id, in one query; those that cannot be opened are missing."""
    found: dict[object, Envelope] = {}
    for row in DataKey.objects.filter(report__in=[report.pk for report in reports]):
        try:
            found[row.report_id] = _unwrapped(row)
        except CannotBeOpened:
            continue
    return found


def check(row: DataKey) -> None:
    """Raises CannotBeOpened."""
    _open_key(row)


def rewrap(row: DataKey) -> None:
    """Brings a data key under the ring's current key. Raises CannotBeOpened."""
    key = _open_key(row)
    for name, value in _wrapped(row.report_id, key).items():
        setattr(row, name, value)
    row.save(update_fields=["wrapped", "ring_key"])


def _wrapped(report_id: object, key: bytes) -> dict[str, object]:
    ring_key = keyring.current()
    under = keyring.cipher(ring_key, _PURPOSE)
    wrapped = keyring.close(key, under=under, bound_to=f"council_datakey:{report_id}")
    return {"wrapped": wrapped, "ring_key": ring_key.name}


def _unwrapped(row: DataKey) -> Envelope:
    return Envelope(_open_key(row))


def _open_key(row: DataKey) -> bytes:
    under = keyring.cipher(keyring.named(row.ring_key), _PURPOSE)
    bound = f"council_datakey:{row.report_id}"
    return keyring.open_(bytes(row.wrapped), under=under, bound_to=bound)


def _place(record: Sealed) -> str:
    return f"{record._meta.db_table}:{record.pk}:words:{record.version}"
