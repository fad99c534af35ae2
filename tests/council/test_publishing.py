"""Making records public: a finished copy of the open side, and nothing of the closed one."""

import datetime
import json
import threading

import pytest
from django.apps import apps
from django.db import ProgrammingError
from django.db.models import CharField, TextField

from council import published
from council.actions.publish_facts import (
    NotApproved,
    TwoPersonsNeeded,
    publish_action,
    publish_decision,
    publish_meeting,
    release_figures,
    withdraw_fact,
)
from council.models import (
    Addendum,
    AgendaItem,
    Attendance,
    AuditRecord,
    ItemMinutes,
    Meeting,
    MinutesConflict,
    PublishedFact,
)
from council.people import Public, System, acting_as
from tests import cast, make
from tests.committed import at_once, elsewhere, somebody_waits_for_a_lock, until

LATER = make.NOW + datetime.timedelta(days=1)


def fact(key: str) -> PublishedFact:
    return PublishedFact.objects.get(key=key)


def publish(meeting: Meeting, *, at: datetime.datetime = make.NOW) -> PublishedFact:
    publish_meeting(meeting=meeting, next_meeting=None, at=at)
    return fact(meeting.source_key)


def release(*, value: int = 12, released_by: str = "a", confirmed_by: str = "b") -> None:
    release_figures(
        month=make.MONTH,
        facts={"bars": [{"value": value, "tone": "done"}]},
        texts={"sq": {"title": "Detyrat", "bar:0": "Të kryera"}},
        released_by=released_by,
        confirmed_by=confirmed_by,
        at=make.NOW,
    )


def test_a_title_keeps_its_translation_where_its_item_is_moved_to(acting: None) -> None:
    meeting = make.meeting()
    titles = {"Rruga": "The street", "Shkolla": "The school"}
    items = {
        title: make.item(meeting=meeting, order=order, open_title=title)
        for order, title in enumerate(titles, start=1)
    }
    for title, english in titles.items():
        make.translation(
            key=items[title].source_key,
            field="title",
            language="en",
            text=english,
            of=title,
            reviewed_by=cast.translator(),
        )
    for title, order in (("Rruga", 2), ("Shkolla", 1)):
        AgendaItem.objects.filter(pk=items[title].pk).update(order=order)
    told = publish(meeting).texts
    assert (told["sq"]["item:1"], told["sq"]["item:2"]) == ("Shkolla", "Rruga")
    assert (told["en"]["item:1"], told["en"]["item:2"]) == ("The school", "The street")


# Meetings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "state",
    [state for state in Meeting.State if state not in ("approved", "published", "cancelled")],
)
def test_minutes_that_are_not_approved_are_not_published(acting: None, state: str) -> None:
    meeting = make.meeting(state=state)
    make.decision(meeting=meeting)
    with pytest.raises(NotApproved):
        publish(meeting)
    assert not PublishedFact.objects.exists()
    assert Meeting.objects.get().state == state


def test_an_approved_meeting_is_published_with_its_decisions(acting: None) -> None:
    meeting = make.meeting()
    make.item(meeting=meeting, order=1, open_title="Ndriçimi i rrugës së shkollës")
    make.decision(meeting=meeting, serial=1)
    states = Attendance.State
    make.attendance(
        meeting=meeting,
        states={
            "chair": states.PRESENT,
            "police": states.REMOTE,
            "media": states.SUBSTITUTE,
            "court": states.EXCUSED,
            "transport": states.ABSENT,
        },
    )
    publish(meeting)
    month = published.month(make.MONTH, datetime.date(2024, 11, 1))
    (told,) = month.meetings
    assert (told.reference, told.starts_at) == ("2024-4", make.MET_AT)
    assert (told.present, told.seats) == (3, 5)
    assert told.text == {"sq": meeting.open_text}
    assert told.items == ({"sq": "Ndriçimi i rrugës së shkollës"},)
    (decision,) = month.decisions
    assert (decision.number, decision.institution) == ("2024-1", "municipality")
    assert decision.deadline == datetime.date(2024, 12, 20)
    assert Meeting.objects.get().state == Meeting.State.PUBLISHED


def test_publishing_leaves_a_trail(acting: None) -> None:
    publish(make.meeting())
    row = AuditRecord.objects.get()
    assert (row.verb, row.object_key) == ("meeting.published", "meeting:2024-4")


def test_the_next_meeting_is_announced_with_its_place(acting: None) -> None:
    following = make.meeting(
        number=1,
        starts_at=make.MET_AT + datetime.timedelta(days=91),
        place="Papër, shtëpia e kulturës",
        state=Meeting.State.PLANNED,
    )
    publish_meeting(meeting=make.meeting(), next_meeting=following, at=make.NOW)
    assert published.next_meeting(make.NOW) == (
        following.starts_at,
        {"sq": "Papër, shtëpia e kulturës"},
    )


