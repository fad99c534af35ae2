from django.db import models

from council.models.audit_record import AuditRecord


class AuditSeal(models.Model):
    """One link of the chain over the audit trail. Only ever added to."""

    position = models.PositiveBigIntegerField(primary_key=True)
    """1, 2, 3 … without a hole."""
    record = models.OneToOneField(AuditRecord, on_delete=models.PROTECT, related_name="seal")
    digest = models.CharField(max_length=64)
    """SHA-256 of the digest before it and this record's fields; see `council/actions/seal_audit.py`."""
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.position}"
