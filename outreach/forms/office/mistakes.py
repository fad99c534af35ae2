"""What the office says of a reader's report."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages import AUTHORITATIVE, LANGUAGES, direction, own_name
from languages.checks import check, check_text
from outreach.models import MistakeReport


class SettleForm(forms.Form):
    """What came of a report, with words of the correction in up to three languages."""

    state = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=[choice for choice in MistakeReport.State.choices if choice[0] != "open"],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what came of it.")},
    )

    def __init__(self, *args: Any, **parts: Any) -> None:
        super().__init__(*args, **parts)
        for code in LANGUAGES:
            self.fields[f"words_{code}"] = forms.CharField(
                label=_("Words of the correction, %(language)s") % {"language": own_name(code)},
                required=False,
                max_length=400,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code, "dir": direction(code)}),
            )

    @property
    def words(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(f"words_{code}", "") for code in LANGUAGES}

    def clean(self) -> dict[str, Any] | None:
        source = self.cleaned_data.get(f"words_{AUTHORITATIVE}", "")
        for code in LANGUAGES:
            text = self.cleaned_data.get(f"words_{code}", "")
            if not text:
                continue
            if not source:
                self.add_error(f"words_{code}", _("Write the Albanian words first."))
                continue
            found = check_text(text, code) if code == AUTHORITATIVE else check(source, text, code)
            for each in found:
                if each.severity == "error":
                    self.add_error(f"words_{code}", each.said(_))
        return self.cleaned_data
