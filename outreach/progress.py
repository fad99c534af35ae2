"""How a month's letters go, for the page that shows it: a few rows, however long the ledger is."""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.people import Role, User, roles_on
from council.progress import Duty
from outreach import freshness, pacing
from outreach.access import HELP_KEEPERS
from outreach.answers import Meaning, meaning_of
from outreach.mailing import OPEN, Progress, progress
from outreach.models import DeliveryTally, DomainPace, HelpChange, Mailing, SendingPace

SHOWN_DOMAINS = 12
FEW = 5
"""Letters to one domain: fewer are told together with others, because they might name a reader."""
LATELY = datetime.timedelta(minutes=5)
A_MINUTE = datetime.timedelta(minutes=1)
ENOUGH = 1_000
"""Letters that are looked at for the rate: more would only cost more."""
WAITING = ("pending", "leased", "handing_off")


@dataclass(frozen=True)
class Domain:
    """Letters to one domain of recipients; `name` "" is all that are not named."""

    name: str
    counts: Mapping[str, int]
    domains: int = 1

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        return sum(self.counts.get(state, 0) for state in WAITING)

    @property
    def accepted(self) -> int:
        return self.counts.get("accepted", 0)

    @property
    def deferred(self) -> int:
        return self.counts.get("deferred", 0)

    @property
    def failed(self) -> int:
        return self.counts.get("failed", 0)


@dataclass(frozen=True)
class Rate:
    """Letters a minute that mail servers took."""

    now: float
    lately: float


@dataclass(frozen=True)
class LastError:
    text: str
    code: int | None
    meaning: Meaning


@dataclass(frozen=True)
class Watch:
    """A month's letters as they stand."""

    month: datetime.date
    progress: Progress
    languages: Sequence["LanguageRow"]
    domains: Sequence[Domain]
    rate: Rate
    ends_at: datetime.datetime | None
    error: LastError | None
    troubled: Sequence[DomainPace]
    pace: SendingPace
    limit: int | None
    """Letters an hour today."""
    held: int
    """Domains that get nothing now."""
    held_back: int
    """Of the letters that wait, those to domains that are held."""

    @property
    def moving(self) -> int:
        """Letters that wait and that nothing but the pace keeps."""
        return max(self.progress.waiting - self.held_back, 0)

    @property
    def state(self) -> str:
        return self.progress.state

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def counts(self) -> Mapping[str, int]:
        return self.progress.counts

    @property
    def is_stuck(self) -> bool:
        """Letters wait, nothing keeps them, and none has left for five minutes."""
        return self.state == "sending" and self.moving > 0 and not self.rate.lately

    @property
    def percent(self) -> int:
        """Of all letters, those with which nothing more happens; 100 only when all are."""
        total = sum(self.counts.values())
        left = self.progress.waiting + self.counts["deferred"] + self.counts["in_doubt"]
        return 100 if not left else (total - left) * 100 // total


@dataclass(frozen=True)
class LanguageRow:
    code: str
    state: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        return sum(self.counts[state] for state in WAITING)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def watch(month: datetime.date, *, at: datetime.datetime) -> Watch:
    """Asks for what a page shows, in as many questions for a million letters as for a thousand."""
    mailings = list(Mailing.objects.filter(month=month).values("pk", "started_at"))
    ids = [row["pk"] for row in mailings]
    found = progress(month)
    domains = _domains(ids)
    began = min((row["started_at"] for row in mailings if row["started_at"]), default=at)
    rate = _rate(ids, began, at)
    pace = SendingPace.objects.first() or SendingPace()
    ends_at = None
    troubled = list(pacing.troubled(at=at))
    held = {row.domain for row in troubled if row.held_until and row.held_until > at}
    held_back = _waiting_at(ids, held)
    if found.state == "sending" and found.waiting > held_back:
        to_one = (row.waiting for row in domains if row.name and row.name not in held)
        ends_at = pacing.end_of(
            letters=found.waiting - held_back,
            to_one_domain=max(to_one, default=0),
            an_hour=rate.lately * 60,
            pace=pace,
            at=at,
        )
    return Watch(
        month=month,
        progress=found,
        languages=[
            LanguageRow(code, found.states[code], counts)
            for code, counts in found.by_language.items()
        ],
        domains=domains,
        rate=rate,
        ends_at=ends_at,
        error=_last_error(ids),
        troubled=troubled,
        pace=pace,
        limit=pacing.letters_an_hour_at(pace, at),
        held=len(held),
        held_back=held_back,
    )


