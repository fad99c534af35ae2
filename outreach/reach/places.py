"""Where a QR code on paper hangs. A code is printed on a sheet and comes back in an address."""

from collections.abc import Collection, Mapping

from council import published as council
from outreach.models import NoticeBoard


def known_places(codes: Collection[str]) -> Mapping[str, str]:
    """Of these codes those that are places of ours, each with the unit that it lies in.

    A unit's own code is its office; every notice board has one.
    """
    units = council.unit_names()
    boards = NoticeBoard.objects.filter(code__in=codes).values_list("code", "unit")
    return {code: code for code in codes if code in units} | dict(boards)
