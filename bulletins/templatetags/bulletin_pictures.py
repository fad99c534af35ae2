"""A picture of an issue on a page, in the sizes that a screen may ask for."""

from typing import Any

from django import template
from django.urls import reverse

from bulletins.content import Issue, Picture
from languages.addresses import address
from press.pictures import file_name

register = template.Library()


@register.inclusion_tag("bulletins/page/picture.html", takes_context=True)
def issue_picture(context: dict[str, Any], picture: Picture | None) -> dict[str, Any]:
    """Before publication, where the context says `unpublished`, from the members' side."""
    if picture is None:
        return {}
    issue: Issue = context["issue"]
    parts = {"year": issue.month.year, "month": issue.month.month}

    def url(width: int, ending: str) -> str:
        name = file_name(picture.name, width, ending)
        if context.get("unpublished"):
            return reverse("studio_picture_file", kwargs={**parts, "file_name": name})
        return address("issue-picture", issue.language, **parts, file_name=name)

    middle = max(width for width in picture.widths if width <= 640 or width == picture.widths[0])
    return {
        "picture": picture,
        "src": url(middle, "jpg"),
        **{
            ending: ", ".join(f"{url(width, ending)} {width}w" for width in picture.widths)
            for ending in ("webp", "jpg")
        },
    }
