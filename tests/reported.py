"""Threat reports of every marking, for the walks over a whole portal; each word of them a canary."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from council.models import Marking, Report
from council.people import Role, User, person_with_role
from tests import canaries, make

MADE: Mapping[str, Mapping[str, str]] = {
    "draft_report": {"state": "draft"},
    "sent_report": {"state": "submitted", "marking": Marking.AMBER},
    "strict_report": {"marking": Marking.AMBER_STRICT},
    "amber_report": {"marking": Marking.AMBER},
    "green_report": {"marking": Marking.GREEN},
    "referred_report": {"marking": Marking.AMBER},
    "social_report": {"marking": Marking.AMBER_STRICT, "agency": "social_services"},
}


def word(thing: str, name: str) -> str:
    """The canary that stands for one word of one thing, such as the title of `green_report`."""
    return canaries.canary(f"{thing}: {name}")


def report_things() -> dict[str, str]:
    """Ids, by what they are called in addresses. The cast's liaison is of the State Police, its
    cleared member of the social services; its coordinator is confirmed."""
    today = timezone.localdate()
    liaison = person_with_role(Role.LIAISON, today)
    member = User.objects.get(email__startswith="member@")
    made = {}
    for thing, fields in MADE.items():
        author = member if "agency" in fields else liaison
        words = {name: word(thing, name) for name in Report.WORDS}
        made[thing] = make.report(author=author, words=words, **fields)
    referral = make.referral(
        made["referred_report"],
        agency="social_services",
        by=liaison,
        due_date=today + datetime.timedelta(days=20),
        parts=["observed"],
        purpose=word("referral", "purpose"),
    )
    note = make.note(
        made["green_report"],
        author=liaison,
        agency="state_police",
        marking=Marking.AMBER_STRICT,
        text=word("report_note", "text"),
    )
    share = make.share(made["amber_report"], agency="education", by=liaison)
    return {
        **{thing: str(report.pk) for thing, report in made.items()},
        "referral": str(referral.pk),
        "report_note": str(note.pk),
        "report_share": str(share.pk),
    }
