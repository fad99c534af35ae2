"""What the office decides of single letters: uncertain ones, failed ones, the pace, the tests."""

import datetime
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from council.models import AuditRecord
from council.people import acting_as
from outreach import mailing
from outreach.actions.send_trials import MOST_TRIALS, NOBODY, send_trials
from outreach.actions.suppress import suppress
from outreach.answers import meaning_of
from outreach.models import (
    Delivery,
    Departure,
    DomainPace,
    Mailing,
    SeedAddress,
    SendingPace,
    Subscriber,
    Trial,
    TrialLetter,
)
from outreach.tokens import message_mark, stop_token
from tests import cast, make
from tests.council.browsers import browser_of, in_english
from tests.outreach.ledger import TEST, delivery, frozen, mailing_state, send, states
from tests.outreach.relay import Relay, parsed
from tests.outreach.test_letters_page import PAGE, put, text_of

PACE, SEEDS = "/workspace/mailings/pace/", "/workspace/mailings/test/"
DOUBTS, FAILED = f"{PAGE}uncertain/", f"{PAGE}failed/"
NO_ANSWER = "No answer after the letter was sent: timed out."


@pytest.fixture
def secretary(acting: None) -> Client:
    return in_english(cast.secretary())


def verbs() -> list[str]:
    return list(AuditRecord.objects.order_by("at").values_list("verb", flat=True))


def decide(client: Client, way: str, letter: object) -> str:
    return text_of(client.post(DOUBTS, {"way": way, "letter": str(letter)}, follow=True))


# Uncertain letters -----------------------------------------------------------------------------


def test_an_uncertain_letter_is_found_in_the_log_by_its_mark_and_by_nobodys_address(
    secretary: Client,
) -> None:
    frozen("iku")
    put("iku", "in_doubt", text=NO_ANSWER)
    Delivery.objects.update(handed_off_at=make.NOW)
    row = delivery("iku")
    assert row.subscriber_id
    page = text_of(secretary.get(DOUBTS))
    for words in (message_mark(row.mailing_id, row.subscriber_id), "example.org", NO_ANSWER):
        assert words in page, words
    assert "iku@" not in page


def test_each_uncertain_letter_is_sent_again_or_taken_as_sent(secretary: Client) -> None:
    frozen("a", "b", "c")
    for name in ("a", "b", "c"):
        put(name, "in_doubt", text=NO_ANSWER)
    assert "1 letter is sent again" in decide(secretary, "again", delivery("a").pk)
    assert "1 letter counts as sent" in decide(secretary, "sent", delivery("b").pk)
    assert states() == {"a": "pending", "b": "accepted", "c": "in_doubt"}
    assert "settled meanwhile" in decide(secretary, "again", delivery("b").pk)
    assert states()["b"] == "accepted", "two browsers do not make two letters"
    assert set(verbs()[-2:]) == {"delivery.sent_again", "delivery.taken_as_sent"}


@pytest.mark.parametrize(("way", "after"), [("again", "pending"), ("sent", "accepted")])
def test_all_uncertain_letters_are_settled_after_a_question(
    secretary: Client, way: str, after: str
) -> None:
    frozen("a", "b", "c")
    put("a", "in_doubt", text=NO_ANSWER)
    put("b", "in_doubt", text=NO_ANSWER)
    asked = text_of(secretary.get(f"{DOUBTS}?all={way}"))
    assert ("gets it twice" if way == "again" else "gets none") in asked
    assert states() == {"a": "in_doubt", "b": "in_doubt", "c": "pending"}
    decide(secretary, way, "all")
    assert states() == {"a": after, "b": after, "c": "pending"}


@pytest.mark.parametrize("letter", ["", "x", "99999999", "9" * 40, "-1"])
def test_what_is_no_uncertain_letter_settles_nothing(secretary: Client, letter: str) -> None:
    frozen("a")
    put("a", "in_doubt", text=NO_ANSWER)
    assert "settled meanwhile" in decide(secretary, "again", letter)
    assert "settled meanwhile" in decide(secretary, "maybe", delivery("a").pk)
    assert states() == {"a": "in_doubt"}


