"""Readers who ask at the same moment for a kept page that must be made anew."""

import dataclasses
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from council.people import System, acting_as
from elbasan_council.middleware import kept_pages
from elbasan_council.middleware.kept_pages import SHELF
from outreach.models import News
from outreach.pages import cacheable
from tests import cast, make
from tests.committed import at_once, elsewhere, until

pytestmark = pytest.mark.usefixtures("committed")
ADDRESS = "/lajmet-e-numeruara/"
made: list[str] = []
meanwhile: dict[str, Callable[[], None]] = {}
"""What happens while the page is made, before it looks."""


class Counted:
    """A lock that knows how many have come to it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.came = 0

    def __enter__(self) -> None:
        self.came += 1
        self.lock.acquire()

    def __exit__(self, *error: object) -> None:
        self.lock.release()


@cacheable
def page(request: HttpRequest) -> HttpResponse:
    made.append(ADDRESS)
    if do := meanwhile.get(ADDRESS):
        do()
    return HttpResponse(f"{News.objects.count()}")


urlpatterns = [path(ADDRESS[1:], page)]


@pytest.fixture
def renewal(settings: Any, monkeypatch: pytest.MonkeyPatch, committed: None) -> Counted:
    """The page is kept, with a lock that counts, and its minute is over."""
    settings.ROOT_URLCONF = __name__
    meanwhile.clear()
    monkeypatch.setattr(kept_pages, "_minute", lambda: 1)
    assert read() == 200
    monkeypatch.setattr(kept_pages, "_minute", lambda: 2)
    renewal = Counted()
    kinds = SHELF.by_path[ADDRESS]
    for key, kept in kinds.items():
        kinds[key] = dataclasses.replace(kept, renewal=renewal)
    made.clear()
    return renewal


def read() -> int:
    connection.ensure_connection()  # as the server's threads have one from their first page on
    return int(Client(raise_request_exception=False).get(ADDRESS).status_code)


def publish() -> None:
    with acting_as(System("test")):
        make.news(by=cast.editor())


def test_who_comes_while_a_page_is_made_anew_waits_for_it(renewal: Counted) -> None:
    meanwhile[ADDRESS] = lambda: until(lambda: renewal.came == 4)
    assert at_once(read, read, read, read) == [200] * 4
    assert len(made) == 1


def test_who_has_waited_gets_no_page_that_is_old_by_then(renewal: Counted) -> None:
    """The first one's page is made of what was public before."""

    def others_come_and_something_is_published() -> None:
        until(lambda: renewal.came == 2)
        if len(made) == 1:
            elsewhere(publish)

    meanwhile[ADDRESS] = others_come_and_something_is_published
    at_once(read, read)
    assert len(made) == 2
    assert Client().get(ADDRESS).content == b"1"


def test_a_page_that_fails_keeps_nobody_waiting(renewal: Counted) -> None:
    def the_first_one_fails() -> None:
        until(lambda: renewal.came == 2)
        if len(made) == 1:
            raise RuntimeError("the first one fails")

    meanwhile[ADDRESS] = the_first_one_fails
    assert sorted(at_once(read, read)) == [200, 500]
