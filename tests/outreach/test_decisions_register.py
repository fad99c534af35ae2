"""The public register of decisions and promises: page, one decision, table, data."""

import csv
import datetime
import html
import io
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.actions.publish_facts import publish_action, put, withdraw_fact
from council.actions.publish_minutes import publish_minutes
from council.models import PublishedFact
from tests import cast, make
from tests.council import held
from tests.council.test_notice_of_decisions import _approved_with_changes, made_public

pytestmark = pytest.mark.usefixtures("acting")
REGISTER = {
    "sq": "/keshilli/vendimet/",
    "en": "/en/council/decisions/",
    "ar": "/ar/council/decisions/",
}
TODAY = timezone.localdate()


def read(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, address
    assert not answer.cookies
    return html.unescape(answer.content.decode())


def decided(number: str, on: datetime.date, *, agency: str = "municipality", **more: Any) -> None:
    facts = {"number": number, "kind": "commitment", "institution": agency, "deadline": None}
    texts = {"sq": {"text": f"Vendimi {number} për dritat."}}
    put(
        key=f"decision:{number}",
        kind=PublishedFact.Kind.DECISION,
        on_date=on,
        facts=facts | more.pop("facts", {}),
        texts=more.pop("texts", texts),
        at=timezone.now(),
    )


def promised(
    reference: str,
    decision: str | None,
    deadline: datetime.date,
    *,
    agency: str = "municipality",
    done_on: datetime.date | None = None,
    new_deadline: datetime.date | None = None,
    **texts: str,
) -> None:
    put(
        key=f"action:{reference}",
        kind=PublishedFact.Kind.ACTION,
        on_date=min(deadline, TODAY),
        facts={
            "reference": reference,
            "institution": agency,
            "deadline": deadline.isoformat(),
            "done_on": done_on.isoformat() if done_on else None,
            "new_deadline": new_deadline.isoformat() if new_deadline else None,
            "decision": decision,
        },
        texts={"sq": {"text": f"Premtimi {reference}.", **texts}},
        at=timezone.now(),
    )


def ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def some() -> None:
    """A kept promise, one on time, a late one with its reason, and a decision without any."""
    decided("2025-1", datetime.date(2025, 3, 5))
    decided("2025-2", datetime.date(2025, 3, 5), agency="state_police")
    decided("2026-1", datetime.date(2026, 3, 5))
    decided("2026-2", datetime.date(2026, 6, 5), agency="education")
    promised("2025-1", "2025-1", datetime.date(2025, 6, 1), done_on=datetime.date(2025, 5, 20))
    promised("2025-2", "2025-2", ago(40), new_deadline=ago(-30), reason="shtyllat u vonuan")
    promised("2026-1", "2026-1", ago(-20), agency="education")


# The register ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", REGISTER)
def test_the_register_says_what_became_of_each_promise_and_late_comes_first(language: str) -> None:
    some()
    told = read(REGISTER[language])
    assert told.index("Vendimi 2025-2") < told.index("Vendimi 2026-2") < told.index("2025-1.")
    assert "Shtyllat u vonuan" in told
    for state in ("tag--late", "tag--on_time", "tag--done"):
        assert told.count(state) == 1
    assert (ago(-30).isoformat()) in told


def test_published_minutes_bring_their_decision_with_its_promise() -> None:
    publish_minutes(
        meeting=held.approved(), next_meeting=None, by=cast.secretary(), at=timezone.now()
    )
    told = read(REGISTER["sq"])
    assert "Bashkia do të ndriçojë 6 vende të errëta." in told
    assert "/keshilli/mbledhjet/2024-4/" in told
    assert held.CANARY not in told
    assert "M1" not in told


def test_a_promise_of_a_closed_decision_is_told_without_its_number() -> None:
    meeting = make.meeting()
    secret = make.decision(meeting=meeting, series="closed", open_text="", closed_text="Fshehtë")
    publish_action(action=make.action(decision=secret), at=timezone.now())
    (fact,) = PublishedFact.objects.all()
    assert fact.facts["decision"] is None


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("?year=2026", {"2026-1", "2026-2"}),
        ("?institution=education", {"2026-1", "2026-2"}),
        ("?state=late", {"2025-2"}),
        ("?state=done", {"2025-1"}),
        ("?state=none", {"2026-2"}),
        ("?state=on_time&year=2026&institution=education", {"2026-1"}),
        ("?state=late&year=2026", set()),
    ],
)
def test_the_register_shows_what_one_chose(asked: str, shown: set[str]) -> None:
    some()
    told = read(REGISTER["sq"] + asked)
    assert set(re.findall(r"Vendimi (\d{4}-\d)", told)) == shown


