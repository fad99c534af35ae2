"""Counting who is reached, and keeping nothing of anybody."""

import datetime
import threading
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings as portal
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from council.people import System, acting_as
from outreach import reach
from outreach.actions.take_counts import take_counts
from outreach.models import ReachBatch, ReachCount
from outreach.reach import counting

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
ADDRESS = "203.0.113.77"
OCTOBER = datetime.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def counted(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own, in which nobody else has left a count."""
    settings.PORTAL_VAR = tmp_path
    return tmp_path / "reach"


@pytest.fixture
def reader(db: None) -> Client:
    return Client(headers={"User-Agent": FIREFOX}, REMOTE_ADDR=ADDRESS)


def taken() -> list[tuple[Any, ...]]:
    """What the table holds after a tick."""
    take_counts(at=timezone.now())
    with acting_as(System("test")):
        rows = ReachCount.objects.order_by("page", "language", "channel")
        return list(rows.values_list("kind", "page", "language", "channel", "n"))


# What counts ------------------------------------------------------------------------------------


def test_a_page_is_counted_in_one_row_a_day_and_language(reader: Client) -> None:
    for address in ("/", "/", "/ar/", "/en/subscribe/"):
        assert reader.get(address).status_code == 200
    assert taken() == [
        ("read", "home", "ar", "", 1),
        ("read", "home", "sq", "", 2),
        ("read", "subscribe", "en", "", 1),
    ]
    reader.get("/")
    assert ("read", "home", "sq", "", 3) in taken()
    with acting_as(System("test")):
        assert {row.day for row in ReachCount.objects.all()} == {timezone.localdate()}


def test_a_day_begins_at_midnight_of_the_city(db: None) -> None:
    late = datetime.datetime(2026, 7, 1, 22, 30, tzinfo=datetime.UTC)
    reach.count(kind="read", language="sq", page="home", at=late)
    taken()
    with acting_as(System("test")):
        assert ReachCount.objects.get().day == datetime.date(2026, 7, 2)


@pytest.mark.parametrize(
    ("query", "channel"),
    [
        *[("?k=m", "mail"), ("?k=p", "paper"), ("?k=s", "share"), ("?k=r", "feed")],
        *[("?k=x", ""), ("?k=mail", ""), ("?k=", ""), ("?utm_source=m", ""), ("?k=%00", "")],
    ],
)
def test_a_channel_is_one_of_ours_or_none(reader: Client, query: str, channel: str) -> None:
    assert reader.get(f"/en/{query}").status_code == 200
    assert taken() == [("read", "home", "en", channel, 1)]


def test_the_tag_of_a_channel_is_not_in_the_addresses_that_a_page_gives(reader: Client) -> None:
    page = reader.get("/en/?k=m&v=qender").content.decode()
    assert "k=m" not in page
    assert f'<link rel="canonical" href="{portal.PORTAL_URL}/en/">' in page


def test_of_a_code_on_paper_only_a_place_of_ours_is_kept(reader: Client, acting: None) -> None:
    from council.models import Unit

    Unit.objects.get_or_create(code="labinot-fushe", defaults={"name_sq": "Labinot-Fushë"})
    for place in ("labinot-fushe", "nowhere", "' OR 1=1", ADDRESS):
        reader.get("/", {"k": "p", "v": place})
    reader.get("/", {"k": "m", "v": "labinot-fushe"})
    taken()
    rows = ReachCount.objects.values_list("channel", "place", "unit", "n")
    assert sorted(rows) == [
        ("mail", "", "", 1),
        ("paper", "", "", 3),
        ("paper", "labinot-fushe", "labinot-fushe", 1),
    ]


@pytest.mark.parametrize("channel", ["mail", "paper", "share", "feed"])
def test_an_address_that_is_handed_out_is_counted_under_its_channel(
    reader: Client, channel: str
) -> None:
    reader.get(reach.tagged("/en/", channel))
    assert taken() == [("read", "home", "en", channel, 1)]
    assert reach.tagged("/?a=1", "paper", place="qender") == "/?a=1&k=p&v=qender"


# What does not ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "WhatsApp/2.23.20.0",
        "TelegramBot (like TwitterBot)",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0.0.0 Safari/537.36",
    ],
)
def test_a_program_is_no_reader(reader: Client, agent: str) -> None:
    assert reader.get("/", headers={"User-Agent": agent}).status_code == 200
    assert taken() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"X-Purpose": "preview"},
        {"Range": "bytes=65536-"},
        {"Range": "bytes=0-1"},
        {"Referer": "http://localhost:8000/workspace/bulletins/2026/10/"},
    ],
)
def test_looking_ahead_a_part_of_a_file_and_our_own_look_are_not_counted(
    reader: Client, headers: dict[str, str]
) -> None:
    assert reader.get("/", headers=headers).status_code == 200
    assert taken() == []


def test_the_first_part_of_a_file_counts(reader: Client) -> None:
    reader.get("/", headers={"Range": "bytes=0-65535"})
    assert taken() == [("read", "home", "sq", "", 1)]


def test_only_reading_what_is_there_counts(reader: Client) -> None:
    reader.head("/")
    reader.post("/abonohu/", {})
    for address in ("/nope/", "/en/bulletin/1999/01/", "/sq/", "/robots.txt", "/healthz"):
        reader.get(address)
    for address in ("/workspace/", "/workspace/login/", "/ndalo/forged/"):
        reader.get(address)
    assert taken() == []


# Kept answers -----------------------------------------------------------------------------------


def test_a_kept_answer_and_one_that_is_not_sent_again_count(
    reader: Client, settings: Settings
) -> None:
    """Whatever answers in a page's place: it stands inside of the counting."""
    place = settings.MIDDLEWARE.index("elbasan_council.middleware.reach.ReachMiddleware")
    kept = f"{__name__}.from_the_cache"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[: place + 1], kept]
    assert reader.get("/en/").content == b"kept"
    assert reader.get("/en/", headers={"If-None-Match": '"kept"'}).status_code == 304
    assert taken() == [("read", "home", "en", "", 2)]


