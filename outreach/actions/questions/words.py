"""A question's words: who wrote them, what the checks say of them, who has read them."""

import datetime
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.utils.timezone import localdate

from council.people import User, demand
from languages import AUTHORITATIVE, LANGUAGES, personal
from languages.checks import Finding, check, check_text
from languages.texts import digest
from outreach.access import (
    may_approve_question,
    may_keep_questions,
    may_review_question,
    question_reader,
)
from outreach.actions.questions.trail import IsPublic, Verb, as_it_stands, step
from outreach.models import Question, Text

FIELDS: Final = ("question", "answer")
HEARD: Final = "heard"
LONGEST: Final = {"question": 600, "answer": 1500}
_Kind = personal.Kind
ALWAYS_PERSONAL: Final = frozenset({_Kind.TELEPHONE, _Kind.EMAIL, _Kind.ID_NUMBER, _Kind.PLATE})


class NotTheSame(Exception):
    """The words have changed since they were looked at."""


class Incomplete(Exception):
    """There is no text to be read."""


class Faulty(Exception):
    """The checks find errors; `findings` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


def passages(text: str) -> tuple[list[str], list[str]]:
    """What in an Albanian text looks personal: (what must go, names of communities).

    A street may bear a person's name: there the gate's own check for persons has the last word.
    """
    found = personal.find(text)
    must_go = [text[one.start : one.end] for one in found if one.kind in ALWAYS_PERSONAL]
    told = [one for one in check_text(text, AUTHORITATIVE) if one.check == "private"]
    must_go += [one.excerpt for one in told if one.excerpt not in must_go]
    peoples = [text[one.start : one.end] for one in found if one.kind == _Kind.COMMUNITY]
    return must_go, peoples


def texts_of(question: Question) -> dict[tuple[str, str], Text]:
    """By field and language. One query."""
    rows = Text.objects.filter(key=question.source_key)
    return {(row.field, row.language): row for row in rows}


def findings_of(texts: Mapping[tuple[str, str], Text], field: str, language: str) -> list[Finding]:
    """What the gate says of a text, beside its Albanian; of a missing one nothing."""
    row, source = texts.get((field, language)), texts.get((field, AUTHORITATIVE))
    if row is None:
        return []
    if language == AUTHORITATIVE or source is None:
        return check_text(row.text, language)
    return check(source.text, row.text, language, names=settings.CITY.places())


def digest_of(texts: Mapping[tuple[str, str], Text]) -> str:
    """Of the Albanian question and answer: what somebody has looked at."""
    found = [texts.get((field, AUTHORITATIVE)) for field in FIELDS]
    return digest("\x1f".join(row.text if row else "" for row in found))


def put_text(
    *, question: Question, field: str, language: str, text: str, by: User, at: datetime.datetime
) -> bool:
    """Whether the words are other than before. Albanian that changes outdates what translates it."""
    row = Text.objects.filter(key=question.source_key, field=field, language=language).first()
    if row is not None and digest(row.text) == digest(text):
        return False
    source = Text.objects.filter(
        key=question.source_key, field=field, language=AUTHORITATIVE
    ).first()
    own = language == AUTHORITATIVE
    Text.objects.update_or_create(
        key=question.source_key,
        field=field,
        language=language,
        defaults={
            "text": text,
            "origin": Text.Origin.WRITTEN if own else Text.Origin.TRANSLATED,
            "translates_digest": "" if own or source is None else digest(source.text),
            "reviewed_by": None,
            "reviewed_at": None,
        },
    )
    if own:
        others = Text.objects.filter(key=question.source_key, field=field)
        others.exclude(language=AUTHORITATIVE).update(reviewed_by=None, reviewed_at=None)
        Question.objects.filter(pk=question.pk).update(submitted_by=None, submitted_at=None)
    step(question, Verb.WROTE, at=at, by=by, detail=f"{field}:{language}")
    return True


def write_texts(
    *,
    question: Question,
    language: str,
    texts: Mapping[str, str],
    by: User,
    at: datetime.datetime,
) -> int:
    """Question and answer in one language; how many changed. An empty text stays as it was.

    Raises NotAllowed, IsPublic (of Albanian words).
    """
    demand(may_keep_questions(question_reader(by, on=localdate(at))))
    found = as_it_stands(question)
    if language == AUTHORITATIVE and found.is_public:
        raise IsPublic
    return sum(
        put_text(question=found, field=field, language=language, text=text, by=by, at=at)
        for field, text in texts.items()
        if field in FIELDS and language in LANGUAGES and text
    )


def review_text(
    *, question: Question, field: str, language: str, seen: str, by: User, at: datetime.datetime
) -> None:
    """Another person says that a translation is right. `seen`: the digest of what they read.

    Raises NotAllowed, Incomplete, NotTheSame, Faulty.
    """
    found = as_it_stands(question)
    who = question_reader(by, on=localdate(at))
    demand(may_review_question(who, found, f"{field}:{language}"))
    texts = texts_of(found)
    row, source = texts.get((field, language)), texts.get((field, AUTHORITATIVE))
    if row is None or source is None:
        raise Incomplete
    if digest(row.text) != seen or row.is_outdated(source.text):
        raise NotTheSame
    refuse_faulty(findings_of(texts, field, language))
    row.reviewed_by, row.reviewed_at = by, at
    row.save(update_fields=["reviewed_by", "reviewed_at"])
    step(found, Verb.REVIEWED, at=at, by=by, detail=f"{field}:{language}")


def review_albanian(question: Question, *, seen: str, by: User, at: datetime.datetime) -> None:
    """The approval of question and answer as they were looked at.

    Raises NotAllowed, Incomplete, NotTheSame, Faulty.
    """
    demand(may_approve_question(question_reader(by, on=localdate(at)), question))
    texts = texts_of(question)
    check_albanian(texts)
    if digest_of(texts) != seen:
        raise NotTheSame
    rows = Text.objects.filter(key=question.source_key, field__in=FIELDS, language=AUTHORITATIVE)
    rows.update(reviewed_by=by, reviewed_at=at)


def check_albanian(texts: Mapping[tuple[str, str], Text]) -> None:
    """Raises Incomplete or Faulty."""
    if any((field, AUTHORITATIVE) not in texts for field in FIELDS):
        raise Incomplete
    refuse_faulty([one for field in FIELDS for one in findings_of(texts, field, AUTHORITATIVE)])


def refuse_faulty(findings: list[Finding]) -> None:
    errors = [one for one in findings if one.severity == "error"]
    if errors:
        raise Faulty(errors)