def test_a_letter_that_was_called_off_is_not_sent_again(secretary: Client) -> None:
    frozen("a")
    put("a", "in_doubt", text=NO_ANSWER)
    Mailing.objects.update(state="cancelled")
    decide(secretary, "again", delivery("a").pk)
    assert states() == {"a": "cancelled"}


# Failed letters --------------------------------------------------------------------------------


def failures() -> None:
    frozen("zyre", "askush", "larguar", "a", "iku")
    put("a", "accepted")
    put("iku", "in_doubt", text=NO_ANSWER)
    put("zyre", "failed", code=554, text="5.7.1 Not from you")
    put("larguar", "failed", code=554, text="5.7.1 Not from you")
    put("askush", "failed", code=550, text="5.1.1 No such user")
    gone = Subscriber.objects.get(address="larguar@example.org")
    Departure.objects.create(subscriber=gone.pk, left_at=timezone.now(), way="test")
    unknown = Subscriber.objects.get(address="askush@example.org")
    suppress(subscriber_id=unknown.pk, reason="bounced", at=timezone.now())


def test_failed_letters_are_told_by_reason_with_who_may_be_tried(secretary: Client) -> None:
    failures()
    page = secretary.get(FAILED)
    found = {
        reason.meaning.key: (reason.letters, reason.reachable) for reason in page.context["reasons"]
    }
    assert found == {"distrust": (2, 1), "no_address": (1, 0)}
    assert "The provider does not trust our letters" in text_of(page)
    assert "5.7.1 Not from you" in text_of(page)


@pytest.mark.parametrize("which", ["distrust", "distrust@example.org"])
def test_only_what_was_chosen_and_may_be_written_to_is_tried_again(
    secretary: Client, which: str
) -> None:
    failures()
    Mailing.objects.update(state="done", done_at=timezone.now())
    page = text_of(secretary.post(FAILED, {"which": [which, "no_address"]}, follow=True))
    assert "1 letter is tried once more" in page
    assert states() == {
        "a": "accepted",
        "iku": "in_doubt",
        "zyre": "pending",
        "larguar": "failed",
        "askush": "failed",
    }
    assert mailing_state() == "sending"
    assert verbs()[-1] == "mailing.failed_retried"


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ([], "Choose which letters are tried again."),
        (["no_address"], "None of these can be tried again any more."),
        (["distrust@example.com"], "None of these can be tried again any more."),
        (["'; DROP TABLE"], "None of these can be tried again any more."),
    ],
)
def test_a_choice_of_nothing_is_refused_with_a_sentence(
    secretary: Client, which: list[str], words: str
) -> None:
    failures()
    answer = secretary.post(FAILED, {"which": which})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert states()["zyre"] == "failed"


def test_a_letter_that_is_tried_again_arrives(committed: None, relay: Relay) -> None:
    relay.at_end = {"zyre@example.org": "554 5.6.0 Not this one"}
    frozen("zyre", "a")
    assert send() == 1
    relay.at_end = {}
    with acting_as(TEST):
        client = browser_of(cast.secretary())
    assert client.post(FAILED, {"which": "refused"}).status_code == 302
    assert send() == 1
    assert relay.recipients == ["a@example.org", "zyre@example.org"]
    assert mailing_state() == "done"


@pytest.mark.parametrize(
    ("code", "text", "key"),
    [
        (550, "5.1.1 No such user", "no_address"),
        (452, "4.2.2 Mailbox full", "full"),
        (550, "5.2.1 Disabled", "closed"),
        (550, "5.7.26 DMARC", "distrust"),
        (451, "4.7.1 Greylisted", "busy"),
        (554, "5.6.0 Bad content", "refused"),
        (552, "5.3.4 Too big", "refused"),
        (421, "Try later", "busy"),
        (550, "unknown user", "no_address"),
        (299, "odd", "other"),
        (None, "No connection to the mail server: refused.", "no_server"),
        (None, NO_ANSWER, "cut"),
        (None, "A demonstration writes to example domains only.", "not_made"),
    ],
)
def test_an_answer_has_a_meaning(code: int | None, text: str, key: str) -> None:
    assert meaning_of(code, text).key == key


# Pace ------------------------------------------------------------------------------------------


