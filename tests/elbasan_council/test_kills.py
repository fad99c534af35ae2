"""The trial of `tests/kills.py`, shorter: letters while workers, Redis and PostgreSQL are killed."""

from tests.kills import Trial, run


def test_every_letter_arrives_once_whatever_is_killed() -> None:
    trial = Trial(letters=250, kills=6, flushes=1, restarts=1, slowness=0.03, called=True)
    outcome = run(trial)
    assert outcome.complaints(trial) == [], f"{trial} {outcome}"
