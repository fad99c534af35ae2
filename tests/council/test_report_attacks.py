"""What somebody who wants to read a situation would try, point by point of SECURITY.md.

| point | where it is tried |
|---|---|
| share with every subset of fields omitted | here; `test_report_access` announced readers |
| list, detail, count, search, export agree | `test_report_register.test_list_table_search_…` |
| unmapped route fails the build | `test_access_table.test_each_route_has_a_row_…` |
| stricter attachment or note stays hidden | `test_report_notes`, `test_report_files` |
| every model field posted to every form | `test_report_form.test_fields_that_are_not_…`, \
`test_report_life.test_an_act_changes_only_…`, `test_referrals.test_ids_in_what_is_posted_…` |
| id in the address ≠ id in the body | here; `test_report_life.test_a_share_of_another_…` |
| bulk action with one foreign id | `test_retention.test_what_is_not_due_…` |
| "similar", facets, autocomplete | here (search, counts, pages); `test_report_register` |
| 1 canary sweep, planted leaks | `test_reports_stay_inside` |
| 2 every route × person × method × object | `test_access_table`; here for every act on one report |
| 3 SQL without a principal | `test_report_access.test_sql_without_a_principal_…` |
| 4 public role reads a report | `test_privileges` |
| 5 foreign id or missing id: same bytes | here |
| 6 moved ciphertext | `test_sealing`, `test_report_files.test_a_file_that_cannot_be_…` |
| 7 audit edited, deleted, reordered, cut | `test_audit_chain`; here, about a report |
| 8 password only, stolen session, mailbox | `test_access_table`, `test_renewals` |
| 9 deactivated in mid-session | here; `test_report_access.test_deactivation_…` |
| 10, 11 figures | `test_public_figures` |
| 12 payloads that would act | `test_report_register.test_a_text_in_the_file_…`, here in the pages |
| 13 polyglots, EXIF, scripts, vast pictures | `test_report_files`, `test_files`; here within bounds |
"""

import datetime
import io
import itertools
import json
import math
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image

from council import audit
from council.actions.seal_audit import seal_audit
from council.models import AuditRecord, Marking, Referral, Report, ReportNote, ReportShare
from council.people import System, acting_as
from council.urls import REFERRALS, REPORT_PARTS, REPORTS
from elbasan_council.environment import CHECKOUT
from press.files import MOST_PIXELS
from tests import cast, make
from tests.council.browsers import browser_of, confirmed
from tests.council.filing import NEW, given, number, page_of, words
from tests.council.referring import CANARIES, TITLE, Scene, address, scene, sent
from tests.council.test_report_files import archive, pdf, photograph, vast

NOBODY = "00000000-0000-4000-8000-000000000000"
METHODS = ("get", "head", "options", "post", "put")
TOKEN = re.compile(rb'value="\w{64}"|"X-CSRFToken": ?"\w+"')


@pytest.fixture
def here(acting: None) -> Scene:
    return scene()


def same(answer: HttpResponse, key: object) -> tuple[int, bytes, Any]:
    """What two answers must have in common; the id that was asked for counts as said by oneself."""
    body = TOKEN.sub(b"", answer.content).replace(str(key).encode(), b"-")
    return answer.status_code, body, answer.get("Allow")


def acts(key: str) -> list[str]:
    """The addresses of whatever can be done with one report or one referral."""
    found = []
    for route in (*REPORTS, *REFERRALS, *REPORT_PARTS):
        text = str(route.pattern)
        if "<uuid:report_id>" in text or "<uuid:referral_id>" in text:
            path = re.sub(r"<uuid:(report|referral)_id>", key, text)
            found.append("/workspace/" + re.sub(r"<uuid:\w+>", NOBODY, path))
    return found


def test_attacks_2_and_5_a_foreign_report_answers_every_method_like_a_missing_one(
    here: Scene,
) -> None:
    made = sent(here)
    foreign, missing = acts(str(here.report.pk)), acts(NOBODY)
    foreign = [
        each.replace(f"referrals/{here.report.pk}", f"referrals/{made.pk}") for each in foreign
    ]
    assert len(missing) > 20
    client = browser_of(here.education)
    for method in METHODS:
        answered = {}
        for path in (*foreign, *missing):
            for key in (here.report.pk, made.pk, NOBODY):
                if str(key) in path:
                    shape = path.replace(str(here.report.pk), "-").replace(str(made.pk), "-")
                    shape = shape.replace(NOBODY, "-")
                    got = same(getattr(client, method)(path), key)
                    assert answered.setdefault(shape, got)[0] in (404, 405), path
                    assert answered[shape][0] == got[0], (method, path)
                    assert not [word for word in CANARIES if word.encode() in got[1]]
                    break
    here.report.refresh_from_db()
    assert here.report.state == "accepted"


