"""A portal in a database of its own: loaded, published and sent once a run, for the walks over it.

What a test changes in it, it undoes (`undone`). Rows are committed before anybody reads them,
because row-level security asks for what was published before the transaction began. Every field
that is not public holds a canary from the first row on (`tests/canaries.py`).
"""

import base64
import datetime
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from bulletins.actions.approve import prepare_edition
from bulletins.actions.archive import add_archived, publish_archived, read_archived
from bulletins.actions.gather import gather
from bulletins.actions.hand_to_boards import hand_to_boards
from bulletins.actions.publish import editions_to_publish, publish_editions
from bulletins.actions.render import render_edition
from bulletins.actions.render_files import render_files
from bulletins.models import Assignment, BlockText, Bulletin, Picture
from council import access
from council.actions.accounts import invite
from council.actions.prepare_letter import prepare_letter
from council.actions.renew_password import send_renewal
from council.actions.send_notices import send_notices
from council.models import Action, Agency, AgendaItem, Appointment, Decision, Meeting, PublishedFact
from council.people import Role, System, User, acting_as, person_with_role
from council.sessions import IDLE
from council.tokens import invitation_token, renewal_token
from elbasan_council import demonstration
from elbasan_council.middleware.kept_pages import SHELF
from languages import LANGUAGES
from languages.addresses import address
from outreach import pacing
from outreach.actions import import_subscribers
from outreach.actions.help.change_line import propose_change, told_of
from outreach.actions.help.make_cards import make_cards
from outreach.actions.mistakes.report import report_mistake
from outreach.actions.mistakes.settle import settle_mistake
from outreach.actions.send import send_due_letters
from outreach.actions.survey.keep import open_survey
from outreach.actions.work_on_lists import work_on_lists
from outreach.models import (
    Event,
    HelpLine,
    Manuscript,
    MistakeReport,
    News,
    Posting,
    Question,
    QuestionStep,
    Subscriber,
    Trial,
    TrialLetter,
)
from outreach.tokens import confirm_token, posted_token, preferences_token, sheet_token, stop_token
from tests import canaries, make, planned, reported
from tests.databases import connected_to, make_database, superuser

NAME = "portal_published"
TEST = System("test")
A_QUARTER = 15 * 60.0
HALF_A_MINUTE = 30.0
FOLDER: Path = settings.PORTAL_VAR.parent / NAME


@dataclass(frozen=True)
class Account:
    """One of the demonstration's cast, as its file of accounts gives it."""

    role: str
    email: str
    password: str
    totp_secret: str


