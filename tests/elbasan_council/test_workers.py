"""More than one worker and more than one timetable: as if there were one of each."""

import signal
import subprocess
from collections.abc import Iterator

import pytest

from tests.portal import LANGUAGES, MONTH, SUBSCRIBERS, Place, new_place, until

EVERYBODY = sum(SUBSCRIBERS.values())
UNFINISHED = "SELECT count(*) FROM outreach_mailing WHERE state <> 'done'"


@pytest.fixture(scope="module")
def crowded(prepared: Place) -> Iterator[tuple[Place, list[subprocess.Popen[str]]]]:
    """A month published while two workers and two timetables run."""
    with new_place() as place:
        place.copy_from(prepared)
        commands = ("worker", "worker", "timetable", "timetable")
        processes = [place.start(command) for command in commands]
        published = place.manage("publish_bulletin", MONTH)
        assert published.status == 0, published.err
        until(lambda: len(place.deliveries()) >= EVERYBODY)
        until(lambda: place.query(UNFINISHED) == [(0,)])
        yield place, processes


Crowded = tuple[Place, list[subprocess.Popen[str]]]


def test_each_document_and_each_letter_is_there_once(crowded: Crowded) -> None:
    place, _ = crowded
    assert len(place.documents()) == len(LANGUAGES)
    letters = place.deliveries().values()
    assert len(letters) == len({letter["To"] for letter in letters}) == EVERYBODY
    assert place.ledger()["accepted"] == EVERYBODY
    (attempts,) = place.query("SELECT max(attempt) FROM outreach_delivery")
    assert attempts == (1,)


def test_all_end_when_they_are_told_to_and_the_last_one_stops_the_engines(crowded: Crowded) -> None:
    place, processes = crowded
    assert [process.poll() for process in processes] == [None] * 4
    for process in processes:
        process.send_signal(signal.SIGTERM)
    assert [process.wait(60) for process in processes] == [0] * 4
    assert place.processes() == []
    assert "Traceback" not in place.said.read_text()