def test_attack_5_the_page_of_a_foreign_report_is_that_of_none(here: Scene) -> None:
    made = sent(here)
    client = browser_of(here.education)
    for own, kind in ((here.report, "reports"), (made, "referrals")):
        found = client.get(f"/workspace/{kind}/{own.pk}/")
        nothing = client.get(f"/workspace/{kind}/{NOBODY}/")
        assert same(found, own.pk) == same(nothing, NOBODY)
        assert dict(found.headers) == dict(nothing.headers)


def test_nothing_is_kept_to_ask_whether_it_has_changed(here: Scene) -> None:
    client = browser_of(here.police)
    for path in (address(here.report), "/workspace/reports/"):
        answer = client.get(path)
        assert not answer.has_header("ETag") and not answer.has_header("Last-Modified")
        again = client.get(
            path, HTTP_IF_NONE_MATCH="*", HTTP_IF_MODIFIED_SINCE="Fri, 01 Jan 2100 00:00:00 GMT"
        )
        assert again.status_code == 200
        assert "no-store" in again["Cache-Control"]


def test_a_page_left_open_is_worth_nothing_once_the_referral_is_revoked(here: Scene) -> None:
    made = sent(here, parts=["title", "files"])
    client = browser_of(here.social)
    assert TITLE in client.get(address(here.report)).content.decode()
    browser_of(here.police).post(address(made, "revoke/"))
    for step, more in (("accept", {"answer": "Po"}), ("finish", {"result": "Po"})):
        client.post(address(made, f"{step}/"), more)
    for rest in ("notes/", "files/", "links/", "respond/", "close/"):
        answer = client.post(address(here.report, rest), {"text": "x", "marking": "amber"})
        assert answer.status_code == 404, rest
    for path in (address(made), "/workspace/referrals/", "/workspace/", "/workspace/reports/"):
        assert not [each for each in CANARIES if each in client.get(path).content.decode()]
    made.refresh_from_db()
    assert made.state == "revoked"
    assert not ReportNote.objects.exists()


def test_attack_9_who_is_deactivated_in_mid_session_reads_nothing_more(here: Scene) -> None:
    client = browser_of(here.police)
    assert client.get(address(here.report)).status_code == 200
    here.police.is_active = False
    here.police.save()
    answer = client.get(address(here.report))
    assert (answer.status_code, TITLE.encode() in answer.content) == (302, False)


def test_a_draft_of_somebody_else_is_neither_saved_over_nor_asked_about(here: Scene) -> None:
    draft = make.report(author=here.police, state="draft", words={"title": TITLE})
    stolen = {**given(draft=str(draft.pk)), "to": "autosave", "version": draft.version}
    for thief in (here.social, cast.informed("police"), here.coordinator):
        client = browser_of(thief)
        # Whoever is informed of no institution has a form of their own.
        new = f"{NEW}paper/" if thief == here.coordinator else NEW
        for path in (new, page_of(draft, "edit"), "/workspace/reports/readers/"):
            assert client.post(path, stolen).status_code == 404, path
        for act in ("discard", "check", "marking", "shares"):
            assert client.post(page_of(draft, act), {"marking": "clear"}).status_code == 404
    draft.refresh_from_db()
    assert words(draft)["title"] == TITLE


def test_the_id_in_the_address_counts_and_not_one_in_the_body(here: Scene) -> None:
    other = make.report(author=here.police, marking=Marking.AMBER)
    client = browser_of(here.police)
    body = {"report": str(other.pk), "report_id": str(other.pk), "id": str(other.pk)}
    client.post(address(here.report, "shares/"), {**body, "agency": number("education")})
    client.post(address(here.report, "notes/"), {**body, "text": "Shënim", "marking": "amber"})
    client.post(address(here.report, "marking/"), {**body, "marking": "green"})
    assert {row.report_id for row in ReportShare.objects.all()} == {here.report.pk}
    assert {row.report_id for row in ReportNote.objects.all()} == {here.report.pk}
    other.refresh_from_db()
    assert other.marking == Marking.AMBER


