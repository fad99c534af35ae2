"""Bringing a recording, and having listened to it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bulletins.models import Recording
from languages import LANGUAGES
from languages.checks import check_text
from press import sound
from press.files import FileRefused, Trouble

MOST_LETTERS = 12_000
TROUBLES = {
    Trouble.EMPTY: _("The file is empty."),
    Trouble.TOO_LARGE: _(
        "The recording is too large: at most 1.5 MB. Save it as MP3, mono, 32 kbit/s: that is six minutes."
    ),
    Trouble.KIND: _("Only MP3 can be played everywhere. Save the recording as MP3 first."),
    Trouble.NOT_WHAT_IT_SAYS: _(
        "The file is no MP3, whatever its name says. Save it again as MP3."
    ),
    Trouble.BROKEN: _("The recording is broken or shorter than a second. Save it again as MP3."),
}


class SoundField(forms.FileField):
    """Its value is a `press.sound.Sound`."""

    def clean(self, data: Any, initial: Any = None) -> sound.Sound:  # type: ignore[override]
        upload: UploadedFile = super().clean(data, initial)
        if (upload.size or 0) > sound.MOST_BYTES:
            raise ValidationError(TROUBLES[Trouble.TOO_LARGE])
        try:
            return sound.clean(upload.read(), upload.name or "")
        except FileRefused as refused:
            raise ValidationError(TROUBLES[refused.trouble]) from None


class VoiceForm(forms.Form):
    spoken = forms.ChoiceField(
        label=_("Language that is spoken"),
        choices=Recording.Spoken.choices,
        help_text=_("A recording in Romani stands on the Albanian page."),
    )
    speaker = forms.ChoiceField(
        label=_("Who speaks"),
        choices=Recording.Speaker.choices,
        help_text=_("Readers see this. Say no name in the recording either."),
    )
    file = SoundField(
        label=_("Recording"),
        help_text=_("MP3, at most 1.5 MB. What the file says of itself is taken out."),
        widget=forms.FileInput(attrs={"accept": ".mp3,audio/mpeg"}),
        error_messages={
            "required": _("Choose a recording."),
            "empty": TROUBLES[Trouble.EMPTY],
        },
    )
    transcript = forms.CharField(
        label=_("What is said, in writing"),
        max_length=MOST_LETTERS,
        help_text=_("For who does not hear it. It begins as the text for reading aloud."),
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        error_messages={"required": _("Write what is said.")},
    )
    consent = forms.BooleanField(
        label=_("Whoever speaks has agreed that everybody may hear it."),
        error_messages={"required": _("Say that the speaker has agreed.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        spoken, words = given.get("spoken", ""), given.get("transcript", "")
        # Nobody has taught us Romani.
        if words and spoken in LANGUAGES:
            wrong = [found for found in check_text(words, spoken) if found.severity == "error"]
            for found in wrong[:5]:
                self.add_error("transcript", found.message)
        return given


class HeardForm(forms.Form):
    heard = forms.BooleanField(
        label=_("I have listened to all of it: it says what is written, and names nobody."),
        error_messages={"required": _("Say that you have listened to it.")},
    )
