import datetime
import secrets
import uuid
from typing import Any, Self

from django.db import models

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another on paper."""


def new_code() -> str:
    """What an address names a record by: short enough to be typed, and it tells no count."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(7))


class PublishableQuerySet(models.QuerySet[Any]):
    def published(self, *, at: datetime.datetime) -> Self:
        return self.filter(published_at__lte=at, withdrawn_at__isnull=True)


class Publishable(models.Model):
    """Something that a second person approved, that is public from a moment on, until withdrawn.

    Its words are `Text` rows under `source_key`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug

    @property
    def source_key(self) -> str:
        return f"{self._meta.model_name}:{self.slug}"
