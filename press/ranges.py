"""A part of a file, as a player that seeks asks for it (RFC 9110, section 14): one range of bytes.

Several ranges at once, other units and what is no range are passed over, as the standard allows:
the whole file is a right answer too.
"""

import re
from collections.abc import Mapping

_ONE = re.compile(r"bytes=\s*([0-9]{0,15})\s*-\s*([0-9]{0,15})\s*", re.IGNORECASE)


class NothingThere(Exception):
    """The range begins behind the file's end: 416."""


def wanted(headers: Mapping[str, str], *, size: int, etag: str) -> range | None:
    """Which bytes of a file of `size` are asked for; None for all of them. Raises NothingThere.

    A part is given only to who has a part of the same file: `If-Range` names it by a strong ETag,
    and any other one, a date among them, asks for the whole.
    """
    found = _ONE.fullmatch(headers.get("Range", "").strip())
    if found is None or headers.get("If-Range", etag).strip() != etag:
        return None
    first, last = found.groups()
    if not first:
        return _the_last(int(last), size) if last else None
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise NothingThere
    return range(int(first), min(int(last) + 1, size) if last else size)


def _the_last(count: int, size: int) -> range:
    if not count or not size:
        raise NothingThere
    return range(max(size - count, 0), size)
