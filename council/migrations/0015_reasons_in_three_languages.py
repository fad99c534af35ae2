"""Why something was withdrawn is told in each language; what was told before is in Albanian."""

from django.db import migrations, models

FUNCTION = """
DROP FUNCTION council_withdrawal(text);
CREATE FUNCTION council_withdrawal(wanted text)
    RETURNS TABLE (withdrawn_at timestamptz, reasons jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT f.withdrawn_at, f.withdrawn_reasons FROM council_publishedfact AS f
   WHERE f.key = wanted AND f.withdrawn_at IS NOT NULL $$;

REVOKE ALL ON FUNCTION council_withdrawal(text) FROM PUBLIC;
"""
FORMER = """
DROP FUNCTION council_withdrawal(text);
CREATE FUNCTION council_withdrawal(wanted text)
    RETURNS TABLE (withdrawn_at timestamptz, reason text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT f.withdrawn_at, f.withdrawn_reason::text FROM council_publishedfact AS f
   WHERE f.key = wanted AND f.withdrawn_at IS NOT NULL $$;

REVOKE ALL ON FUNCTION council_withdrawal(text) FROM PUBLIC;
"""
KEEP = """
UPDATE council_publishedfact SET withdrawn_reasons = jsonb_build_object('sq', withdrawn_reason)
WHERE withdrawn_reason <> '';
SET CONSTRAINTS ALL IMMEDIATE
"""
KEEP_ALBANIAN = """
UPDATE council_publishedfact SET withdrawn_reason = left(withdrawn_reasons ->> 'sq', 300)
WHERE withdrawn_reasons ? 'sq';
SET CONSTRAINTS ALL IMMEDIATE
"""


class Migration(migrations.Migration):
    dependencies = [("council", "0014_withdrawn_in_public")]

    operations = [
        migrations.AddField("publishedfact", "withdrawn_reasons", models.JSONField(default=dict)),
        migrations.RunSQL(KEEP, KEEP_ALBANIAN),
        migrations.RunSQL(FUNCTION, FORMER),
        migrations.RemoveField("publishedfact", "withdrawn_reason"),
    ]
