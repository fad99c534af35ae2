"""Samples for the style-guide page: each component once, with invented values."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.charts import Bar


class SampleForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("We use it only for the bulletin."),
        error_messages={"invalid": gettext_lazy("Write an e-mail address like name@example.org")},
    )
    note = forms.CharField(label=gettext_lazy("Note"), widget=forms.Textarea, required=False)
    agree = forms.BooleanField(
        label=gettext_lazy("Send me the bulletin each month"), required=False
    )


def samples() -> dict[str, Any]:
    """The template's `sample`, in the language that is active."""
    title, text = (
        _("Lights on the road to school"),
        _("The municipality sets the lights. The Council follows the deadline."),
    )
    day = date(2026, 11, 18)
    promise = {"text": text, "institution": _("Institution"), "deadline": day}
    return {
        "title": title,
        "text": text,
        "day": day,
        "hour": time(17, 30),
        "states": ("done", "on_time", "late", "low", "medium", "high", "immediate"),
        "tones": ("", "plain", "warning", "danger"),
        "icons": ("phone", "handshake", "calendar", "newspaper"),
        "crumbs": [
            {"title": _("Home"), "url": "/"},
            {"title": _("Style guide"), "url": ""},
        ],
        "tally": {"done": 12, "on_time": 7, "late": 4},
        "promises": [
            {"reference": "2026-7", "state": "done", "done_on": day, **promise},
            {
                "reference": "2026-9",
                "state": "late",
                "reason": text,
                "new_deadline": day,
                **promise,
            },
        ],
        "bars": [
            Bar(_("Done"), 12, "done"),
            Bar(_("On time"), 7, "on_time"),
            Bar(_("Late"), 4, "late"),
        ],
        "columns": [{"title": _("Institution")}, {"title": _("State")}],
        "rows": [[_("Institution"), _("Done")], [_("Institution"), _("Late")]],
        "checksum": "0123456789abcdef" * 4,
        "form": SampleForm({"email": "name", "note": "", "agree": "on"}),
    }
