"""What every text of ours is checked against on a day: the same for news and the bulletin."""

import datetime

from languages.checks import Rules
from outreach.calendar import in_election_period
from outreach.models import HelpLine


def rules_on(day: datetime.date) -> Rules:
    """Two queries: ask once for all texts of a page."""
    numbers = HelpLine.objects.in_force().values_list("number", flat=True)
    return Rules(
        election=in_election_period(day),
        help_lines=frozenset("".join(filter(str.isdecimal, number)) for number in numbers),
    )
