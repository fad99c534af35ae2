"""What row-level security asks about who acts (`elbasan_council.database_roles` has the policies).

Functions of the owner, so that policies which look at each other do not recurse. The floor of a
table that such a function reads lets the owner pass while `portal.checking` is on, which holds
inside of the function alone.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION council_is_system() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT coalesce(current_setting('portal.principal', true) LIKE 'system:_%', false) $$;

CREATE FUNCTION council_person() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN principal LIKE 'user:_%' THEN substr(principal, 6)::uuid END
   FROM (SELECT current_setting('portal.principal', true) AS principal) AS asked $$;

-- The confirmed appointments of who acts that hold today, of an account that is open.
CREATE FUNCTION council_held() RETURNS SETOF council_appointment
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT a.* FROM council_appointment AS a JOIN council_user AS u ON u.id = a.person_id
   WHERE a.person_id = council_person() AND u.is_active AND a.confirmed_at IS NOT NULL
     AND a.from_date <= (now() AT TIME ZONE 'Europe/Tirane')::date
     AND (a.to_date IS NULL OR a.to_date >= (now() AT TIME ZONE 'Europe/Tirane')::date) $$;

CREATE FUNCTION council_informed() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(DISTINCT a.agency_id), '{}') FROM council_held() AS a
   LEFT JOIN council_seat AS s ON s.id = a.seat_id
   WHERE a.role = 'liaison' OR (s.cleared AND a.role IN ('member', 'chair', 'coordinator')) $$;

CREATE FUNCTION council_coordinates() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT EXISTS (SELECT 1 FROM council_held() WHERE role = 'coordinator') $$;

CREATE FUNCTION council_keeps_record() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT EXISTS (SELECT 1 FROM council_held() AS a JOIN council_seat AS s ON s.id = a.seat_id
                  WHERE a.role = 'secretary' AND s.cleared) $$;

-- Reports that were shared with, or are being dealt with by, the institutions of who acts.
CREATE FUNCTION council_reports_handed() RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('portal.checking', 'on', true);
    RETURN QUERY SELECT report_id FROM council_reportshare
        WHERE ended_at IS NULL AND agency_id = ANY (council_informed())
        UNION SELECT report_id FROM council_referral
        WHERE ended_at IS NULL AND agency_id = ANY (council_informed());
    PERFORM set_config('portal.checking', 'off', true);
END $$;
"""
# The policies that ask go with them: tables under forced security then show nobody a row.
BACK = """
DROP FUNCTION council_reports_handed() CASCADE;
DROP FUNCTION council_keeps_record() CASCADE;
DROP FUNCTION council_coordinates() CASCADE;
DROP FUNCTION council_informed() CASCADE;
DROP FUNCTION council_held() CASCADE;
DROP FUNCTION council_person() CASCADE;
DROP FUNCTION council_is_system() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = (("council", "0008_threat_reports"),)

    operations = (migrations.RunSQL(FUNCTIONS, BACK),)
