"""Who reads a threat report: the rule, the floor in the database, and what was announced, agree."""

import datetime
import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction
from django.utils import timezone

from council import access, disclosure
from council.models import Appointment, Marking, Referral, Report, ReportShare
from council.people import NoPrincipal, Person, Role, System, User, acting_as
from tests import cast, make

TODAY = timezone.localdate()
PLACES = {"state_police": "police", "social_services": "social_services", "education": "education"}


@dataclass
class Table:
    """Everybody who could read, by a name; and of which institution they are informed."""

    people: dict[str, User] = field(default_factory=dict)
    informed: dict[str, str] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()


@pytest.fixture
def table(acting: None) -> Table:
    found = Table()
    for agency, seat in PLACES.items():
        found.people[agency] = cast.informed(seat)
        found.informed[agency] = agency
    found.people["liaison"] = cast.liaison("state_police")
    found.informed["liaison"] = "state_police"
    found.people["coordinator"] = cast.coordinator()
    found.people["secretary"] = _seated(cast.secretary(), "secretary")
    strangers = {
        "chair": cast.chair(),  # of no confirmed seat
        "observer": cast.confirm(cast.observer()),
        "auditor": cast.confirm(cast.person(role=Role.AUDITOR)),
        "administrator": cast.confirm(cast.person(role=Role.ADMINISTRATOR)),
        "editor": cast.confirm(cast.editor()),
        "translator": cast.confirm(cast.translator()),
        "unconfirmed": _unconfirmed("public_health"),
    }
    found.people |= strangers
    found.strangers = tuple(strangers)
    return found


def _seated(user: User, seat: str) -> User:
    row = Appointment.objects.filter(person=user)
    row.update(seat=make.Seat.objects.get(code=seat))
    return cast.confirm(user)


def _unconfirmed(seat: str) -> User:
    user = cast.informed(seat)
    Appointment.objects.filter(person=user).update(confirmed_by=None, confirmed_at=None)
    return user


def readers(table: Table, report: Report) -> set[str]:
    """Who sees it by the rule."""
    return {
        name
        for name, user in table.people.items()
        if access.visible_reports(access.reader(user, on=TODAY)).filter(pk=report.pk).exists()
    }


def let_through(table: Table, report: Report) -> set[str]:
    """Whom the database lets read it, asked without the rule."""
    found = set()
    for name, user in table.people.items():
        with acting_as(Person(str(user.pk))):
            if Report.objects.filter(pk=report.pk).exists():
                found.add(name)
    return found


def announced(table: Table, report: Report) -> set[str]:
    handed = {
        *report.shares.filter(ended_at__isnull=True).values_list("agency", flat=True),
        *report.referrals.filter(ended_at__isnull=True).values_list("agency", flat=True),
    }
    told = {who.user.pk for who in access.readers_now(report, handed=handed, on=TODAY)}
    return {name for name, user in table.people.items() if user.pk in told}


POLICE = {"state_police", "liaison"}
ALL = {*PLACES, "liaison", "coordinator", "secretary"}


@pytest.mark.parametrize(
    ("state", "marking", "expected"),
    [
        ("draft", "green", {"state_police"}),
        ("submitted", "amber_strict", POLICE),
        ("submitted", "amber", POLICE | {"coordinator"}),
        ("submitted", "green", POLICE | {"coordinator"}),
        ("returned", "green", POLICE | {"coordinator"}),
        ("accepted", "amber_strict", POLICE),
        ("accepted", "amber", POLICE | {"coordinator"}),
        ("accepted", "green", ALL),
        ("responding", "clear", ALL),
        ("closed", "green", ALL),
    ],
)
def test_the_marking_is_the_rule(
    table: Table, state: str, marking: str, expected: set[str]
) -> None:
    report = make.report(author=table.people["state_police"], state=state, marking=marking)
    assert readers(table, report) == let_through(table, report) == expected
    assert announced(table, report) == expected


def test_a_share_and_an_open_referral_widen_amber_until_they_end(table: Table) -> None:
    police = table.people["state_police"]
    report = make.report(author=police, marking=Marking.AMBER)
    share = make.share(report, agency="education", by=police)
    referral = make.referral(report, agency="social_services", by=police)
    assert readers(table, report) == POLICE | {"coordinator", "education", "social_services"}
    share.ended_at = timezone.now()
    share.save()
    referral.state, referral.ended_at = Referral.State.REVOKED, timezone.now()
    referral.save()
    assert readers(table, report) == let_through(table, report) == POLICE | {"coordinator"}


