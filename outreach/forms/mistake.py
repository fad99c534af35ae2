"""What a reader fills in to say that a text is wrong."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.addresses import language_of
from languages.personal import Kind, find
from outreach.models import MistakeReport

TOLD = frozenset({Kind.NAME, Kind.INITIALS, Kind.ID_NUMBER, Kind.EMAIL, Kind.PLATE})
"""What nobody need write to say that a text is wrong. A telephone may be the mistake itself."""


class MistakeForm(forms.Form):
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"),
        choices=MistakeReport.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is wrong.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Which words or which number?"),
        help_text=gettext_lazy("Copy them here, or say where they stand. No names of people."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write the words or the number.")},
    )
    suggestion = forms.CharField(
        label=gettext_lazy("What should stand there?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    website = forms.CharField(required=False)
    """Nobody sees it; only programs fill it in."""

    def clean_page(self) -> str:
        page: str = self.cleaned_data["page"]
        return page if is_page(page) else ""

    def clean_text(self) -> str:
        return _impersonal(self.cleaned_data["text"])

    def clean_suggestion(self) -> str:
        return _impersonal(self.cleaned_data["suggestion"])

    @property
    def by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))


def is_page(path: str) -> bool:
    """Whether it is the address of a public page, of which a reader may speak."""
    if not path.startswith("/") or path.startswith("//"):
        return False
    try:
        match = resolve(path)
    except Resolver404:
        return False
    name = match.url_name or ""
    return name.endswith(f"-{language_of(path)}") and "token" not in match.kwargs


def _impersonal(text: str) -> str:
    if any(found.kind in TOLD for found in find(text)):
        raise ValidationError(
            _("Please leave out names, e-mail addresses and other signs of people.")
        )
    return text
