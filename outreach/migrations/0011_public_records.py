import outreach.models.publishable
from django.db import migrations, models

RECORDS = ("activity", "event", "news", "question")
# Those that were there get a code from their id, in the letters of `new_code`.
CODES = """
UPDATE outreach_{name} SET code =
    translate(substr(md5(id::text), 1, 7), '01il', '{swap}')
"""


class Migration(migrations.Migration):
    dependencies = (("outreach", "0010_document"),)
    operations = (
        *(
            operation
            for name in RECORDS
            for operation in (
                migrations.AddField(name, "code", models.CharField(max_length=8, default="")),
                migrations.RunSQL(CODES.format(name=name, swap="xyzw"), migrations.RunSQL.noop),
                migrations.AlterField(
                    name,
                    "code",
                    models.CharField(
                        default=outreach.models.publishable.new_code,
                        editable=False,
                        max_length=8,
                        unique=True,
                    ),
                ),
            )
        ),
        migrations.AddField("event", "ends_at", models.TimeField(null=True)),
        migrations.AddField("event", "unit", models.SlugField(blank=True, default=""), preserve_default=False),
        migrations.AddField("event", "series", models.UUIDField(db_index=True, null=True)),
        migrations.AddField("event", "called_off_at", models.DateTimeField(null=True)),
        migrations.AddField("event", "sequence", models.PositiveIntegerField(default=0)),
    )
