"""What is refused without a form: nothing is stored, whoever calls."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from council.actions import file_report
from council.actions.close_report import close_report, start_response
from council.actions.file_report import (
    Circle,
    Situation,
    discard_draft,
    draft_report,
    edit_report,
)
from council.actions.mark_report import change_marking
from council.actions.share_report import end_share, share_report
from council.actions.submit_report import submit_report
from council.actions.triage_report import accept_report
from council.models import Agency, AuditRecord, Category, DataKey, Marking, Report
from council.people import NotAllowed
from tests import cast, make
from tests.council.filing import today, words

pytestmark = pytest.mark.usefixtures("acting")


def situation(**fields: Any) -> Situation:
    made = Situation(
        category=Category.objects.get(code="public_order"),
        unit=None,
        neighbourhood=None,
        from_date=today(),
        to_date=today(),
        source="own",
        certainty="probable",
        level="medium",
        title="Zhurmë",
        observed="Zhurmë natën.",
        protective="",
    )
    return replace(made, **fields)


def draft(agency: str = "state_police", circle: Circle | None = None, **fields: Any) -> Report:
    return draft_report(
        agency=Agency.objects.get(code=agency),
        situation=situation(**fields),
        circle=circle or Circle(),
        by=cast.liaison(),
        at=timezone.now(),
    )


REFUSED: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"level": "immediate"}, file_report.Immediate),
    ({"level": ""}, file_report.Immediate),
    ({"circle": Circle("red")}, file_report.NotStored),
    ({"circle": Circle("")}, file_report.NotStored),
    ({"observed": "x" * 200_000}, file_report.TooLong),
    ({"neighbourhood": 2}, file_report.NoSuchPlace),
    ({"to_date": today().replace(year=2999)}, file_report.WrongPeriod),
    ({"to_date": today().replace(year=2019, day=1)}, file_report.WrongPeriod),
]


@pytest.mark.parametrize(("fields", "error"), REFUSED)
def test_what_is_refused_leaves_nothing(fields: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        draft(**fields)
    assert not Report.objects.exists()
    assert not DataKey.objects.exists()
    assert not AuditRecord.objects.filter(verb__startswith="report.").exists()


@pytest.mark.parametrize(("fields", "error"), REFUSED)
def test_what_is_refused_changes_nothing(fields: dict[str, Any], error: type[Exception]) -> None:
    report = draft()
    parts = dict(fields)
    circle = parts.pop("circle", Circle())
    with pytest.raises(error):
        edit_report(
            report=report, situation=situation(**parts), circle=circle, version=report.version,
            by=cast.liaison(), at=timezone.now(),
        )  # fmt: skip
    report.refresh_from_db()
    assert words(report)["observed"] == "Zhurmë natën."


def test_nobody_writes_for_an_institution_that_is_not_theirs() -> None:
    with pytest.raises(file_report.NotYours):
        draft(agency="education")
    with pytest.raises(file_report.NotYours):
        draft_report(
            agency=Agency.objects.get(code="education"), situation=situation(), circle=Circle(),
            by=cast.liaison(), at=timezone.now(), on_paper=True,
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        draft_report(
            agency=Agency.objects.get(code="local_media"), situation=situation(), circle=Circle(),
            by=cast.observer(), at=timezone.now(),
        )  # fmt: skip
    assert not Report.objects.exists()


def test_what_is_left_out_is_the_safest() -> None:
    report = draft(circle=Circle(shared=(Agency.objects.get(code="education"),)))
    assert report.marking == Marking.AMBER_STRICT
    assert not report.shares.exists()


def test_each_act_asks_its_rule_itself() -> None:
    report = make.report(author=cast.liaison(), marking="amber")
    make.share(report, agency="education", by=cast.liaison())
    member, at = cast.informed("education"), timezone.now()
    other = Agency.objects.get(code="public_health")
    for call in (
        lambda: change_marking(report=report, marking="green", by=cast.coordinator(), at=at),
        lambda: change_marking(report=report, marking="amber_strict", by=member, at=at),
        lambda: share_report(report=report, agency=other, by=member, at=at),
        lambda: end_share(share=report.shares.get(), by=member, at=at),
        lambda: accept_report(report=report, by=cast.coordinator(), at=at),
        lambda: start_response(report=report, by=member, at=at),
        lambda: close_report(report=report, outcome="eased", lesson="", by=member, at=at),
        lambda: submit_report(report=report, ticks=(), by=cast.liaison(), at=at),
        lambda: discard_draft(report=report, by=cast.liaison(), at=at),
    ):
        with pytest.raises(NotAllowed):
            call()
    report.refresh_from_db()
    assert (report.state, report.marking) == ("accepted", "amber")
    assert report.shares.filter(ended_at__isnull=True).count() == 1
