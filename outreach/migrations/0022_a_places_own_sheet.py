"""Whoever holds the address of a place's sheet gets it without a login."""

from django.db import migrations

# Nothing of its contact, and nothing of what became of it there.
FUNCTION = """
CREATE FUNCTION outreach_posting_sheet(wanted uuid)
    RETURNS TABLE (month date, code text, web_address text, sheet text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT k.month, b.code, k.web_address, k.sheet
   FROM outreach_posting AS p
   JOIN outreach_noticeboard AS b ON b.id = p.board_id
   JOIN outreach_pack AS k ON k.id = p.pack_id
   WHERE p.id = wanted $$;

REVOKE ALL ON FUNCTION outreach_posting_sheet(uuid) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("outreach", "0021_a_register_of_help_lines")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION outreach_posting_sheet(uuid)"),
        migrations.RemoveField("pack", "sheet_address"),
    ]