def from_the_cache(get_response: Any) -> Any:
    from django.http import HttpResponse, HttpResponseNotModified

    def answer(request: Any) -> HttpResponse:
        if request.headers.get("If-None-Match"):
            return HttpResponseNotModified()
        return HttpResponse("kept")

    return answer


# Nobody behind a number -------------------------------------------------------------------------


@pytest.mark.usefixtures("db")
def test_no_address_is_stored_anywhere(counted: Path) -> None:
    """Not in a row of any table, not in Redis, not in a file, before the tick and after it."""
    agent = f"{FIREFOX} Zanzibar/1"
    visitor = Client(headers={"User-Agent": agent}, REMOTE_ADDR=ADDRESS)
    before = {path.name: path.read_text() for path in counted.glob("*")}
    for address in ("/?k=p&v=qender", "/ar/", "/en/bulletin/feed.xml?k=r"):
        response = visitor.get(
            address, headers={"X-Forwarded-For": ADDRESS, "Cookie": "a=Zanzibar"}
        )
        assert not response.cookies
    lying = "".join(path.read_text() for path in counted.glob("*"))
    assert lying
    assert lying != before
    found = taken()
    assert len(found) == 3
    everything = lying + _tables() + _redis()
    assert "feed" in everything
    for told in (ADDRESS, "203.0.113", "Zanzibar", "Firefox"):
        assert told not in everything


def test_no_line_tells_when(reader: Client, counted: Path) -> None:
    reader.get("/")
    assert (counted / "now").read_text() == (
        f'["{timezone.localdate()}","read","","home","sq","","","",1]\n'
    )


def _tables() -> str:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        found = []
        for (name,) in cursor.fetchall():
            if not name.startswith("council_"):
                cursor.execute(
                    f"SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM \"{name}\" t"
                )
                found.append(str(cursor.fetchone()[0]))
    return "\n".join(found)


