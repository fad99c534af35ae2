"""A situation from sending to closing: triage, markings, shares, and its page for each reader."""

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone

from council import audit
from council.actions.send_notices import _message
from council.actions.submit_report import kept_until
from council.models import (
    AuditRecord,
    Category,
    DataKey,
    LegalHold,
    Notice,
    Redirection,
    Referral,
    Report,
    ReportLink,
    ReportShare,
    User,
)
from council.people import Person, acting_as
from council.progress import duties
from tests import cast, make
from tests.council.browsers import confirmed
from tests.council.filing import given, number, page_of, read_by, sees, today, words, write
from tests.council.registry import browser_of, reader_of

pytestmark = pytest.mark.usefixtures("acting")
SECRET = "kanarinaeraportit"


def made(**fields: Any) -> Report:
    parts = {"author": cast.liaison(), "words": {"title": SECRET, "observed": SECRET}}
    return make.report(**{**parts, **fields})


def post(user: User, report: Report, act: str, **fields: Any) -> int:
    status: int = browser_of(user).post(page_of(report, *act.split("/")), fields).status_code
    report.refresh_from_db()
    return status


def verbs(report: Report) -> list[str]:
    rows = AuditRecord.objects.filter(object_key=report.source_key, verb__startswith="report.")
    rows = rows.exclude(verb="report.read")
    return list(rows.order_by("at", "id").values_list("verb", flat=True))


# --- Sending


def test_it_is_checked_and_sent_and_whoever_triages_is_told() -> None:
    coordinator = cast.coordinator()
    client, report = write(cast.liaison(), marking="amber", observed="Zhurmë pas orës 23.")
    page = client.get(page_of(report, "check")).content.decode()
    assert "Zhurmë pas orës 23." in page
    assert "Coordinator" in page
    assert client.post(page_of(report, "check")).status_code == 302
    report.refresh_from_db()
    assert report.state == "submitted"
    assert report.kept_until == kept_until(report.category, today())
    notice = Notice.objects.get()
    assert (notice.kind, notice.person, notice.about) == (
        "report_to_triage", coordinator, str(report.pk),
    )  # fmt: skip
    assert verbs(report) == ["report.drafted", "report.submitted"]


def test_of_what_is_strict_the_institutions_liaison_is_told_and_nobody_else() -> None:
    cast.coordinator()
    cast.liaison("education")
    liaison = cast.liaison()
    client, report = write(cast.informed("police"))
    client.post(page_of(report, "check"))
    assert [notice.person for notice in Notice.objects.all()] == [liaison]


@pytest.mark.parametrize("kind", ["report_to_triage", "report_returned", "level_raised"])
@pytest.mark.parametrize("language", ["sq", "en"])
def test_letters_carry_no_word_of_it(kind: str, language: str) -> None:
    report = made()
    notice = Notice(
        kind=kind, address="a@example.org", language=language, about=str(report.pk),
        written_at=timezone.now(),
    )  # fmt: skip
    message = _message(notice, None)
    for text in (message.subject, message.text, message.html):
        for word in (SECRET, report.reference, report.category.name_sq, report.category.name_en):
            assert word not in text
    assert f"/workspace/reports/{report.pk}/" in message.text


@pytest.mark.parametrize(
    ("observed", "tick", "passage"),
    [
        ("E pa z. Krasniqi te shkolla.", "nobody", "z. Krasniqi"),
        ("Thirri 0691234567.", "nobody", "0691234567"),
        ("Parulla kundër romëve në mur.", "harmed", "romëve"),
    ],
)
def test_what_looks_personal_comes_back_until_it_is_answered(
    observed: str, tick: str, passage: str
) -> None:
    client, report = write(cast.liaison(), observed=observed)
    other = {"nobody": "harmed", "harmed": "nobody"}[tick]
    for ticks in ([], [other], ["everything"]):
        answer = client.post(page_of(report, "check"), {"ticks": ticks})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert passage in page
        assert f'value="{tick}"' in page
        report.refresh_from_db()
        assert report.state == "draft"
    assert client.post(page_of(report, "check"), {"ticks": [tick]}).status_code == 302
    report.refresh_from_db()
    assert report.state == "submitted"


def test_changed_words_need_no_tick() -> None:
    client, report = write(cast.liaison(), observed="E pa z. Krasniqi te shkolla.")
    client.post(page_of(report, "edit"), given(version=report.version))
    assert client.post(page_of(report, "check")).status_code == 302


