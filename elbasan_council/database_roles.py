"""The roles in the database, and what each may do: one list, to be reviewed as a whole.

The owner makes the tables. The workspace role reads and writes them. The public role reads what
was made public and no table with closed text; where a table holds drafts too, row-level security
shows it only what was published. The backup role reads everything.

One login is a member of owner, workspace and public, without inheriting anything: what a
transaction may do is what it has said that it is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg import sql

from elbasan_council import public_changes

OWNER = "portal_owner"
WORKSPACE = "portal_workspace"
PUBLIC = "portal_public"
BACKUP = "portal_backup"
PUBLIC_LOGIN = "portal_web_public"
"""In production: the login of the residents' own web process, a member of the public role alone."""

PUBLISHED = f"published_at IS NOT NULL AND {public_changes.DUE} AND withdrawn_at IS NULL"

# Of news and events that were withdrawn something is said for good: that they were, and why.
PUBLIC_ONCE = (
    f"published_at IS NOT NULL AND {public_changes.DUE}"
    " AND (withdrawn_at IS NULL OR withdrawn_at >= published_at)"
)

# The words of a record are public while the record is, and of one that was withdrawn those that say
# why. Words of any other kind are not public until they are named here.
PUBLIC_WORDS = (
    "reviewed_at IS NOT NULL AND CASE split_part(outreach_text.key, ':', 1) WHEN 'help' THEN true "
    + " ".join(
        f"WHEN '{kind}' THEN EXISTS (SELECT 1 FROM outreach_{kind} AS record"
        " WHERE record.slug = split_part(outreach_text.key, ':', 2)"
        f" AND published_at IS NOT NULL AND {public_changes.DUE}"
        " AND (record.withdrawn_at IS NOT NULL) = (outreach_text.field = 'withdrawn'))"
        for kind in ("news", "event", "activity", "question", "correction")
    )
    + " ELSE false END"
)

# One that was withdrawn says why, and nothing that it said: its text is emptied with it.
ONCE_PUBLISHED = (
    f"published_at IS NOT NULL AND {public_changes.DUE} AND (withdrawn_at IS NULL OR text = '')"
)

EDITION = f"published_at IS NOT NULL AND {public_changes.DUE}"
# What is not public of the editions has no public file either.
WITH_EDITION = (
    "EXISTS (SELECT 1 FROM bulletins_edition AS edition"
    f" WHERE edition.id = bulletins_editionfile.edition_id AND {EDITION})"
)

# One that another person has listened to; the page shows it as long as its issue is in force.
LISTENED_TO = "reviewed_at IS NOT NULL AND removed_at IS NULL"

PUBLIC_READS: Mapping[str, str | None] = {
    # table: which rows (None: all of them)
    "council_agency": None,
    "council_seat": None,
    "council_unit": None,
    "council_publishedfact": "withdrawn_at IS NULL",
    "outreach_helpline": None,
    "outreach_helptopic": None,
    "outreach_news": PUBLIC_ONCE,
    "outreach_event": PUBLIC_ONCE,
    "outreach_helpcard": None,
    "outreach_activity": PUBLISHED,
    "outreach_correction": PUBLISHED,
    # Results that wait for their release hide the whole survey.
    "outreach_surveywave": "released_at IS NOT NULL OR results IS NULL",
    # One that was withdrawn says why; its words are public no longer.
    "outreach_question": f"published_at IS NOT NULL AND {public_changes.DUE}",
    "outreach_questiontally": None,
    "outreach_boardtally": None,
    "outreach_text": PUBLIC_WORDS,
    "outreach_page": None,
    # How often each of these tables has changed, and from when on something is public: no words.
    "outreach_publicchange": None,
    "outreach_publicmoment": None,
    "bulletins_bulletin": None,
    "bulletins_edition": EDITION,
    "bulletins_editionfile": WITH_EDITION,
    "bulletins_recording": LISTENED_TO,
    "bulletins_archivedissue": ONCE_PUBLISHED,
}
PUBLIC_INSERTS: Sequence[str] = (
    "outreach_departure",
    "outreach_subscriptionrequest",
    "outreach_confirmation",
    "outreach_preferencechange",
    "outreach_mistakereport",
    "outreach_surveyslip",
    "outreach_postinganswer",
)
PUBLIC_CALLS: Sequence[str] = (
    # What one subscriber's own page shows, for who holds its signed address; the address masked.
    "outreach_subscription(uuid)",
    # What the page of one place's month shows, for who holds its signed address.
    "outreach_posting(uuid)",
    # Where the sheet of that place's month lies, and the place's code.
    "outreach_posting_sheet(uuid)",
    # How often a form was sent lately: it counts under keys that lead to nobody.
    "outreach_count(text, integer)",
    # When and why something was withdrawn from publication, and nothing of what it said.
    "council_withdrawal(text)",
)
"""Functions that run as the owner; nobody else may call them."""
APPEND_ONLY: Sequence[str] = (
    "council_auditrecord",
    "council_auditseal",
    "council_lockedminutes",
    "council_addendum",
)
"""Tables that the workspace role may read and add to, and never change."""