def _redis() -> str:
    server = redis.Redis.from_url(portal.REDIS_URL)
    return "\n".join(f"{key!r} {server.dump(key)!r}" for key in server.keys("*"))


# Nothing lost, nothing doubled ------------------------------------------------------------------


def test_a_tick_that_is_killed_after_its_commit_doubles_nothing(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.get("/")
    with monkeypatch.context() as killed:
        killed.setattr(Path, "unlink", _killed)
        with pytest.raises(KeyboardInterrupt):
            taken()
    assert taken() == [("read", "home", "sq", "", 1)]
    assert taken() == [("read", "home", "sq", "", 1)]


def test_a_tick_that_is_killed_before_its_commit_loses_nothing(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.get("/")
    with monkeypatch.context() as killed:
        killed.setattr(reach, "add_up", _killed)
        with pytest.raises(KeyboardInterrupt):
            taken()
    reader.get("/")
    assert taken() == [("read", "home", "sq", "", 2)]


def _killed(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def test_what_is_counted_while_files_are_taken_is_not_lost(db: None) -> None:
    """Some add without a pause while another takes: each line is in one file."""
    done = threading.Event()
    lines = 0

    def add() -> None:
        for _ in range(400):
            reach.count(kind="read", language="sq", page="home", at=timezone.now())

    def take() -> None:
        nonlocal lines
        while True:
            last = done.is_set()
            for path in counting.take():
                lines += len(list(counting.lines_of(path)))
                path.unlink()
            if last:
                return

    adding = [threading.Thread(target=add) for _ in range(4)]
    taking = threading.Thread(target=take)
    for thread in (*adding, taking):
        thread.start()
    for thread in adding:
        thread.join()
    done.set()
    taking.join()
    assert lines == 1600


def test_a_page_stands_where_nothing_can_be_counted(reader: Client, counted: Path) -> None:
    counted.write_text("a file in the folder's place")
    assert reader.get("/").status_code == 200


def test_half_a_line_and_a_strange_one_count_nothing(reader: Client, counted: Path) -> None:
    reader.get("/")
    with (counted / "now").open("a") as file:
        file.write('["2026-99-99","read","","home","sq","","","",1]\n')
        file.write('["2026-10-01","seen","","home","sq","","","",1]\n["2026-10-01","re')
    assert taken() == [("read", "home", "sq", "", 1)]


def test_batches_are_forgotten_after_a_week(reader: Client) -> None:
    reader.get("/")
    taken()
    with acting_as(System("test")):
        assert ReachBatch.objects.count() == 1
    take_counts(at=timezone.now() + datetime.timedelta(days=8))
    with acting_as(System("test")):
        assert ReachBatch.objects.count() == 0


# From actions -----------------------------------------------------------------------------------


def test_an_action_enters_what_happened_with_its_own_transaction(acting: None) -> None:
    parts = {"kind": "heard", "language": "sq", "issue": OCTOBER, "unit": "labinot-fushe"}
    reach.enter(**parts, n=40, at=timezone.now())
    reach.enter(**parts, n=5, at=timezone.now())
    row = ReachCount.objects.get()
    assert (row.kind, row.issue, row.unit, row.n) == ("heard", OCTOBER, "labinot-fushe", 45)
    for wrong in ({"kind": "listened"}, {"language": "de"}, {"n": 0}, {"channel": "m"}):
        with pytest.raises(ValueError, match="Nothing is counted"):
            reach.enter(**{**parts, **wrong}, at=timezone.now())


def test_residents_neither_read_nor_write_the_counts(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('portal_public', name, 'SELECT, INSERT, UPDATE, DELETE')"
            " FROM unnest(ARRAY['outreach_reachcount', 'outreach_reachbatch',"
            " 'outreach_reachtarget']) AS name"
        )
        assert [row[0] for row in cursor.fetchall()] == [False] * 3
