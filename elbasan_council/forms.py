"""How forms become HTML: as Django's own templates would write it, lists of choices without them.

A list of choices takes two templates a choice, which is a third of the time that a page with filters
takes. A test holds what is written here to what Django's templates write.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import mark_safe

SELECT = "django/forms/widgets/select.html"
OPTION = "django/forms/widgets/select_option.html"


class FormRenderer(DjangoTemplates):
    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if template_name == SELECT and _is_plain(context["widget"]):
            return mark_safe("".join(_select(context["widget"])))  # noqa: S308
        return super().render(template_name, context, request)


def _is_plain(widget: Mapping[str, Any]) -> bool:
    """No groups of choices, and no choice that is written in a way of its own."""
    return all(
        not name and all(choice["template_name"] == OPTION for choice in choices)
        for name, choices, _ in widget["optgroups"]
    )


def _select(widget: Mapping[str, Any]) -> Iterator[str]:
    yield f'<select name="{escape(widget["name"])}"{_attributes(widget)}>'
    for _, choices, _ in widget["optgroups"]:
        for choice in choices:
            value, label = escape(str(choice["value"])), escape(choice["label"])
            yield f'\n  <option value="{value}"{_attributes(choice)}>{label}</option>\n'
    yield "\n</select>"


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {escape(name)}" + ("" if value is True else f'="{escape(str(value))}"')
        for name, value in widget["attrs"].items()
        if value is not False
    )
