from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outreach.searching import LONGEST, Asked, without_control


class SearchForm(forms.Form):
    """What was typed, as far as a page repeats it."""

    q = forms.CharField(
        label=gettext_lazy("What are you looking for?"),
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "dir": "auto", "enterkeyhint": "search"}
        ),
    )

    def __init__(self, typed: str) -> None:
        super().__init__({"q": without_control(typed).strip()[:LONGEST]}, auto_id="search-%s")
        self._is_cut = len(typed) > LONGEST
        self._is_typed = bool(typed)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["asked"] = asked = Asked(said.get("q", ""))
        if self._is_cut:
            said_most = _("Type at most %(most)s characters. One or two words find the most.")
            self.add_error("q", said_most % {"most": LONGEST})
        elif self._is_typed and not asked:
            self.add_error("q", _("Type a word or a number."))
        return said
