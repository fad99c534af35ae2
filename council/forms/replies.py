"""What an institution answers about an action; what the secretary enters of a paper."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.forms.documents import CleanFileField
from council.models import Reply

ANSWERS = {
    Reply.Kind.PROGRESS: _("We are working on it"),
    Reply.Kind.DONE: _("It is done"),
    Reply.Kind.NEW_DATE: _("We need another date"),
    Reply.Kind.REFUSED: _("We cannot do it"),
}


def date_field(label: Any, *, help_text: Any = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write a date like 2026-11-30.")},
    )


class ReplyForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Answer"), choices=list(ANSWERS.items()), widget=forms.RadioSelect()
    )
    text = forms.CharField(
        label=_("In words"),
        help_text=_("What was done, what is missing, or why. For “done”: how it can be seen."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    new_date = date_field(
        _("New date"), help_text=_("Only where you need another date."), required=False
    )
    file: Any = CleanFileField(
        label=_("File"), help_text=_("PDF, JPEG or PNG, up to 20 MB."), required=False
    )


class PaperReplyForm(ReplyForm):
    received = date_field(_("Received on"), help_text=_("The day on the stamp of the protocol."))
    number = forms.CharField(
        label=_("Their protocol number"),
        help_text=_("As the institution wrote it on its letter."),
        max_length=40,
    )

    def __init__(self, *args: Any, today: datetime.date, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.order_fields(["number", "received", "kind", "text", "new_date", "file"])
        self.fields["kind"].label = _("What the letter says")
        self.fields["text"].help_text = _("The letter's gist. Nothing that it does not say.")
        self.fields["file"].label = _("Scan of the letter")
        self.fields["received"].initial = today


class AcceptDateForm(forms.Form):
    public_reason = forms.CharField(
        label=_("Why it is late, in Albanian, for the public"),
        help_text=_("Stands beside the promise on the public pages. May stay empty."),
        required=False,
        max_length=200,
    )
