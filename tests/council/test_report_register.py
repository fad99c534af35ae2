"""The register of situations: found, counted, paged and taken away, each only of what one may read."""

import datetime
import io
import re
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from council import access
from council.models import AuditRecord, Marking, Meeting, Report
from council.people import Role, User
from tests import cast, make
from tests.council.browsers import browser_of
from tests.council.situated import WORDS, in_english, people

pytestmark = pytest.mark.usefixtures("acting")

REGISTER = "/workspace/reports/"
EXPORT = "/workspace/reports/export/"
PASSWORD = "një fjali që mbahet mend"
REASON = "Përgatitja e mbledhjes"


def references(client: Client, **asked: Any) -> list[str]:
    """What the list shows, from its first page to its last."""
    found, query = [], "?" + "&".join(f"{name}={value}" for name, value in asked.items())
    while query:
        page = client.get(REGISTER + query).content.decode()
        found += re.findall(r'<bdi dir="ltr">([0-9A-F]{4}-[0-9A-F]{4})</bdi></a>', page)
        older = re.search(r'<a href="(\?[^"]+)" rel="next"', page)
        query = older[1].replace("&amp;", "&") if older else ""
    return found


def confirmed(user: User) -> Client:
    """A browser whose owner has said the password a moment ago."""
    user.set_password(PASSWORD)
    user.save()
    client = in_english(user)
    client.post("/workspace/account/confirm/", {"password": PASSWORD, "next": EXPORT})
    return client


def exported(client: Client, query: str = "", reason: str = REASON) -> list[tuple[Any, ...]]:
    answer = client.post(EXPORT + query, {"reason": reason})
    assert answer.status_code == 200, answer
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [tuple(cell.value for cell in row) for row in book.active.iter_rows()]


