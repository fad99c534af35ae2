"""Why something is taken away, in each language: what residents read in its place."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from languages import LANGUAGES, direction, own_name
from languages.checks import Names
from languages.gate import RefusedByTheGate, pass_the_gate


class NoReason(Exception):
    """It is not said in each language; `languages` are those that lack it."""

    def __init__(self, languages: list[str]) -> None:
        super().__init__(", ".join(languages))
        self.languages = languages


def in_every_language(reasons: Mapping[str, str], *, names: Iterable[Names]) -> dict[str, str]:
    """As they may be published. Raises NoReason or RefusedByTheGate."""
    given = {language: reasons.get(language, "").strip() for language in LANGUAGES}
    if missing := [language for language, text in given.items() if not text]:
        raise NoReason(missing)
    pass_the_gate(given, names=names)
    return given


class ReasonsForm(forms.Form):
    """Its cleaned data are the reasons, by language."""

    def __init__(self, *args: Any, **parts: Any) -> None:
        super().__init__(*args, **parts)
        for language in LANGUAGES:
            self.fields[language] = forms.CharField(
                label=f"{_('Reason')} ({own_name(language)})",
                help_text=_("Residents read it. Say nothing of what must not be known."),
                max_length=300,
                widget=forms.Textarea(
                    attrs={"rows": 3, "lang": language, "dir": direction(language)}
                ),
                error_messages={"required": _("Say why, in this language too.")},
            )

    def tell(self, refused: RefusedByTheGate) -> None:
        """The gate's findings, each at its field."""
        for language, finding in refused.findings:
            self.add_error(language, finding.said(_))
