"""Writing a situation: the form, its drafts, what it refuses, who will read it, paper."""

import re
from typing import Any

import pytest

from council.actions.file_report import ALPHABET
from council.models import (
    AuditRecord,
    DataKey,
    Marking,
    Notice,
    OralMatter,
    Report,
    ReportShare,
    Unit,
    User,
)
from tests import cast, make
from tests.council.filing import NEW, PAPER, given, number, page_of, today, words, write
from tests.council.registry import browser_of

pytestmark = pytest.mark.usefixtures("acting")
SECRET = "kanarinaeraportit"


def test_what_is_never_recorded_is_said_first() -> None:
    page = browser_of(cast.liaison()).get(NEW).content.decode()
    assert page.index("Situat") < page.index("<textarea")
    assert 'spellcheck="false"' in page
    assert 'translate="no"' in page
    assert "tel:112" in page


def test_a_situation_is_written_with_only_what_it_needs_and_is_the_safest() -> None:
    _client, report = write(cast.liaison())
    assert (report.state, report.marking) == ("draft", Marking.AMBER_STRICT)
    assert (report.agency.code, report.author) == ("state_police", cast.liaison())
    assert not ReportShare.objects.exists()
    assert words(report)["observed"].startswith("Zhurmë")
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", report.reference)
    assert not set("01IO") & set(ALPHABET)
    assert AuditRecord.objects.filter(
        verb="report.drafted", object_key=report.source_key, person=cast.liaison()
    ).exists()


def test_its_words_lie_sealed() -> None:
    _client, report = write(cast.liaison(), observed=SECRET)
    row = Report.objects.filter(pk=report.pk).values().get()
    assert SECRET not in str({**row, "words_sealed": bytes(row["words_sealed"])})


