from django.db import migrations

FORWARD = """
CREATE FUNCTION council_audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail only grows';
END $$;
CREATE TRIGGER council_audit_only_grows
    BEFORE UPDATE OR DELETE OR TRUNCATE ON council_auditrecord
    FOR EACH STATEMENT EXECUTE FUNCTION council_audit_only_grows();
"""
BACK = """
DROP TRIGGER council_audit_only_grows ON council_auditrecord;
DROP FUNCTION council_audit_only_grows();
"""


class Migration(migrations.Migration):
    dependencies = (("council", "0001_initial"),)

    operations = (migrations.RunSQL(FORWARD, BACK),)
