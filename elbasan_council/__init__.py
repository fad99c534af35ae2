"""Wiring: settings, addresses, middleware, worker, timetable, embedded engines, the city profile."""

import gc

# What a process loads at its start stays. To look through it for garbage as often as Python does by
# itself takes a tenth of each request, and more of the start.
gc.set_threshold(50_000, 20, 20)

from elbasan_council.celery import app as celery_app  # noqa: E402

__all__ = ["celery_app"]
