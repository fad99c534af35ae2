"""The register of residents' questions: who enters, asks, answers, reviews, publishes and takes back."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from council import agenda
from council.actions.build_agenda import remove_item
from council.models import AgendaItem, AuditRecord, Decision, Meeting, Notice
from languages.reasons import NoReason
from languages.texts import digest
from outreach import tasks
from outreach.actions.questions.answer import NobodyAsked, answer_question
from outreach.actions.questions.bring import bring_before_council, follow_agendas
from outreach.actions.questions.hand_over import hand_over
from outreach.actions.questions.merge import merge_question
from outreach.actions.questions.publish import withdraw_question
from outreach.actions.questions.words import digest_of, texts_of
from outreach.models import AnswerTime, Question, QuestionStep, QuestionTally, Text
from tests import cast, make
from tests.council.browsers import browser_of, in_english
from tests.council.planning import planned
from tests.outreach import asking
from tests.outreach.asking import ANSWER, PEOPLE, REGISTER, WORDS, again, page, words

pytestmark = pytest.mark.usefixtures("acting")
State = Question.State


def outsiders() -> list[Client]:
    return [browser_of(one) for one in (cast.observer(), cast.member(), cast.translator())]


def entering(**changes: str) -> dict[str, str]:
    told = {
        "words": WORDS,
        "channel": "telephone",
        "received_on": str(asking.today()),
        "unit": "gjinar",
        "topic": "light",
        "place": "",
    }
    return {**told, **changes}


# --- Entering


def test_a_question_that_came_by_telephone_is_entered_with_a_deadline() -> None:
    answer = asking.editor().post(f"{REGISTER}new/", entering())
    question = Question.objects.get()
    assert answer["Location"] == page(question)
    assert (question.state, question.unit, question.topic) == ("received", "gjinar", "light")
    assert question.due_on > question.received_on + datetime.timedelta(days=15)
    assert asking.text(question, "heard") == asking.text(question, "question") == WORDS
    key = f"question:{question.code}"
    assert AuditRecord.objects.filter(verb="question.received", object_key=key).exists()


@pytest.mark.parametrize(
    "told",
    [PEOPLE, "Telefononi 069 123 4567 për dritën.", "Makina AA 123 BB po zë rrugën.",
     "Shkruani te dikush@example.org për dritat."],
)  # fmt: skip
def test_what_tells_of_a_person_is_refused_at_its_field_and_kept_in_it(told: str) -> None:
    answer = asking.secretary().post(f"{REGISTER}new/", entering(words=told))
    assert answer.status_code == 422
    text = words(answer)
    assert text.count("Take this out, it may tell of a person") == 2
    assert told.split()[0] in text
    assert not Question.objects.exists()
    assert not Text.objects.filter(field="heard").exists()


def test_a_named_community_takes_a_tick() -> None:
    told = entering(words="Kush e ndihmon komunitetin rom pas fyerjeve në internet?")
    client = asking.secretary()
    assert "Tick below if it is who asks" in words(client.post(f"{REGISTER}new/", told))
    assert client.post(f"{REGISTER}new/", {**told, "harmed": "on"}).status_code == 302


@pytest.mark.parametrize("day", ["2019-01-01", "2099-01-01", "31.2.2026", ""])
def test_a_day_that_cannot_be_is_refused(day: str) -> None:
    answer = asking.secretary().post(f"{REGISTER}new/", entering(received_on=day))
    assert answer.status_code == 422
    assert WORDS in words(answer)


def test_the_same_words_from_the_same_unit_count_once_more() -> None:
    client = asking.secretary()
    client.post(f"{REGISTER}new/", entering())
    client.post(f"{REGISTER}new/", entering(words=f"{WORDS.upper()} "))
    assert Question.objects.get().times_asked == 2
    client.post(f"{REGISTER}new/", entering(unit="paper"))
    assert Question.objects.count() == 2


def test_the_deadline_follows_the_setting_of_the_day_it_came() -> None:
    told = {"from_date": str(asking.today()), "working_days": "3"}
    assert asking.editor().post(f"{REGISTER}time/", told).status_code == 403
    assert asking.secretary().post(f"{REGISTER}time/", told).status_code == 302
    before = asking.received(received_on=asking.today() - datetime.timedelta(days=1))
    after = asking.received(words="Kur hapet biblioteka në Papër?")
    assert (before.due_on - before.received_on).days > 15
    assert (after.due_on - after.received_on).days < 12
    late = {**told, "from_date": "2020-01-01"}
    assert asking.secretary().post(f"{REGISTER}time/", late).status_code == 422
    assert AnswerTime.objects.count() == 1


# --- With the institution


def test_the_liaison_of_the_institution_is_written_to_and_answers_on_their_page() -> None:
    question = asking.received()
    police = asking.liaison()
    assert police.get(page(question)).status_code == 404
    asking.secretary().post(page(question, "hand-over/"), {"institution": "state_police"})
    assert Notice.objects.filter(kind="question_handed", about=str(question.pk)).count() == 1
    assert WORDS in words(police.get(REGISTER))
    assert police.post(page(question, "answer/"), {"text": ANSWER}).status_code == 302
    question = again(question)
    assert (question.state, question.answered_on) == ("answered", asking.today())
    assert asking.text(question, "answer") == ANSWER
    assert Notice.objects.filter(kind="question_answered").exists()


def test_an_institution_without_an_account_gets_a_letter_and_the_secretary_answers() -> None:
    question = asking.received()
    client = asking.secretary()
    answer = client.post(page(question, "hand-over/"), {"institution": "municipality"})
    assert answer["Location"] == page(question, "letter/")
    letter = words(client.get(page(question, "letter/")))
    assert WORDS in letter
    assert "Bashkia" in letter
    told = {"text": ANSWER, "answered_on": str(asking.today())}
    assert client.post(page(question, "answer/"), told).status_code == 302
    assert again(question).state == State.ANSWERED


def test_another_institution_sees_nothing_of_it() -> None:
    question = asking.handed()
    other = asking.liaison("municipality")
    assert WORDS not in words(other.get(REGISTER))
    for act in ("", "answer/", "letter/", "hand-over/"):
        assert other.get(page(question, act)).status_code == 404
    assert other.post(page(question, "answer/"), {"text": ANSWER}).status_code == 404
    assert other.post(page(question, "publish/"), {"seen": ""}).status_code == 404


def test_a_liaison_answers_and_does_nothing_else() -> None:
    question = asking.handed()
    police = asking.liaison()
    for act in ("hand-over/", "elsewhere/", "merge/", "texts/sq/", "submit/", "agenda/"):
        assert police.post(page(question, act)).status_code == 403, act
    assert police.get(f"{REGISTER}slips/").status_code == 403


def test_an_answer_that_tells_of_a_person_or_of_tomorrow_is_refused() -> None:
    question = asking.handed()
    told = {"text": "Pyesni zotin Agim Hoxha.", "answered_on": str(asking.today())}
    assert asking.secretary().post(page(question, "answer/"), told).status_code == 422
    for day in ("2099-01-01", str(question.received_on - datetime.timedelta(days=1))):
        told = {"text": ANSWER, "answered_on": day}
        answer = asking.secretary().post(page(question, "answer/"), told)
        assert answer.status_code == 422
        assert ANSWER in words(answer)
    assert again(question).state == State.WITH_INSTITUTION


def test_a_question_is_not_answered_before_somebody_was_asked() -> None:
    question = asking.received()
    answer = asking.secretary().get(page(question, "answer/"))
    assert answer["Location"] == page(question, "hand-over/")


def test_no_answer_is_entered_for_nobody() -> None:
    question = asking.received()
    with pytest.raises(NobodyAsked):
        answer_question(question=question, text=ANSWER, by=cast.secretary(), at=timezone.now())
    assert again(question).answered_on is None


def test_an_institution_that_has_it_is_not_written_to_again() -> None:
    question = asking.handed()
    before = QuestionStep.objects.filter(question=question).count(), Notice.objects.count()
    by, at = cast.secretary(), timezone.now()
    assert hand_over(question=question, institution="state_police", by=by, at=at) is not None
    assert (
        QuestionStep.objects.filter(question=question).count(),
        Notice.objects.count(),
    ) == before


def test_of_two_the_one_that_came_first_says_how_long_it_waits() -> None:
    earlier = asking.today() - datetime.timedelta(days=4)
    one = asking.received()
    other = asking.received(words="Kur vijnë dritat në Gjinar?", received_on=earlier)
    merge_question(question=other, into=one, by=cast.secretary(), at=timezone.now())
    assert again(one).received_on == earlier
    assert again(one).due_on == again(other).due_on


def test_nothing_public_is_taken_back_without_a_reason() -> None:
    question = asking.public()
    with pytest.raises(NoReason):
        withdraw_question(
            question=question, reasons={"sq": "  "}, by=cast.secretary(), at=timezone.now()
        )
    assert again(question).is_public


def test_who_is_sent_elsewhere_learns_where() -> None:
    question = asking.received()
    client = asking.secretary()
    told = {"help_line": "", "institution": "", "text": "Kjo çështje nuk është e Këshillit."}
    assert "where to go" in words(client.post(page(question, "elsewhere/"), told))
    told["help_line"] = "116 111"
    assert client.post(page(question, "elsewhere/"), told).status_code == 302
    question = again(question)
    assert (question.state, question.help_line) == ("not_for_us", "116 111")
    assert client.post(page(question, "hand-over/"), {"institution": "municipality"})["Location"]
    assert again(question).state == State.NOT_FOR_US


def test_the_same_question_in_other_words_is_counted_together() -> None:
    one, other = asking.received(), asking.received(words="Kur vijnë dritat në Gjinar?")
    into = {"into": str(one.pk)}
    assert asking.secretary().post(page(other, "merge/"), into).status_code == 302
    assert again(one).times_asked == 2
    assert again(other).merged_into == one
    assert QuestionTally.objects.get().received == 1
    assert other.code not in words(asking.secretary().get(REGISTER))
    back = asking.secretary().post(page(one, "merge/"), {"into": str(other.pk)})
    assert back.status_code == 422


# --- Before the Council


def test_it_is_put_on_the_next_agenda_and_follows_what_is_decided() -> None:
    question = asking.handed()
    client = asking.secretary()
    assert "No meeting is planned" in words(client.post(page(question, "agenda/"), follow=True))
    meeting = planned()
    client.post(page(question, "agenda/"))
    client.post(page(question, "agenda/"))
    question = again(question)
    assert (question.state, question.meeting) == ("on_agenda", meeting.reference)
    item = AgendaItem.objects.get(proposal_key=question.source_key)
    assert WORDS in item.open_title
    make.decision(meeting=meeting, item=item, serial=7)
    follow_agendas(at=timezone.now())
    number = Decision.objects.get(item=item).number
    assert again(question).decision == number
    text = words(client.get(page(question)))
    assert meeting.reference in text
    assert number in text


def test_taken_off_the_agenda_it_is_with_the_institution_again() -> None:
    question, meeting = asking.handed(), planned()
    bring_before_council(question=question, by=cast.editor(), at=timezone.now())
    item = AgendaItem.objects.get(meeting=meeting)
    remove_item(item=item, by=cast.secretary(), at=timezone.now())
    tasks.questions()
    question = again(question)
    assert (question.state, question.meeting) == ("with_institution", "")


def test_a_cancelled_meeting_is_no_place_for_it() -> None:
    question, meeting = asking.received(), planned()
    bring_before_council(question=question, by=cast.secretary(), at=timezone.now())
    Meeting.objects.filter(pk=meeting.pk).update(
        state=Meeting.State.CANCELLED,
        cancelled_reason="Salla u mbyll.",
        cancelled_at=timezone.now(),
    )
    assert agenda.place_of(question.source_key) is None
    follow_agendas(at=timezone.now())
    assert again(question).state == State.RECEIVED


# --- Words in three languages


def test_another_person_reviews_a_translation() -> None:
    question = asking.answered()
    given = make.words("Gjinar")["en"]
    writer = asking.editor()
    writer.post(page(question, "texts/en/"), {"question": "When is it lit?", "answer": given})
    seen = {"seen": digest("When is it lit?")}
    assert writer.post(page(question, "texts/en/question/review/"), seen).status_code == 403
    asking.secretary().post(page(question, "texts/en/question/review/"), seen)
    row = Text.objects.get(key=question.source_key, field="question", language="en")
    assert row.reviewed_by is None, "the checks find that the place is missing"
    good = "When will the school road in Gjinar be lit?"
    writer.post(page(question, "texts/en/"), {"question": good, "answer": given})
    asking.secretary().post(page(question, "texts/en/question/review/"), {"seen": "old"})
    assert not Text.objects.get(pk=row.pk).is_reviewed, "other words were read"
    asking.secretary().post(page(question, "texts/en/question/review/"), {"seen": digest(good)})
    assert Text.objects.get(pk=row.pk).reviewed_by == cast.secretary()


def test_changed_albanian_outdates_translations_and_takes_back_the_approval() -> None:
    question = asking.answered()
    client, key = asking.editor(), question.source_key
    english = "The municipality installs 7 lights on the school road in Gjinar."
    client.post(page(question, "texts/en/"), {"question": "", "answer": english})
    client.post(page(question, "submit/"))
    Text.objects.filter(key=key, language="en").update(
        reviewed_by=cast.chair(), reviewed_at=timezone.now()
    )
    changed = ANSWER.replace("7", "9")
    client.post(page(question, "texts/sq/"), {"question": WORDS, "answer": changed})
    assert again(question).submitted_at is None
    assert not Text.objects.get(key=key, language="en").is_reviewed
    assert "outdated: the Albanian has changed" in words(client.get(page(question)))


def test_what_the_checks_find_keeps_it_from_approval() -> None:
    question = asking.answered()
    Text.objects.filter(key=question.source_key, field="answer").update(text="Telefononi ___.")
    asking.editor().post(page(question, "submit/"))
    assert again(question).submitted_at is None


# --- Public


def test_a_second_person_publishes_what_they_have_read() -> None:
    question, _who = asking.answered(), cast.chair()
    asking.editor().post(page(question, "submit/"))
    assert Notice.objects.filter(kind="question_to_approve").exists()
    seen = {"seen": digest_of(texts_of(question))}
    assert asking.editor().post(page(question, "publish/"), seen).status_code == 403
    wrote = asking.secretary()
    assert wrote.post(page(question, "publish/"), seen).status_code == 403, "their own words"
    asking.chair().post(page(question, "publish/"), {"seen": "something else"})
    assert not again(question).is_public
    asking.chair().post(page(question, "publish/"), seen)
    question = again(question)
    assert question.is_public
    told = Text.objects.get(key=question.source_key, field="answer", language="sq")
    assert told.reviewed_by == cast.chair()
    heard = Text.objects.get(key=question.source_key, field="heard")
    assert not heard.is_reviewed, "as it was heard is never public"


def test_nobody_publishes_what_was_not_sent_or_was_given_back() -> None:
    question = asking.answered()
    seen = {"seen": digest_of(texts_of(question))}
    asking.chair().post(page(question, "publish/"), seen)
    assert not again(question).is_public
    asking.editor().post(page(question, "submit/"))
    asking.chair().post(page(question, "return/"))
    asking.chair().post(page(question, "publish/"), seen)
    assert not again(question).is_public


def test_public_words_stay_until_they_are_withdrawn_with_a_reason() -> None:
    question = asking.public()
    client = asking.secretary()
    client.post(page(question, "texts/sq/"), {"question": WORDS, "answer": "Tjetër përgjigje."})
    assert asking.text(question, "answer") == ANSWER
    withdraw = page(question, "withdraw/")
    missing = client.post(withdraw, {**make.WHY, "ar": " "})
    assert missing.status_code == 422
    assert make.WHY["en"] in words(missing)
    wrong = client.post(withdraw, {**make.WHY, "ar": "Published by mistake."})
    assert wrong.status_code == 422
    assert asking.editor().post(withdraw, make.WHY).status_code == 403
    assert again(question).is_public
    client.post(withdraw, make.WHY)
    assert again(question).withdrawn_reason == make.WHY["sq"]


# --- The list


def test_what_is_late_comes_first_and_filters_keep_to_it() -> None:
    soon = asking.received(words="Kur hapet biblioteka në Papër?", unit="paper")
    late = asking.received(received_on=asking.today() - datetime.timedelta(days=60))
    text = words(asking.secretary().get(REGISTER))
    assert text.index(WORDS) < text.index("biblioteka")
    assert text.count("tag--late") == 1
    only = words(asking.secretary().get(f"{REGISTER}?late=on"))
    assert str(late.pk) in only
    assert str(soon.pk) not in only
    mine = words(asking.chair().get(f"{REGISTER}?mine=on"))
    assert str(soon.pk) not in mine
    answered = asking.answered(words="Kush e pastron borën në Zavalinë?", unit="")
    done = words(asking.secretary().get(f"{REGISTER}?state=answered"))
    assert re.findall(r"questions/([0-9a-f-]{36})/", done) == [str(answered.pk)]


def test_the_list_goes_on_where_the_page_ends() -> None:
    for number in range(27):
        asking.received(words=f"Sa drita vihen në {number + 20} rrugët e Gjinarit?")
    client = asking.secretary()
    first = words(client.get(REGISTER))
    older = re.search(r'href="(\?[^"]*after=[^"]+)"', first)
    assert older
    second = words(client.get(REGISTER + older[1].replace("&amp;", "&")))
    found = [set(re.findall(r"questions/([0-9a-f-]{36})/", text)) for text in (first, second)]
    assert [len(ids) for ids in found] == [25, 2]
    assert not found[0] & found[1]
    assert client.get(f"{REGISTER}?after=x").status_code == 404


def test_each_step_is_on_its_page() -> None:
    question = asking.public()
    text = words(asking.chair().get(page(question)))
    verbs = ["received", "wrote", "handed", "answered", "submitted", "published"]
    kept = QuestionStep.objects.filter(question=question).values_list("verb", flat=True)
    assert set(verbs) <= set(kept)
    for said in ("Handed to the institution", "Sent for approval", "Became public"):
        assert said in text
    title = re.search(r"<title>(.*?)</title>", text)
    assert title
    assert "Gjinar" not in title[1]


def test_who_has_nothing_to_do_with_questions_sees_none() -> None:
    question = asking.public()
    for client in outsiders():
        for address in (REGISTER, page(question), f"{REGISTER}new/", f"{REGISTER}slips/"):
            assert client.get(address).status_code in (403, 404), address
    assert "login" in Client().get(REGISTER)["Location"]
    assert WORDS not in words(in_english(cast.observer()).get("/workspace/"))
