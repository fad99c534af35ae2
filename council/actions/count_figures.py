"""A month's situations as public figures: counted by one person, released by another, then frozen.

Only bands are ever seen, by the two persons too. One dimension (the category), the whole
municipality, no total, and nothing below the category's smallest cell: what is not shown cannot be
worked out from what is. A month is counted once; what comes later changes
nothing.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Count
from django.utils.timezone import get_default_timezone, localdate

from council import audit
from council.access.meetings import reader
from council.access.reports import ACCEPTED, may_release_figures
from council.actions.publish_facts import release_figures
from council.models import Category, FiguresRelease, Report, User
from council.people import System, acting_as, demand
from languages import LANGUAGES, dates

FIGURES = System("figures")
BANDS: Final = ((50, "50+"), (20, "20–49"), (10, "10–19"), (5, "5–9"))
"""From which number on, and how it is written. Below the last one nothing is said."""
LOWEST: Final = {written: lowest for lowest, written in BANDS}
TITLE: Final = {
    "sq": "Situatat e sjella në Këshill, sipas llojit",
    "en": "Situations brought to the Council, by kind",
    "ar": "الأوضاع المعروضة على المجلس بحسب نوعها",
}
SENTENCE: Final = {
    "sq": "Numrat për muajin {month} jepen si intervale."
    " Llojet me pak situata nuk tregohen, që askush të mos njihet.",
    "en": "The numbers for {month} are given as ranges."
    " Kinds with few situations are not shown, so that nobody can be recognised.",
    "ar": "تُعرض أعداد شهر {month} ضمن نطاقات. ولا تُعرض الأنواع القليلة العدد، كي لا يُعرف أحد.",
}
TOO_FEW: Final = {
    "sq": "Në muajin {month}, asnjë lloj situate nuk arriti numrin më të vogël që publikohet."
    " Numrat e vegjël nuk tregohen, që askush të mos njihet.",
    "en": "In {month}, no kind of situation reached the smallest number that is published."
    " Small numbers are not shown, so that nobody can be recognised.",
    "ar": "في شهر {month}، لم يبلغ أي نوع من الأوضاع أصغر عدد يُنشر."
    " ولا تُعرض الأعداد الصغيرة، كي لا يُعرف أحد.",
}
UNIT: Final = {"sq": "situata", "en": "situations", "ar": "أوضاع"}


class NotOver(Exception):
    """The month has not ended."""


class AlreadyCounted(Exception):
    """A month is counted once."""


class TwoPersonsNeeded(Exception):
    """Who counted does not release."""


class AlreadyReleased(Exception):
    """Figures are released once."""


class Altered(Exception):
    """They are not what was counted, or not what this person saw."""


def band(number: int, *, smallest: int) -> str:
    """How a number is published; "" for what is hidden.

    A band that begins below the smallest cell is hidden whole: shown only for its upper part, it
    would tell more than it says.
    """
    for lowest, written in BANDS:
        if number >= lowest:
            return written if lowest >= smallest else ""
    return ""


def count_figures(*, month: datetime.date, by: User, at: datetime.datetime) -> FiguresRelease:
    """`month`: its first day. Raises NotAllowed, NotOver or AlreadyCounted."""
    demand(may_release_figures(reader(by, on=localdate(at))))
    if _after(month) > localdate(at):
        raise NotOver
    bands = _bands(month)
    made, new = FiguresRelease.objects.get_or_create(
        month=month,
        defaults={
            "bands": bands,
            "sha256": _digest(bands),
            "counted_by": by,
            "counted_at": at,
        },
    )
    if not new:
        raise AlreadyCounted
    audit.record(verb="figures.counted", object_key=_key(month), at=at)
    return made


def release_counted(*, release: FiguresRelease, seen: str, by: User, at: datetime.datetime) -> None:
    """`seen`: the `fingerprint` of the page on which this person decided.

    Raises NotAllowed, TwoPersonsNeeded, AlreadyReleased or Altered.
    """
    demand(may_release_figures(reader(by, on=localdate(at))))
    held = FiguresRelease.objects.select_for_update().get(pk=release.pk)
    if held.released_at is not None:
        raise AlreadyReleased
    if held.counted_by_id == by.pk:
        raise TwoPersonsNeeded
    if _digest(held.bands) != held.sha256 or fingerprint(held) != seen:
        raise Altered
    held.released_by, held.released_at = by, at
    held.save(update_fields=["released_by", "released_at"])
    release_figures(
        month=held.month,
        facts=facts_of(held),
        texts=texts_of(held),
        released_by=str(held.counted_by_id),
        confirmed_by=str(by.pk),
        at=at,
        of="situations",
    )


def fingerprint(release: FiguresRelease) -> str:
    """Of everything that readers will see of it, in every language."""
    return _digest({"facts": facts_of(release), "texts": texts_of(release)})


def facts_of(release: FiguresRelease) -> dict[str, Any]:
    """Bars in the order of the categories, not of their size; a bar is as long as its band begins."""
    bands = [release.bands[row.code] for row in _shown(release)]
    return {"bars": [{"value": LOWEST[text], "tone": "neutral", "band": text} for text in bands]}


def texts_of(release: FiguresRelease) -> dict[str, dict[str, str]]:
    shown = _shown(release)
    sentence = SENTENCE if shown else TOO_FEW
    return {
        language: {
            "title": TITLE[language],
            "sentence": sentence[language].format(
                month=dates.month_and_year(release.month, language)
            ),
            "unit_label": UNIT[language],
            **{f"bar:{n}": getattr(row, f"name_{language}") for n, row in enumerate(shown)},
        }
        for language in LANGUAGES
    }


def _shown(release: FiguresRelease) -> list[Category]:
    return list(Category.objects.filter(code__in=release.bands))


def _bands(month: datetime.date) -> dict[str, str]:
    zone = get_default_timezone()
    first, after = (
        datetime.datetime.combine(day, datetime.time(), zone) for day in (month, _after(month))
    )
    with acting_as(FIGURES):
        rows = Report.objects.filter(
            state__in=ACCEPTED, submitted_at__gte=first, submitted_at__lt=after
        )
        numbers = dict(rows.order_by().values_list("category").annotate(n=Count("pk")))
    found = {
        row.code: band(numbers.get(row.pk, 0), smallest=row.smallest_cell)
        for row in Category.objects.all()
    }
    return {code: text for code, text in found.items() if text}


def _after(month: datetime.date) -> datetime.date:
    """The first day of the next one."""
    return (month.replace(day=1) + datetime.timedelta(days=31)).replace(day=1)


def _digest(value: Mapping[str, Any]) -> str:
    data = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode()).hexdigest()


def _key(month: datetime.date) -> str:
    return f"situations:{month:%Y-%m}"
