"""How long an answer may take, from a day on."""

import datetime

from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from outreach.access import may_set_answer_time, question_reader
from outreach.models import AnswerTime


class InThePast(Exception):
    """What holds already stays as it was."""


def set_answer_time(
    *, from_date: datetime.date, working_days: int, by: User, at: datetime.datetime
) -> None:
    """For questions that come from that day on. Raises NotAllowed, InThePast."""
    demand(may_set_answer_time(question_reader(by, on=localdate(at))))
    if from_date < localdate(at):
        raise InThePast
    AnswerTime.objects.update_or_create(
        from_date=from_date, defaults={"working_days": working_days}
    )
    audit.record(verb="question.time_set", object_key=f"answer_time:{from_date}", at=at)
