"""The public may ask why something was withdrawn, and promises name the decision they came of."""

from django.db import migrations

# Of a withdrawn row the public role reads nothing; this tells the day and the reason, no word more.
FUNCTION = """
CREATE FUNCTION council_withdrawal(wanted text)
    RETURNS TABLE (withdrawn_at timestamptz, reason text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT f.withdrawn_at, f.withdrawn_reason::text FROM council_publishedfact AS f
   WHERE f.key = wanted AND f.withdrawn_at IS NOT NULL $$;

REVOKE ALL ON FUNCTION council_withdrawal(text) FROM PUBLIC;
"""

LINKS = """
UPDATE council_publishedfact AS fact
SET facts = fact.facts || jsonb_build_object('decision', (
    SELECT decision.year || '-' || decision.serial
    FROM council_action AS action JOIN council_decision AS decision ON decision.id = action.decision_id
    WHERE action.series = 'open' AND decision.series = 'open' AND decision.state = 'adopted'
        AND fact.key = 'action:' || action.year || '-' || action.serial))
WHERE fact.kind = 'action' AND NOT fact.facts ? 'decision'
"""


class Migration(migrations.Migration):
    dependencies = [("council", "0013_letter_of_a_raised_level")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION council_withdrawal(text)"),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
    ]
