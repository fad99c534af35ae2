"""Locked minutes stay as they are, except that their items forget a report that was destroyed."""

from django.db import migrations

OF_ITEM = "EXECUTE FUNCTION council_refuse_when_locked('r.meeting_id')"
SPLIT = f"""
DROP TRIGGER locked ON council_agendaitem;
CREATE TRIGGER locked BEFORE INSERT OR DELETE ON council_agendaitem FOR EACH ROW {OF_ITEM};
CREATE TRIGGER locked_words BEFORE UPDATE ON council_agendaitem FOR EACH ROW WHEN (
    NEW.report_id IS NOT NULL OR to_jsonb(NEW) - 'report_id' <> to_jsonb(OLD) - 'report_id'
) {OF_ITEM};
"""
BACK = f"""
DROP TRIGGER locked_words ON council_agendaitem;
DROP TRIGGER locked ON council_agendaitem;
CREATE TRIGGER locked BEFORE INSERT OR UPDATE OR DELETE ON council_agendaitem
    FOR EACH ROW {OF_ITEM};
"""


class Migration(migrations.Migration):
    dependencies = (("council", "0009_report_floor"),)

    operations = (migrations.RunSQL(SPLIT, BACK),)
