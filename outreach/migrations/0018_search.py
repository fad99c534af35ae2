import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


# The triggers that count are made with the grants; without the tables they must not stand.
UNWATCH = """
DO $$ DECLARE f regproc;
BEGIN
    FOR f IN SELECT p.oid::regproc FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
        WHERE n.nspname = 'public' AND p.proname LIKE 'public_change_%'
    LOOP
        EXECUTE format('DROP FUNCTION %s() CASCADE', f);
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = (("outreach", "0017_reach"),)
    operations = (
        migrations.CreateModel(
            "PublicChange",
            (
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=63)),
                ("slot", models.IntegerField()),
                ("n", models.BigIntegerField()),
            ),
            {
                "constraints": (
                    models.UniqueConstraint(name="public_change_once", fields=("table", "slot")),
                ),
            },
        ),
        migrations.CreateModel(
            "PublicMoment",
            (
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due", models.DateTimeField(unique=True)),
            ),
        ),
        migrations.AddField(
            "page",
            "sources",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=80), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField("page", "version", models.PositiveBigIntegerField(default=0)),
        migrations.AddField(
            "page",
            "words",
            django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
        ),
        migrations.AddIndex(
            "page",
            django.contrib.postgres.indexes.GinIndex(fields=("words",), name="page_words"),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, UNWATCH),
    )
