"""Whether a page was useful: one of two buttons."""

from typing import Any

from django import forms
from django.urls import Resolver404, resolve

from outreach.models import Page, ReachCount
from outreach.reach.visits import Visit, visited

ANSWERS = {"yes": ReachCount.Kind.USEFUL, "no": ReachCount.Kind.NOT_USEFUL}


class UsefulForm(forms.Form):
    answer = forms.ChoiceField(choices=[(answer, answer) for answer in ANSWERS])
    page = forms.CharField(max_length=300)
    """The path of a public page of ours, in any language."""

    about: Visit | None = None

    def clean_page(self) -> Any:
        """Of a path that is none of ours nothing is kept."""
        path = self.cleaned_data["page"]
        try:
            match = resolve(path)
        except Resolver404:
            raise forms.ValidationError("not ours") from None
        visit = visited(match)
        if visit is None or visit.kind != ReachCount.Kind.READ:
            raise forms.ValidationError("not ours")
        if ":" in visit.page and not Page.objects.filter(address=path).exists():
            # Which one among many was meant is kept only of pages that there are.
            visit = visit.without_which()
        self.about = visit
        return path

    @property
    def kind(self) -> str:
        return ANSWERS[self.cleaned_data["answer"]]
