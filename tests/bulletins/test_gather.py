"""Gathering a month: what was made public, into blocks."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from bulletins.actions.gather import gather, write_prose
from bulletins.composition import NothingToSay, compose
from bulletins.content import Meeting, issue_from
from bulletins.models import Block, BlockText, Bulletin
from council.actions.publish_facts import publish_meeting, withdraw_fact
from council.people import User
from languages import LANGUAGES
from outreach.models import Activity, Event
from outreach.models import Text as OutreachText
from tests import cast, make
from tests.bulletins import october

LATER = make.NOW + datetime.timedelta(hours=1)


@pytest.fixture
def editor(acting: None) -> User:
    return cast.editor()


def gathered(by: User, *, at: datetime.datetime = make.NOW) -> Bulletin:
    bulletin, _ = Bulletin.objects.get_or_create(month=make.MONTH)
    gather(bulletin=bulletin, by=by, at=at)
    return bulletin


def kinds(bulletin: Bulletin) -> list[str]:
    return [block.kind for block in bulletin.blocks.all()]


def facts(bulletin: Bulletin, kind: str) -> Any:
    return bulletin.blocks.get(kind=kind).facts


def words(bulletin: Bulletin, kind: str, field: str) -> dict[str, str]:
    rows = BlockText.objects.filter(block__bulletin=bulletin, block__kind=kind, field=field)
    return {row.language: row.text for row in rows}


# Each kind -------------------------------------------------------------------------------------


def test_a_meeting_brings_its_numbers_and_its_open_words(editor: User) -> None:
    october.meeting(by=editor)
    bulletin = gathered(editor)
    assert facts(bulletin, "meeting") == {
        "held_on": "2024-10-24",
        "starts_at": "10:00",
        "present": 1,
        "seats": 2,
        "next_on": "2025-01-23",
        "next_at": "10:00",
        "items": 1,
    }
    assert words(bulletin, "meeting", "text") == make.words("Bradashesh")
    assert words(bulletin, "meeting", "item:0") == make.words("Papër")
    assert words(bulletin, "meeting", "next_place") == make.words("Tregan")
    assert bulletin.blocks.get(kind="meeting").sources == ["meeting:2024-4"]


def test_decisions_bring_number_institution_and_deadline(editor: User) -> None:
    october.meeting(by=editor)
    bulletin = gathered(editor)
    assert facts(bulletin, "decisions")["rows"] == [
        {
            "key": "decision:2024-14",
            "number": "2024-14",
            "kind": "commitment",
            "institution": "state_police",
            "deadline": "2024-12-20",
        }
    ]
    assert words(bulletin, "decisions", "decision:2024-14:text") == make.words("Shushicë", 12)


def test_a_promise_is_told_as_it_stood_on_the_last_day_of_the_month(editor: User) -> None:
    """It was kept on 2 November, which is not October's to tell."""
    october.promise(by=editor)
    bulletin = gathered(editor)
    assert facts(bulletin, "promises")["rows"] == [
        {
            "key": "action:2024-9",
            "reference": "2024-9",
            "institution": "transport",
            "deadline": "2024-10-15",
            "state": "late",
            "done_on": "2024-11-02",
            "new_deadline": "2024-11-30",
        }
    ]
    assert words(bulletin, "promises", "action:2024-9:reason") == make.words("Funarë", 3)


def test_figures_bring_what_two_persons_released(editor: User) -> None:
    october.figures()
    bulletin = gathered(editor)
    assert facts(bulletin, "figures") == {
        "bars": [{"value": 12, "tone": "done"}, {"value": 7, "tone": "on_time"}]
    }
    assert words(bulletin, "figures", "bar:1")["en"] == "On time"
    assert words(bulletin, "figures", "sentence") == make.words("Tregan", 19)


