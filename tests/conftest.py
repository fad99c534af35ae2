"""What every test may ask for."""

import gc
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.handlers.base import BaseHandler
from django.test.client import ClientHandler

from council.people import System, acting_as
from elbasan_council import static_files
from elbasan_council.middleware.kept_pages import SHELF
from tests import beginning
from tests.portal import portal, prepared

__all__ = ["portal", "prepared"]


JOURNEYS = (
    "tests.test_journeys",
    "tests.test_quiet_month_journey",
    "tests.test_council_journey",
    "tests.test_keyboard_journey",
    "tests.test_reports_journey",
    "tests.test_reports_by_keyboard",
    "tests.test_studio_editor",
    "tests.test_subscriber_journey",
    "tests.test_question_journey",
    "tests.test_saying_back_journey",
    "tests.test_help_line_journey",
    "tests.test_public_keyboard_journey",
)
"""On the portal that they share: letters are counted before more are sent, and the quiet month is
over before the council meets in it."""


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    places = {name: place for place, name in enumerate(JOURNEYS, 1)}
    items.sort(key=lambda item: places.get(item.module.__name__, 0))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> None:
    """The real engines, with the roles, tables and privileges that set-up makes."""
    from elbasan_council import preparation
    from tests.databases import keep_as_template, start

    start()
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        preparation.prepare_database()
        keep_as_template()


@pytest.fixture(scope="session", autouse=True)
def collected() -> None:
    beginning.copy_static_files(settings.PORTAL_VAR)
    static_files.collect()


def pytest_collection_finish() -> None:
    """What is loaded by now stays: no need to look for garbage in it, again and again."""
    gc.collect()
    gc.freeze()


# The same hash, quickly: what it costs to guess a password is for the portals that are started.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 8
Argon2PasswordHasher.parallelism = 1


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test has a database that counts anew."""
    SHELF.clear()


@pytest.fixture
def acting(db: None) -> Iterator[None]:
    """A test's own principal, with the workspace's rights."""
    with acting_as(System("test")):
        yield


_LOADED: dict[tuple[object, ...], dict[str, object]] = {}


def _load_once(handler: ClientHandler, is_async: bool = False) -> None:
    """Each `Client` has a handler of its own, which would read every static file's entry again."""
    key = (is_async, tuple(settings.MIDDLEWARE), settings.ROOT_URLCONF, settings.PORTAL_SIDE)
    if key not in _LOADED:
        BaseHandler.load_middleware(handler, is_async)
        _LOADED[key] = {
            name: value
            for name, value in vars(handler).items()
            if name.endswith(("_middleware", "_chain"))
        }
    vars(handler).update(_LOADED[key])


ClientHandler.load_middleware = _load_once  # type: ignore[method-assign]
