"""Some of the manuscripts of a kind."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, QuerySet

from outreach.models import Manuscript, ManuscriptText

KEY = ("changed_at", "id")


def some(kind: str, told: Mapping[str, str]) -> QuerySet[Manuscript]:
    """`told`: what the filter's form has cleaned; what is empty does not count."""
    rows = Manuscript.objects.filter(kind=kind).prefetch_related("texts")
    own = ManuscriptText.objects.filter(manuscript=OuterRef("pk"), field="title")
    if words := told.get("words"):
        rows = rows.filter(Exists(own.filter(text__icontains=words)))
    if state := told.get("state"):
        rows = rows.filter(state=state)
    if language := told.get("lacks"):
        reviewed = own.filter(language=language, reviewed_at__isnull=False)
        rows = rows.filter(~Exists(reviewed))
    return rows.order_by("-changed_at", "-id")
