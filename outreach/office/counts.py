"""How many subscribers there are: counts alone, and as many questions for ten as for a million."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from outreach.actions.carry_out import LIFTED

LATELY = datetime.timedelta(days=30)

STATE = """
    CASE WHEN s.left_at IS NOT NULL OR d.id IS NOT NULL OR p.reason IN ('left', 'erased') THEN 'left'
         WHEN p.id IS NOT NULL THEN 'stopped'
         WHEN s.confirmed_at IS NULL THEN 'waiting'
         WHEN s.paused_until > %(today)s THEN 'paused'
         ELSE 'active' END
"""
_COUNTS = f"""
    WITH known AS (
        SELECT s.language, split_part(s.consent_way, ':', 1) AS way, s.unit, {STATE} AS state
        FROM outreach_subscriber AS s
        LEFT JOIN outreach_suppression AS p ON p.address_hash = s.address_hash
        LEFT JOIN outreach_departure AS d ON d.subscriber = s.id
    )
    SELECT language, way, unit, state, count(*),
           count(*) FILTER (WHERE state IN ('active', 'paused'))
    FROM known GROUP BY GROUPING SETS ((language), (way), (unit), (state))
"""
_SUPPRESSED = """
    SELECT reason, count(*), count(*) FILTER (WHERE since > %(lately)s)
    FROM outreach_suppression GROUP BY reason ORDER BY reason
"""
_GROWTH = """
    SELECT month, sum(came)::int, sum(went)::int FROM (
        SELECT date_trunc('month', confirmed_at AT TIME ZONE 'Europe/Tirane')::date AS month,
               count(*) AS came, 0 AS went
        FROM outreach_subscriber WHERE confirmed_at >= %(since)s GROUP BY 1
        UNION ALL
        SELECT date_trunc('month', since AT TIME ZONE 'Europe/Tirane')::date, 0, count(*)
        FROM outreach_suppression WHERE reason IN ('left', 'erased') AND since >= %(since)s GROUP BY 1
    ) AS each GROUP BY month ORDER BY month DESC
"""


@dataclass(frozen=True)
class Month:
    first: datetime.date
    came: int
    """Who confirmed and is still there."""
    went: int


@dataclass
class Counts:
    """By code; of languages, ways and units only who is subscribed, paused or not."""

    languages: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    suppressed: Counter[str] = field(default_factory=Counter)
    left_lately: int = 0
    months: list[Month] = field(default_factory=list)

    @property
    def subscribed(self) -> int:
        return self.states["active"] + self.states["paused"]


def count(*, today: datetime.date, at: datetime.datetime) -> Counts:
    found = Counts()
    told: dict[str, Any] = {
        "today": today,
        "lately": at - LATELY,
        "since": today.replace(year=today.year - 1, day=1),
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, told)
        for language, way, unit, state, every, subscribed in cursor.fetchall():
            if state is not None:
                found.states[state] = every
            elif language is not None:
                found.languages[language] = subscribed
            elif way is not None:
                found.ways[way] = subscribed
            else:
                found.units[unit] = subscribed
        cursor.execute(_SUPPRESSED, told)
        for reason, every, lately in cursor.fetchall():
            found.suppressed[reason] = every
            found.left_lately += lately if reason in LIFTED else 0
        cursor.execute(_GROWTH, told)
        found.months = [Month(*row) for row in cursor.fetchall()]
    return found
