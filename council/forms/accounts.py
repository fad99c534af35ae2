"""What members fill in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from council.models import Agency, Seat
from council.people import Role
from press.addresses import NotAnAddress, normalise

ROLE_NAMES = {
    Role.COORDINATOR: _("Coordinator"),
    Role.SECRETARY: _("Technical secretary"),
    Role.LIAISON: _("Liaison of an institution"),
    Role.CHAIR: _("Chair"),
    Role.MEMBER: _("Member"),
    Role.OBSERVER: _("Observer"),
    Role.EDITOR: _("Editor"),
    Role.TRANSLATOR: _("Translator"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
}


class InvitationForm(forms.Form):
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    title = forms.CharField(
        label=_("Post"),
        help_text=_("The post, not the person: what colleagues will read beside an act."),
        max_length=120,
    )
    language = forms.ChoiceField(
        label=_("Language of the letters"), choices=[("sq", "Shqip"), ("en", "English")]
    )
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLE_NAMES.items()))
    agency: Any = forms.ModelChoiceField(label=_("Institution"), queryset=Agency.objects.none())
    seat: Any = forms.ModelChoiceField(
        label=_("Seat"),
        help_text=_("Only for who sits at the table."),
        queryset=Seat.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        for name, model in (("agency", Agency), ("seat", Seat)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = model.objects.all()
            field.label_from_instance = lambda row: getattr(row, f"name_{language}") or row.name_sq  # type: ignore[assignment,method-assign]

    def clean_email(self) -> str:
        try:
            return normalise(self.cleaned_data["email"])[0]
        except NotAnAddress:
            raise ValidationError(_("Write an e-mail address like name@example.org")) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seat, agency = cleaned.get("seat"), cleaned.get("agency")
        if seat and agency and seat.agency_id != agency.pk:
            self.add_error("seat", _("This seat belongs to another institution."))
        if seat and (cleaned.get("role") == Role.OBSERVER) != (seat.role == Role.OBSERVER):
            self.add_error(
                "seat",
                _("An observer’s seat gives the role of an observer, and no other seat does."),
            )
        return cleaned


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. A sentence is easy to remember."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"password", "again"} <= cleaned.keys() and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two passwords differ."))
        return cleaned