def closed_columns() -> list[tuple[str, str]]:
    return [
        (model.__name__, field.name)
        for model in apps.get_app_config("council").get_models()
        for field in model._meta.concrete_fields
        if field.name.startswith("closed_") and isinstance(field, CharField | TextField)
    ]


def test_closed_text_is_never_in_what_was_published(acting: None) -> None:
    """A canary in every closed column of the council, also in those of tomorrow."""
    canary = "kanarina-{}"
    meeting, secretary = make.meeting(), cast.secretary()
    item = make.item(meeting=meeting, open_title="E hapur")
    action = make.action()
    records = {
        "Meeting": meeting,
        "AgendaItem": item,
        "Decision": make.decision(meeting=meeting, item=item),
        "Action": action,
        "ItemMinutes": (minutes := ItemMinutes(item=item)),
        "MinutesConflict": MinutesConflict(minutes=minutes, by=secretary, at=make.NOW),
        "Addendum": Addendum(meeting=meeting, serial=1, by=secretary, at=make.NOW),
    }
    minutes.save()
    for model, column in closed_columns():
        setattr(records[model], column, canary.format(f"{model}-{column}"))
        records[model].save()
        if not hasattr(records[model], "source_key"):
            continue
        for language in ("sq", "en", "ar"):
            make.translation(
                key=records[model].source_key,
                field=column,
                language=language,
                text=canary.format(f"{model}-{column}-{language}"),
                of=canary.format(f"{model}-{column}"),
                reviewed_by=secretary,
            )
    make.item(meeting=meeting, order=2, closed_title=canary.format("of a closed item"))
    publish(meeting)
    publish_action(action=action, at=make.NOW)
    rows = list(PublishedFact.objects.values("key", "facts", "texts"))
    assert len(rows) == 3
    assert "kanarina" not in json.dumps(rows)


def test_a_closed_item_leaves_no_hole(acting: None) -> None:
    meeting = make.meeting()
    make.item(meeting=meeting, order=1, closed_title="E mbyllur")
    make.item(meeting=meeting, order=2, open_title="E hapur")
    publish(meeting)
    (told,) = published.month(make.MONTH, datetime.date(2024, 11, 1)).meetings
    assert told.items == ({"sq": "E hapur"},)


# Translations ----------------------------------------------------------------------------------


def test_a_reviewed_translation_is_published(acting: None) -> None:
    action = make.action(open_text="Drita të reja.", late_reason="boja u vonua")
    for field, albanian in (("text", action.open_text), ("reason", action.late_reason)):
        make.translation(
            key=action.source_key,
            field=field,
            language="en",
            text=f"English of {field}",
            of=albanian,
            reviewed_by=cast.translator(),
        )
    publish_action(action=action, at=make.NOW)
    assert fact(action.source_key).texts == {
        "sq": {"text": "Drita të reja.", "reason": "boja u vonua"},
        "en": {"text": "English of text", "reason": "English of reason"},
    }


def test_an_unreviewed_translation_stays_inside(acting: None) -> None:
    action = make.action()
    make.translation(
        key=action.source_key,
        field="text",
        language="en",
        text="nobody has read this",
        of=action.open_text,
        reviewed_by=None,
    )
    publish_action(action=action, at=make.NOW)
    assert set(fact(action.source_key).texts) == {"sq"}


def test_a_translation_of_an_earlier_text_stays_inside(acting: None) -> None:
    action = make.action(open_text="Afati është më 30 nëntor.")
    make.translation(
        key=action.source_key,
        field="text",
        language="en",
        text="The deadline is 15 November.",
        of="Afati është më 15 nëntor.",
        reviewed_by=cast.translator(),
    )
    publish_action(action=action, at=make.NOW)
    assert set(fact(action.source_key).texts) == {"sq"}


def test_a_translation_of_a_field_that_says_nothing_stays_inside(acting: None) -> None:
    action = make.action(late_reason="")
    make.translation(
        key=action.source_key,
        field="reason",
        language="en",
        text="no longer true",
        of="",
        reviewed_by=cast.translator(),
    )
    publish_action(action=action, at=make.NOW)
    assert set(fact(action.source_key).texts) == {"sq"}


# Again, changed, withdrawn ---------------------------------------------------------------------


def test_publishing_the_same_again_changes_nothing(acting: None) -> None:
    meeting, action = make.meeting(), make.action()
    make.decision(meeting=meeting)
    publish(meeting)
    publish_action(action=action, at=make.NOW)
    release()
    before = list(PublishedFact.objects.order_by("key").values())
    publish(meeting, at=LATER)
    publish_action(action=action, at=LATER)
    release()
    assert list(PublishedFact.objects.order_by("key").values()) == before