def test_a_draft_may_lack_words_and_is_kept_with_the_rest() -> None:
    client, report = write(cast.liaison(), to="draft", title="", observed="Gjysma", version="")
    page = client.get(page_of(report, "edit")).content.decode()
    assert "Gjysma" in page
    answer = client.post(page_of(report, "edit"), given(version=report.version, title=""))
    assert answer.status_code == 422
    assert 'id="id_title"' in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"category": ""}, "category"),
        ({"category": "999999"}, "category"),
        ({"title": " "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"observed": ""}, "observed"),
        ({"observed": "x" * 200_000}, "observed"),
        ({"protective": "x" * 2001}, "protective"),
        ({"where": "atlantis"}, "where"),
        ({"where": ""}, "where"),
        ({"where": "bradashesh:2"}, "where"),
        ({"from_date": ""}, "from_date"),
        ({"to_date": "31.31.2026"}, "to_date"),
        ({"to_date": "2999-01-01"}, "to_date"),
        ({"to_date": "2019-01-01"}, "to_date"),
        ({"source": "neighbour"}, "source"),
        ({"certainty": ""}, "certainty"),
        ({"level": ""}, "level"),
        ({"level": "catastrophic"}, "level"),
        ({"marking": "purple"}, "marking"),
        ({"shared": ["999999"], "marking": "amber"}, "shared"),
        ({"shared": ["x"], "marking": "amber"}, "shared"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_nothing_typed_is_lost(
    fields: dict[str, Any], field: str
) -> None:
    client = browser_of(cast.liaison())
    answer = client.post(NEW, given(**{"protective": "Ndërmjetësi", **fields}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}' in page
    assert answer.context["form"].errors[field]
    if field != "protective":
        assert "Ndërmjetësi" in page
    assert not Report.objects.exists()


def test_what_is_amber_strict_is_shared_with_nobody() -> None:
    shared = [number("education")]
    answer = browser_of(cast.liaison()).post(NEW, given(shared=shared))
    assert answer.status_code == 422
    assert answer.context["form"].errors["shared"]


@pytest.mark.parametrize("to", ["check", "draft", "autosave"])
def test_what_is_immediate_is_told_to_112_and_129_and_nothing_is_stored(to: str) -> None:
    answer = browser_of(cast.liaison()).post(NEW, given(level="immediate", observed=SECRET, to=to))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "129" in page
    assert "112" in page
    assert not Report.objects.exists()
    assert not DataKey.objects.exists()
    assert not AuditRecord.objects.filter(verb__startswith="report.").exists()


def test_a_draft_that_becomes_immediate_stays_as_it_was() -> None:
    client, report = write(cast.liaison())
    answer = client.post(
        page_of(report, "edit"),
        given(level="immediate", observed=SECRET, version=report.version),
    )
    assert answer.status_code == 422
    report.refresh_from_db()
    assert SECRET not in str(words(report))


@pytest.mark.parametrize("to", ["check", "draft", "autosave"])
def test_what_is_red_leads_to_the_note_that_it_was_said(to: str) -> None:
    answer = browser_of(cast.liaison()).post(NEW, given(marking="red", observed=SECRET, to=to))
    assert answer.status_code == 422
    assert not Report.objects.exists()
    if to != "autosave":
        assert "/workspace/reports/said/" in answer.content.decode()


def test_of_what_is_red_only_the_day_and_who_was_there_is_kept() -> None:
    client = browser_of(cast.liaison())
    address = "/workspace/reports/said/"
    assert client.get(address).status_code == 200
    fields = {
        "agency": number("state_police"),
        "date": today().isoformat(),
        "institutions": [number("education")],
        "text": SECRET,
    }
    assert client.post(address, fields).status_code == 302
    matter = OralMatter.objects.get()
    assert (matter.date, matter.agency.code) == (today(), "state_police")
    assert [row.code for row in matter.institutions.all()] == ["education"]
    for wrong in (
        {"date": "2999-01-01"},
        {"institutions": [number("state_police")]},
        {"institutions": []},
        {"agency": number("education")},
        {"date": ""},
    ):
        assert client.post(address, {**fields, **wrong}).status_code == 422
    assert OralMatter.objects.count() == 1


def test_a_place_is_a_unit_or_a_numbered_neighbourhood() -> None:
    city = Unit.objects.order_by("order").first()
    assert city is not None
    client, report = write(cast.liaison(), where=f"{city.code}:3")
    assert (report.unit, report.neighbourhood) == (city, 3)
    client.post(page_of(report, "edit"), given(where=city.code, version=report.version))
    report.refresh_from_db()
    assert (report.unit, report.neighbourhood) == (city, None)


def test_institutions_are_named_for_when_it_is_accepted() -> None:
    _client, report = write(
        cast.liaison(), marking="amber", shared=[number("education"), number("social_services")]
    )
    codes = set(report.shares.values_list("agency__code", flat=True))
    assert codes == {"education", "social_services"}
    client = browser_of(cast.liaison())
    client.post(
        page_of(report, "edit"),
        given(marking="amber", shared=[number("education")], version=report.version),
    )
    standing = report.shares.filter(ended_at__isnull=True)
    assert [row.agency.code for row in standing] == ["education"]
    report.refresh_from_db()
    client.post(page_of(report, "edit"), given(version=report.version))
    assert not standing.all().exists()


def test_a_text_that_somebody_changed_meanwhile_is_not_overwritten() -> None:
    client, report = write(cast.liaison())
    old = report.version
    client.post(page_of(report, "edit"), given(observed="I pari", version=old))
    answer = client.post(page_of(report, "edit"), given(observed="I dyti", version=old))
    assert answer.status_code == 422
    assert "I dyti" in answer.content.decode()
    report.refresh_from_db()
    assert words(report)["observed"] == "I pari"


def test_a_page_saves_by_itself_into_one_draft() -> None:
    client = browser_of(cast.liaison())
    answer = client.post(NEW, given(to="autosave", title=""))
    assert answer.status_code == 200
    report = Report.objects.get()
    assert str(report.pk) in answer.content.decode()
    again = given(to="autosave", observed="Më shumë", draft=report.pk, version=report.version)
    assert client.post(NEW, again).status_code == 200
    report.refresh_from_db()
    assert words(report)["observed"] == "Më shumë"
    assert Report.objects.count() == 1


def test_what_cannot_be_saved_yet_says_so() -> None:
    answer = browser_of(cast.liaison()).post(NEW, given(to="autosave", level=""))
    assert answer.status_code == 422
    assert "saved--not" in answer.content.decode()


def test_a_draft_is_thrown_away_with_its_key_by_its_author_alone() -> None:
    client, report = write(cast.liaison())
    other = browser_of(cast.informed("police"))
    assert other.post(page_of(report, "discard")).status_code == 404
    assert client.post(page_of(report, "discard")).status_code == 302
    assert not Report.objects.exists()
    assert not DataKey.objects.exists()
    sent = make.report(author=cast.liaison(), state="submitted")
    assert client.post(page_of(sent, "discard")).status_code == 403


# --- Who will read it


def readers(client: Any, **fields: Any) -> tuple[str, Any]:
    answer = client.post("/workspace/reports/readers/", fields)
    assert answer.status_code == 200
    return answer.content.decode(), answer.context["told"]


def test_who_will_read_it_is_told_as_the_marking_changes() -> None:
    cast.informed("education")
    cast.coordinator()
    cast.observer()
    client = browser_of(cast.liaison())
    _page, told = readers(client)
    assert told["readers"] == ["Liaison"]
    assert "Observer" in told["never"]
    _page, told = readers(client, marking="amber")
    assert sorted(told["readers"]) == ["Coordinator", "Liaison"]
    _page, told = readers(client, marking="amber", shared=[number("education")])
    assert sorted(told["readers"]) == ["Coordinator", "Liaison", "Member"]
    assert told["later"] == ["Member"]
    _page, told = readers(client, marking="amber_strict", shared=[number("education")])
    assert told["readers"] == ["Liaison"]
    page, _told = readers(client, marking="green")
    assert "3" in page
    page, told = readers(client, marking="red")
    assert told == {"red": True}
    for wrong in ("purple", ""):
        readers(client, marking=wrong, shared=["x", "-1", "99999999999999"])


def test_who_will_read_it_is_told_without_scripts_and_nothing_typed_is_lost() -> None:
    cast.coordinator()
    answer = browser_of(cast.liaison()).post(
        NEW, given(to="readers", marking="amber", observed="Ende pa mbaruar", category="")
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Ende pa mbaruar" in page
    assert sorted(answer.context["told"]["readers"]) == ["Coordinator", "Liaison"]
    assert not Report.objects.exists()


def test_for_another_institution_nobody_is_told_who_would_read_it() -> None:
    cast.informed("education")
    _page, told = readers(browser_of(cast.liaison()), agency=number("education"))
    assert told is None


# --- Paper


def paper(**fields: Any) -> dict[str, Any]:
    return given(**{"agency": number("education"), "protocol_number": "45/1", **fields})


def test_the_coordinator_enters_a_paper_form_for_an_institution() -> None:
    cast.informed("education")
    client = browser_of(cast.coordinator())
    assert client.get(PAPER).status_code == 200
    assert client.post(PAPER, paper(marking="amber")).status_code == 302
    report = Report.objects.get()
    assert (report.agency.code, report.on_paper) == ("education", True)
    assert (report.protocol_number, report.author) == ("45/1", cast.coordinator())
    assert client.post(PAPER, paper(protocol_number="")).status_code == 422
    assert client.post(PAPER, paper(agency="")).status_code == 422


def test_after_sending_the_coordinator_does_not_keep_what_is_strict() -> None:
    member = cast.informed("education")
    client = browser_of(cast.coordinator())
    client.post(PAPER, paper())
    report = Report.objects.get()
    assert client.post(page_of(report, "check")).status_code == 302
    assert client.get(page_of(report)).status_code == 404
    assert browser_of(member).get(page_of(report)).status_code == 200


def test_what_nobody_could_open_is_not_sent() -> None:
    client = browser_of(cast.coordinator())
    client.post(PAPER, paper())
    report = Report.objects.get()
    answer = client.post(page_of(report, "check"))
    assert answer.status_code == 422
    report.refresh_from_db()
    assert report.state == "draft"


def test_only_the_coordinator_enters_paper_forms() -> None:
    assert browser_of(cast.liaison()).get(PAPER).status_code == 403
    assert browser_of(cast.liaison()).post(PAPER, paper()).status_code == 403
    assert not Report.objects.exists()


def test_the_blank_form_asks_the_same_on_paper_in_albanian() -> None:
    page = browser_of(cast.liaison()).get("/workspace/reports/new/blank/").content.decode()
    for said in ("Gjuhë e urrejtjes", "brenda 72 orëve", "E konfirmuar", "TLP:AMBER+STRICT", "129"):
        assert said in page


# --- What is not the form's to change


MEDDLING = {
    "state": "accepted",
    "author": "00000000-0000-0000-0000-000000000001",
    "author_id": "00000000-0000-0000-0000-000000000001",
    "agency_id": "1",
    "on_paper": "on",
    "protocol_number": "9",
    "reference": "AAAA-AAAA",
    "submitted_at": "2020-01-01",
    "accepted_at": "2020-01-01",
    "triaged_by": "1",
    "closed_at": "2020-01-01",
    "outcome": "resolved",
    "kept_until": "2020-01-01",
    "edited_at": "2020-01-01",
    "returned": "x",
    "lesson": "x",
    "id": "00000000-0000-0000-0000-000000000002",
}
KEPT = (
    "id", "state", "author_id", "agency_id", "on_paper", "protocol_number", "reference",
    "submitted_at", "accepted_at", "triaged_by_id", "closed_at", "outcome", "kept_until",
)  # fmt: skip


def kept(report: Report) -> list[object]:
    return [getattr(report, name) for name in KEPT]


def test_fields_that_are_not_in_the_form_change_nothing() -> None:
    client, report = write(cast.liaison(), **MEDDLING, agency=number("education"))
    assert (report.state, report.agency.code, report.on_paper) == ("draft", "state_police", False)
    assert report.author == cast.liaison()
    before = kept(report)
    meddling = {**MEDDLING, "agency": number("education"), "version": report.version}
    assert client.post(page_of(report, "edit"), given(**meddling)).status_code == 302
    report.refresh_from_db()
    assert kept(report) == before
    assert not words(report)["lesson"]
    client.post(page_of(report, "check"), {**MEDDLING, "agency": number("education")})
    report.refresh_from_db()
    assert (report.state, report.agency.code, report.outcome) == ("submitted", "state_police", "")
    assert report.kept_until is not None
    assert report.kept_until > today()


# --- Who must see nothing


def strangers() -> list[User]:
    member = cast.informed("education")
    cast.Appointment.objects.filter(person=member).update(confirmed_by=None, confirmed_at=None)
    return [
        cast.observer(), cast.editor(), cast.chair(), cast.secretary(), member,
        cast.person(role=cast.Role.AUDITOR), cast.person(role=cast.Role.ADMINISTRATOR),
    ]  # fmt: skip


def test_who_is_not_cleared_writes_nothing() -> None:
    for user in strangers():
        client = browser_of(user)
        for address in (NEW, PAPER, "/workspace/reports/new/blank/", "/workspace/reports/said/"):
            assert client.get(address).status_code == 403, (user, address)
        assert client.post(NEW, given()).status_code == 403
        assert client.post("/workspace/reports/readers/", {}).status_code == 403
    assert not Report.objects.exists()


def test_a_draft_of_another_is_not_there() -> None:
    _client, report = write(cast.liaison(), observed=SECRET)
    people = [
        *strangers(),
        cast.informed("police"),
        cast.coordinator(),
        cast.informed("public_health"),
    ]
    for user in people:
        client = browser_of(user)
        for part in ((), ("edit",), ("check",)):
            there = client.get(page_of(report, *part))
            missing = client.get(page_of(make.Report(), *part))
            assert there.status_code == missing.status_code == 404
            assert SECRET not in there.content.decode()
        assert client.post(page_of(report, "edit"), given()).status_code == 404
    report.refresh_from_db()
    assert words(report)["observed"] == SECRET
    assert not Notice.objects.exists()
