"""Bringing past bulletins, and letting them go."""

import datetime
import re
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from languages import AUTHORITATIVE, LANGUAGES, own_name
from press.files import Trouble

MOST_FILES = 24
TROUBLES = {
    Trouble.EMPTY: _("The file is empty."),
    Trouble.TOO_LARGE: _("The file is too large: at most 20 MB and 500 pages."),
    Trouble.KIND: _("Only .pdf and .docx can be kept. Save the document as one of them."),
    Trouble.NOT_WHAT_IT_SAYS: _("The file is not what its name says. Save it again as PDF."),
    Trouble.BROKEN: _("The file is broken and cannot be read. Save it again, then try once more."),
    Trouble.LOCKED: _("The file is locked with a password. Save it without one."),
}
_NAMED = re.compile(
    r"(?<!\d)(20\d\d)[-_. ](0[1-9]|1[0-2])(?!\d)(?:[-_. ](sq|en|ar)\b)?", re.IGNORECASE
)


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Its value is the list of what was brought."""

    widget = ManyFiles(attrs={"accept": ".pdf,.docx", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[override]
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise ValidationError(_("Choose at least one file."))
        if len(given) > MOST_FILES:
            raise ValidationError(
                _("Bring at most %(most)s files at once."), params={"most": MOST_FILES}
            )
        return list(given)


class BringForm(forms.Form):
    brought = ManyFilesField(
        label=_("Files"),
        help_text=_(
            "PDF or Word (.docx), at most 20 MB each. Of several files each name says its month:"
            " 2024-05.pdf, in another language 2024-05-en.pdf."
        ),
    )
    month = forms.RegexField(
        r"^20\d\d-(0[1-9]|1[0-2])$",
        label=_("Month"),
        required=False,
        help_text=_("Of one file whose name does not say it: 2024-05."),
        widget=forms.TextInput(attrs={"type": "month"}),
        error_messages={"invalid": _("Write the month as 2024-05.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, own_name(code)) for code in LANGUAGES],
        initial=AUTHORITATIVE,
        help_text=_("Of files whose name does not say it."),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=160,
        help_text=_("Of one file. Without it the title is “Monthly bulletin” with the month."),
    )

    def month_and_language(self, name: str) -> tuple[datetime.date | None, str]:
        """What a file's name says; of one file, what was chosen goes before it."""
        said = _NAMED.search(PurePath(name).name)
        chosen = self.cleaned_data["month"] if len(self.cleaned_data["brought"]) == 1 else ""
        language = ((said and said[3]) or self.cleaned_data["language"]).lower()
        if chosen:
            return datetime.date.fromisoformat(f"{chosen}-01"), language
        return (datetime.date(int(said[1]), int(said[2]), 1) if said else None), language


class PublishForm(forms.Form):
    seen = forms.BooleanField(
        label=_("I have read the file and these places: it may be public as it is."),
        error_messages={"required": _("Say that you have read it.")},
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_(
            "Readers see it in place of the issue. Write it in the issue's language and name nobody."
        ),
    )
