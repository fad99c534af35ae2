"""What the database itself refuses: locked minutes changed, a chain rewritten, a substitute's substitute."""

from django.db import migrations

ONLY_GROW = ("council_auditseal", "council_lockedminutes", "council_addendum")

GUARDS = """
CREATE FUNCTION council_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME;
END $$;

CREATE FUNCTION council_is_locked(asked uuid) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$ SELECT EXISTS (SELECT 1 FROM council_lockedminutes WHERE meeting_id = asked) $$;

-- The meeting of a row is named by an expression in the trigger's first argument, in terms of `r`.
CREATE FUNCTION council_refuse_when_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    meeting uuid;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format('SELECT %s FROM (SELECT ($1).*) AS r', TG_ARGV[0]) INTO meeting USING OLD;
        IF council_is_locked(meeting) THEN
            RAISE EXCEPTION 'the minutes of this meeting are locked' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format('SELECT %s FROM (SELECT ($1).*) AS r', TG_ARGV[0]) INTO meeting USING NEW;
        IF council_is_locked(meeting) THEN
            RAISE EXCEPTION 'the minutes of this meeting are locked' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    RETURN OLD;
END $$;

-- Of a locked meeting only what comes after the minutes may change: its state and its last edit.
CREATE FUNCTION council_meeting_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF council_is_locked(OLD.id) AND (
        TG_OP = 'DELETE'
        OR to_jsonb(NEW) - 'state' - 'edited_at' <> to_jsonb(OLD) - 'state' - 'edited_at'
        OR NEW.state NOT IN ('approved', 'published')
    ) THEN
        RAISE EXCEPTION 'the minutes of this meeting are locked' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER council_meeting_stays BEFORE UPDATE OR DELETE ON council_meeting
    FOR EACH ROW EXECUTE FUNCTION council_meeting_stays();

CREATE FUNCTION council_substitute_for_a_holder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.substitute_for_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM council_appointment AS holder
        WHERE holder.id = NEW.substitute_for_id AND holder.substitute_for_id IS NULL
          AND holder.seat_id IS NOT DISTINCT FROM NEW.seat_id AND holder.id <> NEW.id
    ) THEN
        RAISE EXCEPTION 'a substitute stands in for the holder of the same seat'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER council_substitute_for_a_holder BEFORE INSERT OR UPDATE ON council_appointment
    FOR EACH ROW EXECUTE FUNCTION council_substitute_for_a_holder();
"""
GUARDS_BACK = """
DROP TRIGGER council_substitute_for_a_holder ON council_appointment;
DROP FUNCTION council_substitute_for_a_holder();
DROP TRIGGER council_meeting_stays ON council_meeting;
DROP FUNCTION council_meeting_stays();
DROP FUNCTION council_refuse_when_locked();
DROP FUNCTION council_is_locked(uuid);
DROP FUNCTION council_only_grows();
"""

OF_ITEM = "(SELECT i.meeting_id FROM council_agendaitem AS i WHERE i.id = r.item_id)"
LOCKED = {
    # table: the meeting of a row `r`
    "council_agendaitem": "r.meeting_id",
    "council_attendance": "r.meeting_id",
    "council_attendancechange": OF_ITEM,
    "council_recusal": OF_ITEM,
    "council_itemminutes": OF_ITEM,
    "council_vote": (
        "(SELECT d.meeting_id FROM council_decision AS d WHERE d.id = r.decision_id)"
    ),
    "council_namedvote": (
        "(SELECT d.meeting_id FROM council_decision AS d JOIN council_vote AS v"
        " ON v.decision_id = d.id WHERE v.id = r.vote_id)"
    ),
    "council_decision": "r.meeting_id",
}


def _only_grows(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION council_only_grows()",
        f"DROP TRIGGER only_grows ON {table}",
    )


def _locked(table: str, meeting: str) -> migrations.RunSQL:
    argument = meeting.replace("'", "''")
    return migrations.RunSQL(
        f"CREATE TRIGGER locked BEFORE INSERT OR UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION council_refuse_when_locked('{argument}')",
        f"DROP TRIGGER locked ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = (("council", "0004_council_work"),)

    operations = (
        migrations.RunSQL(GUARDS, GUARDS_BACK),
        *(_only_grows(table) for table in ONLY_GROW),
        *(_locked(table, meeting) for table, meeting in LOCKED.items()),
    )
