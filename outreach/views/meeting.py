"""A meeting in public: the notice of the same day, then its minutes, with what became of promises."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council import published
from languages import AUTHORITATIVE
from outreach.pages import cacheable

_REFERENCE = re.compile(r"[12]\d{3}-[1-9]\d{0,3}")


@dataclass(frozen=True)
class Said:
    """Words as a page shows them: in its language, or in Albanian and marked so."""

    text: str
    foreign: bool

    def __bool__(self) -> bool:
        return bool(self.text)


@require_safe
@cacheable
def meeting(request: HttpRequest, language: str, number: str) -> HttpResponse:
    """Six queries, whatever was decided."""
    if not _REFERENCE.fullmatch(number):
        raise Http404
    told, notice = published.meeting(number), published.notice(number)
    minutes = published.minutes(number)
    first = minutes or told or notice
    if first is None:
        raise Http404
    # By themselves decisions are public once the minutes are.
    on = timezone.localdate((told or first).starts_at)
    decided = {row.number: row for row in published.decisions_on(on)} if told or minutes else {}
    names = _names(language)
    says = Speaker(language)
    context: dict[str, Any] = {
        # Between Arabic words `2026-3` would be shown as `3-2026`.
        "number": f"\u2066{number}\u2069",
        "starts_at": first.starts_at,
        "place": says(minutes.place if minutes else told.place if told else {}),
        "notice": _notice(notice, says, names) if notice else None,
        "minutes": _minutes(minutes, told, says, names) if minutes else None,
        "is_approved": told is not None or minutes is not None,
        "told": _told(told, says) if told and not minutes else None,
        "decisions": _rows(told, notice, minutes, decided, says, names),
        "promises": _promises(minutes, says, names),
    }
    context["only_albanian"] = says.met_albanian
    return render(request, "outreach/meeting.html", context)


class Speaker:
    """Chooses the words for one page, and remembers whether some are only in Albanian."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.met_albanian = False

    def __call__(self, texts: Mapping[str, str]) -> Said:
        if texts.get(self.language):
            return Said(texts[self.language], foreign=False)
        text = texts.get(AUTHORITATIVE, "")
        self.met_albanian = self.met_albanian or bool(text)
        return Said(text, foreign=True)


def _names(language: str) -> Mapping[str, str]:
    every = published.agency_names()
    return {code: name.get(language) or name[AUTHORITATIVE] for code, name in every.items()}


def _told(told: published.Meeting, says: Speaker) -> dict[str, Any]:
    return {
        "text": says(told.text),
        "present": told.present,
        "seats": told.seats,
        "items": [says(item) for item in told.items],
    }


def _notice(notice: published.Notice, says: Speaker, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "text": says(notice.text),
        "withdrawn": bool(notice.withdrawn),
        "published_at": notice.published_at,
        "corrections": [
            {
                "number": row.number,
                "what": row.what,
                "said": names.get(row.said or "", row.said or ""),
                "holds": names.get(row.holds or "", row.holds or ""),
            }
            for row in notice.corrections
        ],
    }


def _minutes(
    minutes: published.Minutes,
    told: published.Meeting | None,
    says: Speaker,
    names: Mapping[str, str],
) -> dict[str, Any]:
    titles = told.items if told else ()
    return {
        "text": says(minutes.text),
        "is_cut": minutes.is_cut,
        "chair": says(minutes.chair),
        "ended_at": timezone.localtime(minutes.ended_at).time() if minutes.ended_at else None,
        "occupied": minutes.occupied,
        "voting_present": minutes.voting_present,
        "needed": minutes.quorum_needed,
        "quorum": minutes.quorum,
        "attendance": [
            (names.get(row.institution, ""), _presence(row.state)) for row in minutes.attendance
        ],
        "items": [
            {
                "number": item.number,
                "carried": item.carried,
                # The meeting's own fact has the checked translations of titles.
                "title": says(
                    titles[item.number - 1] if item.number <= len(titles) else item.title
                ),
                "text": says(item.text),
                "minutes": says(item.minutes),
            }
            for item in minutes.items
        ],
        "addenda": [{"on": row.on, "text": says(row.text)} for row in minutes.addenda],
    }


def _rows(
    told: published.Meeting | None,
    notice: published.Notice | None,
    minutes: published.Minutes | None,
    decided: Mapping[str, published.Decision],
    says: Speaker,
    names: Mapping[str, str],
) -> list[dict[str, Any]]:
    """What was decided: of the minutes, else of the published meeting, else as the notice said.

    Of approved minutes only what is still public by itself is told; the reason stands in the place
    of what was withdrawn.
    """
    source = minutes or told or notice
    votes = {row.number: row.vote for row in minutes.decisions} if minutes else {}
    rows: Any = (
        [row for row in minutes.decisions if row.number in decided]
        if minutes
        else decided.values()
        if told
        else notice.decisions
        if notice
        else ()
    )
    standing = [
        {
            "number": row.number,
            "kind": getattr(row, "kind", ""),
            "text": says(decided[row.number].text if row.number in decided else row.text),
            "institution": names.get(row.institution, ""),
            "deadline": row.deadline,
            "vote": votes.get(row.number),
        }
        for row in rows
    ]
    gone = [
        {"number": row.number, "withdrawn_on": row.on, "reason": says(row.reasons)}
        for row in (source.withdrawn if source else ())
    ]
    return sorted(standing + gone, key=lambda row: [int(part) for part in row["number"].split("-")])


def _promises(
    minutes: published.Minutes | None, says: Speaker, names: Mapping[str, str]
) -> list[dict[str, Any]]:
    if minutes is None or not minutes.actions:
        return []
    today = timezone.localdate()
    found = published.promises_called([row.reference for row in minutes.actions])
    return [
        {
            "reference": row.reference,
            "text": says(row.text),
            "institution": names.get(row.institution, ""),
            "deadline": row.deadline,
            "state": row.state_on(today),
            "done_on": row.done_on,
            "reason": says(row.reason),
            "new_deadline": row.new_deadline,
        }
        for row in found
    ]


def _presence(state: str) -> str:
    return {
        "present": _("In the room"),
        "remote": _("Remote"),
        "substitute": _("By a substitute"),
        "excused": _("Excused"),
        "absent": _("Absent"),
    }[state]