def test_an_unfinished_draft_is_not_sent() -> None:
    client, report = write(cast.liaison(), title="", to="draft")
    assert client.post(page_of(report, "check")).status_code == 422
    report.refresh_from_db()
    assert report.state == "draft"


def test_what_was_sent_is_not_changed_any_more() -> None:
    report = made(state="submitted")
    client = browser_of(cast.liaison())
    assert client.get(page_of(report, "edit")).status_code == 403
    assert client.post(page_of(report, "edit"), given()).status_code == 403
    assert client.post(page_of(report, "check")).status_code == 403


# --- Triage


@pytest.mark.parametrize("act", ["accept", "return", "redirect"])
def test_who_triages_depends_on_the_marking(act: str) -> None:
    fields = {"reason": "Hiqni emrin.", "mechanism": "crime", "sure": "on"}
    for marking in ("amber", "green"):
        report = made(state="submitted", marking=marking)
        assert browser_of(cast.liaison()).post(page_of(report, act), fields).status_code == 403
        answer = browser_of(cast.coordinator()).post(page_of(report, act), fields)
        assert answer.status_code == 302
    report = made(state="submitted", marking="amber_strict")
    assert browser_of(cast.coordinator()).post(page_of(report, act), fields).status_code == 404
    assert browser_of(cast.informed("police")).post(page_of(report, act), fields).status_code == 403
    assert browser_of(cast.liaison()).post(page_of(report, act), fields).status_code == 302


def test_what_is_accepted_opens_to_those_it_is_shared_with_and_once() -> None:
    report = made(state="submitted", marking="amber")
    make.share(report, agency="education", by=cast.liaison())
    member = cast.informed("education")
    assert not sees(member, report)
    assert post(cast.coordinator(), report, "accept") == 302
    assert (report.state, report.triaged_by) == ("accepted", cast.coordinator())
    assert sees(member, report)
    assert post(cast.coordinator(), report, "accept") == 403
    assert verbs(report) == ["report.accepted"]


def test_what_tells_of_a_person_goes_back_with_a_reason_and_comes_again() -> None:
    report = made(state="submitted", marking="amber")
    coordinator = cast.coordinator()
    assert post(coordinator, report, "return", reason=" ") == 422
    assert post(coordinator, report, "return", reason="x" * 2001) == 422
    assert post(coordinator, report, "return", reason="Hiqni emrin e fqinjit.") == 302
    assert report.state == "returned"
    notice = Notice.objects.get(kind="report_returned")
    assert notice.person == cast.liaison()
    client = browser_of(cast.liaison())
    for part in ((), ("edit",)):
        assert "Hiqni emrin e fqinjit." in client.get(page_of(report, *part)).content.decode()
    answer = client.post(
        page_of(report, "edit"), given(marking="amber", version=report.version, observed="Pa emër")
    )
    assert answer.status_code == 302
    assert client.post(page_of(report, "check")).status_code == 302
    report.refresh_from_db()
    assert report.state == "submitted"
    assert words(report)["observed"] == "Pa emër"
    assert words(report)["returned"] == ""


def test_the_marking_of_a_returned_paper_form_is_its_institutions() -> None:
    coordinator = cast.coordinator()
    report = make.report(
        author=coordinator, agency="education", state="returned", marking="amber", on_paper=True
    )
    client = browser_of(coordinator)
    for marking in ("green", "amber_strict"):
        fields = given(marking=marking, version=report.version)
        assert client.post(page_of(report, "edit"), fields).status_code == 403
    report.refresh_from_db()
    assert report.marking == "amber"


def test_a_matter_of_persons_leaves_only_a_trace() -> None:
    report = made(state="submitted", marking="amber", category="children")
    other = made(agency="education", author=cast.informed("education"), marking="amber_strict")
    first, second = sorted((report, other), key=lambda row: row.pk)
    ReportLink.objects.create(
        lesser=first, greater=second, linked_by=cast.liaison(), linked_at=timezone.now()
    )
    key = report.source_key
    client = browser_of(cast.coordinator())
    assert client.post(page_of(report, "redirect"), {"mechanism": "crime"}).status_code == 422
    assert client.post(page_of(report, "redirect"), {"sure": "on"}).status_code == 422
    fields = {"mechanism": "child_protection", "sure": "on"}
    assert client.post(page_of(report, "redirect"), fields).status_code == 302
    assert not Report.objects.filter(pk=report.pk).exists()
    assert not DataKey.objects.filter(report_id=report.pk).exists()
    trace = Redirection.objects.get()
    assert (trace.agency.code, trace.category.code, trace.date) == (
        "state_police", "children", today(),
    )  # fmt: skip
    assert trace.mechanism == "child_protection"
    assert AuditRecord.objects.filter(verb="report.redirected", object_key=key).exists()
    assert client.get(page_of(report)).status_code == 404


