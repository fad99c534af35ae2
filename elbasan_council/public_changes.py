"""What residents may read has a version, a table each: no kept page outlives what it shows.

The database itself counts, in the transaction that changes something: a row that residents may
read, or could read from its hour on. Drafts count nothing.
"""

from typing import Any

DUE = "published_at <= now()"
"""In the conditions of `database_roles.PUBLIC_READS`: what is public from a moment on."""
COUNTED = ("outreach_publicchange", "outreach_publicmoment")
_COUNT = """
    IF changed THEN
        INSERT INTO outreach_publicchange AS known ("table", slot, n)
        VALUES (TG_TABLE_NAME, pg_backend_pid(), 1)
        ON CONFLICT ("table", slot) DO UPDATE SET n = known.n + 1;
    END IF;
"""
_MOMENTS = """
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO outreach_publicmoment (due)
        SELECT DISTINCT published_at FROM after WHERE published_at > now()
        ON CONFLICT DO NOTHING;
    END IF;
"""
_EVENTS = {
    "insert": "REFERENCING NEW TABLE AS after",
    "update": "REFERENCING OLD TABLE AS before NEW TABLE AS after",
    "delete": "REFERENCING OLD TABLE AS before",
    "truncate": "",
}


def watch(cursor: Any, table: str, rows: str | None) -> None:
    """Counts the changes of a table, of which residents may read `rows`. Runs as the owner."""
    if table in COUNTED:
        return
    shown = (rows or "true").replace(DUE, "true")
    before, after = (
        f"EXISTS (SELECT 1 FROM {side} AS {table} WHERE {shown})" for side in ("before", "after")
    )
    moments = _MOMENTS if (rows or "").startswith("published_at") else ""
    cursor.execute(f"""
        CREATE OR REPLACE FUNCTION public_change_{table}() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE changed boolean;
        BEGIN
            IF TG_OP = 'TRUNCATE' THEN changed := true;
            ELSIF TG_OP = 'INSERT' THEN changed := {after};
            ELSIF TG_OP = 'DELETE' THEN changed := {before};
            ELSE changed := {before} OR {after};
            END IF;
            {_COUNT} {moments}
            RETURN NULL;
        END $$
    """)
    for event, tables in _EVENTS.items():
        cursor.execute(
            f"CREATE OR REPLACE TRIGGER public_change_on_{event} AFTER {event} ON {table} {tables}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION public_change_{table}()"
        )
