"""Before an election a bulletin promises nothing and quotes nobody; what was decided goes on."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from bulletins.actions.publish import NotReady, editions_to_publish
from bulletins.actions.schedule import HOLD, release_due, schedule
from bulletins.composition import Incomplete, compose
from bulletins.models import Block, BlockText, Bulletin, Release
from council.people import User
from languages.texts import digest
from outreach.actions.newsroom.election import enter_period
from tests import cast, make

pytestmark = pytest.mark.usefixtures("acting")
PROMISE = "Premtojmë një urë të re."


@pytest.fixture
def editor() -> User:
    return cast.editor()


@pytest.fixture
def bulletin(editor: User) -> Bulletin:
    made = make.bulletin()
    make.cover(bulletin=made, by=editor)
    return made


def say(bulletin: Bulletin, kind: str, words: str) -> None:
    """The first Albanian text of a block says something else, reviewed as it was."""
    row = BlockText.objects.filter(block__bulletin=bulletin, block__kind=kind, language="sq")[0]
    BlockText.objects.filter(pk=row.pk).update(text=words, translates_digest=digest(words))


def election() -> None:
    today = timezone.localdate()
    enter_period(
        starts_on=today,
        ends_on=today + datetime.timedelta(days=60),
        basis="Dekreti nr. 1",
        by=cast.secretary(),
        at=timezone.now(),
    )


def against(month: datetime.date) -> str:
    with pytest.raises(NotReady) as caught:
        editions_to_publish(month, ["sq"])
    return "\n".join(caught.value.reasons)


def test_what_was_approved_before_the_period_is_held_when_it_promises(
    bulletin: Bulletin, editor: User, documents: Path
) -> None:
    say(bulletin, "cover", PROMISE)
    edition = make.edition(bulletin=bulletin, language="sq", by=editor, approved_by=cast.chair())
    make.document(edition=edition)
    assert editions_to_publish(make.MONTH, ["sq"]) == [edition]
    now = timezone.now()
    release = schedule(
        bulletin=bulletin, languages=["sq"], due_at=None, by=cast.secretary(), at=now
    )
    election()
    assert "A word of promise" in against(make.MONTH)
    release_due(at=now + HOLD)
    release.refresh_from_db()
    assert release.state == Release.State.STOPPED
    assert "Premtojmë" in release.reason


def test_without_a_promise_a_bulletin_goes_out_in_an_election_period_too(
    bulletin: Bulletin, editor: User, documents: Path
) -> None:
    edition = make.edition(bulletin=bulletin, language="sq", by=editor, approved_by=cast.chair())
    make.document(edition=edition)
    election()
    assert editions_to_publish(make.MONTH, ["sq"]) == [edition]


def test_nobody_is_quoted_in_an_election_period(bulletin: Bulletin, editor: User) -> None:
    story = Block.objects.create(
        bulletin=bulletin,
        order=5,
        kind=Block.Kind.STORY,
        facts={"paragraphs": 0, "advice": 0, "quotation": True},
    )
    for field, words in (
        ("headline", "Rruga ka drita"),
        ("quotation:text", "Rruga është më e sigurt."),
        ("quotation:by", "Një banore"),
    ):
        BlockText.objects.create(
            block=story,
            field=field,
            language="sq",
            text=words,
            translates_digest=digest(words),
            reviewed_by=editor,
            reviewed_at=timezone.now(),
        )
    compose(bulletin=bulletin, language="sq", edition=1, on=make.MONTH)
    election()
    with pytest.raises(Incomplete) as caught:
        compose(bulletin=bulletin, language="sq", edition=1, on=make.MONTH)
    assert [fault.field for fault in caught.value.faults] == ["quotation:text"]
    assert "a person is quoted" in str(caught.value)


def test_what_was_promised_at_a_meeting_is_still_told(bulletin: Bulletin, editor: User) -> None:
    decisions = Block.objects.create(
        bulletin=bulletin,
        order=5,
        kind=Block.Kind.DECISIONS,
        facts={
            "rows": [
                {
                    "key": "decision:2024-1",
                    "kind": "commitment",
                    "number": "2024-1",
                    "institution": "municipality",
                    "deadline": None,
                }
            ]
        },
    )
    BlockText.objects.create(
        block=decisions,
        field="decision:2024-1:text",
        language="sq",
        text=PROMISE,
        translates_digest=digest(PROMISE),
        reviewed_by=editor,
        reviewed_at=timezone.now(),
    )
    make.agency(code="municipality")
    election()
    compose(bulletin=bulletin, language="sq", edition=1, on=make.MONTH)