def test_the_pace_is_set_and_told_in_words(secretary: Client) -> None:
    assert "No limit: as fast as the mail server takes them." in text_of(secretary.get(PACE))
    make.subscriber()
    given = {"per_hour": "4 000", "per_domain_per_hour": "1.000", "warm_up_from": ""}
    page = text_of(secretary.post(PACE, given, follow=True))
    assert "Today at most 4,000 letters an hour." in page
    assert "To one provider at most 1,000 an hour." in page
    assert "takes about 1 hour" in page
    assert verbs()[-1] == "pace.set"
    assert "Nothing has changed." in text_of(secretary.post(PACE, given, follow=True))


def test_a_warm_up_shows_its_coming_days(secretary: Client) -> None:
    given = {"per_hour": "4000", "warm_up_from": f"{timezone.localdate():%Y-%m-%d}"}
    page = secretary.post(PACE, given, follow=True)
    assert "Today at most 500 letters an hour." in text_of(page)
    assert [row["limit"] for row in page.context["days"]] == [500, 1000, 2000, 4000]


@pytest.mark.parametrize("typed", ["0", "-5", "many", "1e3", "12.5x", "1000001", "9" * 20])
def test_a_pace_that_is_none_is_refused_and_stays_as_typed(secretary: Client, typed: str) -> None:
    answer = secretary.post(PACE, {"per_hour": typed, "per_domain_per_hour": "70"})
    assert answer.status_code == 422
    page = text_of(answer)
    assert page.count("Write a whole number from 1 to 1,000,000") == 2
    assert f'value="{typed}"' in page
    assert 'value="70"' in page
    assert not SendingPace.objects.exists()


@pytest.mark.parametrize("typed", ["2026-13-40", "tomorrow", "1926-01-01"])
def test_a_first_day_that_is_none_is_refused(secretary: Client, typed: str) -> None:
    answer = secretary.post(PACE, {"warm_up_from": typed})
    assert answer.status_code == 422
    assert "Choose a day" in text_of(answer)


def test_letters_that_had_a_turn_at_the_former_pace_get_a_new_one(secretary: Client) -> None:
    frozen("a")
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    Delivery.objects.update(next_at=tomorrow, has_slot=True)
    DomainPace.objects.create(domain="", next_slot=tomorrow)
    secretary.post(PACE, {"per_hour": "100000"})
    assert not Delivery.objects.filter(next_at__gt=timezone.now()).exists()
    assert not DomainPace.objects.filter(next_slot__gt=timezone.now()).exists()


# Tests to our own addresses --------------------------------------------------------------------


def seeds(client: Client, typed: str) -> HttpResponse:
    answer: HttpResponse = client.post(SEEDS, {"addresses": typed}, follow=True)
    return answer


def test_test_addresses_are_kept_one_spelling_each(secretary: Client) -> None:
    page = text_of(seeds(secretary, "Zyra@Example.org\n\n  zyra@example.org \nx@example.com\n"))
    assert "The next test goes to these addresses." in page
    assert [str(each.address) for each in SeedAddress.objects.all()] == [
        "x@example.com",
        "zyra@example.org",
    ]
    seeds(secretary, "x@example.com")
    assert SeedAddress.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("zyra@example.org\nnot an address", "“not an address” is no e-mail address."),
        ("someone@gmail.com", "a demonstration writes to example domains only."),
        ("a@example.org, b@example.org", "is no e-mail address."),
        ("\n".join(f"a{n}@example.org" for n in range(11)), "There are 11 addresses."),
        ("a@example.org\rBcc: b@example.org", "is no e-mail address."),
    ],
)
def test_a_wrong_test_address_is_named_and_nothing_is_lost(
    secretary: Client, typed: str, words: str
) -> None:
    answer = secretary.post(SEEDS, {"addresses": typed})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert typed.splitlines()[0] in answer.content.decode()
    assert not SeedAddress.objects.exists()


def tried(language: str = "sq") -> int:
    return mailing.send_test(
        month=make.MONTH,
        language=language,
        letter=make.letter(language=language),
        by=cast.secretary(),
        at=timezone.now(),
    )