def test_who_reads_for_a_referral_reads_the_parts_that_it_names(table: Table) -> None:
    police = table.people["state_police"]
    words = {"title": "Titull", "observed": "Vërejtje", "protective": "Mbrojtje"}
    report = make.report(author=police, marking=Marking.AMBER, words=words)
    make.referral(report, agency="social_services", by=police, parts=["observed"])
    for name, expected in (
        ("social_services", ("", "Vërejtje", "")),
        ("liaison", ("Titull", "Vërejtje", "Mbrojtje")),
        ("coordinator", ("Titull", "Vërejtje", "Mbrojtje")),
    ):
        with acting_as(Person(str(table.people[name].pk))):
            who = access.reader(table.people[name], on=TODAY)
            read = disclosure.report_for(who, access.visible_reports(who).get(pk=report.pk))
        assert tuple(read.words[part] for part in words) == expected
        assert read.opens


def test_what_is_read_whole_is_the_same_of_rows_at_hand_as_by_the_rule(table: Table) -> None:
    police = table.people["state_police"]
    for state, marking in itertools.product(("draft", "submitted", "accepted"), Marking.values):
        for hand in (None, make.share, make.referral):
            report = make.report(author=police, state=state, marking=marking)
            if hand:
                hand(report, agency="education", by=police)
    for name, user in table.people.items():
        who = access.reader(user, on=TODAY)
        rows = access.visible_reports(who)
        by_rule = set(rows.filter(access.reads_whole(who)).values_list("pk", flat=True))
        assert access.read_whole(who, list(rows)) == by_rule, name


def test_a_stricter_note_stays_hidden_though_its_report_is_visible(table: Table) -> None:
    police = table.people["state_police"]
    report = make.report(author=police, marking=Marking.GREEN)
    make.share(report, agency="education", by=police)
    note = {
        marking: make.note(
            report, author=police, agency="state_police", marking=marking, text=marking
        )
        for marking in (Marking.GREEN, Marking.AMBER, Marking.AMBER_STRICT)
    }
    for name, expected in (
        ("liaison", {"green", "amber", "amber_strict"}),
        ("coordinator", {"green", "amber"}),
        ("education", {"green", "amber"}),
        ("social_services", {"green"}),
        ("secretary", {"green"}),
        ("observer", set()),
    ):
        who = access.reader(table.people[name], on=TODAY)
        seen = access.visible_notes(who).values_list("pk", flat=True)
        assert {row.marking for row in note.values() if row.pk in seen} == expected, name


def test_deactivation_and_the_end_of_an_appointment_shut_out_at_once(table: Table) -> None:
    police, liaison = table.people["state_police"], table.people["liaison"]
    report = make.report(author=police, marking=Marking.AMBER_STRICT)
    liaison.is_active = False
    liaison.save()
    Appointment.objects.filter(person=police).update(to_date=TODAY - datetime.timedelta(1))
    assert let_through(table, report) == set()
    assert "state_police" not in readers(table, report)


def test_sql_without_a_principal_sees_nothing(table: Table) -> None:
    make.report(author=table.people["state_police"], marking=Marking.CLEAR)
    tables = ("report", "datakey", "reportshare", "referral", "reportnote", "reportfile",
              "legalhold", "reportlink")  # fmt: skip
    for role in ("portal_workspace", "portal_owner"):
        for principal in ("", "public", "user:", "system:"):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('role', %s, true), set_config('portal.principal', %s, true)",
                    [role, principal],
                )
                for name in tables:
                    cursor.execute(f"SELECT count(*) FROM council_{name}")
                    assert cursor.fetchone() == (0,), (role, principal, name)
                transaction.set_rollback(True)