def test_what_an_authority_wants_kept_is_not_redirected() -> None:
    report = made(state="submitted", marking="amber")
    LegalHold.objects.create(
        report=report, authority="Prokuroria, nr. 5", placed_by=cast.liaison(),
        placed_at=timezone.now(),
    )  # fmt: skip
    fields = {"mechanism": "crime", "sure": "on"}
    assert post(cast.coordinator(), report, "redirect", **fields) == 422
    assert Report.objects.filter(pk=report.pk).exists()


# --- Markings and shares


def test_a_change_of_marking_says_first_who_gains_and_who_loses_it() -> None:
    report = made(marking="amber")
    make.share(report, agency="education", by=cast.liaison())
    member = cast.informed("education")
    health = cast.informed("public_health")
    cast.coordinator()
    client = browser_of(cast.liaison())
    answer = client.get(page_of(report, "marking"), {"marking": "green"})
    assert answer.context["gain"] == [health.title]
    assert answer.context["lose"] == []
    answer = client.get(page_of(report, "marking"), {"marking": "amber_strict"})
    assert answer.context["gain"] == []
    assert sorted(answer.context["lose"]) == ["Coordinator", member.title]
    report.refresh_from_db()
    assert report.marking == "amber"


def test_amber_strict_ends_every_share_and_revokes_every_referral() -> None:
    report = made(marking="amber")
    make.share(report, agency="education", by=cast.liaison())
    referral = make.referral(report, agency="social_services", by=cast.liaison())
    member, service = cast.informed("education"), cast.informed("social_services")
    assert sees(member, report)
    assert sees(service, report)
    assert post(cast.liaison(), report, "marking", marking="amber_strict") == 302
    referral.refresh_from_db()
    assert (referral.state, referral.ended_at is not None) == ("revoked", True)
    assert not ReportShare.objects.filter(ended_at__isnull=True).exists()
    assert not sees(member, report)
    assert post(cast.liaison(), report, "marking", marking="amber") == 302
    assert not sees(member, report)
    assert not sees(service, report)
    assert verbs(report) == ["report.marked_amber_strict", "report.marked_amber"]


def test_only_its_institution_lowers_a_marking() -> None:
    report = made(marking="amber")
    for marking in ("green", "clear", "amber_strict"):
        assert post(cast.coordinator(), report, "marking", marking=marking) == 403
    member = cast.informed("education")
    make.share(report, agency="education", by=cast.liaison())
    for marking in ("clear", "green", "amber", "amber_strict"):
        assert post(member, report, "marking", marking=marking) == 403
    assert report.marking == "amber"
    assert post(cast.liaison(), report, "marking", marking="green") == 302
    assert post(cast.coordinator(), report, "marking", marking="amber") == 302
    assert report.marking == "amber"


@pytest.mark.parametrize("marking", ["", "red", "purple"])
def test_a_marking_that_does_not_exist_is_refused(marking: str) -> None:
    report = made()
    assert post(cast.liaison(), report, "marking", marking=marking) == 422
    assert report.marking == "amber"


def test_it_is_shared_with_one_institution_more_and_less() -> None:
    report = made()
    member = cast.informed("education")
    assert post(cast.liaison(), report, "shares", agency=number("education")) == 302
    assert post(cast.coordinator(), report, "shares", agency=number("education")) == 302
    assert sees(member, report)
    share = ReportShare.objects.get()
    for wrong in ("", "x", str(number("state_police"))):
        assert post(cast.liaison(), report, "shares", agency=wrong) == 422
    assert post(member, report, "shares", agency=number("public_health")) == 403
    assert post(member, report, f"shares/{share.pk}/end") == 403
    assert post(cast.coordinator(), report, f"shares/{share.pk}/end") == 302
    assert not sees(member, report)
    assert verbs(report) == ["report.shared", "report.share_ended"]


def test_what_is_strict_is_shared_with_nobody() -> None:
    report = made(marking="amber_strict")
    assert post(cast.liaison(), report, "shares", agency=number("education")) == 403
    assert not ReportShare.objects.exists()


