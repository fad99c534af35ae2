"""A rule's refusal becomes a page with its reason (403)."""

from django.core.exceptions import PermissionDenied

from council.people import Answer, Denied


def demanded(answer: Answer) -> None:
    if isinstance(answer, Denied):
        raise PermissionDenied(str(answer.reason))
