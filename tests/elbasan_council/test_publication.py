"""The main job: last month's bulletin, three documents, one letter to everybody, and only once."""

import base64
import re
import signal
import stat
import unicodedata
import urllib.request
import uuid
from urllib.parse import urlsplit

import pypdf
import pytest

from tests.portal import LANGUAGES, MONTH, SUBSCRIBERS, Place, Portal, answers, until

LAST_LINE = re.compile(
    rf"published {MONTH}: "
    + ", ".join(
        rf"{language} (?P<{language}>/\S+\.pdf) (?P<{language}_pages>\d+)" for language in LANGUAGES
    )
    + r"; (?P<letters>\d+) letters"
)
EVERYBODY = sum(SUBSCRIBERS.values())


def test_the_last_line_says_what_was_published_and_to_how_many(portal: Portal) -> None:
    said = LAST_LINE.fullmatch(portal.first.last_line)
    assert said, portal.first.last_line
    assert int(said["letters"]) == EVERYBODY
    for language in LANGUAGES:
        document = pypdf.PdfReader(said[language])
        assert len(document.pages) == int(said[f"{language}_pages"])
        assert 6 <= len(document.pages) <= 8


def test_a_second_run_says_the_same_with_no_letters(portal: Portal) -> None:
    first, _, letters = portal.first.last_line.rpartition("; ")
    assert letters == f"{EVERYBODY} letters"
    assert portal.second.last_line == f"{first}; 0 letters"


def test_a_second_run_leaves_the_documents_as_they_were(portal: Portal) -> None:
    assert len(portal.documents) == len(LANGUAGES)
    assert portal.place.documents() == dict(portal.documents)


def test_everybody_has_one_letter_in_their_language(portal: Portal) -> None:
    letters = portal.place.deliveries()
    known = portal.place.query(
        "SELECT d.id::text, s.address, s.language FROM outreach_delivery AS d"
        " JOIN outreach_subscriber AS s ON s.id = d.subscriber_id"
    )
    assert len(known) == len(letters) == EVERYBODY
    assert len({address for _, address, _ in known}) == EVERYBODY
    for name, address, language in known:
        letter = letters[name]
        assert (letter["To"], letter["Content-Language"]) == (address, language)
        assert letter.defects == []
        assert [part.get_content_type() for part in letter.iter_parts()] == [
            "text/plain",
            "text/html",
        ]
    for language, count in SUBSCRIBERS.items():
        own = [letter for letter in letters.values() if letter["Content-Language"] == language]
        assert len(own) == count
        assert all(f'lang="{language}"' in html(letter) for letter in own)


def test_every_letter_is_whole_and_valid_on_its_way(portal: Portal) -> None:
    for path in (portal.place.var / "outbox").glob("*.eml"):
        data = path.read_bytes()
        assert data.isascii()
        assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
        assert max(map(len, data.split(b"\r\n"))) <= 998
    for letter in portal.place.deliveries().values():
        for part in letter.walk():
            assert part.defects == []
            assert [value.defects for value in part.values() if value.defects] == []
        assert letter["Date"].datetime.tzinfo is not None
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert re.fullmatch(r"<[0-9a-f]{40}@[^>]+>", letter["Message-ID"])
        assert len(html(letter).encode()) <= 60_000
    assert len({letter["Message-ID"] for letter in portal.place.deliveries().values()}) == EVERYBODY


def test_an_inbox_shows_each_subject_in_the_direction_of_its_language(portal: Portal) -> None:
    for letter in portal.place.deliveries().values():
        kinds = (unicodedata.bidirectional(sign) for sign in letter["Subject"])
        strong = next(kind for kind in kinds if kind in ("L", "R", "AL"))
        assert strong == ("AL" if letter["Content-Language"] == "ar" else "L")


def test_every_letter_has_its_reader_s_own_link_and_each_works(portal: Portal) -> None:
    readers = dict(portal.place.query("SELECT id::text, subscriber_id FROM outreach_delivery"))
    for name, letter in portal.place.deliveries().items():
        (link,) = re.findall("<(https?://[^>]+)>", letter["List-Unsubscribe"])
        token = urlsplit(link).path.split("/")[-2]
        said = uuid.UUID(bytes=base64.urlsafe_b64decode(token.split(".")[0] + "=="))
        assert said == readers[name]
        assert f'href="{link}"' in html(letter)
        assert link in letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        with urllib.request.urlopen(link) as page:
            assert page.status == 200