OMITTED = ("marking", "shared", "agency", "version", "draft")


@pytest.mark.parametrize("left_out", range(1, len(OMITTED) + 1))
def test_whatever_is_left_out_of_a_report_never_widens_its_circle(
    here: Scene, left_out: int
) -> None:
    client = browser_of(here.police)
    for names in itertools.combinations(OMITTED, left_out):
        whole = given(marking="amber", shared=[number("education")], to="draft")
        fields = {name: value for name, value in whole.items() if name not in names}
        known = set(Report.objects.values_list("pk", flat=True))
        client.post(NEW, fields)
        for report in Report.objects.exclude(pk__in=known):
            wanted = Marking.AMBER_STRICT if "marking" in names else Marking.AMBER
            assert report.marking == wanted, names
            if "marking" in names or "shared" in names:
                assert not ReportShare.objects.filter(report=report).exists(), names


def test_whatever_is_left_out_of_a_referral_sends_less_or_nothing(here: Scene) -> None:
    whole: dict[str, Any] = {
        "to": number("social_services"),
        "purpose": "Vlerësoni situatën.",
        "basis": "duty",
        "parts": ["title", "observed"],
        "due_date": f"{timezone.localdate() + datetime.timedelta(days=14)}",
        "step": "send",
    }
    client = browser_of(here.police)
    for size in (1, 2):
        for names in itertools.combinations(whole, size):
            client.post(
                address(here.report, "referrals/new/"),
                {name: value for name, value in whole.items() if name not in names},
            )
            made = Referral.objects.filter(report=here.report)
            assert made.exists() == (names == ("parts",)), names
            assert all(row.parts == [] for row in made)
            made.delete()


# --- Oracles


def test_search_filters_counts_and_pages_tell_nothing_of_what_one_does_not_read(
    here: Scene,
) -> None:
    """What is asked comes back as typed; beside that the answers are the same bytes."""
    client = browser_of(here.education)
    unread, register = here.report, "/workspace/reports/"
    made = make.report(author=here.education, agency="education", words={"title": "E jona"})
    moment = unread.edited_at.isoformat()
    pairs = [
        (f"?words={TITLE}", "?words=askundi"),
        (f"?words={unread.reference}", "?words=ZZZZ-ZZZZ"),
        (f"?institution={number('state_police')}", f"?institution={number('transport')}"),
        (f"?before={moment}~{unread.pk}", f"?before={moment}~{NOBODY}"),
    ]
    for asked, nothing in pairs:
        for path in (register, f"{register}export/"):
            one, other = (confirmed(client).get(path + each) for each in (asked, nothing))
            assert one.status_code == other.status_code
            for key in ("table", "rows", "count", "change"):
                if key in (one.context or {}):
                    assert str(one.context[key]) == str(other.context[key]), (asked, key)
            text = one.content.decode()
            if unread.reference not in asked:
                assert unread.reference not in text
            if TITLE not in asked:
                assert TITLE not in text
    assert made.reference in client.get(register).content.decode()


def test_an_export_takes_no_ids_and_no_page_marks(here: Scene) -> None:
    client = confirmed(browser_of(here.education))
    moment = here.report.edited_at.isoformat()
    path = f"/workspace/reports/export/?reports={here.report.pk}&before={moment}~{here.report.pk}"
    body = {"reason": "Për mbledhjen e nëntorit", "reports": str(here.report.pk), "pk": "1"}
    answer = client.post(path, body)
    assert answer.status_code == 200
    record = AuditRecord.objects.get(verb="report.exported")
    assert record.object_key.startswith("reports:0:")
    assert not AuditRecord.objects.filter(verb="report.taken").exists()


@pytest.mark.parametrize(
    "away", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"]
)
def test_confirming_who_one_is_leads_to_no_foreign_address(here: Scene, away: str) -> None:
    here.police.set_password("nje-fjalekalim-i-gjate-77")
    here.police.save()
    client = browser_of(here.police)
    said = {"password": "nje-fjalekalim-i-gjate-77", "next": away}
    answer = client.post("/workspace/account/confirm/", said)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/workspace/")


