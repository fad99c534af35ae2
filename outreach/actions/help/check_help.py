"""“I checked it today”: somebody made sure that a line or a topic is still right."""

import datetime

from django.utils import timezone

from council import audit
from council.people import User
from languages import AUTHORITATIVE
from languages.checks import check, check_text
from outreach.models import HelpCheck, HelpLine, HelpTopic, Text


class FailsTheGate(Exception):
    """A text may not be published as it is; `findings` says why, one sentence each."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__("; ".join(findings))
        self.findings = findings


def check_line(
    *, line: HelpLine, way: str, note: str, by: User, at: datetime.datetime
) -> HelpCheck:
    HelpLine.objects.filter(pk=line.pk).update(checked_on=timezone.localdate(at))
    return _note(line.source_key, way, note, by, at)


def check_topic(
    *, topic: HelpTopic, way: str, note: str, by: User, at: datetime.datetime
) -> HelpCheck:
    """Whoever checks a topic has read it: the words that nobody reviewed before become public.

    Raises FailsTheGate.
    """
    texts = Text.objects.filter(key=topic.source_key)
    unread = texts.filter(reviewed_at__isnull=True)
    if findings := _errors(list(texts), set(unread.values_list("pk", flat=True))):
        raise FailsTheGate(findings)
    unread.update(reviewed_by=by, reviewed_at=at)
    HelpTopic.objects.filter(pk=topic.pk).update(checked_on=timezone.localdate(at))
    return _note(topic.source_key, way, note, by, at)


def _note(key: str, way: str, note: str, by: User, at: datetime.datetime) -> HelpCheck:
    audit.record(verb="help.checked", object_key=key, at=at)
    return HelpCheck.objects.create(key=key, way=way, note=note, checked_by=by, checked_at=at)


def _errors(texts: list[Text], unread: set[int]) -> list[str]:
    """What the gate refuses in those that nobody has read yet."""
    albanian = {row.field: row.text for row in texts if row.language == AUTHORITATIVE}
    found = []
    for row in texts:
        if row.pk not in unread:
            continue
        if row.language == AUTHORITATIVE:
            findings = check_text(row.text, row.language)
        else:
            findings = check(albanian.get(row.field, ""), row.text, row.language)
        found += [
            f"{row.field}, {row.language}: {one.message}"
            for one in findings
            if one.severity == "error"
        ]
    return found
