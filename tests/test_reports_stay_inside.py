"""Every word of every threat report is a canary: who of the cast ever gets to see which.

Each walks every address of the workspace that there is, with every id put into it. What they saw is
held against a table written by hand, both ways: a word too many is a leak, one too few a fault.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.published import Published, published_portal, undone, visitor
from tests.report_leaks import LEAKS, WALLS
from tests.report_walk import (
    MAY_SEE,
    MUST_SEE,
    granted_to_the_public,
    in_calendars,
    in_files,
    in_letters,
    in_public,
    in_redis,
    in_tables,
    in_the_log,
    miscounted,
    on_paper,
    open_without_a_name,
    seen_by,
    too_small,
    walk,
    words_in,
)


@pytest.fixture(scope="module", autouse=True)
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[Published]:
    with published_portal(django_db_blocker) as published:
        yield published


CAST = (
    "chair", "coordinator", "secretary", "liaison", "member", "education", "transport", "observer",
    "editor", "translator", "auditor", "administrator",
)  # fmt: skip


@pytest.mark.parametrize("role", CAST)
def test_each_sees_the_words_of_the_table_and_no_other(role: str, published: Published) -> None:
    """In a header, a cookie or the title of a tab nobody sees any."""
    seen, wrong = seen_by(role, published)
    assert wrong == set()
    assert seen <= MAY_SEE.get(role, set())
    assert seen >= MUST_SEE.get(role, set())


def test_a_visitor_and_the_public_pages_see_nothing(published: Published) -> None:
    assert words_in(answer.head + answer.body for answer in walk(visitor(), published)) == set()
    assert in_public(published) == set()


PLACES: tuple[Callable[[Published], set[str]], ...] = (
    in_tables,
    in_files,
    in_redis,
    in_letters,
    in_calendars,
    in_the_log,
    on_paper,
    too_small,
)


@pytest.mark.parametrize("place", PLACES)
def test_no_word_is_where_it_must_not_be(
    place: Callable[[Published], set[str]], published: Published
) -> None:
    assert place(published) == set()


@pytest.mark.parametrize("role", sorted(MAY_SEE))
def test_what_is_counted_is_what_is_listed(role: str, published: Published) -> None:
    assert not miscounted(role, published)


def test_the_database_has_its_walls(published: Published) -> None:
    assert open_without_a_name() == granted_to_the_public() == set()


# It can fail: what a careless hand would do ------------------------------------------------------


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_found(
    leak: str, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    with undone():
        assert LEAKS[leak](published, monkeypatch)


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_with_a_hole_is_found(
    wall: str, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert WALLS[wall](published, monkeypatch)