def test_a_share_of_another_situation_is_not_ended_by_this_address() -> None:
    report, other = made(), made()
    share = make.share(other, agency="education", by=cast.liaison())
    assert post(cast.liaison(), report, f"shares/{share.pk}/end") == 404
    share.refresh_from_db()
    assert share.ended_at is None


# --- Response and closing


def test_it_goes_into_response_and_is_closed_with_an_outcome_and_a_lesson() -> None:
    report = made()
    assert post(cast.liaison(), report, "respond") == 302
    assert report.state == "responding"
    assert post(cast.liaison(), report, "respond") == 403
    assert post(cast.liaison(), report, "close", lesson="Më herët.") == 422
    assert post(cast.liaison(), report, "close", outcome="forgotten") == 422
    assert post(cast.liaison(), report, "close", outcome="eased", lesson="x" * 2001) == 422
    assert post(cast.liaison(), report, "close", outcome="eased", lesson="Më herët.") == 302
    assert (report.state, report.outcome) == ("closed", "eased")
    assert report.kept_until == kept_until(report.category, today())
    assert words(report) == {**words(report), "lesson": "Më herët.", "title": SECRET}
    assert verbs(report) == ["report.responding", "report.closed"]
    assert post(cast.liaison(), report, "close", outcome="eased") == 403


def test_it_is_not_closed_while_an_institution_deals_with_it() -> None:
    report = made()
    referral = make.referral(report, agency="social_services", by=cast.liaison())
    assert post(cast.liaison(), report, "close", outcome="eased") == 422
    Referral.objects.filter(pk=referral.pk).update(state="done", ended_at=timezone.now())
    assert post(cast.liaison(), report, "close", outcome="eased") == 302