def test_a_change_raises_the_version_of_the_same_row(acting: None) -> None:
    action = make.action()
    publish_action(action=action, at=make.NOW)
    publish_action(action=make.action(serial=2), at=make.NOW)
    last = published.version()
    action.done_date = make.TODAY
    publish_action(action=action, at=LATER)
    row = fact(action.source_key)
    assert row.version == published.version() == last + 1
    assert row.facts["done_on"] == "2024-11-04"
    assert row.published_at == LATER
    assert PublishedFact.objects.count() == 2


def test_a_withdrawn_fact_is_no_longer_told_and_says_why(acting: None) -> None:
    meeting, action = make.meeting(), make.action()
    decision = make.decision(meeting=meeting)
    publish(meeting)
    publish_action(action=action, at=make.NOW)
    for key in (meeting.source_key, decision.source_key, action.source_key):
        last = published.version()
        withdraw_fact(key=key, reasons=make.WHY, at=LATER)
        row = fact(key)
        assert (row.withdrawn_at, row.withdrawn_reasons) == (LATER, make.WHY)
        changed = published.changes(last)
        assert key in changed
        assert {*changed} <= {key, meeting.source_key}, "its meeting's copy tells of it too"
        assert not published.still_public([key])
    month = published.month(make.MONTH, datetime.date(2024, 11, 1))
    assert (month.meetings, month.decisions, month.promises) == ((), (), ())
    assert published.promises(make.TODAY) == ()
    assert published.next_meeting(make.MET_AT) is None


def test_withdrawing_leaves_a_trail(acting: None) -> None:
    publish_action(action=make.action(), at=make.NOW)
    withdraw_fact(key="action:2024-1", reasons=make.WHY, at=LATER)
    assert AuditRecord.objects.filter(verb="fact.withdrawn", object_key="action:2024-1").exists()


def test_publishing_a_meeting_again_brings_no_withdrawn_decision_back(acting: None) -> None:
    meeting = make.meeting()
    decision = make.decision(meeting=meeting)
    publish(meeting)
    withdraw_fact(key=decision.source_key, reasons=make.WHY, at=LATER)
    publish(meeting, at=LATER)
    publish_decision(decision=decision, at=LATER)
    assert not published.still_public([decision.source_key])


def test_the_public_reads_what_is_published_and_not_what_was_withdrawn(acting: None) -> None:
    first, second = make.action(serial=1), make.action(serial=2)
    publish_action(action=first, at=make.NOW)
    publish_action(action=second, at=make.NOW)
    withdraw_fact(key=first.source_key, reasons=make.WHY, at=LATER)
    with acting_as(Public()):
        assert [row.key for row in PublishedFact.objects.all()] == [second.source_key]
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(Public()):
        publish_action(action=second, at=LATER)


# Figures ---------------------------------------------------------------------------------------


def test_figures_need_two_persons(acting: None) -> None:
    with pytest.raises(TwoPersonsNeeded):
        release(released_by="the secretary", confirmed_by="the secretary")
    assert not PublishedFact.objects.exists()
    assert not AuditRecord.objects.exists()


def test_figures_that_two_released_are_told(acting: None) -> None:
    release(value=12, released_by="the secretary", confirmed_by="the chair")
    figures = published.month(make.MONTH, datetime.date(2024, 11, 1)).figures
    assert figures is not None
    assert [(bar.label, bar.value, bar.tone) for bar in figures.bars] == [
        ({"sq": "Të kryera"}, 12, "done")
    ]


# Followers of the version ----------------------------------------------------------------------


def test_publications_at_once_get_a_version_each(committed: None) -> None:
    """Whoever has read up to version n misses nothing that appears below it later."""
    with acting_as(System("test")):
        actions = [make.action(serial=serial) for serial in (1, 2)]

    one_is_written = threading.Event()

    def first() -> None:
        with acting_as(System("first")):
            publish_action(action=actions[0], at=make.NOW)
            one_is_written.set()
            until(somebody_waits_for_a_lock)

    def second() -> None:
        one_is_written.wait()
        with acting_as(System("second")):
            publish_action(action=actions[1], at=make.NOW)

    at_once(first, second)
    with acting_as(System("reader")):
        assert published.changes(0) == ("action:2024-1", "action:2024-2")
        assert PublishedFact.objects.values("version").distinct().count() == 2


def test_readers_elsewhere_see_a_publication_when_it_is_committed(committed: None) -> None:
    def seen() -> tuple[str, ...]:
        with acting_as(Public()):
            return published.changes(0)

    with acting_as(System("test")):
        publish_action(action=make.action(), at=make.NOW)
        assert elsewhere(seen) == ()
    assert elsewhere(seen) == ("action:2024-1",)