@dataclass(frozen=True)
class Published:
    month: datetime.date
    """The month that is published; its first day."""
    accounts: tuple[Account, ...]
    token: str
    """A subscriber's, to leave by."""
    confirm: str
    preferences: str
    """The same subscriber's, to confirm by and for their preferences."""
    posted: str
    """A notice-board contact's, of the month's sheet."""
    sheet: str
    """Of that sheet itself."""
    invitation: str
    """Somebody's, to open an account by."""
    convened: str
    """The id of a meeting that was sent out and not held yet."""
    planning: Mapping[str, str]
    """Ids of a plan, of a meeting that was convened, of its item and of a paper of it."""
    renewal: str
    """Somebody's, to set a new password by."""
    appointment: str
    """The key of one that no clearance comes from."""
    people: Mapping[str, str]
    """The id of each account, by its role."""
    records: Mapping[str, str]
    """Ids of open records of the council, by what they are called in addresses."""
    meeting: str
    """The id of a meeting whose minutes are published, and the key of its first item."""
    item: str
    picture: str
    """The name of the one that the month's bulletin shows."""
    told_meeting: tuple[str, str]
    """The id and the reference of the meeting that was published last."""
    news: tuple[str, str]
    """The code and the slug of the one that was published last."""
    event: tuple[str, str]
    """Of one that comes."""
    told_decision: str
    """The number of the decision that was published last."""
    outbox: Path
    secrets: frozenset[str]
    """Values that must not come out, beside the canaries."""

    @property
    def documents(self) -> Path:
        return FOLDER / "documents" / "bulletins"

    def public_pages(self) -> list[str]:
        """The addresses of every public page that is there, in the three languages."""
        parts = {"year": self.month.year, "month": self.month.month}
        archived = demonstration.archived_months()[0]
        then = {"year": archived.year, "month": archived.month}
        return [
            found
            for language in LANGUAGES
            for found in (
                address("home", language),
                address("mistake", language),
                address("feedback", language),
                address("feedback-results", language),
                address("bulletins", language),
                address("issue", language, **parts),
                address("issue", language, **then),
                address("issue-read", language, **parts),
                address("stop", language, token=self.token),
                address("confirm", language, token=self.confirm),
                address("preferences", language, token=self.preferences),
                address("posted", language, token=self.posted),
                address("subscribe", language),
                address("help", language),
                address("help-topic", language, slug="domestic-violence"),
                address("contact", language),
                address("questions", language),
                address("search", language),
                address("council-meeting", language, number=self.told_meeting[1]),
                address("news", language),
                address("news-article", language, code=self.news[0], slug=self.news[1]),
                address("events", language),
                address("event", language, code=self.event[0], slug=self.event[1]),
                address("decisions", language),
                address("decision", language, number=self.told_decision),
                address("council", language),
                address("press", language),
                address("accessibility", language),
                address("privacy", language),
                address("site-map", language),
            )
        ]

    def is_personal(self, address: str) -> bool:
        """Whether it came in a letter to one person."""
        return any(token in address for token in self._tokens)

    @property
    def _tokens(self) -> tuple[str, ...]:
        return self.token, self.confirm, self.preferences, self.posted, self.sheet

    def public_files(self) -> list[str]:
        """Documents, feeds and what machines read."""
        parts = {"year": self.month.year, "month": self.month.month}
        return [
            "/sitemap.xml",
            "/robots.txt",
            "/.well-known/security.txt",
            "/keshilli/vendimet.schema.json",
            "/buletini/2019/05.pdf",
        ] + [
            found
            for language in LANGUAGES
            for found in (
                address("decisions-csv", language),
                address("decisions-json", language),
                address("bulletin-feed", language),
                address("news-feed", language),
                address("event-calendar", language),
                address("event-ics", language, code=self.event[0], slug=self.event[1]),
                address("help-card", language),
                address("posted-sheet", language, token=self.sheet),
                address("issue-pdf", language, **parts),
                address("issue-poster", language, **parts),
                address("issue-large-print", language, **parts),
                address("issue-card", language, **parts),
                address("issue-card-tall", language, **parts),
                address("issue-picture", language, **parts, file_name=f"{self.picture}-640.webp"),
            )
        ]


# The portal ------------------------------------------------------------------------------------


