"""Bringing a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from press.files import MOST_BYTES, CleanFile, FileRefused, Trouble, clean

TROUBLES = {
    Trouble.EMPTY: _("The file is empty."),
    Trouble.TOO_LARGE: _(
        "The file is too large: at most 20 MB, 500 pages, 36 megapixels (PNG: 22)."
    ),
    Trouble.KIND: _("Only PDF, JPEG and PNG can be kept. Save the document as PDF first."),
    Trouble.NOT_WHAT_IT_SAYS: _("The file is not what its name says. Save it again as PDF."),
    Trouble.BROKEN: _("The file is broken and cannot be read. Save it again, then try once more."),
    Trouble.LOCKED: _("The file is locked with a password. Save it without one."),
}


class CleanFileField(forms.FileField):
    """Its value is a `press.files.CleanFile`, or None where nothing was brought."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:  # type: ignore[override]
        upload: UploadedFile | None = super().clean(data, initial)
        if upload is None:
            return None
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(TROUBLES[Trouble.TOO_LARGE])
        try:
            return clean(upload.read(), upload.name or "")
        except FileRefused as refused:
            raise ValidationError(TROUBLES[refused.trouble]) from None
