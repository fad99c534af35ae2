"""The page of a month's letters: what it shows, to whom, and what its buttons do."""

import datetime

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.models import AuditRecord
from council.people import User, acting_as
from outreach import mailing, pacing
from outreach.actions.claim import finish_mailings
from outreach.actions.steer import cancel_the_rest
from outreach.models import Delivery, DomainPace, Mailing, SendingPace
from outreach.progress import watch
from tests import cast, make
from tests.council.browsers import browser_of, in_english
from tests.outreach.ledger import TEST, frozen, send, states, tally
from tests.outreach.relay import Relay

PAGE = "/workspace/mailings/2024/10/"
NOW = f"{PAGE}now/"
HTMX = {"HX-Request": "true"}
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def secretary(acting: None) -> Client:
    return in_english(cast.secretary())


def several(count: int, domain: str = "example.org", language: str = "sq") -> None:
    for n in range(count):
        make.subscriber(name=f"{domain}-{n:02}", domain=domain, language=language)


def put(name: str, state: str, *, code: int | None = None, text: str = "") -> None:
    """A reader's letter, in a state with what the server said."""
    letter = Delivery.objects.filter(subscriber__address__startswith=f"{name}@")
    changes = {"state": state, "smtp_code": code, "smtp_text": text}
    if state == "accepted":
        changes["accepted_at"] = timezone.now()
    assert letter.update(**changes) == 1


