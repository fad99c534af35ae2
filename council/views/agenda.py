"""Building an agenda: each control posts by itself; with htmx only the list is exchanged."""

import uuid
from collections.abc import Mapping
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.middleware import HtmxDetails

from council import access
from council.access import Reader
from council.actions import agenda_documents, build_agenda
from council.actions.build_agenda import AlreadyHeld, is_buildable
from council.forms.agenda import ItemForm, MoveForm, PaperForm, QuickForm, initial_of
from council.models import AgendaItem, Document, Meeting
from council.people import demand
from council.views import agenda_page
from council.views.asking import reader_of
from council.views.meetings import held

OF_A_SITUATION: Mapping[type[Exception], tuple[str, Any]] = {
    build_agenda.StaysClosed: (
        "open_title",
        gettext_lazy("An item about a situation has no open side. Leave title and text empty."),
    ),
    build_agenda.BelowItsReport: (
        "marking",
        gettext_lazy(
            "The situation is marked more strictly. Choose its marking or a stricter one."
        ),
    ),
}


@require_POST
@login_required
def add(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    meeting = get_object_or_404(access.visible_meetings(who), pk=meeting_id)
    demand(access.may_keep_meetings(who))
    form = QuickForm(request.POST)
    said = ""
    if form.is_valid():
        title = form.cleaned_data["title"]
        try:
            build_agenda.add_item(meeting=meeting, title=title, by=who.user, at=timezone.now())
        except AlreadyHeld:
            return _sent(request, held(request, meeting))
        said = _("Added: %(title)s") % {"title": title}
        form = QuickForm()
    return _list(request, who, meeting, said=said, focus="quick-title", form=form)


@require_POST
@login_required
def move(request: HttpRequest, item_key: uuid.UUID) -> HttpResponse:
    who, item = _item(request, item_key)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a number of the list."))
        return _sent(request, redirect(_place(item.meeting, f"item-{item.key}")))
    way = form.cleaned_data["way"]
    to = form.number_from(_number(who, item))
    try:
        number = build_agenda.move_item(item=item, to=to, by=who.user, at=timezone.now())
    except AlreadyHeld:
        return _sent(request, held(request, item.meeting))
    said = _("“%(title)s” is now number %(number)s.") % {
        "title": item.open_title or item.closed_title,
        "number": number,
    }
    return _list(request, who, item.meeting, said=said, focus=f"{way}-{item.key}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, item_key: uuid.UUID) -> HttpResponse:
    who, item = _item(request, item_key)
    if not is_buildable(item.meeting):
        return held(request, item.meeting)
    language = translation.get_language() or "sq"
    posted = request.POST if request.method == "POST" else None
    form = ItemForm(posted, initial=initial_of(item), language=language)
    if item.report_id is not None:
        form.about_a_situation()
    if form.is_valid():
        try:
            saved = build_agenda.edit_item(
                item=item,
                words=form.words(),
                shared_with=form.cleaned_data.get("shared_with", ()),
                by=who.user,
                at=timezone.now(),
            )
        except AlreadyHeld:
            return held(request, item.meeting)
        except tuple(OF_A_SITUATION) as refused:
            form.add_error(*OF_A_SITUATION[type(refused)])
            saved = None
    if form.is_valid() and saved:
        messages.success(request, _saved(who, saved))
        return redirect(_place(saved.meeting, f"item-{saved.key}"))
    return render(
        request,
        "council/meetings/item.html",
        {
            "form": form,
            "item": item,
            "meeting": item.meeting,
            "readers": agenda_page.closed_readers(item, on=who.on),
            "papers": access.visible_documents(who).filter(item=item),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request: HttpRequest, item_key: uuid.UUID) -> HttpResponse:
    """Asks first: the texts do not come back."""
    who, item = _item(request, item_key)
    refusal = ""
    if not is_buildable(item.meeting):
        return held(request, item.meeting)
    if request.method == "POST":
        try:
            build_agenda.remove_item(item=item, by=who.user, at=timezone.now())
        except AlreadyHeld:
            return held(request, item.meeting)
        except build_agenda.HasDecisions:
            refusal = _("Decisions or actions hang on this item. It stays.")
        else:
            messages.success(request, _("The item is removed from the agenda."))
            return redirect(_place(item.meeting, "agenda"))
    papers = access.visible_documents(who).filter(item=item).count()
    context = {"item": item, "meeting": item.meeting, "papers": papers, "refusal": refusal}
    return render(
        request, "council/meetings/item_remove.html", context, status=409 if refusal else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_item_document(request: HttpRequest, item_key: uuid.UUID) -> HttpResponse:
    who, item = _item(request, item_key)
    return _add_document(request, who, item.meeting, item)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_meeting_document(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    meeting = get_object_or_404(access.visible_meetings(who), pk=meeting_id)
    demand(access.may_keep_meetings(who))
    return _add_document(request, who, meeting, None)


@require_POST
@login_required
def remove_document(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    papers = access.visible_documents(who).filter(kind=Document.Kind.WORKING, meeting__isnull=False)
    document = get_object_or_404(papers.select_related("meeting", "item"), pk=document_id)
    demand(access.may_keep_meetings(who))
    meeting, item = cast(Meeting, document.meeting), document.item
    try:
        agenda_documents.take_document(document=document, by=who.user, at=timezone.now())
    except AlreadyHeld:
        return held(request, meeting)
    messages.success(request, _("The document is removed."))
    return redirect("item_edit", item_key=item.key) if item else redirect(_place(meeting, "papers"))


def _add_document(
    request: HttpRequest, who: Reader, meeting: Meeting, item: AgendaItem | None
) -> HttpResponse:
    if not is_buildable(meeting):
        return held(request, meeting)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PaperForm(data, files, initial={"closed": bool(item and item.is_closed)})
    whole = bool(item and not item.open_title)
    if whole:
        del form.fields["closed"]
    if form.is_valid():
        try:
            agenda_documents.add_document(
                meeting=meeting,
                item=item,
                file=form.cleaned_data["file"],
                title=form.title_or_name(),
                closed=form.cleaned_data.get("closed", True),
                by=who.user,
                at=timezone.now(),
            )
        except AlreadyHeld:
            return held(request, meeting)
        messages.success(request, _("The document is added."))
        return (
            redirect("item_edit", item_key=item.key)
            if item
            else redirect(_place(meeting, "papers"))
        )
    context = {"form": form, "meeting": meeting, "item": item, "whole": whole}
    status = 422 if form.errors else 200
    return render(request, "council/meetings/document_add.html", context, status=status)


def _item(request: HttpRequest, item_key: uuid.UUID) -> tuple[Reader, AgendaItem]:
    """Who may not know of an item gets the answer for none; who may not keep it, the reason."""
    who = reader_of(request)
    meeting = get_object_or_404(access.visible_meetings(who), items__key=item_key)
    item = get_object_or_404(
        access.visible_items(who, meeting).select_related("meeting"), key=item_key
    )
    demand(access.may_keep_meetings(who))
    return who, item


def _number(who: Reader, item: AgendaItem) -> int:
    keys = list(access.visible_items(who, item.meeting).values_list("key", flat=True))
    return keys.index(item.key) + 1


def _list(
    request: HttpRequest,
    who: Reader,
    meeting: Meeting,
    *,
    said: str,
    focus: str = "agenda",
    form: QuickForm | None = None,
) -> HttpResponse:
    """The list anew, for htmx; otherwise the page again, at the control that was used."""
    failed = form is not None and bool(form.errors)
    if not _is_htmx(request) and not failed:
        return redirect(_place(meeting, focus))
    context = {**agenda_page.agenda(who, meeting), "quick": form or QuickForm(), "said": said}
    if _is_htmx(request):
        template = "council/meetings/agenda_rows.html"
    else:
        template = "council/meetings/meeting.html"
        context |= agenda_page.frame(who, meeting)
    return render(request, template, context, status=422 if failed else 200)


def _sent(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """With htmx a redirect is of the whole page."""
    if _is_htmx(request):
        answer = HttpResponse(headers={"HX-Redirect": answer["Location"]})
    return answer


def _is_htmx(request: HttpRequest) -> bool:
    return bool(cast(HtmxDetails, request.htmx))  # type: ignore[attr-defined]


def _place(meeting: Meeting, name: str) -> str:
    return f"{reverse('meeting', kwargs={'meeting_id': meeting.pk})}#{name}"


def _saved(who: Reader, item: AgendaItem) -> str:
    """Says at once who reads what has been closed."""
    readers = agenda_page.closed_readers(item, on=who.on)
    if not (item.closed_title or item.closed_text or item.is_closed):
        return _("Saved.")
    return _("Saved. The closed side is read by: %(readers)s.") % {"readers": ", ".join(readers)}
