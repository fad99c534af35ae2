from django.db import models


class SeedAddress(models.Model):
    """An address of our own, to which a bulletin's letters go on trial before it is published."""

    address = models.CharField(max_length=320, unique=True)
    """Normalised as a subscriber's is."""

    class Meta:
        ordering = ("address",)
        verbose_name_plural = "seed addresses"

    def __str__(self) -> str:
        return str(self.pk)