def test_a_test_letter_says_what_it_is_and_enters_no_ledger(committed: None, relay: Relay) -> None:
    with acting_as(TEST):
        seeds(browser_of(cast.secretary()), "zyra@example.org\nplot@example.org")
        assert [tried(language) for language in ("sq", "en", "ar")] == [2, 2, 2]
    relay.at_recipient = {"plot@example.org": "452 4.2.2 Mailbox full"}
    assert send_trials() == 3
    assert send_trials() == 0
    subjects = [str(parsed(letter.content)["Subject"]) for letter in relay.letters]  # type: ignore[arg-type]
    assert len(set(subjects)) == 3
    assert subjects[1].startswith("[Test] ")
    letter = parsed(relay.letters[0].content)  # type: ignore[arg-type]
    assert stop_token(NOBODY) in letter["List-Unsubscribe"]
    with acting_as(TEST):
        assert not Mailing.objects.exists()
        assert not Delivery.objects.exists()
        assert TrialLetter.objects.filter(state="failed", smtp_code=452).count() == 3
        page = text_of(in_english(cast.secretary()).get(SEEDS))
    assert "The mailbox is full" in page


def test_the_links_of_a_test_letter_unsubscribe_nobody(acting: None) -> None:
    reader = make.subscriber()
    address = f"/ndalo/{stop_token(NOBODY)}/"
    assert Client().get(address).status_code == 200
    assert Client().post(address).status_code == 200
    frozen()
    assert states() == {reader.address.partition("@")[0]: "pending"}


def test_tests_are_not_sent_without_end(secretary: Client) -> None:
    with pytest.raises(mailing.NoSeeds):
        tried()
    seeds(secretary, "zyra@example.org")
    for _ in range(MOST_TRIALS):
        tried()
    with pytest.raises(mailing.TooManyTrials):
        tried()
    Trial.objects.update(asked_at=timezone.now() - datetime.timedelta(days=15))
    assert tried() == 1
    assert Trial.objects.count() == 1, "what is old goes"


# The command -----------------------------------------------------------------------------------

KEYS = ["state", "expected", "pending", "leased", "handing_off", "accepted", "deferred", "failed"]
KEYS += ["suppressed", "cancelled", "in_doubt"]


def told(month: str = "2024-10") -> dict[str, object]:
    out = io.StringIO()
    call_command("mailing", month, "--json", stdout=out)
    said: dict[str, object] = json.loads(out.getvalue())
    return said


def test_the_command_prints_the_keys_in_their_order_for_all_and_for_each_language(
    acting: None,
) -> None:
    frozen("a", "b", language="ar")
    frozen("c", language="sq")
    put("a", "in_doubt")
    Mailing.objects.filter(language="sq").update(state="done")
    said = told()
    assert list(said) == [*KEYS, "by_language"]
    by_language = said.pop("by_language")
    assert isinstance(by_language, dict)
    assert list(by_language) == ["sq", "ar"]
    assert [list(own) for own in by_language.values()] == [KEYS, KEYS]
    zero = dict.fromkeys(KEYS[2:], 0)
    arabic = {"state": "sending", "expected": 2, **zero, "pending": 1, "in_doubt": 1}
    albanian = {"state": "done", "expected": 1, **zero, "pending": 1}
    assert by_language == {"sq": albanian, "ar": arabic}
    assert said == {**zero, "state": "sending", "expected": 3, "pending": 2, "in_doubt": 1}


def test_the_command_of_a_month_without_letters_says_none(acting: None) -> None:
    zero = dict.fromkeys(KEYS[2:], 0)
    assert told("2020-02") == {"state": "none", "expected": 0, **zero, "by_language": {}}
    with pytest.raises(CommandError, match="like 2026-10"):
        told("2026-13")


# Who must not ----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [cast.chair, cast.editor, cast.member])
def test_only_the_secretary_decides(acting: None, who: object) -> None:
    frozen("a")
    put("a", "in_doubt", text=NO_ANSWER)
    client = browser_of(who())  # type: ignore[operator]
    for page in (DOUBTS, FAILED, PACE, SEEDS):
        assert client.get(page).status_code == 403, page
        assert client.post(page, {"letter": "all", "way": "sent"}).status_code == 403, page
    assert states() == {"a": "in_doubt"}
