"""The trial of `tests/kills.py`, shorter: letters while workers, Redis and PostgreSQL are killed."""

import pytest

from tests.kills import Trial, run

SHORT = {"letters": 250, "kills": 6, "flushes": 1, "restarts": 1, "slowness": 0.03, "called": True}


@pytest.mark.parametrize("log", [True, False], ids=["log can be read", "no log"])
def test_every_letter_arrives_once_whatever_is_killed(log: bool) -> None:
    trial = Trial(log=log, **SHORT)  # type: ignore[arg-type]
    outcome = run(trial)
    assert outcome.complaints(trial) == [], f"{trial} {outcome}"
