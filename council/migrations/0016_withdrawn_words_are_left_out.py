"""Notices and minutes that are public already leave out what was withdrawn from publication."""

from django.db import migrations, models
from django.utils.timezone import localdate

from council.withdrawn_words import Gone, without


def leave_out(apps, schema_editor):  # type: ignore[no-untyped-def]
    facts = apps.get_model("council", "PublishedFact").objects.using(schema_editor.connection.alias)
    gone: dict = {}
    for row in facts.filter(kind="decision", withdrawn_at__isnull=False):
        on = localdate(row.withdrawn_at).isoformat()
        told = Gone(row.facts["number"], on, row.withdrawn_reasons, row.texts)
        gone.setdefault(row.on_date, []).append(told)
    last = facts.aggregate(last=models.Max("version"))["last"] or 0
    rows = facts.filter(kind__in=("meeting", "notice", "minutes"), on_date__in=gone)
    for version, row in enumerate(rows, start=last + 1):
        row.facts, row.texts = without(row.facts, row.texts, gone[row.on_date])
        row.version = version
        row.save(update_fields=["facts", "texts", "version"])


class Migration(migrations.Migration):
    dependencies = [("council", "0015_reasons_in_three_languages")]

    operations = [migrations.RunPython(leave_out, migrations.RunPython.noop)]