@contextmanager
def published_portal(blocker: Any) -> Iterator[Published]:
    """The connections, documents and letters are the published portal's while the block runs."""
    with blocker.unblock():
        _make_database()
        here = override_settings(PORTAL_VAR=FOLDER, OUTBOX=FOLDER / "outbox")
        with connected_to(NAME), here:
            yield _published()


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is rolled back at the end, and with it what the database has counted."""
    SHELF.clear()
    _stay()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    SHELF.clear()


def _stay() -> None:
    """Sessions show a sign of life: a walk would undo it, and each request show it again."""
    if time.monotonic() - _STAYED.get(NAME, 0.0) > HALF_A_MINUTE and not connection.in_atomic_block:
        _STAYED[NAME] = time.monotonic()
        now = timezone.now()
        with superuser(NAME) as server:
            server.execute(
                "UPDATE django_session SET expire_date = %s WHERE expire_date > %s",
                [now + IDLE, now],
            )


@cache
def _make_database() -> None:
    make_database(NAME)
    with superuser(NAME) as connection:
        canaries.set_triggers(connection)


@cache
def _published() -> Published:
    month = demonstration.last_month(timezone.localdate())
    FOLDER.mkdir(exist_ok=True)
    accounts = json.loads(demonstration.load(month=month).read_text())
    with acting_as(TEST):
        _gather_again(month)
    for published in (*demonstration.archived_months(), month):
        with acting_as(TEST):
            editions = editions_to_publish(published)
        for edition in editions:
            render_edition(edition_id=edition.pk)
        with acting_as(TEST):
            publish_editions(editions=editions_to_publish(published), at=timezone.now())
    for edition in editions:
        render_files(edition_id=edition.pk)
    make_cards()
    with acting_as(TEST):
        hand_to_boards(at=timezone.now())
    with acting_as(TEST):
        invitation, renewal = _invite(), _renew()
        convened = _convened()
        planning = planned.parts()
        records = {**_records(), **reported.report_things(), **_translating(month)}
        records["past"] = _archive()
        records["list"] = _list_of_subscribers()
        records.update(_said_by_readers())
        records |= _help()
        records |= _question()
        appointment = str(Appointment.objects.get(seat__code="transport").key)
    work_on_lists()
    send_due_letters()
    send_notices()
    with acting_as(TEST):
        pacing.slow_down("slow.example.org", reason="4.7.1 Too much mail", at=timezone.now())
        _trial(month)
    with superuser(NAME) as connection:
        canaries.plant_what_is_left(connection)
    with acting_as(TEST):
        subscriber = Subscriber.objects.earliest("address")
        records["subscriber"] = str(subscriber.pk)
        posting = Posting.objects.earliest("board__name")
        records["board"] = str(posting.board_id)
        records["manuscript"] = str(Manuscript.objects.get(kind="news", state="submitted").pk)
        secrets = canaries.known_secrets()
        item = AgendaItem.objects.filter(meeting__state=Meeting.State.PUBLISHED).earliest("pk")
        picture = Picture.objects.get(block__bulletin__month=month).name
        told = Meeting.objects.filter(state=Meeting.State.PUBLISHED).latest("starts_at")
        news = News.objects.published(at=timezone.now()).latest("published_at")
        event = Event.objects.published(at=timezone.now()).latest("on_date")
        people = {user.email.partition("@")[0]: str(user.pk) for user in User.objects.all()}
    return Published(
        month=month,
        accounts=tuple(
            Account(**{field.name: entry[field.name] for field in fields(Account)})
            for entry in accounts
        ),
        token=stop_token(subscriber.pk),
        confirm=confirm_token(subscriber.pk, at=timezone.now()),
        preferences=preferences_token(subscriber.pk),
        posted=posted_token(posting.pk),
        sheet=sheet_token(posting.pk),
        invitation=invitation,
        convened=convened,
        planning=planning,
        renewal=renewal,
        appointment=appointment,
        people=people,
        records=records,
        meeting=str(item.meeting_id),
        item=str(item.key),
        picture=picture,
        told_meeting=(str(told.pk), told.reference),
        news=(news.code, news.slug),
        event=(event.code, event.slug),
        told_decision=_decision_told(),
        outbox=settings.OUTBOX,
        secrets=frozenset(secrets | {entry["totp_secret"] for entry in accounts} - {""}),
    )


def _decision_told() -> str:
    """The number of the public decision that was taken last."""
    rows = PublishedFact.objects.filter(kind=PublishedFact.Kind.DECISION)
    number: str = rows.latest("on_date").facts["number"]
    return number


def _invite() -> str:
    """The secretary invites an observer; the token of the link in the letter."""
    now = timezone.now()
    invitation = invite(
        email="guest@example.org",
        title="Guest",
        language="sq",
        role=Role.OBSERVER,
        agency=Agency.objects.get(code="local_media"),
        seat=None,
        by=person_with_role(Role.SECRETARY, timezone.localdate(now)),
        at=now,
    )
    return invitation_token(invitation.pk)


def _convened() -> str:
    now = timezone.now()
    meeting = make.meeting(
        starts_at=now + datetime.timedelta(days=30), number=60, state=Meeting.State.CONVENED
    )
    meeting.convened_at = now
    meeting.save()
    make.item(meeting=meeting, open_title="Ndriçimi i rrugëve të shkollave")
    return str(meeting.pk)


def _records() -> dict[str, str]:
    """A decision and an action that the public reads too, and a letter about the action."""
    now = timezone.now()
    public = PublishedFact.objects.values_list("key", flat=True)
    decisions = {row.source_key: row for row in Decision.objects.all()}
    actions = {row.source_key: row for row in Action.objects.filter(done_date=None)}
    decision = next(row for key, row in decisions.items() if key in public)
    action = next(row for key, row in actions.items() if key in public)
    Action.objects.filter(pk=action.pk).update(
        institution=Agency.objects.get(code="social_services")
    )
    action.refresh_from_db()
    secretary = person_with_role(Role.SECRETARY, timezone.localdate(now))
    letter = prepare_letter(
        about=action,
        to=action.institution,
        by=access.reader(secretary, on=timezone.localdate(now)),
        at=now,
    )
    return {"decision": str(decision.pk), "action": str(action.pk), "letter": str(letter.pk)}


def _trial(month: datetime.date) -> None:
    """A letter that somebody tried before the month was published."""
    words = make.letter()
    trial = Trial.objects.create(
        month=month,
        language="sq",
        subject=words.subject,
        text=words.text,
        html=words.html,
        archive_url=words.archive_url,
        asked_at=timezone.now(),
    )
    TrialLetter.objects.create(trial=trial, address="zyra@example.org")


def _archive() -> str:
    """Two past bulletins: one is public, the id of the other."""
    now = timezone.now()
    today = timezone.localdate(now)
    brought = [
        add_archived(
            data=make.paper(f"Buletini i vjetër {month}"),
            file_name=f"2019-{month:02}.pdf",
            month=datetime.date(2019, month, 1),
            language="sq",
            title=f"Buletini i vjetër {month}",
            by=person_with_role(Role.EDITOR, today),
            at=now,
        )
        for month in (5, 6)
    ]
    for issue in brought:
        read_archived(issue_id=issue.pk, at=now)
    publish_archived(issue=brought[0], by=person_with_role(Role.SECRETARY, today), at=now)
    return str(brought[1].pk)


def _said_by_readers() -> dict[str, str]:
    """A reader's report, the correction of another, and a survey that is open; their ids."""
    now = timezone.now()
    today = timezone.localdate(now)
    secretary = person_with_role(Role.SECRETARY, today)
    for kind in ("number", "wording"):
        report_mistake(page="/abonohu/", language="sq", kind=kind, text="x", suggestion="y", at=now)
    opened, settled = MistakeReport.objects.order_by("kind")
    correction = settle_mistake(
        report_id=settled.pk,
        state="corrected",
        words={"sq": "Numri u ndreq."},
        by=secretary,
        at=now - datetime.timedelta(minutes=1),
    )
    wave = open_survey(
        opens_on=today, closes_on=today + datetime.timedelta(days=30), by=secretary, at=now
    )
    assert correction
    return {
        "mistake": str(opened.pk),
        "correction": str(correction.pk),
        "wave": str(wave.pk),
    }