def test_a_choice_says_how_many_it_leads_to() -> None:
    some()
    told = read(REGISTER["sq"] + "?year=2025")
    counted = dict(re.findall(r'href="\?([^"]*)"[^>]*>[^<]*<span class="sift__count">(\d+)', told))
    assert counted["year=2025"] == "2"
    assert counted["year=2026"] == "2"
    assert counted["year=2025&state=late"] == "1"
    assert counted["year=2025&state=done"] == "1"
    assert "year=2025&state=on_time" not in counted


@pytest.mark.parametrize(
    "asked",
    ["?year=26", "?year=x", "?institution=nobody", "?state=lost", "?page=0", "?page=9", "?page=x"],
)
@pytest.mark.parametrize("language", REGISTER)
def test_what_nobody_can_choose_is_not_found_in_the_language_of_the_page(
    asked: str, language: str
) -> None:
    some()
    assert f'<html lang="{language}"' in read(REGISTER[language] + asked, 404)


def test_the_register_has_pages() -> None:
    for serial in range(1, 20):
        decided(f"2025-{serial}", datetime.date(2025, 3, 5))
    first, second = read(REGISTER["en"]), read(REGISTER["en"] + "?page=2")
    found = [set(re.findall(r"Vendimi (\d{4}-\d+)", told)) for told in (first, second)]
    assert len(found[0] | found[1]) == 19
    assert not found[0] & found[1]
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


def test_an_empty_register_says_so() -> None:
    assert "empty" in read(REGISTER["en"])
    assert "empty" in read(REGISTER["ar"])


@pytest.mark.parametrize("address", [*REGISTER.values(), "/keshilli/vendimet.csv"])
def test_the_register_asks_as_often_for_thirty_as_for_three(address: str) -> None:
    counts = []
    for count in (3, 30):
        for serial in range(1, count + 1):
            decided(f"2025-{serial}", datetime.date(2025, 3, 5))
            promised(f"2025-{serial}", f"2025-{serial}", ago(serial))
        Client().get(address)
        with CaptureQueriesContext(connection) as captured:
            Client().get(address)
        counts.append(sum("FROM" in query["sql"] for query in captured))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize("page", [REGISTER["sq"], "/"])
def test_a_new_deadline_that_was_missed_as_well_is_told_plainly(page: str) -> None:
    decided("2025-1", ago(90))
    promised("2025-1", "2025-1", ago(40), new_deadline=ago(2), reason="shtyllat")
    promised("2025-2", "2025-1", ago(40), new_deadline=ago(-2), reason="shtyllat")
    promised("2025-3", "2025-1", ago(40))
    assert read(page).count("Ka kaluar edhe ky.") == 1
    assert read(page).count("Institucioni ende nuk ka thënë pse dhe deri kur.") == 1


# One decision ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", REGISTER)
def test_a_decision_tells_its_promises_and_what_happened(language: str) -> None:
    some()
    told = read(f"{REGISTER[language]}2025-2/")
    assert "Vendimi 2025-2 për dritat." in told
    assert "Shtyllat u vonuan" in told
    assert 'class="history"' in told
    assert "Vendimi 2025-1" not in told
    for other, address in REGISTER.items():
        assert re.search(rf'hreflang="{other}" href="[^"]*{address}2025-2/"', told)


def test_a_decision_shows_how_its_notice_was_corrected() -> None:
    publish_minutes(
        meeting=_approved_with_changes(),
        next_meeting=None,
        by=cast.secretary(),
        at=timezone.now(),
    )
    told = read("/keshilli/vendimet/2024-1/")
    assert "<del" in told
    assert "/keshilli/mbledhjet/2024-4/" in told


def test_what_only_a_notice_has_told_is_not_in_the_register_yet() -> None:
    made_public(held.meeting())
    read("/keshilli/vendimet/2024-1/", 404)