ACCEPTED = "state IN ('accepted', 'responding', 'closed')"
REPORT_FLOOR = f"""(SELECT council_is_system())
    OR (state = 'draft' AND author_id = (SELECT council_person()) AND (
        agency_id = ANY ((SELECT council_informed())::bigint[]) OR (SELECT council_coordinates())))
    OR (state <> 'draft' AND agency_id = ANY ((SELECT council_informed())::bigint[]))
    OR (state <> 'draft' AND marking <> 'amber_strict' AND (SELECT council_coordinates()))
    OR ({ACCEPTED} AND marking <> 'amber_strict'
        AND id IN (SELECT council_reports_handed()))
    OR ({ACCEPTED} AND marking IN ('green', 'clear') AND (
        cardinality((SELECT council_informed())) > 0 OR (SELECT council_keeps_record())))"""
"""Who acts reads these rows of council_report at most, whatever our code asks for. The rule itself
stands in `council.access.reports`; a test holds the two together."""
OF_REPORT = (
    "(SELECT council_is_system()) OR EXISTS"
    " (SELECT 1 FROM council_report AS report WHERE report.id = report_id)"
)
"""Of a page of rows each report is looked up, and only of many rows are all of them read first."""
GUARDED: Mapping[str, str] = {
    # table: the workspace role's floor, forced
    "council_report": REPORT_FLOOR,
    "council_datakey": OF_REPORT,
    "council_reportshare": OF_REPORT,
    "council_referral": f"{OF_REPORT} OR agency_id = ANY ((SELECT council_informed())::bigint[])",
    "council_reportnote": OF_REPORT,
    "council_reportfile": OF_REPORT,
    "council_legalhold": OF_REPORT,
    "council_reportlink": (
        "(SELECT council_is_system()) OR (lesser_id IN (SELECT id FROM council_report)"
        " AND greater_id IN (SELECT id FROM council_report))"
    ),
}
READ_BY_FLOOR = ("council_reportshare", "council_referral")
"""Of the guarded tables, those that `council_reports_handed` reads as the owner."""


class Router:
    """Migrations run as the owner; everything else takes the default connection."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"


def make_roles(connection: psycopg.Connection[Any], *, login: str, database: str) -> None:
    """Makes the roles and lets `login` take three of them. Runs as a superuser; safe to repeat."""
    for role in (OWNER, WORKSPACE, PUBLIC, BACKUP):
        attributes = "NOLOGIN NOINHERIT" + (" BYPASSRLS" if role == BACKUP else "")
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} " + attributes).format(sql.Identifier(role)))
    for role in (OWNER, WORKSPACE, PUBLIC):
        let_become(connection, login, role)
    connection.execute(
        sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(
            sql.Identifier(database), sql.Identifier(OWNER)
        )
    )
    connection.execute(
        sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(sql.Identifier(OWNER))
    )
    for role in (WORKSPACE, PUBLIC, BACKUP):
        connection.execute(
            sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(role))
        )


def let_become(connection: psycopg.Connection[Any], login: str, role: str) -> None:
    """Makes `login` a member of `role` who inherits nothing and must say when they use it."""
    modern = connection.info.server_version >= 160000
    how = sql.SQL(" WITH INHERIT FALSE, SET TRUE" if modern else "")
    member = sql.Identifier(login)
    if not modern:
        connection.execute(sql.SQL("ALTER ROLE {} NOINHERIT").format(member))
    connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), member) + how)


def grant(cursor: Any) -> None:
    """Brings every privilege and policy to what this file says. Runs as the owner, repeatably."""
    for role in (WORKSPACE, PUBLIC, BACKUP):
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        cursor.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}")
    everything = "SELECT, INSERT, UPDATE, DELETE"
    cursor.execute(f"GRANT {everything} ON ALL TABLES IN SCHEMA public TO {WORKSPACE}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {WORKSPACE}")
    cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {BACKUP}")
    for table in APPEND_ONLY:
        cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {WORKSPACE}")
    for table, rows in PUBLIC_READS.items():
        cursor.execute(f"GRANT SELECT ON {table} TO {PUBLIC}")
        _policies(cursor, table, rows)
        public_changes.watch(cursor, table, rows)
    for table, floor in GUARDED.items():
        _guard(cursor, table, floor)
    for table in PUBLIC_INSERTS:
        cursor.execute(f"GRANT INSERT ON {table} TO {PUBLIC}")
    for function in PUBLIC_CALLS:
        cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC, {WORKSPACE}, {BACKUP}")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {PUBLIC}")


def _policies(cursor: Any, table: str, rows: str | None) -> None:
    """Row-level security, where the public role may see only some rows."""
    cursor.execute(f"DROP POLICY IF EXISTS public_reads ON {table}")
    cursor.execute(f"DROP POLICY IF EXISTS workspace_all ON {table}")
    if rows is None:
        cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        return
    cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    cursor.execute(f"CREATE POLICY public_reads ON {table} FOR SELECT TO {PUBLIC} USING ({rows})")
    cursor.execute(
        f"CREATE POLICY workspace_all ON {table} TO {WORKSPACE} USING (true) WITH CHECK (true)"
    )


def _guard(cursor: Any, table: str, floor: str) -> None:
    """Row-level security, forced: without a principal nobody reads a row, the owner neither."""
    cursor.execute(f"DROP POLICY IF EXISTS floor ON {table}")
    cursor.execute(f"DROP POLICY IF EXISTS checking ON {table}")
    cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    cursor.execute(f"CREATE POLICY floor ON {table} TO {WORKSPACE} USING ({floor})")
    if table in READ_BY_FLOOR:
        cursor.execute(
            f"CREATE POLICY checking ON {table} FOR SELECT TO {OWNER}"
            " USING (current_setting('portal.checking', true) = 'on')"
        )
