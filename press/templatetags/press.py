"""Template tags for dates, figures, telephones, icons, charts and codes.

The language of the words is the template variable `language`, which every page, document and
letter has in its context. Values may be what the bulletin's frozen content holds: ISO strings as
well as dates.
"""

import functools
import json
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from languages import dates, numbers
from press import charts, trends
from press import qr as codes
from press.html import clean

register = template.Library()

Day = date | str | None
ICONS = "portal/icons.svg"
_IN_PIECES = re.compile(
    r"(?<![\w-])(?:\+?\d{2,4}(?:[ \u00a0]\d{2,4}){1,4}|\d{4}(?:-\d{1,4})+)(?![\w-])"
)
_EMERGENCY = re.compile(r"(?<![\d-])1(?:12|2[6-9])(?![\d-])")
_ISOLATE = re.compile("\u2066([^\u2066-\u2069]*)\u2069")


def _day(value: Day) -> date | None:
    """A date, also from "2026-10-22" and, as the first of its month, from "2026-10"."""
    if not value:
        return None
    if isinstance(value, str):
        return date.fromisoformat(value if len(value) > 7 else f"{value}-01")
    return value


def _hour(value: time | str | None) -> time | None:
    return time.fromisoformat(value) if isinstance(value, str) and value else value or None


def _language(context: Context) -> str:
    return str(context["language"])


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, *path: Any) -> dict[str, Any]:
    """The way from the home page: `{% breadcrumbs title url … here %}`, the last without an address.

    A title is a string, or has `.text` and, where it is only in Albanian, `.foreign`. Without `here`
    the last stop is the page above.
    """
    stops = [(gettext("Home"), context["links"]["home"]), *zip(path[::2], path[1::2], strict=False)]
    if len(path) % 2:
        stops.append((path[-1], ""))
    return {
        "crumbs": [
            {
                "title": getattr(title, "text", title),
                "foreign": getattr(title, "foreign", False),
                "url": url,
            }
            for title, url in stops
        ]
    }


@register.simple_tag(takes_context=True)
def long_date(context: Context, day: Day, weekday: bool = True) -> str:
    """`e hënë, 9 nëntor 2026`; nothing for no date."""
    value = _day(day)
    return dates.long_date(value, _language(context), weekday=weekday) if value else ""


@register.simple_tag(takes_context=True)
def month_year(context: Context, day: Day) -> str:
    """`tetor 2026`, also of "2026-10"."""
    value = _day(day)
    return dates.month_and_year(value, _language(context)) if value else ""


@register.simple_tag(takes_context=True)
def month_of(context: Context, day: Day) -> str:
    """`tetor`."""
    value = _day(day)
    return dates.month_name(value.month, _language(context)) if value else ""


@register.simple_tag(takes_context=True)
def weekday_of(context: Context, day: Day) -> str:
    """`e hënë`."""
    value = _day(day)
    return dates.weekday_name(value, _language(context)) if value else ""


@register.filter
def day_of(day: Day) -> str:
    """The day of the month: `9`."""
    value = _day(day)
    return str(value.day) if value else ""


@register.simple_tag(takes_context=True)
def clock(context: Context, hour: time | str | None) -> str:
    """`ora 17:30`; nothing for no hour."""
    value = _hour(hour)
    return dates.clock(value, _language(context)) if value else ""


@register.simple_tag(takes_context=True)
def time_tag(context: Context, value: Day | time, weekday: bool = True) -> SafeString | str:
    """The same words inside `<time datetime=…>`, for a date, an aware datetime or an hour.

    A day of the week stands where somebody arranges their week by it: at meetings, events and what is
    to come. What was published or done, and an institution's deadline, has none.
    """
    if not value:
        return ""
    language = _language(context)
    if isinstance(value, datetime):
        return _time(value.isoformat(timespec="minutes"), dates.moment(value, language))
    if isinstance(value, time) or (isinstance(value, str) and ":" in value):
        hour = _hour(value)
        assert hour is not None
        return _time(f"{hour:%H:%M}", dates.clock(hour, language))
    day = _day(value)
    assert day is not None
    return _time(day.isoformat(), dates.long_date(day, language, weekday=weekday))


def _time(machine: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, words)


@register.simple_tag(takes_context=True)
def number(context: Context, value: int | float | None) -> str:
    """`1 234 567,5` in Albanian, with no-break spaces; nothing for None."""
    return "" if value is None else numbers.number(value, _language(context))


