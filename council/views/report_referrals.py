"""Referrals of a report, on its page."""

from typing import Any

from council.access import Reader
from council.models import Report


def part(who: Reader, report: Report) -> dict[str, Any]:
    """For `council/reports/referrals_part.html`; `report`: one that they see."""
    return {}