def _help() -> dict[str, str]:
    """A help line, and the change of it that the editor has proposed."""
    now = timezone.now()
    line = HelpLine.objects.get(number="126")
    change = propose_change(
        line=line,
        told=replace(told_of(line), cost=HelpLine.Cost.FREE),
        reason="x",
        by=person_with_role(Role.EDITOR, timezone.localdate(now)),
        at=now,
    )
    return {"help_line": str(line.pk), "help_change": str(change.pk)}


def _question() -> dict[str, str]:
    """One that the liaison's institution was asked, from a slip; its id, and its batch's."""
    today = timezone.localdate()
    liaison = Appointment.objects.filter(role=Role.LIAISON).select_related("agency").earliest("pk")
    question = make.question(
        by=person_with_role(Role.EDITOR, today),
        slug="nga-nje-flete",
        state=Question.State.WITH_INSTITUTION,
        institution=liaison.agency.code,
        answered_on=None,
        published_at=None,
    )
    batch = uuid.uuid4()
    received = QuestionStep.Verb.RECEIVED
    QuestionStep.objects.create(question=question, at=timezone.now(), verb=received, batch=batch)
    return {"question": str(question.pk), "question_batch": str(batch)}


def _list_of_subscribers() -> str:
    """The secretary has brought a list, and has said what its columns are; its id."""
    now = timezone.now()
    staged = import_subscribers.bring(
        data=b"E-mail\nlisted@example.org\nlisted-badly@\n",
        name="list.csv",
        by=person_with_role(Role.SECRETARY, timezone.localdate(now)),
        at=now,
    )
    import_subscribers.check(
        import_id=staged.pk,
        columns={"address": 0},
        language="sq",
        way="paper",
        source="x",
        consented_on=timezone.localdate(now),
    )
    return str(staged.pk)