@pytest.mark.parametrize("language", REGISTER)
def test_a_withdrawn_decision_is_gone_with_its_reason_and_without_its_words(language: str) -> None:
    some()
    withdraw_fact(key="decision:2025-2", reasons=make.WHY, at=timezone.now())
    told = read(f"{REGISTER[language]}2025-2/", 410)
    assert make.WHY[language] in told
    assert [why for why in make.WHY.values() if why in told] == [make.WHY[language]]
    assert 'class="lede"><b>' in told
    assert "dritat" not in told
    assert "Vendimi 2025-2" not in read(REGISTER[language])
    # What was promised stands for itself.
    assert "Premtimi 2025-2." in read(REGISTER[language])


@pytest.mark.parametrize("number", ["2025-9", "2025-02", "2025-M1", "nope", "2025-1x", "99999-1"])
def test_another_decision_is_not_found(number: str) -> None:
    some()
    read(f"/keshilli/vendimet/{number}/", 404)


# As data ---------------------------------------------------------------------------------------


def table() -> list[dict[str, str]]:
    answer = Client().get("/keshilli/vendimet.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_table_has_a_row_a_promise_and_one_for_a_decision_without() -> None:
    some()
    rows = table()
    assert [(row["decision"], row["promise"], row["promise_state"]) for row in rows] == [
        ("2026-2", "", ""),
        ("2026-1", "2026-1", "on_time"),
        ("2025-1", "2025-1", "done"),
        ("2025-2", "2025-2", "late"),
    ]
    assert rows[3]["promise_reason_sq"] == "shtyllat u vonuan"
    assert rows[3]["promise_institution_name_ar"] != ""
    assert rows[0]["url"].endswith("/keshilli/vendimet/2026-2/")


def test_the_table_and_the_data_are_the_same_in_every_language() -> None:
    some()
    for ending in ("csv", "json"):
        found = {
            Client().get(f"/{base}.{ending}").content
            for base in ("keshilli/vendimet", "en/council/decisions", "ar/council/decisions")
        }
        assert len(found) == 1


@pytest.mark.parametrize("text", ["=1+1", "+355", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_the_table_is_a_formula(text: str) -> None:
    decided("2025-1", TODAY, texts={"sq": {"text": text}})
    (row,) = table()
    assert row["decision_text_sq"].startswith("'")


def test_the_data_keeps_its_schema() -> None:
    some()
    promised("2026-9", None, ago(3))
    schema = json.loads(Client().get("/keshilli/vendimet.schema.json").content)
    data = json.loads(Client().get("/keshilli/vendimet.json").content)
    assert data["$schema"] == schema["$id"]
    assert [row["reference"] for row in data["promises_without_decision"]] == ["2026-9"]
    assert _broken(data, schema, schema) == []
    data["decisions"][0]["kind"] = "wish"
    del data["decisions"][1]["text"]
    assert len(_broken(data, schema, schema)) == 2


def test_each_column_of_the_table_is_explained() -> None:
    some()
    told = read(REGISTER["en"])
    with_language = re.compile(r"_(sq|en|ar)$")
    for head in table()[0]:
        assert f"<code>{with_language.sub('', head)}</code>" in told


def _broken(value: Any, rule: dict[str, Any], whole: dict[str, Any]) -> list[str]:
    """What does not keep a schema, of the words that ours uses."""
    if "$ref" in rule:
        rule = rule | whole["$defs"][rule["$ref"].rpartition("/")[2]]
    if "anyOf" in rule:
        tries = [_broken(value, option, whole) for option in rule["anyOf"]]
        return min(tries, key=len)
    kinds = {"object": dict, "array": list, "string": str, "null": type(None)}
    found = []
    if "type" in rule and not isinstance(value, kinds[rule["type"]]):
        return [f"{value!r} is no {rule['type']}"]
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{value!r} is none of {rule['enum']}")
    if "const" in rule and value != rule["const"]:
        found.append(f"{value!r} is not {rule['const']!r}")
    if "pattern" in rule and not re.search(rule["pattern"], value):
        found.append(f"{value!r} does not fit {rule['pattern']}")
    if isinstance(value, dict):
        found += [f"{name} is missing" for name in rule.get("required", ()) if name not in value]
        for name, part in value.items():
            own = rule.get("properties", {}).get(name, rule.get("additionalProperties", {}))
            found += [f"{name} is unknown"] if own is False else _broken(part, own, whole)
    if isinstance(value, list):
        found += [wrong for part in value for wrong in _broken(part, rule["items"], whole)]
    return found
