"""A report goes for ever: its files, its key, and the row with all that hangs on it."""

from council.actions.attach_file import destroy_files
from council.models import DataKey, Report


def destroy_report(report: Report) -> None:
    """Asks nobody and leaves no trace: for acts that have asked, inside `acting_as(System(…))`,
    because what hangs on it may be hidden from who decides: a link's other end, a stricter note.

    Lifted holds go with it; one that stands protects it. An agenda item forgets it.
    """
    destroy_files(report)
    DataKey.objects.filter(report=report).delete()
    report.holds.filter(lifted_at__isnull=False).delete()
    Report.objects.filter(pk=report.pk).delete()
