from django.db import models


class Sealed(models.Model):
    """A record whose words lie encrypted under its report's data key (`council.sealing`).

    Which words a record has is said by `WORDS`; what they may be, by the form that takes them.
    """

    WORDS: tuple[str, ...] = ()

    words_sealed = models.BinaryField(null=True)
    """None: no words, or destroyed."""
    version = models.PositiveIntegerField(default=0)
    """One more with each sealing; an older sealed text put back cannot be opened."""

    class Meta:
        abstract = True
