"""What the checks say beside a text, and what somebody has answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from languages.checks import Finding
from languages.models import AcceptedWarning
from languages.texts import digest

LONGEST = 200
"""Of an excerpt that is kept."""


@dataclass(frozen=True)
class Remark:
    """A finding as it is shown beside its text."""

    finding: Finding
    accepted: AcceptedWarning | None = None

    @property
    def is_error(self) -> bool:
        return self.finding.severity == "error"

    @property
    def message(self) -> str:
        """In the reader's language."""
        return self.finding.said(_)

    @property
    def excerpt(self) -> str:
        return self.finding.excerpt

    @property
    def stands_in_the_way(self) -> bool:
        """An error, or a warning that nobody has answered for."""
        return self.is_error or self.accepted is None

    def is_warning(self, check_name: str, excerpt: str) -> bool:
        """Whether it is that one, and no error."""
        mine = (self.finding.check, self.finding.excerpt[:LONGEST])
        return not self.is_error and mine == (check_name, excerpt)


def remarks(
    findings: Iterable[Finding], answers: Iterable[AcceptedWarning], text: str
) -> list[Remark]:
    """Of each finding whether somebody has looked at it, in these very words. `text`: as stored."""
    own = digest(text)
    said = {
        (answer.check_name, answer.excerpt): answer
        for answer in answers
        if answer.text_digest == own
    }
    return [Remark(found, said.get((found.check, found.excerpt[:LONGEST]))) for found in findings]
