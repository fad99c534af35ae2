"""The registers of decisions and actions: found, filtered, paged, exported – and kept shut."""

import html
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from council import access
from council.access import Sought, decision_register
from council.models import Decision, Marking, Rule, Vote
from council.people import Role
from tests import cast, make
from tests.council.browsers import confirmed
from tests.council.registry import CANARY, browser_of, cleared, reader_of, registry

pytestmark = pytest.mark.usefixtures("acting")
PAGES = ("/workspace/decisions/", "/workspace/actions/")


def sheet(client: Client, address: str) -> list[tuple[object, ...]]:
    answer = confirmed(client).get(address)
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [tuple(cell.value for cell in row) for row in book.active.iter_rows()]


def numbers(page: str) -> list[str]:
    return re.findall(r'<bdi dir="ltr">(\d{4}-M?\d+)</bdi></a>', page)


# --- Finding


@pytest.mark.parametrize(
    "typed", ["NDRICOJE", "ndriçojë", "errët", "2024-1", "2024–1", "erre 2024/1", "bashkia ndri"]
)
def test_a_decision_is_found_by_its_words_and_by_its_number(typed: str) -> None:
    meeting = make.meeting()
    make.decision(meeting=meeting, serial=1, open_text="Bashkia të ndriçojë vende të errëta.")
    make.decision(meeting=meeting, serial=2, open_text="Policia të shtojë shërbimet.")
    page = browser_of(cast.secretary()).get("/workspace/decisions/", {"words": typed})
    assert numbers(page.content.decode()) == ["2024-1"]


@pytest.mark.parametrize("typed", ["'", "& | ! :*", "a'b\\", "%", "2024-99999", "-", "()<->"])
def test_what_is_typed_is_never_a_command(typed: str) -> None:
    make.decision(meeting=make.meeting())
    assert browser_of(cast.secretary()).get(PAGES[0], {"words": typed}).status_code == 200


def test_filters_narrow_and_the_newest_comes_first() -> None:
    meeting = make.meeting()
    for serial, institution in enumerate(("municipality", "education", "municipality"), start=1):
        make.decision(meeting=meeting, serial=serial, institution=institution)
    Decision.objects.filter(serial=3).update(kind=Decision.Kind.PROCEDURAL)
    client = browser_of(cast.secretary())

    def found(**asked: object) -> list[str]:
        return numbers(client.get(PAGES[0], asked).content.decode())

    assert found() == ["2024-3", "2024-2", "2024-1"]
    assert found(mine="on") == ["2024-3", "2024-1"]
    assert found(institution=make.agency(code="education").pk) == ["2024-2"]
    assert found(kind="procedural") == ["2024-3"]
    assert found(year=2023) == []


def test_late_decisions_are_those_with_a_promise_that_is_late() -> None:
    meeting = make.meeting()
    late, kept = (make.decision(meeting=meeting, serial=serial) for serial in (1, 2))
    make.action(serial=1, decision=late)
    make.action(serial=2, decision=kept, done_date=make.TODAY)
    page = browser_of(cast.secretary()).get(PAGES[0], {"late": "on"}).content.decode()
    assert numbers(page) == ["2024-1"]


def test_actions_are_found_by_state() -> None:
    make.action(serial=1)
    make.action(serial=2, done_date=make.TODAY)
    make.action(serial=3, new_due_date="2999-01-01")
    client = browser_of(cast.secretary())

    def found(state: str) -> list[str]:
        return numbers(client.get(PAGES[1], {"state": state}).content.decode())

    assert found("late") == ["2024-1"]
    assert found("open") == ["2024-3", "2024-1"]
    assert found("done") == ["2024-2"]
    assert found("asked") == []


