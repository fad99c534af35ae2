"""A referral on letterhead, for an institution where nobody has an account."""

import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localdate

from council import audit, disclosure
from council.access import Reader, may_revoke, visible_reports
from council.actions.prepare_letter import on_letterhead
from council.disclosure import PARTS
from council.models import Correspondence, Referral
from council.people import demand
from languages import AUTHORITATIVE
from languages.dates import long_date

SUBJECT = "Referim"
"""Of the line in the register: whoever keeps the register may not read what it is about."""


def referral_letter(*, referral: Referral, by: Reader, at: datetime.datetime) -> bytes:
    """For Word, with what the referral names and nothing else; one closed line of the register.

    Raises NotAllowed. `referral`: one whose report they see.
    """
    report = (
        visible_reports(by).select_related("agency", "category", "unit").get(pk=referral.report_id)
    )
    referral.report = report
    demand(may_revoke(by, referral))
    line, made = Correspondence.objects.get_or_create(
        direction=Correspondence.Direction.OUT,
        about=referral.source_key,
        closed=True,
        defaults={
            "kind": Correspondence.Kind.OTHER,
            "institution": referral.agency,
            "subject": SUBJECT,
            "entered_by": by.user,
            "entered_at": at,
        },
    )
    if made:
        audit.record(verb="letter.prepared", object_key=f"letter:{line.pk}", at=at)
    audit.record(verb="referral.letter_made", object_key=referral.source_key, at=at)
    read = disclosure.report_for(by, report)
    named = {PARTS[Referral.Part(part)] for part in referral.parts if part in PARTS}
    with translation.override(AUTHORITATIVE):
        body = render_to_string(
            "council/paper/referral.txt",
            {
                "report": report,
                "referral": referral,
                "purpose": disclosure.words_of([referral])[referral.pk].words["purpose"],
                "words": {name: read.words[name] for name in named},
                "due": long_date(referral.due_date, AUTHORITATIVE, weekday=False),
                "begins": long_date(report.from_date, AUTHORITATIVE, weekday=False),
                "ends": long_date(report.to_date, AUTHORITATIVE, weekday=False),
            },
        )
    return on_letterhead(line, body, on=localdate(at))