def html(letter) -> str:  # type: ignore[no-untyped-def]
    return str(letter.get_body(("html",)).get_content())


def test_nothing_half_made_lies_about(portal: Portal) -> None:
    var = portal.place.var
    for folder in (var, var / "outbox", var / "documents" / "bulletins", var / "keys"):
        names = [path.name for path in folder.iterdir()]
        assert not [name for name in names if name.startswith(".") or name.endswith(".tmp")], names


def test_nobody_else_may_read_the_accounts_and_the_keys(portal: Portal) -> None:
    var = portal.place.var
    assert stat.S_IMODE((var / "demo-accounts.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((var / "keys").stat().st_mode) == 0o700
    keys = list((var / "keys").iterdir())
    assert keys
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys} == {0o600}


def test_each_account_says_whose_it_is(portal: Portal) -> None:
    accounts = portal.accounts
    assert {"chair", "coordinator", "secretary", "liaison", "member", "observer"} <= set(accounts)
    for entry in accounts.values():
        assert set(entry) == {"role", "agency", "email", "password", "totp_secret"}
        assert entry["email"].endswith("@example.org")
        assert len(entry["password"]) >= 12
    for role in ("secretary", "coordinator", "administrator"):
        assert accounts[role]["totp_secret"]


def test_preparing_publishes_nothing(prepared: Place) -> None:
    made = {path.name for path in prepared.var.iterdir()}
    assert "demo-accounts.json" in made
    assert "outbox" not in made
    assert not prepared.documents()
    assert prepared.processes() == []


def test_what_is_published_is_published_without_another_word(portal: Portal) -> None:
    ended = portal.place.manage("publish_bulletin", MONTH)
    assert (ended.status, ended.err) == (0, "")
    assert portal.place.documents() == dict(portal.documents)
    assert len(portal.place.deliveries()) == EVERYBODY


@pytest.mark.parametrize("command", ["publish_bulletin", "mailing"])
def test_a_month_that_is_none_is_answered_with_an_example(portal: Portal, command: str) -> None:
    ended = portal.place.manage(command, f"{MONTH[:4]}-13")
    assert ended.status == 1
    assert ended.err.count("\n") == 1
    assert "like 2026-10" in ended.err


def test_an_unknown_month_is_refused_with_the_reason(portal: Portal) -> None:
    ended = portal.place.manage("publish_bulletin", "2020-02")
    assert (ended.status, ended.out) == (1, "")
    assert "There is no bulletin for 2020-02." in ended.err
    assert "Traceback" not in ended.err


def test_progress_counts_every_letter_by_state_and_language(portal: Portal) -> None:
    states = ("pending", "leased", "handing_off", "accepted", "deferred", "failed")
    states += ("suppressed", "cancelled", "in_doubt")
    none = dict.fromkeys(states, 0)

    def all_out(n: int) -> dict[str, object]:
        return {"state": "done", "expected": n, **none, "accepted": n}

    ledger = portal.place.ledger()
    by_language = {code: all_out(n) for code, n in SUBSCRIBERS.items()}
    assert ledger == {**all_out(EVERYBODY), "by_language": by_language}
    assert list(ledger) == ["state", "expected", *states, "by_language"]


def test_progress_of_a_month_without_letters_is_nothing(portal: Portal) -> None:
    ledger = portal.place.ledger("2020-02")
    assert (ledger["state"], ledger["expected"], ledger["by_language"]) == ("none", 0, {})


UNAPPROVED = """
from bulletins.models import Edition
from council.people import System, acting_as
with acting_as(System("test")):
    Edition.objects.update(approved_by=None, approved_at=None, approved_hash="")
"""


def test_a_month_that_waits_for_its_approval_is_told_and_the_portal_serves(
    prepared: Place, place: Place
) -> None:
    own = place.port
    place.copy_from(prepared)
    place.port = own  # another portal may be serving at the one that was copied
    assert place.manage("shell", "-c", UNAPPROVED).status == 0
    serving = place.start("portal")
    until(lambda: answers(place.port), while_runs=serving)
    until(lambda: "the portal: http" in place.said.read_text(), while_runs=serving)
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(60) == 0
    said = place.said.read_text()
    assert "Not published:" in said
    assert "a second person has not approved edition 1 yet." in said
    assert "The portal serves what was published before." in said
