"""Threat reports of every marking, for the walks over a whole portal; each word of them a canary."""

import datetime

from django.utils import timezone

from council.models import Marking, Report
from council.people import Role, User, person_with_role
from tests import canaries, make

WORDS = {name: canaries.canary(f"council.Report.{name}") for name in Report.WORDS}


def report_things() -> dict[str, str]:
    """Ids, by what they are called in addresses. The cast's liaison is of the State Police, its
    cleared member of the social services; its coordinator is confirmed."""
    today = timezone.localdate()
    liaison = person_with_role(Role.LIAISON, today)
    member = User.objects.get(email__startswith="member@")
    made = {
        "draft_report": _report(liaison, state="draft"),
        "sent_report": _report(liaison, state="submitted", marking=Marking.AMBER),
        "strict_report": _report(liaison, marking=Marking.AMBER_STRICT),
        "amber_report": _report(liaison, marking=Marking.AMBER),
        "green_report": _report(liaison, marking=Marking.GREEN),
        "social_report": _report(member, agency="social_services", marking=Marking.AMBER_STRICT),
        "referred_report": _report(liaison, marking=Marking.AMBER),
    }
    referral = make.referral(
        made["referred_report"],
        agency="social_services",
        by=liaison,
        due_date=today + datetime.timedelta(days=20),
        purpose=canaries.canary("council.Referral.purpose"),
    )
    note = make.note(
        made["green_report"],
        author=liaison,
        agency="state_police",
        marking=Marking.AMBER_STRICT,
        text=canaries.canary("council.ReportNote.text"),
    )
    share = make.share(made["amber_report"], agency="education", by=liaison)
    return {
        **{name: str(report.pk) for name, report in made.items()},
        "referral": str(referral.pk),
        "report_note": str(note.pk),
        "report_share": str(share.pk),
    }


def _report(author: User, *, agency: str = "state_police", **fields: str) -> Report:
    return make.report(author=author, agency=agency, words=WORDS, **fields)
