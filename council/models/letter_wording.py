from django.db import models

from council.models.correspondence import Correspondence


class LetterWording(models.Model):
    """How a kind of letter is worded; the secretary may change it. In Albanian, as the letters are."""

    kind = models.CharField(max_length=20, choices=Correspondence.Kind, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    """Paragraphs, with slots such as `{number}`, `{text}`, `{deadline}`."""
    edited_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.kind
