"""Wiring: settings, addresses, middleware, worker, timetable, embedded engines, the city profile."""

from elbasan_council.celery import app as celery_app

__all__ = ["celery_app"]
