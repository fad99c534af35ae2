"""A situation in a browser, for the tests of its form, its page and its acts."""

import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from council import disclosure, sealing
from council.models import Agency, Category, Report, User
from tests.council.registry import browser_of, reader_of

NEW = "/workspace/reports/new/"
PAPER = "/workspace/reports/new/paper/"


def today() -> datetime.date:
    return timezone.localdate()


def given(**fields: Any) -> dict[str, Any]:
    """Everything that a form needs to be checked for sending."""
    return {
        "category": Category.objects.get(code="public_order").pk,
        "title": "Zhurmë natën",
        "observed": "Zhurmë pas orës 23 pranë shkollës.",
        "where": "all",
        "from_date": today().isoformat(),
        "to_date": today().isoformat(),
        "source": "own",
        "certainty": "probable",
        "level": "medium",
        "to": "check",
        **fields,
    }


def number(code: str) -> int:
    found: int = Agency.objects.get(code=code).pk
    return found


def write(user: User, **fields: Any) -> tuple[Client, Report]:
    """A draft, by the form."""
    client = browser_of(user)
    known = set(Report.objects.values_list("pk", flat=True))
    answer = client.post(NEW, given(**fields))
    assert answer.status_code == 302, answer.content.decode()
    return client, Report.objects.exclude(pk__in=known).get()


def page_of(report: Report, *more: str) -> str:
    return "/".join(("/workspace/reports", str(report.pk), *more)) + "/"


def words(report: Report) -> dict[str, str]:
    return sealing.envelope_of(report).words(report)


def sees(user: User, report: Report) -> bool:
    """Whether its page opens to somebody."""
    return browser_of(user).get(page_of(report)).status_code == 200


def read_by(user: User, report: Report) -> disclosure.ReportForReader:
    return disclosure.report_for(reader_of(user, today()), report)