def _translating(month: datetime.date) -> dict[str, str]:
    """The translator was given a text of the month; its Albanian, and its English."""
    now = timezone.now()
    today = timezone.localdate(now)
    english = BlockText.objects.filter(block__bulletin__month=month, language="en").earliest("pk")
    albanian = BlockText.objects.get(block=english.block, field=english.field, language="sq")
    assignment = Assignment.objects.create(
        bulletin=english.block.bulletin,
        language="en",
        person=person_with_role(Role.TRANSLATOR, today),
        due_date=today,
        assigned_by=person_with_role(Role.SECRETARY, today),
        assigned_at=now,
    )
    assignment.texts.create(block=english.block, field=english.field)
    return {
        "assignment": str(assignment.pk),
        "albanian": str(albanian.pk),
        "english": str(english.pk),
    }


def _renew() -> str:
    """The secretary sends the translator a link; the token of the link in the letter."""
    now = timezone.now()
    today = timezone.localdate(now)
    renewal = send_renewal(
        person=person_with_role(Role.TRANSLATOR, today),
        by=person_with_role(Role.SECRETARY, today),
        at=now,
    )
    return renewal_token(renewal.pk)


def _gather_again(month: datetime.date) -> None:
    """Now with much that is not public: none of it may come into what was composed."""
    now, editor = timezone.now(), person_with_role(Role.EDITOR, timezone.localdate())
    canaries.hide_rows(month=month, editor=editor, now=now)
    bulletin = Bulletin.objects.get(month=month)
    before = set(bulletin.editions.values_list("content_hash", flat=True))
    gather(bulletin=bulletin, by=editor, at=now)
    parts = {"by": editor, "at": now, "on": timezone.localdate()}
    again = {
        prepare_edition(bulletin=bulletin, language=language, **parts).content_hash
        for language in LANGUAGES
    }
    assert again == before, "what is not public has been gathered"


# Its doors -------------------------------------------------------------------------------------


def routes() -> dict[str, str]:
    """Each address of the portal: its name and its pattern."""
    found: dict[str, str] = {}

    def walk(resolver: URLResolver, before: str) -> None:
        for entry in resolver.url_patterns:
            pattern = before + str(entry.pattern)
            if isinstance(entry, URLPattern):
                assert entry.name, f"{pattern} has no name"
                assert entry.name not in found, f"two addresses are called {entry.name}"
                found[entry.name] = pattern
            else:
                walk(entry, pattern)

    walk(get_resolver(), "")
    return found


_STAYED: dict[str, float] = {}
_SIGNED_IN: dict[Account, tuple[float, str]] = {}


def visitor(**headers: str) -> Client:
    """Gets an answer where a view fails, as a browser does."""
    return Client(raise_request_exception=False, headers=headers)


def signed_in(account: Account) -> Client:
    """A client with the cookies of one who came in by the login page."""
    client = Client(raise_request_exception=False)
    client.cookies = SimpleCookie(_cookies(account))
    return client


def _cookies(account: Account) -> str:
    """Seldom: a code of the second factor is good for one time, and a session for half an hour."""
    since, cookies = _SIGNED_IN.get(account, (0.0, ""))
    if cookies and time.monotonic() - since <= A_QUARTER:
        return cookies
    cookies = _sign_in(account)
    if not connection.in_atomic_block:  # or the session is undone with everything else
        _SIGNED_IN[account] = time.monotonic(), cookies
    return cookies


def _sign_in(account: Account) -> str:
    # Throttles count by address.
    client = Client(REMOTE_ADDR=f"2001:db8::{hash(account) & 0xFFFF:x}")
    form = {"login": account.email, "password": account.password}
    answer = client.post("/workspace/login/", form)
    assert answer.status_code == 302, account.role
    if account.totp_secret:
        assert answer["Location"] == "/workspace/login/code/", account.role
        for _ in range(2):  # the half minute may end between making a code and its check
            answer = client.post("/workspace/login/code/", {"code": totp(account.totp_secret)})
            if answer.status_code == 302:
                break
    assert answer["Location"] == "/workspace/", account.role
    return client.cookies.output(header="", sep=";")


def totp(secret: str) -> str:
    """The code of this half minute, of six digits (RFC 6238)."""
    moment = int(time.time() // 30).to_bytes(8)
    digest = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