def test_the_checking_policy_shows_the_owner_only_what_the_floor_asks(acting: None) -> None:
    """Even so no word: shares and referrals hold ids, and sealed bytes without a key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = 'checking'")
        assert {name for (name,) in cursor} == {"council_reportshare", "council_referral"}


# Two hundred random histories against a model of the rule that shares no line with it ------------


@dataclass
class Model:
    """What the rule says, by hand: sets of institutions, no query."""

    state: str
    marking: str
    shared: set[str] = field(default_factory=set)
    referred: set[str] = field(default_factory=set)
    inactive: set[str] = field(default_factory=set)

    def readers(self, informed: Mapping[str, str]) -> set[str]:
        open_to: set[str] = set()
        for name in [*informed, "coordinator", "secretary"]:
            if name in self.inactive:
                continue
            home = informed.get(name)
            accepted = self.state in ("accepted", "responding", "closed")
            if (
                home == "state_police"
                or (name == "coordinator" and self.marking != "amber_strict")
                or (accepted and self.marking in ("green", "clear"))
                or (
                    accepted
                    and self.marking == "amber"
                    and home is not None
                    and home in self.shared | self.referred
                )
            ):
                open_to.add(name)
        return open_to


def test_no_history_shows_a_row_to_anybody_whom_the_model_excludes(table: Table) -> None:
    chance = random.Random(20180620)
    police = table.people["state_police"]
    others = [agency for agency in PLACES if agency != "state_police"]
    for _history in range(200):
        report = make.report(author=police, state="submitted", marking="amber")
        model = Model("submitted", "amber")
        for step in _steps(chance):
            _take(step, report, model, chance, others, police, table)
        expected = model.readers(table.informed)
        assert let_through(table, report) == expected, model
        assert _ruled(table, report, model) == expected, model
        _everybody_back(table, model)


def _steps(chance: random.Random) -> Iterator[str]:
    kinds = ("accept", "close", "mark", "share", "unshare", "refer", "end", "deactivate")
    yield from chance.choices(kinds, k=chance.randint(2, 7))


def _take(
    step: str, report: Report, model: Model, chance: random.Random, others: list[str],
    police: User, table: Table,
) -> None:  # fmt: skip
    agency = chance.choice(others)
    now = timezone.now()
    if step == "accept":
        model.state = "accepted"
        Report.objects.filter(pk=report.pk).update(
            state="accepted", accepted_at=now, triaged_by=police, closed_at=None, outcome=""
        )
    elif step == "close" and model.state == "accepted":
        model.state = "closed"
        Report.objects.filter(pk=report.pk).update(
            state="closed", closed_at=now, outcome=Report.Outcome.EASED
        )
    elif step == "mark":
        model.marking = chance.choice(Marking.values)
        Report.objects.filter(pk=report.pk).update(marking=model.marking)
    elif step == "share" and agency not in model.shared:
        model.shared.add(agency)
        make.share(report, agency=agency, by=police)
    elif step == "unshare":
        model.shared.discard(agency)
        ReportShare.objects.filter(report=report, agency__code=agency).update(ended_at=now)
    elif step == "refer" and agency not in model.referred:
        model.referred.add(agency)
        make.referral(report, agency=agency, by=police)
    elif step == "end":
        model.referred.discard(agency)
        Referral.objects.filter(report=report, agency__code=agency, ended_at=None).update(
            state="done", ended_at=now
        )
    elif step == "deactivate":
        name = chance.choice([*table.informed, "coordinator"])
        model.inactive.add(name)
        User.objects.filter(pk=table.people[name].pk).update(is_active=False)


def _ruled(table: Table, report: Report, model: Model) -> set[str]:
    """The rule is asked about people with a session; an inactive one has none."""
    return readers(table, report) - model.inactive


def _everybody_back(table: Table, model: Model) -> None:
    names = model.inactive
    User.objects.filter(pk__in=[table.people[name].pk for name in names]).update(is_active=True)


def test_announced_readers_are_who_then_reads(table: Table) -> None:
    """Every marking × every choice of institutions to share with."""
    police = table.people["state_police"]
    others = [agency for agency in PLACES if agency != "state_police"]
    ids = {code: make.agency(code=code).pk for code in PLACES}
    choices = itertools.chain.from_iterable(
        itertools.combinations(others, size) for size in range(len(others) + 1)
    )
    for marking, shared in itertools.product(Marking.values, list(choices)):
        told = access.readership(
            agency=ids["state_police"],
            marking=marking,
            handed={ids[code] for code in shared},
            on=TODAY,
        )
        sent = make.report(author=police, state="submitted", marking=marking)
        for code in shared:
            make.share(sent, agency=code, by=police)
        assert {who.user.pk for who in told.before} == _ids(table, readers(table, sent))
        Report.objects.filter(pk=sent.pk).update(
            state="accepted", accepted_at=timezone.now(), triaged_by=police
        )
        assert {who.user.pk for who in told.after} == _ids(table, readers(table, sent))


def _ids(table: Table, names: set[str]) -> set[object]:
    return {table.people[name].pk for name in names}


def test_a_task_that_has_not_said_who_acts_stops() -> None:
    nobody = access.Reader.of(User(email="nobody@example.org"), TODAY, (), ())
    with pytest.raises(NoPrincipal):
        access.visible_reports(nobody)


def test_a_system_principal_reads_all_by_its_name(table: Table) -> None:
    make.report(author=table.people["state_police"], state="draft")
    with acting_as(System("retention")):
        assert Report.objects.count() == 1
