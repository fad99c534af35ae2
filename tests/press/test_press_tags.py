"""The template tags, in the three languages."""

import re
from datetime import date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template


def shown(source: str, language: str = "sq", **values: object) -> str:
    return Template("{% load press %}" + source).render(Context({"language": language, **values}))


DAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sq", "e hënë, 9 nëntor 2026"),
        ("en", "Monday 9 November 2026"),
        ("ar", "الاثنين، 9 نوفمبر 2026"),
    ],
)
def test_a_date_in_words(language: str, words: str) -> None:
    assert shown("{% long_date d %}", language, d=DAY) == words
    assert shown("{% long_date d %}", language, d="2026-11-09") == words
    assert (
        shown("{% time_tag d %}", language, d=DAY) == f'<time datetime="2026-11-09">{words}</time>'
    )


def test_a_date_without_its_weekday() -> None:
    assert shown("{% long_date d weekday=False %}", d=DAY) == "9 nëntor 2026"
    assert shown("{% month_year d %}|{% month_year '2026-10' %}", d=DAY) == "nëntor 2026|tetor 2026"
    assert shown("{% weekday_of d %} {{ d|day_of }} {% month_of d %}", d=DAY) == "e hënë 9 nëntor"


@pytest.mark.parametrize("hour", ["17:30", time(17, 30)])
def test_an_hour(hour: object) -> None:
    assert shown("{% clock h %}", h=hour) == "ora 17:30"
    assert shown("{% time_tag h %}", "ar", h=hour) == '<time datetime="17:30">الساعة 17:30</time>'


def test_a_moment() -> None:
    at = datetime(2026, 11, 9, 17, 30, tzinfo=ZoneInfo("Europe/Tirane"))
    assert shown("{% time_tag d %}", "en", d=at) == (
        '<time datetime="2026-11-09T17:30+01:00">Monday 9 November 2026, 17:30</time>'
    )


def test_nothing_for_nothing() -> None:
    assert (
        shown(
            "{% long_date d %}{% time_tag d %}{% clock d %}{% phone d %}{% number d %}"
            "{% month_year d %}{% month_of d %}{% weekday_of d %}{{ d|day_of }}",
            d=None,
        )
        == ""
    )


def test_figures() -> None:
    assert shown("{% number 1234567 %}") == "1\u00a0234\u00a0567"
    assert shown("{{ '١٢٣'|in_digits }}") == "123"


def test_a_telephone_is_a_link_from_left_to_right() -> None:
    expected = '<bdi dir="ltr" class="phone"><a href="tel:116111">116\u00a0111</a></bdi>'
    assert shown("{% phone '116 111' %}", "ar") == expected
    assert shown("{% phone '116\u00a0111' %}", "ar") == expected
    assert 'href="tel:+35554000000"' in shown("{% phone '+355 54 000 000' %}")


def test_an_icon_is_decoration_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in shown("{% icon 'phone' %}")
    assert '#phone"' in shown("{% icon 'phone' %}")
    assert 'aria-label="Telefon"' in shown("{% icon 'phone' 'Telefon' %}")


def test_a_chart_and_a_code() -> None:
    bars = [{"label": "<b>", "value": 3, "tone": "done"}]
    assert "&lt;b&gt;" in shown("{% bar_chart bars title='t' %}", bars=bars)
    assert shown("{% bar_chart bars title='t' %}", bars=[]) == ""
    assert "<title>https://example.org/?a=1&amp;b=2</title>" in shown(
        "{% qr u %}", u="https://example.org/?a=1&b=2"
    )


def test_an_isolate_of_the_text_becomes_an_element() -> None:
    said = "القرار \u20662026-3\u2069 <b>"
    assert shown("{{ s|isolated }}", "ar", s=said) == (
        'القرار <bdi dir="ltr">2026-3</bdi> &lt;b&gt;'
    )


def test_the_way_to_a_page_begins_at_home_and_ends_where_one_is() -> None:
    links = {"home": "/", "help": "/ndihme/"}
    told = shown("{% breadcrumbs _('Help') links.help 'Dhuna' %}", links=links)
    assert [part.strip() for part in re.sub("<[^>]+>", "|", told).split("|") if part.strip()] == [
        "Kreu", "Ndihmë", "Dhuna",
    ]  # fmt: skip
    assert re.findall(r'href="([^"]+)"', told) == ["/", "/ndihme/"]
    assert '<span aria-current="page">Dhuna</span>' in told


def test_the_way_to_a_page_that_is_gone_ends_above_it_and_marks_what_is_only_in_albanian() -> None:
    links = {"home": "/en/", "help": "/en/help/"}
    told = shown("{% breadcrumbs _('Help') links.help %}", "en", links=links)
    assert "aria-current" not in told
    only = SimpleNamespace(text="Dhuna në familje", foreign=True)
    told = shown("{% breadcrumbs name %}", "en", links=links, name=only)
    assert '<span aria-current="page" lang="sq" dir="ltr">Dhuna në familje</span>' in told
