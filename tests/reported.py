"""Threat reports of every marking, for the walks over a whole portal; each word of them a canary."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from council import access
from council.actions.attach_file import attach_file
from council.actions.report_on_agenda import put_report_on_agenda
from council.models import Marking, Meeting, Redirection, Report, ReportFile, ReportLink
from council.people import Role, User, person_with_role
from press.files import CleanFile
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
    link = ReportLink.objects.create(
        **_in_order(made["green_report"], made["amber_report"]),
        linked_by=liaison,
        linked_at=timezone.now(),
    )
    redirection = Redirection.objects.create(
        date=today,
        category=made["green_report"].category,
        agency=made["green_report"].agency,
        mechanism=Redirection.Mechanism.CRIME,
        redirected_by=liaison,
    )
    return {
        "redirection": str(redirection.pk),
        **{thing: str(report.pk) for thing, report in made.items()},
        **{f"{thing}: reference": report.reference for thing, report in made.items()},
        "report_file": str(_file(made["green_report"], liaison).pk),
        **_on_an_agenda(made["amber_report"]),
        "report_link": str(link.pk),
        "referral": str(referral.pk),
        "report_note": str(note.pk),
        "report_share": str(share.pk),
    }


def _on_an_agenda(report: Report) -> dict[str, str]:
    """A planned meeting that is to speak about it, and the item."""
    now = timezone.now()
    coordinator = person_with_role(Role.COORDINATOR, timezone.localdate(now))
    meeting = make.meeting(
        starts_at=now + datetime.timedelta(days=40), number=95, state=Meeting.State.PLANNED
    )
    item = put_report_on_agenda(
        report=report,
        meeting=meeting,
        by=access.reader(coordinator, on=timezone.localdate(now)),
        at=now,
    )
    return {"report_meeting": str(meeting.pk), "report_item": str(item.key)}


def _file(report: Report, by: User) -> ReportFile:
    """For everybody who reads the report."""
    return attach_file(
        report=report,
        original=b"%PDF-1.7 as it was brought",
        file=CleanFile("application/pdf", "pdf", b"%PDF-1.7\n%%EOF\n"),
        name=word("report_file", "name"),
        marking=Marking.GREEN,
        by=access.reader(by, on=timezone.localdate()),
        at=timezone.now(),
    )


def _in_order(one: Report, other: Report) -> dict[str, Report]:
    lesser, greater = sorted((one, other), key=lambda row: row.pk)
    return {"lesser": lesser, "greater": greater}
