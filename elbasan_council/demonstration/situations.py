"""The year's situations of a city's demonstration, read from its file."""

import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from council import demonstration as council
from elbasan_council.demonstration.reading import Calendar, read

WORDS = ("title", "observed", "protective", "returned", "lesson")
COUNTED = "-2 day 1"
"""The month whose figures wait for the second person."""


def load_situations(month: datetime.date, at: datetime.datetime) -> None:
    calendar = Calendar(month)
    file = Path(settings.CITY.folder) / "demonstration" / "situations.toml"
    rows = read(file)["situations"]
    council.make_situations(situations=[_situation(row, calendar) for row in rows], at=at)
    council.count_one_month(month=calendar.day(COUNTED), at=at)


def _situation(row: dict[str, Any], calendar: Calendar) -> council.SituationData:
    morning = datetime.time(10, 0)
    sent = datetime.datetime.combine(
        calendar.day(row["sent"]), morning, timezone.get_default_timezone()
    )
    return council.SituationData(
        sent_at=sent,
        agency=row["agency"],
        category=row["category"],
        state=row["state"],
        words={name: row[name] for name in WORDS if name in row},
        unit=row.get("unit", ""),
        neighbourhood=row.get("neighbourhood"),
        level=row.get("level", "medium"),
        marking=row.get("marking", "amber"),
        source=row.get("source", "own"),
        certainty=row.get("certainty", "probable"),
        closed=row.get("closed", 0),
        outcome=row.get("outcome", ""),
        protocol_number=row.get("on_paper", ""),
        hold=row.get("hold", ""),
        shares=row.get("shares", ()),
        referrals=[_referral(entry) for entry in row.get("referrals", ())],
        notes=[
            council.NoteData(
                agency=entry["by"],
                after=entry["after"],
                marking=entry["marking"],
                text=entry["text"],
            )
            for entry in row.get("notes", ())
        ],
    )


def _referral(entry: dict[str, Any]) -> council.ReferralData:
    return council.ReferralData(
        agency=entry["to"],
        after=entry["after"],
        due=entry["due"],
        state=entry["state"],
        purpose=entry["purpose"],
        answer=entry.get("answer", ""),
        result=entry.get("result", ""),
        ended=entry.get("ended", 0),
        protocol_number=entry.get("on_paper", ""),
    )