def text_of(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def do(client: Client, what: str, **more: str) -> HttpResponse:
    answer: HttpResponse = client.post(f"{PAGE}steer/", {"do": what, **more}, follow=True)
    return answer


def verbs() -> list[str]:
    return list(AuditRecord.objects.order_by("at").values_list("verb", flat=True))


# What it shows ---------------------------------------------------------------------------------


def test_the_list_names_each_month_with_its_state_and_counts(secretary: Client) -> None:
    empty = text_of(secretary.get("/workspace/mailings/"))
    assert "No letters have gone out yet" in empty
    frozen("a", "b", "c")
    put("a", "accepted")
    put("b", "failed", code=550, text="5.1.1 No such user")
    page = text_of(secretary.get("/workspace/mailings/"))
    assert 'href="/workspace/mailings/2024/10/"' in page
    for words in ("October 2024", "Letters are going out", "1 of 3 out", "1 waiting", "1 failed"):
        assert words in page, words


def test_a_month_is_counted_by_state_language_and_provider(secretary: Client) -> None:
    several(6, "example.net")
    frozen("a", "b", "c")
    frozen("d", language="en")
    put("a", "accepted")
    put("b", "deferred", code=452, text="4.2.2 Mailbox full")
    put("c", "in_doubt", text="No answer after the letter was sent: timed out.")
    found = secretary.get(PAGE).context["watch"]
    assert (found.progress.expected, found.counts["accepted"], found.progress.waiting) == (10, 1, 7)
    assert {row.code: row.total for row in found.languages} == {"sq": 9, "en": 1}
    by_name = {row.name: (row.total, row.domains) for row in found.domains}
    assert by_name == {"example.net": (6, 1), "": (4, 1)}
    page = text_of(secretary.get(PAGE))
    assert "1 letter is uncertain" in page
    assert "example.net" in page
    assert "example.org" not in page, "four letters might name a reader"


def test_the_rate_and_the_end_are_told_within_the_limits(secretary: Client) -> None:
    frozen(*(f"l{n:02}" for n in range(40)), started_at=timezone.now() - 10 * MINUTE)
    ids = list(Delivery.objects.order_by("pk").values_list("pk", flat=True)[:20])
    at = timezone.now() - datetime.timedelta(seconds=30)
    Delivery.objects.filter(pk__in=ids).update(state="accepted", accepted_at=at)
    found = watch(make.MONTH, at=timezone.now())
    assert (found.rate.now, found.rate.lately) == (20, 4)
    assert found.ends_at
    assert 4 <= (found.ends_at - timezone.now()) / MINUTE <= 6
    page = text_of(secretary.get(PAGE))
    assert "20 letters in the last minute, 4 a minute of late" in page
    assert "all out in about 5 minutes" in page
    SendingPace.objects.update_or_create(pk=1, defaults={"per_hour": 60})
    assert "all out in about 20 minutes" in text_of(secretary.get(PAGE))
    assert "today at most 60 an hour" in text_of(secretary.get(PAGE))


def test_letters_to_a_provider_that_is_held_are_no_part_of_the_end(secretary: Client) -> None:
    several(6, "example.net")
    frozen("a", started_at=timezone.now() - 10 * MINUTE)
    SendingPace.objects.create(pk=1, per_hour=60)
    pacing.hold("example.net", reason="5.7.1 Not from you", at=timezone.now())
    page = secretary.get(PAGE)
    assert "all out in about 1 minute" in text_of(page)
    assert "6 wait for a provider that refuses us" in text_of(page)
    put("a", "accepted")
    page = secretary.get(PAGE)
    assert page.context["ends"] == {}
    assert "No letter has left for five minutes" not in text_of(page)


@pytest.mark.parametrize(
    ("pace", "letters", "an_hour", "hours"),
    [
        ({}, 100, 50, 2),
        ({}, 100, 0, None),
        ({"per_hour": 10}, 100, 0, 10),
        ({"per_hour": 100}, 100, 50, 2),
        ({"per_hour": 100}, 200, 99, 2),
        ({"per_domain_per_hour": 10}, 100, 50, 4),
        # From 9 o'clock: 15 hours at 500, the rest at 1,000.
        ({"warm_up_from": datetime.date(2026, 11, 2)}, 8500, 490, 16),
    ],
)
def test_the_end_is_foreseen_from_what_is_allowed_and_what_was_measured(
    pace: dict[str, object], letters: int, an_hour: float, hours: int | None
) -> None:
    at = datetime.datetime(2026, 11, 2, 9, tzinfo=timezone.get_default_timezone())
    end = pacing.end_of(
        letters=letters, to_one_domain=40, an_hour=an_hour, pace=SendingPace(**pace), at=at
    )
    assert end == (at + datetime.timedelta(hours=hours) if hours else None)


def test_the_last_refusal_is_told_in_plain_words_and_in_the_servers_own(
    secretary: Client,
) -> None:
    frozen("askush", "a")
    put("askush", "failed", code=550, text="5.1.1 <askush@example.org> unknown")
    page = text_of(secretary.get(PAGE))
    assert "The address does not exist" in page
    assert "550 5.1.1 &lt;askush@example.org&gt; unknown" in page
    chairs = text_of(in_english(cast.chair()).get(PAGE))
    assert "The address does not exist" in chairs
    assert "askush" not in chairs, "who keeps the list alone sees who is on it"


def test_letters_that_stand_still_are_told(secretary: Client) -> None:
    frozen("a", started_at=timezone.now() - 10 * MINUTE)
    assert "No letter has left for five minutes" in text_of(secretary.get(PAGE))


# Looking again ---------------------------------------------------------------------------------


def test_the_part_that_changes_is_asked_for_until_all_is_done(secretary: Client) -> None:
    frozen("a")
    assert 'hx-trigger="every 3s"' in text_of(secretary.get(PAGE))
    again = secretary.get(f"{NOW}?state=sending&said=0", headers=HTMX)
    assert 'id="letters-now"' in text_of(again)
    assert "<h1" not in text_of(again)
    put("a", "accepted")
    finish_mailings(at=timezone.now())
    ended = secretary.get(f"{NOW}?state=sending&said=0", headers=HTMX)
    assert (ended["HX-Refresh"], ended.content) == ("true", b"")
    done = text_of(secretary.get(PAGE))
    assert "hx-trigger" not in done
    assert "every letter is settled" in done


def test_a_screen_reader_is_told_only_what_is_new(secretary: Client) -> None:
    frozen("a", "b")
    put("a", "accepted")
    assert "50 % of the letters are settled" in text_of(secretary.get(f"{NOW}?said=40"))
    assert 'role="status"' not in text_of(secretary.get(f"{NOW}?said=50"))


def test_a_page_asks_as_often_for_many_letters_as_for_few(secretary: Client) -> None:
    several(3)
    frozen()
    secretary.get(PAGE)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert secretary.get(PAGE).status_code == 200
        return len(queries)

    few = asked()
    for n in range(9):
        several(9, f"d{n}.example.net", language="en")
    frozen(language="en")
    Delivery.objects.filter(domain="d3.example.net").update(state="failed", smtp_text="5.1.1 x")
    assert asked() == few


# Buttons ---------------------------------------------------------------------------------------


def test_pause_and_resume_are_noted_with_who_did_it(secretary: Client) -> None:
    frozen("a")
    page = do(secretary, "pause")
    assert "Paused. No further letter leaves until you resume." in text_of(page)
    assert Mailing.objects.get().state == "paused"
    assert 'value="resume"' in text_of(page)
    assert "It had changed meanwhile" in text_of(do(secretary, "pause"))
    do(secretary, "resume")
    assert Mailing.objects.get().state == "sending"
    assert verbs()[-2:] == ["mailing.paused", "mailing.resumed"]
    assert AuditRecord.objects.latest("at").person == cast.secretary()


def test_one_language_can_be_paused_by_itself(secretary: Client) -> None:
    frozen("a")
    frozen("b", language="ar")
    page = text_of(do(secretary, "pause", of="ar"))
    assert 'id="letters-resume-ar"' in page
    assert 'id="letters-pause-sq"' in page
    assert dict(Mailing.objects.values_list("language", "state")) == {
        "sq": "sending",
        "ar": "paused",
    }
    assert AuditRecord.objects.latest("at").object_key == "mailing:2024-10:ar:1"
    do(secretary, "resume", of="ar")
    assert set(Mailing.objects.values_list("state", flat=True)) == {"sending"}
    assert "It had changed meanwhile" in text_of(do(secretary, "pause", of="fr"))


def test_nothing_is_resumed_while_publication_is_switched_off(secretary: Client) -> None:
    frozen("a")
    months = mailing.pause_everything(at=timezone.now())
    assert "Publication is switched off as a whole" in text_of(do(secretary, "resume"))
    assert Mailing.objects.get().state == "paused"
    mailing.let_everything_go(months)
    assert Mailing.objects.get().state == "sending"


@pytest.mark.parametrize(
    ("path", "parts", "left"),
    [
        ("steer/", {"do": "pause"}, "pending"),
        ("call-off/", {"of": "all"}, "cancelled"),
    ],
)
def test_a_sender_that_is_at_work_stops_before_its_next_letter(
    committed: None, relay: Relay, path: str, parts: dict[str, str], left: str
) -> None:
    """It holds all three letters; the button is pressed while the server has the first."""
    with acting_as(TEST):
        browser = elsewhere_browser()
    relay.after_each = lambda: browser.post(f"{PAGE}{path}", parts)
    frozen("a", "b", "c")
    assert send() == 1
    assert tally() == {"accepted": 1, left: 2}


def elsewhere_browser() -> Client:
    return browser_of(cast.secretary())


def test_calling_off_asks_first_and_says_what_it_means(secretary: Client) -> None:
    frozen("a", "b", "c")
    frozen("d", language="en")
    put("a", "accepted")
    asked = text_of(secretary.get(f"{PAGE}call-off/?of=sq"))
    for words in ("This cannot be undone", "Never sent: 2", "they stay out: 1", "Shqip"):
        assert words in asked, words
    assert "English" not in asked.partition("<main")[2].partition("</main")[0]
    assert not Mailing.objects.filter(state="cancelled").exists()
    secretary.post(f"{PAGE}call-off/", {"of": "sq"})
    assert dict(Mailing.objects.values_list("language", "state")) == {
        "sq": "cancelled",
        "en": "sending",
    }
    cancel_the_rest()
    assert states() == {"a": "accepted", "b": "cancelled", "c": "cancelled", "d": "pending"}
    again = secretary.post(f"{PAGE}call-off/", {"of": "sq"}, follow=True)
    assert "It had changed meanwhile" in text_of(again)
    assert verbs()[-1] == "mailing.called_off"


def test_letters_that_wait_can_be_tried_now(secretary: Client) -> None:
    frozen("plot", "a")
    later = timezone.now() + datetime.timedelta(hours=6)
    put("plot", "deferred", code=452, text="4.2.2 Full")
    Delivery.objects.filter(state="deferred").update(next_at=later)
    assert "1 letter is tried again now" in text_of(do(secretary, "try_now"))
    assert states() == {"plot": "pending", "a": "pending"}
    assert not Delivery.objects.filter(next_at__gt=timezone.now()).exists()


def test_a_provider_that_was_held_can_be_let_go(secretary: Client) -> None:
    frozen("a")
    pacing.hold("example.org", reason="5.7.1 Not from you", at=timezone.now())
    page = text_of(secretary.get(PAGE))
    assert "1 provider refuses our letters for now" in page
    assert "5.7.1 Not from you" in page
    assert "Letters to example.org go on" in text_of(do(secretary, "let_go", domain="example.org"))
    assert DomainPace.objects.get(domain="example.org").held_until is None
    assert "It had changed" in text_of(do(secretary, "let_go", domain="example.org"))
    chair = in_english(cast.chair())
    pacing.hold("example.org", reason="5.7.1 Not from you", at=timezone.now())
    assert "Not from you" not in text_of(chair.get(PAGE))


@pytest.mark.parametrize("parts", [{}, {"do": ""}, {"do": "erase"}])
def test_a_button_that_is_none_is_answered_so(secretary: Client, parts: dict[str, str]) -> None:
    frozen("a")
    assert secretary.post(f"{PAGE}steer/", parts).status_code == 404


# Who must not ----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [cast.chair, cast.editor])
def test_who_may_look_has_no_button_and_cannot_press_one(acting: None, who: object) -> None:
    frozen("a")
    client = browser_of(who())  # type: ignore[operator]
    page = client.get(PAGE)
    assert page.status_code == 200
    main = page.content.decode().partition("<main")[2].partition("</main")[0]
    assert "<form" not in main
    assert "call-off" not in main
    for path in ("steer/", "call-off/", "failed/", "uncertain/"):
        assert client.post(f"{PAGE}{path}", {"do": "pause"}).status_code == 403
    assert Mailing.objects.get().state == "sending"


def test_others_see_nothing(acting: None) -> None:
    frozen("a")

    def answers(user: User | None) -> set[int]:
        client = browser_of(user) if user else Client()
        return {client.get(page).status_code for page in ("/workspace/mailings/", PAGE, NOW)}

    assert answers(cast.member()) == {403}
    assert answers(cast.observer()) == {403}
    assert answers(None) == {302}
    assert browser_of(cast.secretary()).get("/workspace/mailings/2024/09/").status_code == 404