@register.filter
def in_digits(value: object) -> str:
    """The value with the digits 0–9, whatever digits were typed."""
    return numbers.western_digits(str(value))


@register.filter
def file_size(size: int | None) -> str:
    """`68 KB`, of bytes, the same in every language; nothing for none."""
    return f"{max(1, round(size / 1000))} KB" if size else ""


@register.filter
def written(text: str, rich: bool) -> SafeString | str:
    """Free text as the elements that it may have; every other text as it is."""
    return mark_safe(clean(text)) if rich else text  # noqa: S308  # cleaned


@register.filter
def isolated(text: str) -> SafeString:
    """Isolates of the text as elements: the document engine does not know the characters."""
    return mark_safe(_ISOLATE.sub(r'<bdi dir="ltr">\1</bdi>', conditional_escape(text)))  # noqa: S308


@register.filter
def with_numbers(text: str) -> SafeString:
    """Telephones and references of a text, each in one piece and left to right: among Arabic words
    `116 111` is shown as `111 116` otherwise."""

    def whole(match: re.Match[str]) -> str:
        return f'<bdi dir="ltr">{match.group().replace(" ", chr(0xA0))}</bdi>'

    return mark_safe(_IN_PIECES.sub(whole, conditional_escape(text)))  # noqa: S308  # escaped


@register.filter
def dialled(text: str) -> SafeString:
    """A sentence with its emergency numbers as links that call them."""
    return mark_safe(_EMERGENCY.sub(lambda found: phone(found.group()), conditional_escape(text)))  # noqa: S308  # escaped


@register.simple_tag
def phone(value: str) -> SafeString | str:
    """A telephone number as a link, left to right in every language; nothing for an empty one."""
    shown = numbers.western_digits(str(value or "")).strip()
    if not shown:
        return ""
    dialled = "".join(character for character in shown if character.isdigit() or character == "+")
    unbroken = shown.replace(" ", "\u00a0")
    return format_html(
        '<bdi dir="ltr" class="phone"><a href="tel:{}">{}</a></bdi>', dialled, unbroken
    )


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite, for pages. Without a label it is decoration and hidden from readers."""
    # Not through `static`, which asks each time whether there are static files at all.
    return _drawn(staticfiles_storage.url(ICONS), name, label)


@functools.lru_cache(maxsize=512, typed=True)  # a text that is marked safe is another one
def _drawn(address: str, name: str, label: str) -> SafeString:
    if label:
        return format_html(
            '<svg class="icon icon-{0}" role="img" aria-label="{2}">'
            '<use href="{1}#{0}"></use></svg>',
            name,
            address,
            label,
        )
    return format_html(
        '<svg class="icon icon-{0}" aria-hidden="true" focusable="false">'
        '<use href="{1}#{0}"></use></svg>',
        name,
        address,
    )


@register.simple_tag(takes_context=True)
def bar_chart(
    context: Context,
    bars: Sequence[Any],
    title: str = "",
    width: int = 480,
    outlined: bool = True,
) -> SafeString:
    """Bars of `press.charts`, nothing where they are too many for one; the data table beside it is
    the template's duty."""
    if not bars or len(bars) > charts.MOST_BARS:
        return SafeString("")
    language = _language(context)
    chart = charts.bars(bars, title=title, language=language, width=width, outlined=outlined)
    return mark_safe(chart)  # noqa: S308  # escaped there


@register.simple_tag
def trend_chart(
    items: Sequence[trends.Column], title: str = "", target: int | None = None
) -> SafeString:
    """Columns of `press.trends`; the data table beside it is the template's duty."""
    if not items:
        return SafeString("")
    return mark_safe(trends.columns(items, title=title, target=target))  # noqa: S308  # escaped there


@register.simple_tag
def qr(url: str, title: str = "", size: str = "") -> SafeString:
    """The address as a code; print the address beside it."""
    return mark_safe(codes.svg(url, title=title, size=size))  # noqa: S308  # escaped there


_IN_A_SCRIPT = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@register.simple_tag
def json_ld(data: object) -> SafeString:
    """Data for machines, which no browser runs; nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False).translate(_IN_A_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_block_tag(takes_context=True)
def keep(context: Context, content: str, name: str) -> str:
    """Renders its content once, to be written in several places as `name`."""
    context[name] = mark_safe(content.strip())  # noqa: S308  # rendered already
    return ""
