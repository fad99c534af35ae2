"""A month without a meeting fills itself, and says what could be added."""

from typing import Any

import pytest
from django.utils import translation

from bulletins.actions.gather import gather
from bulletins.actions.quiet_month import CouncilMet, fill_quiet_month
from bulletins.composition import compose
from bulletins.models import Block, BlockText, Bulletin
from bulletins.studio import suggestions
from council.models import AuditRecord
from council.people import NotAllowed, User
from languages import LANGUAGES
from tests import cast, make
from tests.bulletins import october


@pytest.fixture
def editor(acting: None) -> User:
    return cast.editor()


@pytest.fixture
def quiet(editor: User) -> Bulletin:
    """October without a meeting: a late promise, an activity, a help topic, a date."""
    october.promise(by=editor)
    make.activity(by=editor)
    make.help_topic(by=editor, numbers=("116 111",))
    make.event(by=editor)
    return make.bulletin()


def fill(bulletin: Bulletin, by: User) -> None:
    fill_quiet_month(bulletin=bulletin, by=by, at=make.NOW)


def blocks(bulletin: Bulletin, language: str) -> dict[str, Any]:
    content = compose(bulletin=bulletin, language=language, edition=1, on=make.TODAY)
    assert content["form"] == "full"
    return {block["kind"]: block for block in content["blocks"]}


def test_a_quiet_month_tells_its_promises_activities_help_and_dates(
    quiet: Bulletin, editor: User
) -> None:
    fill(quiet, editor)
    found = blocks(quiet, "sq")
    assert found["cover"]["headlines"] == [
        "Këshilli nuk u mblodh në tetor 2024. Puna për premtimet vazhdoi.",
        "Premtimet: të përmbushura 0, në afat 0, të vonuara 1.",
        "Në tetor 2024 u zhvillua një veprimtari në terren.",
    ]
    assert [item["text"] for item in found["summary"]["items"]] == [
        "Deri në fund të muajit tetor 2024 nuk u përmbush asnjë premtim.",
        "Një premtim ishte me vonesë në fund të muajit tetor 2024.",
        "Data e mbledhjes së ardhshme do të njoftohet.",
    ]
    assert {"promises", "activities", "help_topic", "calendar", "contacts"} <= set(found)
    assert AuditRecord.objects.filter(verb="bulletin.filled").count() == 1


def test_it_is_whole_in_three_languages_where_its_rows_are(quiet: Bulletin, editor: User) -> None:
    fill(quiet, editor)
    lines = {language: blocks(quiet, language)["cover"]["headlines"] for language in LANGUAGES}
    assert {len(found) for found in lines.values()} == {3}
    assert lines["ar"][1] == "الوعود: المنجزة 0، ضمن الموعد 0، المتأخرة 1."


def test_filled_again_it_says_what_is_new(quiet: Bulletin, editor: User) -> None:
    fill(quiet, editor)
    october.promise(by=editor, serial=10)
    fill(quiet, editor)
    second = blocks(quiet, "en")["cover"]["headlines"][1]
    assert second == "Promises: 0 kept, 0 on time, 2 late."


def test_what_somebody_changed_stays(quiet: Bulletin, editor: User) -> None:
    fill(quiet, editor)
    own = "Në Gjinar u ndriçuan 6 vende të errëta."
    BlockText.objects.filter(field="headline:0", language="sq").update(text=own)
    october.promise(by=editor, serial=10)
    fill(quiet, editor)
    texts = BlockText.objects.filter(block__kind=Block.Kind.COVER, language="sq")
    assert texts.get(field="headline:0").text == own
    assert "të vonuara 1" in texts.get(field="headline:1").text
    summary = BlockText.objects.get(block__kind="summary", field="item:1", language="sq")
    assert summary.text.startswith("Dy premtime ishin me vonesë")


def test_a_cover_that_somebody_wrote_is_left_alone(quiet: Bulletin, editor: User) -> None:
    make.cover(bulletin=quiet, by=editor)
    fill(quiet, editor)
    assert blocks(quiet, "sq")["cover"]["headlines"] == [make.words("Gjinar")["sq"]]


def test_a_month_with_a_meeting_is_not_quiet(editor: User) -> None:
    october.meeting(by=editor)
    bulletin = make.bulletin()
    with pytest.raises(CouncilMet):
        fill(bulletin, editor)
    assert not bulletin.blocks.exists()


def test_who_prepares_no_bulletin_fills_none(quiet: Bulletin) -> None:
    with pytest.raises(NotAllowed):
        fill(quiet, cast.chair())
    assert not quiet.blocks.exists()


# What could be added ---------------------------------------------------------------------------


def test_an_empty_month_says_what_could_be_added(editor: User) -> None:
    bulletin = make.bulletin()
    with translation.override("en"):
        found = suggestions.for_month(bulletin)
    assert [one.kind for one in found] == [
        "activities",
        "questions",
        "calendar",
        "help_topic",
        "story",
        "meeting",
    ]
    assert found[0].sentence.startswith("Ask the liaisons")


def test_it_counts_the_promises_that_somebody_could_ask_about(editor: User) -> None:
    october.promise(by=editor)
    october.promise(by=editor, serial=10)
    bulletin = make.bulletin()
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    assert suggestions.items(bulletin) == 2
    with translation.override("en"):
        first = suggestions.for_month(bulletin)[0]
    assert (first.kind, first.count) == ("promises", 2)
    assert "2 promises" in first.sentence


def test_a_month_with_three_items_needs_nothing(quiet: Bulletin, editor: User) -> None:
    fill(quiet, editor)
    assert suggestions.items(quiet) == 4
    assert suggestions.for_month(quiet) == ()
