"""An e-mail address that somebody types, and what is wrong with it in their language."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.addresses import NotAnAddress, normalise

LONGEST = 254
"""What the mail system carries (RFC 5321 §4.5.3.1.3, with its two angle brackets)."""
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Marks of direction and the like: they come along when an address is copied."""
_SIGNS = '"«»“”„<>()[],;:\\'
"""Not the apostrophe: real addresses have it (o'neil@…)."""


class AddressField(forms.CharField):
    """Cleans to the address as it is kept: lower case, the domain in its ASCII form."""

    def __init__(self, **parts: Any) -> None:
        widget = forms.EmailInput(
            attrs={"dir": "ltr", "autocomplete": "email", "autocapitalize": "none"}
        )
        # A longer one is answered by our own sentence, and nothing of it is cut off.
        parts.setdefault("widget", widget)
        parts.setdefault("label", gettext_lazy("E-mail address"))
        super().__init__(strip=True, **parts)
        self.error_messages["required"] = gettext_lazy("Enter your e-mail address.")

    def to_python(self, value: Any) -> str:
        return _UNSEEN.sub("", super().to_python(value) or "").strip()

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        if lack := _lack(typed):
            raise ValidationError(lack, code="address")
        try:
            return normalise(typed)[0]
        except NotAnAddress:
            raise ValidationError(
                _("This is not a full e-mail address. It looks like this: name@example.org"),
                code="address",
            ) from None


def _lack(typed: str) -> str:
    """The first thing that is wrong and has a sentence of its own, or ""."""
    if len(typed) > LONGEST:
        return _("This address is too long. An e-mail address has at most 254 characters.")
    if any(character.isspace() or not character.isprintable() for character in typed):
        return _("An e-mail address has no spaces and no line breaks. Write one address only.")
    if any(sign in typed for sign in _SIGNS):
        return _("Write the address without quotation marks, brackets or commas.")
    if typed.count("@") == 1 and not typed.partition("@")[0].isascii():
        return _(
            "In the first part of the address, use only Latin letters without marks, digits and"
            " dots."
        )
    return ""
