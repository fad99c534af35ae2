"""A form's field for a picture that somebody brings."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from press import files
from press.files import FileRefused, Trouble
from press.pictures import Sized, sized

TROUBLES = {
    Trouble.EMPTY: _("The file is empty."),
    Trouble.TOO_LARGE: _(
        "The picture is too large: at most 20 MB and 36 megapixels (PNG and WebP: 22). "
        "Make it smaller first."
    ),
    Trouble.KIND: _("Only JPEG, PNG and WebP can be shown. Save the picture as JPEG first."),
    Trouble.NOT_WHAT_IT_SAYS: _(
        "The file is not the kind of picture that its name says. Save it again as JPEG."
    ),
    Trouble.BROKEN: _("The picture is broken and cannot be shown. Save it again as JPEG."),
}


class PictureField(forms.FileField):
    """Its value is a `press.pictures.Sized`."""

    def clean(self, data: Any, initial: Any = None) -> Sized:  # type: ignore[override]
        upload: UploadedFile = super().clean(data, initial)
        if (upload.size or 0) > files.MOST_BYTES:
            raise ValidationError(TROUBLES[Trouble.TOO_LARGE])
        try:
            return sized(files.picture(upload.read(), upload.name or ""))
        except FileRefused as refused:
            raise ValidationError(TROUBLES[refused.trouble]) from None


class PictureForm(forms.Form):
    file = PictureField(
        label=_("Picture"),
        error_messages={
            "required": _("Choose a picture."),
            "empty": TROUBLES[Trouble.EMPTY],
            "max_length": _("The name of the file is too long: make it shorter."),
        },
    )
    consent = forms.BooleanField(
        label=_("Nobody can be recognised in it, or has agreed to be; no child can be recognised."),
        error_messages={"required": _("Say that nobody is shown who has not agreed to it.")},
    )
    decorative = forms.BooleanField(required=False)
