"""What a check says about a text: for a secretary who does not read the language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from languages.words import Severity

LONGEST: Final = 120


def gettext_noop(message: str) -> str:
    """Marks a sentence for the catalogues; these checks know no Django."""
    return message


@dataclass(frozen=True, slots=True)
class Finding:
    """`template` is one fixed sentence, so that it can be translated; `values` fill it.

    `start` and `end` are code points of the checked text; None where nothing is there.
    """

    check: str
    severity: Severity
    template: str
    values: Mapping[str, str] = field(default_factory=dict)
    start: int | None = None
    end: int | None = None
    excerpt: str = ""

    @property
    def message(self) -> str:
        return self.template % self.values

    def said(self, translate: Callable[[str], str]) -> str:
        """The message in another language: `translate` knows the template."""
        return translate(self.template) % self.values


Findings = Iterator[Finding]


def short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
