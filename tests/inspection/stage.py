"""`python -m tests.inspection.stage show|withdraw`: what a portal seldom shows, made to be seen.

Run where the portal runs. `show` opens a survey, releases the results of an earlier one, corrects a
mistake, calls a date off, and says which addresses came in letters. `withdraw` takes away a piece of
news, a date, a decision and an issue. Both print addresses, as JSON.
"""

import datetime
import json
import sys
import uuid

import django

django.setup()

from django.utils import timezone  # noqa: E402

from bulletins.actions.withdraw import withdraw as withdraw_issue  # noqa: E402
from bulletins.models import Bulletin  # noqa: E402
from council.actions.publish_facts import withdraw_fact  # noqa: E402
from council.models import PublishedFact  # noqa: E402
from council.people import Role, System, User, acting_as, person_with_role  # noqa: E402
from elbasan_council import demonstration  # noqa: E402
from languages import LANGUAGES  # noqa: E402
from languages.addresses import address  # noqa: E402
from outreach.actions.mistakes.report import report_mistake  # noqa: E402
from outreach.actions.mistakes.settle import settle_mistake  # noqa: E402
from outreach.actions.newsroom import records  # noqa: E402
from outreach.actions.newsroom.dates import call_off  # noqa: E402
from outreach.actions.newsroom.withdraw import withdraw  # noqa: E402
from outreach.actions.survey.answer import answer_survey  # noqa: E402
from outreach.actions.survey.keep import (  # noqa: E402
    open_survey,
    propose_results,
    release_results,
)
from outreach.actions.survey.tally import tally_slips  # noqa: E402
from outreach.models import Event, Manuscript, MistakeReport, Posting, Subscriber  # noqa: E402
from outreach.survey import QUESTIONS  # noqa: E402
from outreach.tokens import (  # noqa: E402
    confirm_token,
    posted_token,
    preferences_token,
    stop_token,
)

DAY = datetime.timedelta(days=1)
REASONS = {
    "sq": "Data ishte e gabuar.",
    "en": "The date was wrong.",
    "ar": "كان التاريخ خاطئًا.",
}
ANSWERED = 60
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def person(role: Role) -> User:
    return person_with_role(role, TODAY)


def show() -> dict[str, dict[str, str]]:
    """Personal addresses, by language and page."""
    _survey()
    _correction()
    coming = Event.objects.published(at=NOW).filter(on_date__gte=TODAY).earliest("on_date")
    call_off(event=coming, by=person(Role.EDITOR), at=NOW)
    reader, leaver = Subscriber.objects.order_by("address")[:2]
    tokens = {
        "confirm": confirm_token(reader.pk, at=NOW),
        "preferences": preferences_token(reader.pk),
        "stop": stop_token(leaver.pk),
        "posted": posted_token(Posting.objects.earliest("board__name").pk),
    }
    return {
        language: {page: address(page, language, token=token) for page, token in tokens.items()}
        for language in LANGUAGES
    }


def _survey() -> None:
    secretary, chair = person(Role.SECRETARY), person(Role.CHAIR)
    noon = timezone.make_aware(datetime.datetime.combine(TODAY - 60 * DAY, datetime.time(12)))
    earlier = open_survey(
        opens_on=TODAY - 62 * DAY, closes_on=TODAY - 32 * DAY, by=secretary, at=NOW
    )
    for number in range(ANSWERED):
        answers = {
            question.key: question.options[number % len(question.options)][0]
            for question in QUESTIONS
            if question.options
        }
        answer_survey(slip=uuid.uuid4(), answers=answers, language="sq", at=noon)
    tally_slips(at=noon)
    propose_results(wave_id=earlier.pk, by=secretary, at=NOW)
    release_results(wave_id=earlier.pk, by=chair, at=NOW)
    open_survey(opens_on=TODAY, closes_on=TODAY + 30 * DAY, by=secretary, at=NOW)


def _correction() -> None:
    """One on each language's help page, seen by whoever reads it."""
    for language in LANGUAGES:
        page = address("help", language)
        report_mistake(page=page, language=language, kind="number", text="x", suggestion="", at=NOW)
    for report in MistakeReport.objects.filter(state="open"):
        settle_mistake(
            report_id=report.pk,
            state="corrected",
            words={"sq": "Numri u ndreq."},
            by=person(Role.SECRETARY),
            at=NOW,
        )


def withdrawn() -> dict[str, dict[str, str]]:
    """Addresses of what is gone, by language."""
    gone: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    editor = person(Role.EDITOR)
    for kind, page in (("news", "news-article"), ("event", "event")):
        row = Manuscript.objects.filter(kind=kind, state="published").earliest("published_at")
        record = records.of(row)[0]
        withdraw(manuscript=row, reasons=REASONS, by=editor, at=NOW)
        for language, pages in gone.items():
            pages[page] = address(page, language, code=record.code, slug=record.slug)
    decision = PublishedFact.objects.filter(kind="decision").earliest("on_date", "key")
    withdraw_fact(key=decision.key, reasons=REASONS, at=NOW)
    month = demonstration.archived_months()[0]
    withdraw_issue(
        bulletin=Bulletin.objects.get(month=month),
        reasons=REASONS,
        by=person(Role.SECRETARY),
        at=NOW,
    )
    for language, pages in gone.items():
        pages["decision"] = address("decision", language, number=decision.facts["number"])
        pages["issue"] = address("issue", language, year=month.year, month=month.month)
    return gone


DO = {"show": show, "withdraw": withdrawn}

if __name__ == "__main__":
    with acting_as(System("inspection")):
        told = DO[sys.argv[1]]()
    sys.stdout.write(json.dumps(told))