def test_activities_bring_place_day_and_participants(editor: User) -> None:
    make.activity(by=editor)
    bulletin = gathered(editor)
    assert facts(bulletin, "activities")["rows"] == [
        {
            "key": "activity:gjinar-drita",
            "unit": "gjinar",
            "held_on": "2024-10-08",
            "participants": 17,
        }
    ]
    title = words(bulletin, "activities", "activity:gjinar-drita:title")
    assert title == make.words("Gjinar", 6)


def test_questions_bring_their_way_and_their_answer(editor: User) -> None:
    make.question(by=editor)
    bulletin = gathered(editor)
    (row,) = facts(bulletin, "questions")["rows"]
    assert (row["channel"], row["unit"]) == ("paper", "gjinar")
    assert row["institution"] == "municipality"
    answer = words(bulletin, "questions", f"{row['key']}:answer")
    assert answer == make.words("Gjinar", 7)


def test_the_help_topic_brings_its_steps_and_numbers(editor: User) -> None:
    make.help_topic(by=editor, numbers=("116 111", "129"))
    bulletin = gathered(editor)
    assert facts(bulletin, "help_topic") == {"numbers": ["116 111", "129"], "next_steps": 2}
    assert words(bulletin, "help_topic", "step:1") == make.words("Papër", 12)


def test_the_calendar_brings_coming_dates(editor: User) -> None:
    make.event(by=editor)
    make.event(by=editor, slug="pa-ore", starts_at=None)
    bulletin = gathered(editor)
    first, second = facts(bulletin, "calendar")["rows"]
    assert (first["date"], first["starts_at"]) == ("2024-11-20", "17:00")
    assert (first["accessible"], first["open"]) == (True, True)
    assert second["starts_at"] == ""


def test_gathered_words_are_reviewed_by_who_gathered_them(editor: User) -> None:
    make.activity(by=editor)
    texts = BlockText.objects.filter(block__bulletin=gathered(editor))
    assert {(row.reviewed_by, row.reviewed_at) for row in texts} == {(editor, make.NOW)}


# Months ----------------------------------------------------------------------------------------


def test_a_full_month_has_its_blocks_in_the_order_of_a_bulletin(editor: User) -> None:
    october.everything(by=editor)
    bulletin = gathered(editor)
    make.cover(bulletin=bulletin, by=editor)
    assert kinds(bulletin) == [
        "cover",
        "meeting",
        "decisions",
        "promises",
        "activities",
        "questions",
        "help_topic",
        "figures",
        "calendar",
    ]
    assert bulletin.gathered_at == make.NOW