def situations(who: dict[str, User]) -> list[Report]:
    """Of every marking and state, of two institutions; some shared, some referred."""
    made = []
    levels, states = ("low", "medium", "high"), list(Report.State)
    for number, marking in enumerate([*Marking.values] * 6):
        agency = ("state_police", "social_services")[number % 2]
        made.append(
            make.report(
                author=who["police" if number % 2 == 0 else "social_services"],
                agency=agency,
                marking=marking,
                state=states[number // 4],
                level=levels[number % 3],
                category=("public_order", "drugs")[number % 5 % 2],
                words=WORDS,
            )
        )
    make.share(made[14], agency="education", by=who["police"])
    make.referral(made[18], agency="education", by=who["police"], parts=["observed"])
    make.referral(made[13], agency="state_police", by=who["social_services"])
    return made


# --- What one may see, and nothing else


def test_list_table_search_and_export_agree_with_the_rule_for_everybody() -> None:
    who = people()
    situations(who)
    for name, user in who.items():
        reader = access.reader(user, on=timezone.localdate())
        expected = set(access.visible_reports(reader).values_list("reference", flat=True))
        assert expected, name
        client = confirmed(user)
        assert set(references(client)) == expected, name
        assert set(references(client, words="zhurme")) <= expected, name
        page = client.get(REGISTER).content.decode()
        assert counts(page)["all"] == len(expected), name
        assert {row[0] for row in exported(client)[2:]} == expected, name


def counts(page: str) -> dict[str, int]:
    """Of the table's last line: its sum, and that of each level."""
    foot = page[page.index("<tfoot>") : page.index("</tfoot>")]
    cells = [int(re.sub(r"<span.*?</span>", "", c) or 0) for c in _cells(foot)]
    return dict(zip(("low", "medium", "high", "all"), cells, strict=True))


def _cells(html: str) -> list[str]:
    cells = re.findall(r"<td[^>]*>(.*?)</td>", html)
    return [
        re.search(r">(\d+)<", f">{re.sub(r'<span class=.hidden.*?</span>', '', c)}<")[1]  # type: ignore[index]
        if "<" in c
        else c
        for c in cells
    ]


def test_each_count_leads_to_a_list_of_that_length() -> None:
    who = people()
    situations(who)
    client = in_english(who["coordinator"])
    page = client.get(REGISTER + "?state=open").content.decode()
    table = page[page.index("<table") : page.index("</table>")]
    links = re.findall(r'<a href="(\?[^"]*)">(\d+)<span', table)
    assert len(links) > 5
    for address, count in links:
        asked = dict(part.split("=") for part in address[1:].replace("&amp;", "&").split("&"))
        assert len(references(client, **asked)) == int(count), address


def test_words_are_found_only_in_the_parts_that_one_may_read() -> None:
    who = people()
    report = make.report(author=who["police"], words=WORDS)
    make.referral(report, agency="education", by=who["police"], parts=["observed"])
    reader = in_english(who["education"])
    assert references(reader, words="pas+ores") == [report.reference]
    assert references(reader, words="naten") == references(reader, words="fqinjet") == []
    for name in ("police", "coordinator"):
        assert references(in_english(who[name]), words="FQINJËT+zhurm") == [report.reference]
    page = reader.get(REGISTER).content.decode()
    assert "Zhurmë" not in page
    assert "Its title is not shared with you." in page


@pytest.mark.parametrize("typed", ["'", "%", "(", "\\", "=1", "zz zz", "A" * 100])
def test_what_is_typed_is_never_a_command(typed: str) -> None:
    who = people()
    make.report(author=who["police"])
    assert in_english(who["police"]).get(REGISTER, {"words": typed}).status_code == 200


def test_a_situation_whose_key_is_gone_says_so_and_the_others_are_shown() -> None:
    who = people()
    lost, kept = (make.report(author=who["police"], words=WORDS) for _ in range(2))
    lost.data_key.delete()
    page = in_english(who["police"]).get(REGISTER).content.decode()
    assert "cannot be opened" in page
    assert page.count("Zhurmë natën") == 1
    assert AuditRecord.objects.filter(object_key=lost.source_key).exists()
    assert kept.reference in page


# --- Filters and pages


def test_filters_narrow() -> None:
    who = people()
    day = timezone.localdate()
    old = day - datetime.timedelta(90)
    a = make.report(
        author=who["police"], level="high", category="drugs", from_date=old, to_date=old
    )
    b = make.report(author=who["police"], state="submitted", marking="amber_strict")
    c = make.report(author=who["social_services"], agency="social_services", marking="green")
    client = in_english(who["police"])
    assert references(client) == [c.reference, b.reference, a.reference]
    assert references(client, level="high") == [a.reference]
    assert references(client, category=a.category_id) == [a.reference]
    assert references(client, state="submitted") == [b.reference]
    assert references(client, state="open") == [c.reference, b.reference, a.reference]
    assert references(client, state="closed") == []
    assert references(client, marking="amber_strict") == [b.reference]
    assert references(client, institution=c.agency_id) == [c.reference]
    assert references(client, mine="on") == [b.reference, a.reference]
    assert references(client, until=old + datetime.timedelta(1)) == [a.reference]
    assert references(client, since=day) == [c.reference, b.reference]
    assert references(client, unit=1) == []


def test_what_waits_for_me_is_what_i_am_to_do() -> None:
    who = people()
    police, social = who["police"], who["social_services"]
    draft = make.report(author=police, state="draft")
    sent = make.report(author=police, state="submitted")
    strict = make.report(author=police, state="submitted", marking="amber_strict")
    returned = make.report(author=police, state="returned")
    referred = make.report(author=police)
    make.referral(referred, agency="social_services", by=police)
    done = make.report(author=social, agency="social_services")
    make.referral(done, agency="state_police", by=social, state="done")

    def waiting(name: str) -> set[str]:
        return set(references(in_english(who[name]), waiting="on"))

    assert waiting("police") == {draft.reference, returned.reference}
    assert waiting("liaison") == {strict.reference, returned.reference}
    assert waiting("coordinator") == {sent.reference}
    assert waiting("social_services") == {referred.reference}
    assert waiting("secretary") == set()


@pytest.mark.parametrize(
    "asked",
    [{"level": "immediate"}, {"marking": "red"}, {"since": "x"}, {"category": "999"},
     {"since": "2026-02-02", "until": "2026-02-01"}],
)  # fmt: skip
def test_a_filter_that_cannot_be_is_said_and_what_was_typed_is_kept(asked: dict[str, str]) -> None:
    who = people()
    make.report(author=who["police"])
    answer = in_english(who["police"]).get(REGISTER, {"words": "drita", **asked})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert 'value="drita"' in page


def test_pages_follow_each_other_without_a_gap_or_a_double() -> None:
    who = people()
    at = timezone.now()
    made = [make.report(author=who["police"], at=at) for _ in range(58)]
    seen = references(in_english(who["police"]), words="zhurme")
    assert len(seen) == len(made)
    assert set(seen) == {row.reference for row in made}


@pytest.mark.parametrize("mark", ["x", "2024~1", "a~b", "~~"])
def test_a_page_that_is_not_ours_is_not_found(mark: str) -> None:
    assert in_english(people()["police"]).get(REGISTER, {"before": mark}).status_code == 404


# --- Since the last meeting


def test_what_changed_since_the_last_meeting_is_told_of_what_one_may_see() -> None:
    who = people()
    now = timezone.now()
    meeting = make.meeting(
        starts_at=now - datetime.timedelta(10), number=9, state=Meeting.State.HELD
    )
    Meeting.objects.filter(pk=meeting.pk).update(convened_at=meeting.starts_at)
    before = now - datetime.timedelta(20)
    make.report(author=who["police"], at=before)
    make.report(author=who["police"], at=before, state="closed", closed_at=now)
    make.report(author=who["police"], at=now, level="high", state="submitted")
    make.report(author=who["police"], at=now, marking="amber_strict")

    def change(name: str) -> str:
        page = in_english(who[name]).get(REGISTER).content.decode()
        found = re.search(r"<p class=\"change\".*?>(.*?)</p>", page, re.DOTALL)
        return " ".join(found[1].split()) if found else ""

    day = f"{timezone.localdate(meeting.starts_at):%-d %B %Y}"
    assert change("police") == (
        f"Since the meeting of {day}: 2 new (1 of high level), 1 accepted, 1 closed."
    )
    assert change("coordinator") == (
        f"Since the meeting of {day}: 1 new (1 of high level), 0 accepted, 1 closed."
    )
    assert change("education").endswith("nothing new among the situations that you may read.")


# --- The trail, and the title


def test_a_list_leaves_one_note_with_nothing_but_a_count() -> None:
    who = people()
    situations(who)
    client = in_english(who["coordinator"])
    client.get(REGISTER, {"words": "zhurme"})
    noted = AuditRecord.objects.filter(verb__startswith="report.")
    assert [(row.verb, row.object_key) for row in noted] == [("report.list", "reports:15")]


def test_the_title_of_the_tab_says_nothing() -> None:
    who = people()
    make.report(author=who["police"], words=WORDS)
    page = in_english(who["police"]).get(REGISTER, {"words": "zhurm"}).content.decode()
    title = re.search("<title>(.*?)</title>", page)
    assert title
    assert title[1].startswith("Situations – ")


# --- The file


def test_an_export_asks_who_is_there_and_why() -> None:
    who = people()
    make.report(author=who["police"], words=WORDS)
    client = in_english(who["police"])
    assert client.get(EXPORT)["Location"].startswith("/workspace/account/confirm/")
    assert client.post(EXPORT, {"reason": REASON})["Location"].startswith("/workspace/account/")
    assert not AuditRecord.objects.filter(verb="report.exported").exists()
    client = confirmed(who["police"])
    assert client.get(EXPORT).status_code == 200
    for reason in ("", "shkurt", " " * 20):
        answer = client.post(EXPORT, {"reason": reason})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()


def test_the_file_says_who_took_it_when_and_why_and_how_it_is_marked() -> None:
    who = people()
    report = make.report(author=who["police"], words=WORDS)
    make.report(author=who["police"], marking="amber_strict", words={"title": "Tjetër"})
    make.report(
        author=who["social_services"], agency="social_services", marking="amber_strict",
        words={"title": "E huaj"},
    )  # fmt: skip
    client = confirmed(who["police"])
    answer = client.post(f"{EXPORT}?words=zhurm", {"reason": "Mbledhja & 'komisioni' =1"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    mark = sheet["A1"].value
    for said in (who["police"].title, "TLP:AMBER", "Not to be passed on", "Mbledhja & 'kom", ":"):
        assert said in mark
    assert "STRICT" not in mark
    assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == mark.replace("&", "&&")
    assert [row[0].value for row in sheet.iter_rows(min_row=3)] == [report.reference]
    (record,) = AuditRecord.objects.filter(verb="report.exported")
    assert re.fullmatch(r"reports:1:[0-9a-f]{64}", record.object_key)
    everything = exported(client)
    assert "TLP:AMBER+STRICT" in everything[0][0]
    assert "E huaj" not in str(everything)
    assert "Tjetër" in str(everything)


@pytest.mark.parametrize("text", ["=1+1", "+355", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_a_text_in_the_file_is_never_a_formula(text: str) -> None:
    who = people()
    make.report(author=who["police"], words=dict.fromkeys(WORDS, text))
    client = confirmed(who["police"])
    answer = client.post(EXPORT, {"reason": "=1+1+1+1+1+1"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert sum(cell.value.lstrip() == text.lstrip() for cell in cells) == 3
    assert {cell.data_type for cell in cells} == {"s"}
    typed = [cell for cell in cells if cell.value.lstrip() == text.lstrip()]
    assert all(cell.quotePrefix for cell in typed)


def test_a_referred_situation_leaves_with_its_parts_alone() -> None:
    who = people()
    report = make.report(author=who["police"], words=WORDS)
    make.referral(report, agency="education", by=who["police"], parts=["observed"])
    (row,) = exported(confirmed(who["education"]))[2:]
    assert "Zhurmë pas orës 23." in row
    assert "Zhurmë natën" not in row
    assert "Fqinjët flasin." not in row
    assert not {"E mundshme", "Probable", "Likely"} & set(row)
    assert not row[4]


# --- Those who see nothing of it


@pytest.mark.parametrize(
    "role", [Role.OBSERVER, Role.EDITOR, Role.TRANSLATOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.MEMBER]
)  # fmt: skip
def test_others_are_told_why_they_see_nothing(role: Role) -> None:
    who = people()
    situations(who)
    client = browser_of(cast.person(role=role, agency="public_health"))
    for address in (REGISTER, EXPORT, f"{REGISTER}?words=zhurm"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Zhurm" not in answer.content.decode()
    assert client.post(EXPORT, {"reason": REASON}).status_code == 403


def test_a_stranger_is_led_to_the_door() -> None:
    assert Client().get(REGISTER).status_code == 302
    assert Client().post(EXPORT, {"reason": REASON}).status_code == 302
