"""The register of correspondence: what left, what came, under which number, in answer to what."""

import uuid
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from council import access
from council.access import Reader
from council.actions import correspond
from council.forms.letters import LetterForm, NumberForm
from council.forms.registers import (
    DIRECTIONS,
    LETTER_KINDS,
    CorrespondenceFilterForm,
    name_of,
)
from council.models import Agency, Correspondence, LetterWording
from council.people import Allowed, demand
from council.views import registers
from council.views.asking import reader_of
from council.views.registers import language
from council.wordings import fill, key_in_words, record_of, values

KEY: Final = ("entered_at", "id")
Direction = Correspondence.Direction
REFUSALS = {
    correspond.NumberAndDateTogether: (
        "date",
        gettext_lazy("Write the protocol number and its date, or neither."),
    ),
    correspond.NotYet: ("date", gettext_lazy("Choose a day that is not in the future.")),
    correspond.NoSuchRecord: (
        "about",
        gettext_lazy("There is no such record. Write for example decision 2026-3."),
    ),
}


@require_safe
@login_required
def correspondence(request: HttpRequest) -> HttpResponse:
    who = _reader(request)
    form = CorrespondenceFilterForm(request.GET, language=language())
    keeps = isinstance(access.may_keep_meetings(who), Allowed)
    template = "council/correspondence.html"
    return registers.listed(request, form, _rows(who, form), KEY, template, may_write=keeps)


@require_safe
@login_required
def correspondence_table(request: HttpRequest) -> HttpResponse:
    who = _reader(request)
    form = CorrespondenceFilterForm(request.GET, language=language())
    heads = (
        _("Protocol number"), _("Protocol date"), _("Direction"), _("Kind"), _("Institution"),
        _("Subject"), _("What it is about"),
    )  # fmt: skip
    rows = (
        (
            row.protocol_number,
            row.protocol_date,
            str(DIRECTIONS[row.direction]),
            str(LETTER_KINDS[row.kind]),
            name_of(row.institution, language()),
            row.subject,
            key_in_words(row.about),
        )
        for row in _rows(who, form)[: registers.MOST_ROWS].iterator()
    )
    title, widths = _("Correspondence"), (16, 12, 12, 16, 34, 60, 18)
    return registers.table(request, "correspondence", title, heads, rows, widths)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: HttpRequest) -> HttpResponse:
    """`?about=meeting:2026-4` says what the letter is about, `&kind=minutes` of which kind it is,
    `?answers=<id>` which it answers."""
    who = reader_of(request)
    demand(access.may_keep_meetings(who))
    if request.method == "POST":
        form = LetterForm(request.POST, request.FILES, language=language())
        if form.is_valid() and (made := _entered(form, who)):
            messages.success(request, _("The letter is in the register."))
            return redirect("letter", letter_id=made.pk)
    else:
        form = LetterForm(language=language(), initial=_said(request, who))
    answered = _answered(form, who)
    status = 422 if form.errors else 200
    context = {"form": form, "answered": answered}
    return render(request, "council/enter_letter.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def letter(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponse:
    """One line of the register; who keeps it writes number, date and scan here."""
    who = reader_of(request)
    rows = access.visible_correspondence(who).select_related("institution", "scan", "answers")
    found = get_object_or_404(rows, pk=letter_id)
    now = {"number": found.protocol_number, "date": found.protocol_date}
    form = NumberForm(initial=now)
    if request.method == "POST":
        demand(access.may_keep_meetings(who))
        form = NumberForm(request.POST, request.FILES, initial=now)
        if form.is_valid() and _numbered(form, found, who):
            messages.success(request, _("The register is up to date."))
            return redirect("letter", letter_id=found.pk)
    visible = access.visible_correspondence(who)
    context = {
        "letter": found,
        "form": form,
        "kind": LETTER_KINDS[Correspondence.Kind(found.kind)],
        "institution": name_of(found.institution, language()),
        "answers": visible.filter(pk=found.answers_id).first() if found.answers_id else None,
        "answered": list(visible.filter(answers=found).order_by("entered_at")),
        "may_write": isinstance(access.may_keep_meetings(who), Allowed),
    }
    return render(request, "council/letter.html", context, status=422 if form.errors else 200)


def _reader(request: HttpRequest) -> Reader:
    """Raises PermissionDenied for who reads nothing of the register."""
    who = reader_of(request)
    if not who.keeps:
        raise PermissionDenied(_("The register of letters is for the secretary and the chair."))
    return who


def _rows(who: Reader, form: CorrespondenceFilterForm) -> Any:
    sought = form.sought if form.is_valid() else access.Sought()
    return access.correspondence_register(who, sought).select_related("institution")


def _said(request: HttpRequest, who: Reader) -> dict[str, Any]:
    """What the address says already."""
    about = request.GET.get("about", "")
    usual = {"meeting": Correspondence.Kind.CONVOCATION}.get(about.partition(":")[0])
    asked = request.GET.get("kind", "")
    kind = Correspondence.Kind(asked) if asked in Correspondence.Kind else usual
    said: dict[str, Any] = {"about": key_in_words(about), "direction": Direction.IN}
    if about:
        said |= {"direction": Direction.OUT}
    if kind:
        said |= {"kind": kind}
    if kind and (record := record_of(about)):
        subject = LetterWording.objects.get(kind=kind).subject
        said |= {"subject": fill(subject, values(record, Agency())).strip()[:200]}
    if (before := _letter(request.GET.get("answers", ""), who)) is not None:
        other = Direction.IN if before.direction == Direction.OUT else Direction.OUT
        said |= {
            "answers": before.pk,
            "institution": before.institution_id,
            "about": key_in_words(before.about),
            "kind": before.kind,
            "closed": before.closed,
            "direction": other,
        }
    return said


def _letter(given: object, who: Reader) -> Correspondence | None:
    try:
        asked = uuid.UUID(str(given))
    except ValueError:
        return None
    return access.visible_correspondence(who).filter(pk=asked).first()


def _answered(form: LetterForm, who: Reader) -> Correspondence | None:
    return _letter(form["answers"].value(), who)


def _entered(form: LetterForm, who: Reader) -> Correspondence | None:
    given = form.cleaned_data
    given["answers"] = _letter(given["answers"], who)
    for name, choices in (("direction", Direction), ("kind", Correspondence.Kind)):
        given[name] = choices(given[name])
    try:
        return correspond.enter_letter(**given, by=who, at=timezone.now())
    except tuple(REFUSALS) as refused:
        form.add_error(*REFUSALS[type(refused)])
        return None


def _numbered(form: NumberForm, letter: Correspondence, who: Reader) -> bool:
    given = form.cleaned_data
    try:
        correspond.number_letter(letter=letter, **given, by=who, at=timezone.now())
    except tuple(REFUSALS) as refused:
        form.add_error(*REFUSALS[type(refused)])
        return False
    return True
