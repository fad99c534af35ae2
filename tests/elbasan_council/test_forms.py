"""Lists of choices are written without templates, and look as if they were."""

from django import forms
from django.forms.renderers import DjangoTemplates

from elbasan_council.forms import FormRenderer


class Choosing(forms.Form):
    plain = forms.ChoiceField(
        choices=[("", "All <of> them"), ('a"b', "Ë & ç"), (3, "three")], help_text="Choose"
    )
    grouped = forms.ChoiceField(choices=[("Group", [("x", "X")]), ("y", "Y")], required=False)
    several = forms.MultipleChoiceField(
        choices=[("1", "one"), ("2", "two")],
        widget=forms.SelectMultiple(attrs={"class": "wide", "hidden": False}),
    )


def test_a_list_of_choices_is_what_djangos_templates_write() -> None:
    for given in (None, {"plain": 'a"b', "grouped": "x", "several": ["2", "1"]}, {"plain": "no"}):
        ours, theirs = (
            Choosing(given, renderer=each()) for each in (FormRenderer, DjangoTemplates)
        )
        for name in Choosing.base_fields:
            assert str(ours[name]) == str(theirs[name])
