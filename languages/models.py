from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from languages import AUTHORITATIVE, LANGUAGES, own_name
from languages.texts import digest


class Origin(models.TextChoices):
    WRITTEN = "written", _("written")
    TRANSLATED = "translated", _("translated")
    SUGGESTED = "suggested", _("suggested by a machine")
    IMPORTED = "imported", _("imported")


class TranslatedText(models.Model):
    """One text in one language. Only a reviewed one may be published.

    The package that owns it adds what the text belongs to, and keeps one row a language.
    A Meta of its own must inherit from `TranslatedText.Meta`, or it loses the constraint.
    """

    Origin = Origin

    language = models.CharField(
        _("language"), max_length=2, choices=[(code, own_name(code)) for code in LANGUAGES]
    )
    text = models.TextField(_("text"))
    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin.choices, default=Origin.WRITTEN
    )
    translates_digest = models.CharField(
        _("digest of the Albanian text that it translates"),
        max_length=64,
        blank=True,
        editable=False,
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_reviewed_by_someone",
                condition=models.Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:60]}"

    @property
    def is_reviewed(self) -> bool:
        return self.reviewed_at is not None

    def is_outdated(self, source_text: str) -> bool:
        """Whether it translates another text than `source_text`, the Albanian of today.

        A translation that does not know what it translates is outdated; Albanian never is.
        """
        return self.language != AUTHORITATIVE and self.translates_digest != digest(source_text)


class AcceptedWarning(models.Model):
    """A warning of the checks that somebody looked at: it is right as it stands, and why.

    It holds for these very words; a text that changes is asked about again. The package that owns
    the text adds it as `text`, once for each warning of its words.
    """

    check_name = models.CharField(max_length=60)
    excerpt = models.CharField(max_length=200)
    text_digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.check_name}: {self.reason}"
