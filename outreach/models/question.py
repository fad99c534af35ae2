from django.db import models

from outreach.models.publishable import Publishable


class Question(Publishable):
    """A collective question and its answer. Fields of its texts: question, answer."""

    class Channel(models.TextChoices):
        PAPER = "paper"
        TELEPHONE = "telephone"
        UNIT_HEAD = "unit_head"
        MEDIATOR = "mediator"
        YOUTH_COUNCIL = "youth_council"

    channel = models.CharField(max_length=20, choices=Channel)
    unit = models.SlugField(blank=True)
    institution = models.SlugField()
    answered_on = models.DateField()

    class Meta(Publishable.Meta):
        ordering = ("answered_on",)
