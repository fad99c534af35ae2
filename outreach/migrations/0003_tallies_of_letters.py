"""The database counts the letters itself, in the transaction that changes them."""

from django.db import migrations

_TALLY = """
    INSERT INTO outreach_deliverytally AS known (mailing_id, domain, state, slot, n)
    SELECT mailing_id, domain, state, pg_backend_pid() % 32, sum(change)
    FROM ({changes}) AS changed
    GROUP BY mailing_id, domain, state HAVING sum(change) <> 0
    ORDER BY mailing_id, domain, state
    ON CONFLICT (mailing_id, domain, state, slot) DO UPDATE SET n = known.n + excluded.n;
"""
_NOW = "SELECT mailing_id, domain, state, 1 AS change FROM now"
_BEFORE = "SELECT mailing_id, domain, state, -1 AS change FROM before"


def _trigger(event: str, tables: str, changes: str) -> str:
    name = f"outreach_tally_on_{event.lower()}"
    return f"""
    CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {_TALLY.format(changes=changes)} RETURN NULL; END $$;
    CREATE TRIGGER {name} AFTER {event} ON outreach_delivery REFERENCING {tables}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
    """


FORWARD = (
    _TALLY.format(changes="SELECT mailing_id, domain, state, 1 AS change FROM outreach_delivery")
    + _trigger("INSERT", "NEW TABLE AS now", _NOW)
    + _trigger("UPDATE", "OLD TABLE AS before NEW TABLE AS now", f"{_NOW} UNION ALL {_BEFORE}")
    + _trigger("DELETE", "OLD TABLE AS before", _BEFORE)
)
BACK = "".join(
    f"DROP TRIGGER outreach_tally_on_{event} ON outreach_delivery;"
    f"DROP FUNCTION outreach_tally_on_{event}();"
    for event in ("insert", "update", "delete")
)


class Migration(migrations.Migration):
    dependencies = (("outreach", "0002_pace_and_doubts"),)
    operations = (migrations.RunSQL(FORWARD, BACK),)