def test_a_filter_that_cannot_be_is_said_and_kept() -> None:
    make.decision(meeting=make.meeting())
    answer = browser_of(cast.secretary()).get(PAGES[0], {"year": "1999", "words": "drita"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="1999"' in page
    assert 'value="drita"' in page
    assert 'role="alert"' in page


# --- Paging


def test_pages_follow_each_other_without_a_gap_or_a_double() -> None:
    meeting = make.meeting()
    for serial in range(1, 61):
        series = "closed" if serial % 7 == 0 else "open"
        words = {"open_text": "", "closed_text": "x"} if series == "closed" else {}
        make.decision(meeting=meeting, serial=serial, series=series, **words)
    client, seen, query = browser_of(cast.secretary()), [], ""
    while query is not None:
        page = client.get(f"/workspace/decisions/{query}").content.decode()
        seen += numbers(page)
        older = re.search(r'<a href="(\?[^"]+)" rel="next"', page)
        query = older[1].replace("&amp;", "&") if older else None
    assert len(seen) == len(set(seen)) == 60
    assert [int(n.rpartition("-")[2].lstrip("M")) for n in seen] == list(range(60, 0, -1))


@pytest.mark.parametrize("mark", ["x", "2024~1", "a~b~c", "99999999999~1~open~", "~~"])
def test_a_page_that_is_not_ours_is_not_found(mark: str) -> None:
    client = browser_of(cast.secretary())
    assert client.get(PAGES[0], {"before": mark}).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_thirty_rows_ask_as_often_as_three(page: str) -> None:
    client = browser_of(cleared("education"))
    client.get(page)  # the first page of a session also writes that it has begun
    counts = []
    for some in (range(2, 5), range(5, 35)):
        meeting = make.meeting(number=some[0])
        for serial in some:
            make.action(serial=serial, decision=make.decision(meeting=meeting, serial=serial))
        with CaptureQueriesContext(connection) as asked:
            client.get(page, {"words": "2024", "mine": ""})
            client.get(page, {"words": "drita"})
            client.get(page)
        counts.append(len(asked))
    assert counts[0] == counts[1]


# --- What stays shut


def outsiders() -> list[tuple[str, Client]]:
    return [
        ("observer", browser_of(cast.observer())),
        ("uncleared member", browser_of(cast.person(role=Role.MEMBER, agency="education"))),
        ("member of another agency", browser_of(cleared("public_health"))),
    ]


def test_closed_words_reach_nobody_who_may_not_read_them() -> None:
    made = registry()
    addresses = [
        *PAGES,
        *(f"{page}table.xlsx" for page in PAGES),
        *(f"{page}?words={CANARY}" for page in PAGES),
        *(f"{page}table.xlsx?words={CANARY}" for page in PAGES),
        f"/workspace/decisions/{made.open_decision.pk}/",
        f"/workspace/actions/{made.open_action.pk}/",
    ]
    for who, client in outsiders():
        for address in addresses:
            answer = confirmed(client).get(address)
            assert answer.status_code == 200, (who, address)
            if address.split("?")[0].endswith(".xlsx"):
                said = str(sheet(client, address))
            else:
                said = answer.content.decode().replace(f'value="{CANARY}"', "")
                said = said.replace(f"words={CANARY}", "")
            assert CANARY not in said, (who, address)
            assert "-M1" not in said, (who, address)


def test_a_closed_word_finds_nothing_and_says_nothing() -> None:
    registry()
    for who, client in outsiders():
        for page in PAGES:
            looked = numbers(client.get(page, {"words": CANARY}).content.decode())
            assert looked == [], who
            assert len(sheet(client, f"{page}table.xlsx?words={CANARY}")) == 1, who


def test_who_may_read_the_closed_side_finds_and_reads_it() -> None:
    registry()
    for client in (browser_of(cast.secretary()), browser_of(cleared("education"))):
        for page in PAGES:
            assert numbers(client.get(page, {"words": CANARY}).content.decode()) == [
                "2024-1",
                "2024-M1",
            ]
            assert CANARY in str(sheet(client, f"{page}table.xlsx"))


def test_two_words_may_stand_on_both_sides() -> None:
    registry()
    client = browser_of(cleared("education"))
    assert numbers(client.get(PAGES[0], {"words": f"ndri {CANARY}"}).content.decode()) == ["2024-1"]


@pytest.mark.parametrize("kind", ["decision", "action"])
def test_a_closed_record_looks_like_none_at_all(kind: str) -> None:
    made = registry()
    closed = getattr(made, f"closed_{kind}").pk
    for who, client in outsiders():
        foreign = client.get(f"/workspace/{kind}s/{closed}/")
        missing = client.get(f"/workspace/{kind}s/00000000-0000-4000-8000-000000000000/")
        assert foreign.status_code == missing.status_code == 404, who
        assert foreign.content == missing.content, who


def test_the_list_says_of_each_row_what_the_single_rule_says() -> None:
    made = registry()
    people = [cast.secretary(), cleared("education"), cleared("social_services"), cast.observer()]
    for user in people:
        who = reader_of(user)
        for row in access.decision_register(who, Sought()):
            assert row.reads_closed == access.reads_closed_decision(who, row)
        for row in access.action_register(who, Sought()):
            assert row.reads_closed == access.reads_closed_action(who, row)
    assert made.meeting.pk


def test_a_vote_on_a_closed_item_is_for_those_who_may_read_it() -> None:
    made = registry()
    for decision in (made.open_decision, made.closed_decision):
        Vote.objects.create(
            decision=decision,
            method=Vote.Method.HANDS,
            rule=Rule.on(make.TODAY),
            occupied=9,
            voters=8,
            in_favour=7,
            quorum=True,
            taken_at=make.NOW,
        )
    address = f"/workspace/decisions/{made.open_decision.pk}/?language=en"
    votes = re.compile("7 in favour")
    assert votes.search(browser_of(cast.secretary()).get(address).content.decode())
    assert not votes.search(browser_of(cast.observer()).get(address).content.decode())
    made.open_item.marking = Marking.GREEN
    made.open_item.save()
    assert votes.search(browser_of(cast.observer()).get(address).content.decode())


def test_what_was_not_adopted_is_in_no_register() -> None:
    Decision.objects.create(
        meeting=make.meeting(),
        state=Decision.State.REJECTED,
        year=2024,
        kind=Decision.Kind.COMMITMENT,
        institution=make.agency(),
        open_text="Rrëzuar",
    )
    assert not decision_register(reader_of(cast.secretary()), Sought()).exists()


def test_the_registers_are_for_the_table() -> None:
    registry()
    for page in PAGES:
        for address in (page, f"{page}table.xlsx"):
            assert browser_of(cast.editor()).get(address).status_code == 403
            assert browser_of(cast.translator()).get(address).status_code == 403


# --- The table for Excel


@pytest.mark.parametrize("text", ["=1+1", "+355", "-2", "@SUM(A1)", '=HYPERLINK("x")', "a\x0bb"])
def test_a_text_in_the_table_is_never_a_formula(text: str) -> None:
    make.decision(meeting=make.meeting(), open_text=text)
    client = browser_of(cast.secretary())
    answer = confirmed(client).get("/workspace/decisions/table.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cell = book.active["F2"]
    assert (cell.value, cell.data_type) == (text.replace("\x0b", ""), "s")


def test_the_table_has_the_rows_of_the_filter_with_real_dates() -> None:
    meeting = make.meeting()
    make.decision(meeting=meeting, serial=1)
    make.decision(meeting=meeting, serial=2, institution="education")
    client = browser_of(cast.secretary())
    rows = sheet(client, f"/workspace/decisions/table.xlsx?institution={make.agency().pk}")
    assert [row[0] for row in rows[1:]] == ["2024-1"]
    assert rows[1][1].isoformat()[:10] == "2024-10-24"


def test_the_table_fits_the_width_of_a_sheet_of_paper() -> None:
    make.decision(meeting=make.meeting())
    answer = confirmed(browser_of(cast.secretary())).get("/workspace/decisions/table.xlsx")
    printed = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert printed.sheet_properties.pageSetUpPr.fitToPage
    assert (printed.page_setup.orientation, printed.page_setup.fitToHeight) == ("landscape", 0)
    assert printed.print_title_rows == "$1:$1"


def test_the_first_page_leads_to_the_late_actions_of_an_institution() -> None:
    action = make.action()
    client = browser_of(cast.secretary())
    (address,) = re.findall(
        r'href="(/workspace/actions/\?[^"]*institution=[^"]*)"',
        client.get("/workspace/").content.decode(),
    )
    answer = client.get(html.unescape(address))
    assert answer.status_code == 200
    assert numbers(answer.content.decode()) == [action.reference]
