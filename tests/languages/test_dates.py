from datetime import UTC, date, datetime, time

import pytest

from languages import dates

MONDAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sq", "e hënë, 9 nëntor 2026"),
        ("en", "Monday 9 November 2026"),
        ("ar", "الاثنين، 9 نوفمبر 2026"),
    ],
)
def test_long_date(language: str, expected: str) -> None:
    assert dates.long_date(MONDAY, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("sq", "9 nëntor 2026"), ("en", "9 November 2026"), ("ar", "9 نوفمبر 2026")],
)
def test_long_date_without_weekday(language: str, expected: str) -> None:
    assert dates.long_date(MONDAY, language, weekday=False) == expected


def test_a_moment_late_in_utc_is_the_next_day_in_tirana() -> None:
    assert dates.long_date(datetime(2026, 11, 8, 23, 30, tzinfo=UTC), "en").startswith("Monday 9")


@pytest.mark.parametrize(
    ("start", "end", "language", "expected"),
    [
        (MONDAY, date(2026, 11, 11), "sq", "9–11 nëntor"),
        (MONDAY, date(2026, 11, 11), "en", "9–11 November"),
        (MONDAY, date(2026, 11, 11), "ar", "من 9 إلى 11 نوفمبر"),
        (MONDAY, MONDAY, "sq", "9 nëntor"),
        (MONDAY, MONDAY, "ar", "9 نوفمبر"),
        (date(2026, 11, 30), date(2026, 12, 2), "sq", "30 nëntor – 2 dhjetor"),
        (date(2026, 11, 30), date(2026, 12, 2), "ar", "من 30 نوفمبر إلى 2 ديسمبر"),
        (date(2026, 12, 30), date(2027, 1, 2), "en", "30 December 2026 – 2 January 2027"),
    ],
)
def test_short_period(start: date, end: date, language: str, expected: str) -> None:
    assert dates.short_period(start, end, language) == expected


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        dates.short_period(MONDAY, date(2026, 11, 8), "sq")


@pytest.mark.parametrize(
    ("hour", "language", "expected"),
    [
        (time(17, 30), "sq", "ora 17:30"),
        (time(17, 30), "en", "17:30"),
        (time(17, 30), "ar", "الساعة 17:30"),
        (time(9, 5), "sq", "ora 09:05"),
    ],
)
def test_clock(hour: time, language: str, expected: str) -> None:
    assert dates.clock(hour, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sq", "e hënë, 9 nëntor 2026, ora 17:30"),
        ("en", "Monday 9 November 2026, 17:30"),
        ("ar", "الاثنين، 9 نوفمبر 2026، الساعة 17:30"),
    ],
)
def test_moment_is_told_in_tirana(language: str, expected: str) -> None:
    assert dates.moment(datetime(2026, 11, 9, 16, 30, tzinfo=UTC), language) == expected


def test_moment_knows_summer_time() -> None:
    assert dates.moment(datetime(2026, 7, 1, 16, 30, tzinfo=UTC), "en").endswith("18:30")


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        dates.moment(datetime(2026, 11, 9, 17, 30), "sq")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "sq",
            "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
        ),
        (
            "ar",
            "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        ),
    ],
)
def test_month_names(language: str, expected: str) -> None:
    assert [dates.month_name(m, language) for m in range(1, 13)] == expected.split()


@pytest.mark.parametrize(
    ("language", "expected"),
    [("sq", "tetor 2026"), ("en", "October 2026"), ("ar", "أكتوبر 2026")],
)
def test_month_and_year(language: str, expected: str) -> None:
    assert dates.month_and_year(date(2026, 10, 31), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("sq", "e hënë"), ("en", "Monday"), ("ar", "الاثنين")]
)
def test_weekday_name(language: str, expected: str) -> None:
    assert dates.weekday_name(MONDAY, language) == expected