def _domains(ids: list[uuid.UUID]) -> list[Domain]:
    """The largest ones by name, and all others together."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH per AS MATERIALIZED (
                SELECT domain, state, sum(n)::bigint AS n FROM outreach_deliverytally
                WHERE mailing_id = ANY(%(ids)s) GROUP BY domain, state HAVING sum(n) <> 0
            ), ranked AS (
                SELECT domain, sum(n) >= %(few)s
                    AND row_number() OVER (ORDER BY sum(n) DESC, domain) <= %(shown)s AS shown
                FROM per GROUP BY domain
            )
            SELECT CASE WHEN shown THEN domain ELSE '' END AS name, state, sum(n)::bigint,
                (SELECT count(*) FROM ranked WHERE NOT shown)
            FROM per JOIN ranked USING (domain) GROUP BY name, state
            """,
            {"ids": ids, "few": FEW, "shown": SHOWN_DOMAINS},
        )
        rows = cursor.fetchall()
    counts: dict[str, dict[str, int]] = {}
    for name, state, n, _others in rows:
        counts.setdefault(name, {})[state] = n
    others = rows[0][3] if rows else 0
    found = [Domain(name, own, 1 if name else others) for name, own in counts.items()]
    return sorted(found, key=lambda domain: (not domain.name, -domain.total, domain.name))


def _waiting_at(ids: list[uuid.UUID], domains: Collection[str]) -> int:
    tallies = DeliveryTally.objects.filter(mailing__in=ids, domain__in=domains, state__in=WAITING)
    return tallies.aggregate(sum=Sum("n"))["sum"] or 0


def _rate(ids: list[uuid.UUID], began: datetime.datetime, at: datetime.datetime) -> Rate:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*), count(*) FILTER (WHERE accepted_at > %(minute)s), min(accepted_at)
            FROM (
                SELECT letter.accepted_at FROM unnest(%(ids)s::uuid[]) AS mailing (id), LATERAL (
                    SELECT accepted_at FROM outreach_delivery
                    WHERE mailing_id = mailing.id AND state = 'accepted' AND accepted_at > %(since)s
                    ORDER BY accepted_at DESC LIMIT %(enough)s
                ) AS letter ORDER BY letter.accepted_at DESC LIMIT %(enough)s
            ) AS lately
            """,
            {"ids": ids, "minute": at - A_MINUTE, "since": at - LATELY, "enough": ENOUGH},
        )
        count, in_a_minute, first = cursor.fetchone()
    since = max(at - LATELY, began)
    if count >= ENOUGH:
        since = max(since, first)
    lately = count / _minutes(at - since)
    if count >= ENOUGH and in_a_minute == count:
        return Rate(lately, lately)
    return Rate(in_a_minute / _minutes(min(A_MINUTE, at - began)), lately)


def _minutes(time: datetime.timedelta) -> float:
    """At least a second: something that has only just begun has no rate yet."""
    return max(time, datetime.timedelta(seconds=1)) / A_MINUTE


def _last_error(ids: list[uuid.UUID]) -> LastError | None:
    """What a mail server last answered that was no yes."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT letter.smtp_text, letter.smtp_code
            FROM unnest(%s::uuid[]) AS mailing (id), LATERAL (
                SELECT smtp_text, smtp_code, next_at FROM outreach_delivery
                WHERE mailing_id = mailing.id AND smtp_text <> '' AND state <> 'accepted'
                ORDER BY next_at DESC LIMIT 1
            ) AS letter ORDER BY letter.next_at DESC LIMIT 1
            """,
            [ids],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    text, code = row
    return LastError(text, code, meaning_of(code, text))


# What is to do -----------------------------------------------------------------------------------


def duties(user: User, *, on: datetime.date) -> list[Duty]:
    """Help lines and topics to be checked, for the secretary; changes that want a second person."""
    roles = roles_on(user, on)
    if not roles & HELP_KEEPERS:
        return []
    url = reverse("help_office")
    found = [
        Duty(
            _("Approve or refuse the change of help line %(number)s") % {"number": change.number},
            url,
            change.proposed_at.date(),
        )
        for change in HelpChange.objects.filter(decided_at=None).exclude(proposed_by=user)
    ]
    if Role.SECRETARY in roles and (due := freshness.due(on)):
        text = ngettext(
            "Check %(n)s help line or topic: the last check is too old",
            "Check %(n)s help lines or topics: the last check is too old",
            due.count,
        )
        found.append(Duty(text % {"n": due.count}, url, due.since))
    return found