def test_attack_12_what_is_typed_into_a_situation_acts_nowhere(here: Scene) -> None:
    payload = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
    report = make.report(
        author=here.police,
        marking=Marking.AMBER,
        words=dict.fromkeys(("title", "observed", "protective", "lesson"), payload),
    )
    make.note(report, author=here.police, agency="state_police", marking="amber", text=payload)
    made = make.referral(report, agency="social_services", by=here.police, purpose=payload)
    client = browser_of(here.coordinator)
    paths = (address(report), address(made), "/workspace/reports/", "/workspace/referrals/")
    for path in (*paths, address(report, "referrals/new/")):
        text = client.get(path).content.decode()
        assert "<script>alert" not in text and "<img src=x" not in text, path


# --- Bounds


CLEANING = """
import json, sys, time
from pathlib import Path
from press.files import FileRefused, clean
seconds = {}
for path in Path(sys.argv[1]).iterdir():
    begun = time.process_time()
    try:
        clean(path.read_bytes(), path.name)
    except FileRefused:
        pass
    seconds[path.name] = time.process_time() - begun
(line,) = [line for line in Path("/proc/self/status").open() if line.startswith("VmHWM")]
peak = int(line.split()[1]) / 1024
json.dump({"seconds": seconds, "peak": peak}, sys.stdout)
"""


def harmful() -> dict[str, bytes]:
    """Files that would take a machine's time or memory, by the name they come with."""
    picture, document = photograph(), pdf(script=True)
    return {
        "largest.jpg": _blank(
            "RGB", MOST_PIXELS["image/jpeg"], "JPEG", progressive=True, subsampling=0
        ),
        "largest.png": _blank("RGBA", MOST_PIXELS["image/png"], "PNG"),
        "vast.png": vast(),
        "bomb.png": archive(),
        "bomb.pdf": archive(),
        "picture-and-archive.jpg": picture + archive(),
        "document-and-archive.pdf": document + archive(),
        "script.pdf": document,
        "picture.pdf": picture,
        "deep.pdf": document.replace(b"/Catalog", b"/Catalog /X " + b"[" * 5000 + b"]" * 5000),
        "long.pdf": b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 40_000,
    }


def _blank(mode: str, pixels: int, kind: str, **more: Any) -> bytes:
    """As large a picture as is let in."""
    side, out = math.isqrt(pixels), io.BytesIO()
    Image.new(mode, (side, side), "white").save(out, kind, **more)
    return out.getvalue()


def test_attack_13_no_file_takes_more_than_2_seconds_or_300_mb(tmp_path: Path) -> None:
    """Seconds of the processor, in a process of its own whose memory is measured at its highest."""
    files = harmful()
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", CLEANING, str(tmp_path)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    measured = json.loads(done.stdout)
    assert set(measured["seconds"]) == set(files)
    assert {name: cost for name, cost in measured["seconds"].items() if cost > 2} == {}
    assert measured["peak"] < 300


# --- The trail


def test_attack_7_a_record_about_a_report_that_a_superuser_changed_is_named(
    committed: None, settings: Any, tmp_path: Any
) -> None:
    settings.PRIVATE_FILES = tmp_path
    key = f"report:{NOBODY}"
    with acting_as(System("test")):
        for verb in ("report.drafted", "report.submitted", "report.read", "report.accepted"):
            audit.record(verb=verb, object_key=key, at=timezone.now())
        assert AuditRecord.objects.filter(object_key=key).count() == 4
    seal_audit()
    call_command("verify_audit", stdout=StringIO())
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE council_auditrecord DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE council_auditrecord SET object_key = 'report:other'"
            " WHERE verb = 'report.read' RETURNING id"
        )
        (changed,) = cursor.fetchone()
        cursor.execute("ALTER TABLE council_auditrecord ENABLE TRIGGER USER")
    with pytest.raises(CommandError, match="Link 3 ") as said:
        call_command("verify_audit", stdout=StringIO())
    assert str(changed) in str(said.value)


def test_a_visitor_without_a_session_gets_the_door_for_everything(here: Scene) -> None:
    for path in acts(str(here.report.pk)):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(path)
            assert answer.status_code in (302, 405), path
            assert TITLE.encode() not in answer.content