def test_a_month_without_a_meeting_has_no_meeting_block(editor: User) -> None:
    make.activity(by=editor)
    october.promise(by=editor)
    assert kinds(gathered(editor)) == ["promises", "activities"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_without_a_meeting_says_when_the_next_one_is(editor: User, language: str) -> None:
    october.meeting(by=editor)
    november = make.bulletin(month=make.MONTH.replace(month=11))
    gather(bulletin=november, by=editor, at=make.NOW)
    assert kinds(november) == ["meeting"]
    (block,) = issue_from(
        compose(bulletin=november, language=language, edition=1, on=make.TODAY)
    ).blocks
    assert isinstance(block, Meeting)
    assert (block.held_on, block.text, block.items) == (None, "", ())
    assert block.next_on == october.COMING.date()
    assert block.next_place == make.words("Tregan")[language]


def test_of_two_meetings_the_last_is_told_with_the_decisions_of_both(editor: User) -> None:
    october.meeting(by=editor)
    extraordinary = make.meeting(number=5, starts_at=make.MET_AT + datetime.timedelta(days=4))
    make.decision(meeting=extraordinary, serial=15)
    publish_meeting(meeting=extraordinary, next_meeting=None, at=make.NOW)
    bulletin = gathered(editor)
    assert facts(bulletin, "meeting")["held_on"] == "2024-10-28"
    numbers = [row["number"] for row in facts(bulletin, "decisions")["rows"]]
    assert numbers == ["2024-14", "2024-15"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_without_anything_has_nothing_to_say(editor: User, language: str) -> None:
    bulletin = gathered(editor)
    assert kinds(bulletin) == []
    with pytest.raises(NothingToSay, match="2024-10"):
        compose(bulletin=bulletin, language=language, edition=1, on=make.TODAY)


# Again -----------------------------------------------------------------------------------------


def test_gathering_again_keeps_prose_and_brings_what_is_new(editor: User) -> None:
    make.activity(by=editor)
    bulletin = gathered(editor)
    write_prose(
        bulletin=bulletin,
        kind=Block.Kind.STORY,
        facts={"paragraphs": 1, "advice": 0},
        texts={"headline": make.words("Tregan"), "paragraph:0": make.words("Gracen")},
        by=editor,
        at=make.NOW,
    )
    story = list(bulletin.blocks.get(kind="story").texts.order_by("pk").values())
    make.activity(by=editor, slug="tregan-uji")
    gathered(cast.secretary(), at=LATER)
    assert kinds(bulletin) == ["story", "activities"]
    assert list(bulletin.blocks.get(kind="story").texts.order_by("pk").values()) == story
    assert len(facts(bulletin, "activities")["rows"]) == 2


def test_gathering_again_leaves_equal_words_to_who_reviewed_them(editor: User) -> None:
    october.everything(by=editor)
    mine = BlockText.objects.filter(block__bulletin=gathered(editor)).order_by("pk")
    before = list(mine.values())
    gathered(cast.secretary(), at=LATER)
    assert list(mine.values()) == before


def test_gathering_again_brings_changed_words_and_who_saw_them(editor: User) -> None:
    make.activity(by=editor)
    bulletin = gathered(editor)
    OutreachText.objects.filter(field="title", language="en").update(text="6 new lights")
    secretary = cast.secretary()
    gathered(secretary, at=LATER)
    row = BlockText.objects.get(block__bulletin=bulletin, field__endswith=":title", language="en")
    assert (row.text, row.reviewed_by, row.reviewed_at) == ("6 new lights", secretary, LATER)


def test_gathering_again_drops_a_row_that_was_withdrawn(editor: User) -> None:
    make.activity(by=editor)
    withdrawn = make.activity(by=editor, slug="tregan-uji")
    bulletin = gathered(editor)
    Activity.objects.filter(pk=withdrawn.pk).update(withdrawn_at=make.NOW)
    gathered(editor)
    (row,) = facts(bulletin, "activities")["rows"]
    assert row["key"] == "activity:gjinar-drita"
    assert not BlockText.objects.filter(field__startswith=withdrawn.source_key).exists()


@pytest.mark.parametrize(
    ("kind", "withdraw"),
    [
        (
            "promises",
            lambda: withdraw_fact(key="action:2024-9", reasons=make.WHY, at=make.NOW),
        ),
        ("calendar", lambda: Event.objects.update(withdrawn_at=make.NOW)),
    ],
)
def test_gathering_again_drops_a_block_whose_sources_are_all_withdrawn(
    editor: User, kind: str, withdraw: Callable[[], None]
) -> None:
    """It would keep the month from being published, and nobody could remove it."""
    october.promise(by=editor)
    make.event(by=editor)
    bulletin = gathered(editor)
    make.cover(bulletin=bulletin, by=editor)
    withdraw()
    gathered(editor)
    assert kind not in kinds(bulletin)
    assert len(kinds(bulletin)) == 2


def test_a_new_place_of_the_next_meeting_replaces_the_old_one(editor: User) -> None:
    """And where no next meeting is known any more, its place goes too."""
    october.meeting(by=editor)
    bulletin = gathered(editor)
    later = make.meeting(number=6, starts_at=make.MET_AT + datetime.timedelta(days=6))
    publish_meeting(meeting=later, next_meeting=None, at=make.NOW)
    gathered(editor)
    assert facts(bulletin, "meeting")["next_on"] is None
    assert words(bulletin, "meeting", "next_place") == {}