@pytest.mark.parametrize(
    ("last", "months", "until"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-11-30", 24, "2028-11-30"), ("2024-02-29", 12, "2025-02-28")],
)  # fmt: skip
def test_a_category_says_how_long_it_is_kept(last: str, months: int, until: str) -> None:
    day = datetime.date.fromisoformat
    assert kept_until(Category(months_kept=months), day(last)) == day(until)


# --- The page


def test_opening_it_is_noted_and_shown_to_its_institution_by_post() -> None:
    report = made()
    make.share(report, agency="education", by=cast.liaison())
    member = cast.informed("education")
    page = browser_of(member).get(page_of(report)).content.decode()
    assert SECRET in page
    assert 'id="who"' not in page
    answer = browser_of(cast.liaison()).get(page_of(report))
    assert [row["post"] for row in answer.context["openings"]] == [member.title]
    assert member.email not in answer.content.decode()
    notes = AuditRecord.objects.filter(verb="report.read", object_key=report.source_key)
    assert {row.person for row in notes} == {member, cast.liaison()}
    answer = browser_of(cast.coordinator()).get(page_of(report))
    assert answer.context["openings"] == []
    assert sorted(answer.context["readers"]) == ["Coordinator", "Liaison", "Member"]


def test_opening_the_form_of_a_returned_one_is_noted_too() -> None:
    report = made(state="returned", marking="amber")
    for part in ("edit", "check"):
        before = AuditRecord.objects.filter(verb="report.read").count()
        browser_of(cast.informed("police")).get(page_of(report, part))
        assert AuditRecord.objects.filter(verb="report.read").count() == before + 1


def test_the_tab_says_nothing_of_it() -> None:
    report = made()
    for part in ((), ("marking",)):
        page = browser_of(cast.liaison()).get(page_of(report, *part), {"marking": "green"})
        title = re.search(r"<title>(.*?)</title>", page.content.decode(), re.DOTALL)
        assert title is not None
        assert SECRET not in title[1]
        assert report.reference not in title[1]


def test_whoever_reads_by_a_referral_reads_its_parts() -> None:
    report = made(words={"title": "Titulli", "observed": SECRET, "protective": "Mbrojtja"})
    make.referral(report, agency="social_services", by=cast.liaison(), parts=("title",))
    service = cast.informed("social_services")
    page = browser_of(service).get(page_of(report)).content.decode()
    assert "Titulli" in page
    assert SECRET not in page
    assert "Mbrojtja" not in page


def test_only_what_is_allowed_is_offered() -> None:
    report = made(state="submitted", marking="amber")
    cast.coordinator()
    offers = {
        "accept": cast.coordinator(), "return": cast.coordinator(), "redirect": cast.coordinator(),
    }  # fmt: skip
    for act, user in offers.items():
        action = f'action="{page_of(report, act)}"'
        assert action in browser_of(user).get(page_of(report)).content.decode()
        assert action not in browser_of(cast.liaison()).get(page_of(report)).content.decode()
    member = cast.informed("education")
    accepted = made(marking="green")
    page = browser_of(member).get(page_of(accepted)).content.decode()
    for act in ("accept", "respond", "close", "marking", "shares", "edit"):
        assert page_of(accepted, act) not in page


def test_one_that_cannot_be_opened_says_so_and_the_rest_of_its_page_stands() -> None:
    report = made()
    administrator = cast.confirm(cast.person(role=cast.Role.ADMINISTRATOR))
    DataKey.objects.filter(report=report).update(wrapped=b"x" * 60)
    client = browser_of(cast.liaison())
    answer = client.get(page_of(report))
    assert answer.status_code == 200
    assert not answer.context["disclosed"].opens
    assert SECRET not in answer.content.decode()
    assert report.reference in answer.content.decode()
    assert Notice.objects.get(kind="report_unreadable").person == administrator
    report.state = "returned"
    report.save()
    assert client.get(page_of(report, "edit")).status_code == 200
    assert client.post(page_of(report, "check")).status_code == 422
    fields = given(marking="amber", version=report.version)
    assert client.post(page_of(report, "edit"), fields).status_code == 422


def test_its_story_is_told_in_words_to_those_in_charge() -> None:
    report = made(state="submitted", marking="amber")
    make.share(report, agency="education", by=cast.liaison())
    post(cast.coordinator(), report, "accept")
    post(cast.liaison(), report, "shares", agency=number("public_health"))
    story = browser_of(cast.liaison()).get(page_of(report)).context["history"]
    assert len(story) == 2
    seen = browser_of(cast.informed("education")).get(page_of(report)).context["history"]
    assert len(seen) == 1


def test_the_dashboard_says_what_waits_for_whom() -> None:
    made(state="submitted", marking="amber")
    made(state="submitted", marking="amber_strict")
    returned = made(state="returned", marking="amber")
    made(state="accepted", marking="green")

    def waiting(user: User) -> list[str]:
        found = duties(reader_of(user, today()), timezone.now())
        return [duty.url for duty in found if "/reports/" in duty.url]

    assert len(waiting(cast.coordinator())) == 1
    assert len(waiting(cast.liaison())) == 2
    assert page_of(returned) in waiting(cast.liaison())
    assert waiting(cast.informed("education")) == []
    for duty in duties(reader_of(cast.coordinator(), today()), timezone.now()):
        assert SECRET not in duty.text


# --- Fields that are not an act's


MEDDLING = {
    "state": "closed", "author": "1", "agency_id": "1", "marking": "clear", "outcome": "unfounded",
    "on_paper": "on", "reference": "AAAA-AAAA", "kept_until": "2020-01-01", "level": "low",
    "title": "x", "observed": "x", "shared": "1",
}  # fmt: skip


@pytest.mark.parametrize(
    ("act", "state", "own"),
    [
        ("accept", "submitted", {}),
        ("return", "submitted", {"reason": "Hiqni emrin."}),
        ("respond", "accepted", {}),
        ("close", "accepted", {"lesson": "x"}),
        ("shares", "accepted", {}),
    ],
)
def test_an_act_changes_only_what_it_is_for(act: str, state: str, own: dict[str, str]) -> None:
    report = made(state=state, marking="amber")
    names = ("agency_id", "author_id", "marking", "reference", "on_paper", "level", "category_id")
    before = [getattr(report, name) for name in names]
    fields = {**MEDDLING, "agency": number("education"), **own}
    assert post(cast.coordinator(), report, act, **fields) == 302
    assert [getattr(report, name) for name in names] == before
    assert words(report)["title"] == SECRET


# --- Who must see nothing


ACTS = ("accept", "return", "redirect", "marking", "shares", "respond", "close", "discard")


def strangers() -> list[User]:
    return [
        cast.confirm(cast.observer()), cast.editor(), cast.chair(), cast.secretary(),
        cast.informed("education"), cast.confirm(cast.person(role=cast.Role.AUDITOR)),
        cast.confirm(cast.person(role=cast.Role.ADMINISTRATOR)),
    ]  # fmt: skip


def test_for_who_may_not_read_it_it_is_not_there() -> None:
    reports = [made(marking="amber_strict"), made(marking="amber"), made(state="submitted")]
    missing = Report()
    for user in strangers():
        client = browser_of(user)
        client.get(page_of(missing))
        nothing = client.get(page_of(missing))
        for report in reports:
            answer = client.get(page_of(report))
            assert answer.status_code == nothing.status_code == 404
            assert len(answer.content) == len(nothing.content)
            assert SECRET not in answer.content.decode()
            for act in (*ACTS, "check", "edit"):
                assert client.post(page_of(report, act), MEDDLING).status_code == 404, act
    assert not AuditRecord.objects.filter(verb__startswith="report.").exists()
    assert read_by(cast.liaison(), reports[0]).words["title"] == SECRET


# --- Nobody decides


def test_the_author_is_told_where_nobody_could_decide_and_the_keepers_which_institutions() -> None:
    police = cast.informed("police")
    cast.liaison("education")
    client, report = write(police, marking="amber_strict")
    told = "readers__undecided"
    assert told in client.get(page_of(report, "check")).content.decode()
    assert told in client.get(page_of(report, "edit")).content.decode()
    given = {"marking": "amber", "agency": number("state_police")}
    assert told not in client.post("/workspace/reports/readers/", given).content.decode()
    chair = browser_of(cast.chair())
    seats = chair.get("/workspace/people/")
    assert seats.context["without_liaison"] == [report.agency.name_sq]
    assert browser_of(police).get("/workspace/people/").context["without_liaison"] == []
    cast.liaison()
    assert told not in client.get(page_of(report, "check")).content.decode()
    assert chair.get("/workspace/people/").context["without_liaison"] == []


# --- What the trail says


def test_a_form_that_saves_by_itself_leaves_one_record_of_an_editing_session() -> None:
    client, report = write(cast.liaison())
    for seconds in range(3):
        report.refresh_from_db()
        text = {"observed": f"Zhurmë {seconds}", "to": "autosave", "version": report.version}
        assert client.post(page_of(report, "edit"), given(**text)).status_code == 200
    report.refresh_from_db()
    assert words(report)["observed"] == "Zhurmë 2"
    assert verbs(report) == ["report.drafted", "report.edited"]


def test_after_half_an_hour_it_is_another_editing_session() -> None:
    report = made(state="draft", at=timezone.now() - datetime.timedelta(hours=2))
    author = Person(str(report.author.pk))
    with acting_as(author):
        at = timezone.now() - datetime.timedelta(minutes=31)
        audit.record(verb="report.edited", object_key=report.source_key, at=at)
    client = browser_of(report.author)
    client.post(page_of(report, "edit"), given(to="autosave", version=report.version))
    assert verbs(report) == ["report.edited", "report.edited"]


def test_who_took_it_away_in_a_file_stands_among_those_who_opened_it() -> None:
    coordinator = cast.coordinator()
    report, draft = made(marking="amber"), made(state="draft")
    strict = made(marking="amber_strict")
    reason = {"reason": "Për mbledhjen e nëntorit"}
    answer = confirmed(browser_of(coordinator)).post("/workspace/reports/export/", reason)
    assert answer.status_code == 200
    taken = AuditRecord.objects.filter(verb="report.taken", person=coordinator)
    assert [row.object_key for row in taken] == [report.source_key]
    (row,) = browser_of(cast.liaison()).get(page_of(report)).context["openings"]
    assert (row["post"], row["count"]) == (coordinator.title, 0)
    assert row["taken"] == taken.get().at
    for other in (draft, strict):
        assert not browser_of(cast.liaison()).get(page_of(other)).context["openings"]
    assert "taken" not in browser_of(coordinator).get(page_of(report)).content.decode()


def test_an_institution_whose_referral_ends_with_the_marking_is_told_and_not_why() -> None:
    report, social = made(marking="amber"), cast.informed("social_services")
    open_one = make.referral(report, agency="social_services", by=cast.liaison())
    make.referral(report, agency="education", by=cast.liaison(), state="done")
    cast.informed("education")
    post(cast.liaison(), report, "marking", marking="amber_strict")
    notice = Notice.objects.get()
    assert (notice.kind, notice.person, notice.about) == (
        "referral_revoked", social, str(open_one.pk),
    )  # fmt: skip
    assert not sees(social, report)
