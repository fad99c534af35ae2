"""What to do now, from how the letters stand: the most urgent first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from languages import numbers, own_name
from outreach.progress import Watch


@dataclass(frozen=True)
class Advice:
    text: str
    url: str = ""
    action: str = ""
    tone: str = "warning"


def advice(watch: Watch, *, may_send: bool) -> list[Advice]:
    found = [
        *_of_the_whole(watch),
        *_of_doubts(watch, may_send),
        *_of_domains(watch),
        *_of_failures(watch, may_send),
    ]
    return found or [_nothing(watch)]


def _of_the_whole(watch: Watch) -> list[Advice]:
    if watch.pace.halted_at and watch.state == "paused":
        return [Advice(_("Publication is switched off as a whole. Letters go on when it is on."))]
    if watch.state == "paused":
        return [Advice(_("It is paused. No letter leaves until it is resumed."))]
    paused = [own_name(row.code) for row in watch.languages if row.state == "paused"]
    if paused:
        words = _("Paused: %(languages)s. The other languages go on.")
        return [Advice(words % {"languages": ", ".join(paused)})]
    if watch.is_stuck:
        return [
            Advice(
                _(
                    "No letter has left for five minutes. Ask the administrator whether the worker "
                    "and the mail server are running. Nothing is lost meanwhile."
                ),
                tone="danger",
            )
        ]
    return []


def _of_doubts(watch: Watch, may_send: bool) -> list[Advice]:
    count = watch.counts["in_doubt"]
    if not count:
        return []
    words = ngettext(
        "%(count)s letter is uncertain: somebody must decide whether it is sent again.",
        "%(count)s letters are uncertain: somebody must decide whether they are sent again.",
        count,
    )
    url = reverse("letters_doubts", kwargs={"month": watch.month}) if may_send else ""
    return [Advice(words % {"count": _number(count)}, url, _("Decide"))]


def _of_domains(watch: Watch) -> list[Advice]:
    held = watch.held
    if not held or not watch.is_open:
        return []
    words = ngettext(
        "%(count)s provider refuses our letters for now. Its readers wait; nobody is given up.",
        "%(count)s providers refuse our letters for now. Their readers wait; nobody is given up.",
        held,
    )
    return [Advice(words % {"count": _number(held)})]


def _of_failures(watch: Watch, may_send: bool) -> list[Advice]:
    count = watch.counts["failed"]
    if not count:
        return []
    words = ngettext(
        "%(count)s letter failed. See why, and whether another try makes sense.",
        "%(count)s letters failed. See why, and whether another try makes sense.",
        count,
    )
    url = reverse("letters_failed", kwargs={"month": watch.month}) if may_send else ""
    return [Advice(words % {"count": _number(count)}, url, _("See the failed letters"), "plain")]


def _nothing(watch: Watch) -> Advice:
    if watch.state == "done":
        return Advice(_("Nothing: every letter is settled."), tone="")
    if watch.state == "cancelled":
        return Advice(_("Nothing: it was called off."), tone="plain")
    return Advice(
        _("Nothing: letters go out by themselves, also when this page is closed."), tone=""
    )


def _number(value: int) -> str:
    return numbers.number(value, translation.get_language() or "sq")
