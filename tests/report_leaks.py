"""What a careless hand would do with the words of a threat report, each done once where it could be.

A leak is planted in `planting`, and found by the function that says of the portal as it is that
nothing came out (`tests/report_walk.py`).
"""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import docx
import pypdf
import pytest
import redis
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.template.loaders.locmem import Loader
from django.test import override_settings
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header

from bulletins.views.feed import BulletinFeed
from council import access, calendars, disclosure, notices, sealing
from council.actions import count_figures, referral_letter, send_notices
from council.models import AgendaItem, Meeting, PublishedFact, Report, ReportNote
from council.people import acting_as
from council.sessions import SessionStore
from council.views import report_acts, report_files, report_page, report_rows, reports
from elbasan_council.celery import app
from elbasan_council.views import errors
from outreach import pages
from press import excel
from tests import report_walk
from tests.databases import superuser
from tests.published import FOLDER, NAME, TEST, Published
from tests.report_walk import (
    FEEDS,
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
    too_much,
    too_small,
)
from tests.reported import word

Patch = pytest.MonkeyPatch
REGISTER, ONE = "workspace/reports/", "workspace/reports/<uuid:report_id>/"


def _title() -> str:
    return word("strict_report", "title")


def _words(report: Report) -> dict[str, str]:
    """Past the one place where they are opened for a reader."""
    return sealing.envelope_of(report).words(report)


@contextmanager
def _template(name: str, text: str) -> Iterator[None]:
    loaders = engines["django"].engine.template_loaders
    planted = Loader(engines["django"].engine, {name: text})
    loaders.insert(0, planted)
    try:
        yield
    finally:
        loaders.remove(planted)


@contextmanager
def _as_superuser(leak: str, mend: str) -> Iterator[None]:
    with superuser(NAME) as server:
        server.execute(leak)
        try:
            yield
        finally:
            server.execute(mend)


@contextmanager
def _without_the_floor(*tables: str) -> Iterator[None]:
    change = "ALTER TABLE {} {} ROW LEVEL SECURITY;"
    leak, mend = (
        "".join(change.format(table, act) for table in tables) for act in ("DISABLE", "ENABLE")
    )
    with _as_superuser(leak, mend):
        yield


# What a page shows to whoever asks for it


def a_report_marked_too_widely(here: Published, patch: Patch) -> object:
    with acting_as(TEST):
        Report.objects.filter(pk=here.records["strict_report"]).update(marking="green")
    return too_much("chair", here, ONE)


def a_note_marked_too_widely(here: Published, patch: Patch) -> object:
    with acting_as(TEST):
        ReportNote.objects.update(marking="green")
    return too_much("member", here, ONE)


def the_whole_text_for_who_was_sent_a_part(here: Published, patch: Patch) -> object:
    patch.setattr(access, "read_whole", lambda _, rows: {row.pk for row in rows})
    return too_much("member", here, ONE)


def a_search_result_with_a_snippet(here: Published, patch: Patch) -> object:
    told = report_rows._told

    def with_snippet(read: Any, language: str) -> dict[str, Any]:
        snippet = _words(read.row)["protective"][:60]
        return {**told(read, language), "words": {**read.words, "title": snippet}}

    patch.setattr(report_rows, "_told", with_snippet)
    return too_much("member", here, REGISTER)


def an_autocomplete_over_titles(here: Published, patch: Patch) -> object:
    def titles(request: HttpRequest) -> HttpResponse:
        return JsonResponse([_words(row)["title"] for row in Report.objects.all()], safe=False)

    planted = type("addresses", (), {"urlpatterns": [
        path("workspace/reports/titles.json", titles, name="titles"), *report_walk.urlpatterns[1:],
    ]})  # fmt: skip
    with override_settings(ROOT_URLCONF=planted):
        return too_much("member", here, "workspace/reports/titles.json")


def a_page_kept_for_the_next_who_asks(here: Published, patch: Patch) -> object:
    kept: dict[str, HttpResponse] = {}
    render = reports.render

    def once(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        return kept.setdefault(request.path, render(request, *args, **more))

    patch.setattr(reports, "render", once)
    assert not too_much("liaison", here, REGISTER)
    return too_much("chair", here, REGISTER)


def an_item_of_the_agenda_with_its_title(here: Published, patch: Patch) -> object:
    with acting_as(TEST):
        item = AgendaItem.objects.get(key=here.records["report_item"])
        assert item.report
        item.open_title = _words(item.report)["title"]
        item.save()
    return too_much("secretary", here, "workspace/meetings/<uuid:meeting_id>/")


def the_place_of_a_meeting(here: Published, patch: Patch) -> object:
    with acting_as(TEST):
        Meeting.objects.filter(state=Meeting.State.CONVENED).update(place=_title())
    return too_much("secretary", here, "workspace/meetings/")


def an_export_of_more_than_is_read(here: Published, patch: Patch) -> object:
    told = report_rows._told

    def opened(read: Any, language: str) -> dict[str, Any]:
        row = told(read, language)
        return {**row, "words": _words(read.row)} if read.opens else row

    patch.setattr(report_rows, "_told", opened)
    return too_much("member", here, report_walk.EXPORT)


def a_table_that_counts_for_everybody(here: Published, patch: Patch) -> object:
    table = report_rows.table

    def over_all(rows: Any, *more: Any) -> Any:
        with acting_as(TEST):
            return table(Report.objects.all(), *more)

    patch.setattr(report_rows, "table", over_all)
    return miscounted("chair", here)


# What stands around a page


def a_title_in_the_tab(here: Published, patch: Patch) -> object:
    text = (settings.BASE_DIR / "templates/council/reports/report.html").read_text()
    named = "{% block title %}{{ disclosed.words.title }}{% endblock %}"
    text = text.replace('{% block title %}{% translate "Situation" %}{% endblock %}', named)
    assert named in text
    with _template("council/reports/report.html", text):
        return too_much("chair", here, ONE)


def a_tag_of_its_version(here: Published, patch: Patch) -> object:
    render = report_page.render

    def tagged(request: HttpRequest, name: str, context: Any, **more: Any) -> HttpResponse:
        response = render(request, name, context, **more)
        response["ETag"] = f'"{context["disclosed"].words["title"]}-{context["report"].version}"'
        return response

    patch.setattr(report_page, "render", tagged)
    return too_much("chair", here, ONE)


def a_redirect_that_says_which(here: Published, patch: Patch) -> object:
    back = report_acts.redirect
    patch.setattr(
        report_acts,
        "redirect",
        lambda name, report_id: HttpResponse(
            status=302,
            headers={"Location": f"{back(name, report_id=report_id).url}?was={_found(report_id)}"},
        ),
    )
    return too_much("coordinator", here, f"{ONE}accept/")


def _found(report_id: Any) -> str:
    return _words(Report.objects.get(pk=report_id))["title"]


def a_confirmation_that_names_it(here: Published, patch: Patch) -> object:
    """It is given to the browser to keep until the next page."""

    def success(request: HttpRequest, text: str) -> None:
        messages.success(request, f"{text} {_found(here.records['sent_report'])}")

    patch.setattr(report_acts, "messages", type("Messages", (), {"success": staticmethod(success)}))
    return too_much("coordinator", here, f"{ONE}accept/")


def the_name_of_a_download(here: Published, patch: Patch) -> object:
    def named(*, as_attachment: bool, filename: str) -> str | None:
        title = _found(here.records["green_report"])
        return content_disposition_header(as_attachment, f"{title} {filename}")

    patch.setattr(report_files, "content_disposition_header", named)
    return too_much("chair", here, f"{ONE}{report_walk.DOWNLOAD}")


# What leaves the portal


def the_subject_of_a_letter(here: Published, patch: Patch) -> object:
    with _template("council/letters/referral_sent_subject.txt", f"Referim: {_title()}"):
        return in_letters(here)


def the_text_of_a_letter(here: Published, patch: Patch) -> object:
    words = send_notices._words

    def quoting(*args: Any) -> tuple[str, str, str]:
        subject, text, html = words(*args)
        return subject, f"{text}\n„{_title()}“, përmbledhje e situatës sipas institucionit", html

    patch.setattr(send_notices, "_words", quoting)
    return in_letters(here)


def the_summary_in_a_calendar(here: Published, patch: Patch) -> object:
    number = calendars.number_of
    patch.setattr(calendars, "number_of", lambda meeting: f"{number(meeting)}: {_title()}")
    return in_calendars(here)


def a_comment_in_a_letter_for_word(here: Published, patch: Patch) -> object:
    made = referral_letter.on_letterhead

    def commented(*args: Any, **more: Any) -> bytes:
        document, out = docx.Document(io.BytesIO(made(*args, **more))), io.BytesIO()
        document.core_properties.comments = word("referred_report", "title")
        document.save(out)
        return out.getvalue()

    patch.setattr(referral_letter, "on_letterhead", commented)
    return on_paper(here)


def a_headline_in_the_feed(here: Published, patch: Patch) -> object:
    patch.setattr(BulletinFeed, "item_description", lambda _, item: f"{item.title} · {_title()}")
    return in_public(here, FEEDS)


def a_published_fact(here: Published, patch: Patch) -> object:
    with acting_as(TEST):
        fact = PublishedFact.objects.filter(kind="action").earliest("pk")
        fact.texts["sq"]["text"] = _title()
        fact.save()
    return in_tables(here)


def a_figure_too_small(here: Published, patch: Patch) -> object:
    patch.setattr(count_figures, "BANDS", (*count_figures.BANDS, (1, "1–4")))
    patch.setattr(count_figures, "band", _without_a_floor)
    return too_small(here)


def _without_a_floor(number: int, *, smallest: int) -> str:
    return next((text for lowest, text in count_figures.BANDS if number >= lowest), "")


# What stays behind somewhere


def a_letter_about_a_title(here: Published, patch: Patch) -> object:
    with acting_as(TEST):
        notices.put(
            kind=notices.Kind.FACTOR_CHANGED,
            address="liaison@example.org",
            language="sq",
            about=_title(),
            at=timezone.now(),
        )
    return in_tables(here)


def the_index_of_the_search(here: Published, patch: Patch) -> object:
    with acting_as(TEST):
        pages.put(
            key="report:1",
            language="sq",
            address="/x/",
            title="–",
            text=_title(),
            at=timezone.now(),
        )
    return in_tables(here)


def a_fragment_in_the_cache(here: Published, patch: Patch) -> object:
    with acting_as(TEST):
        cache.set("template.cache.report", f"<li>{_title()}</li>")
    return in_tables(here)


def a_draft_in_the_session(here: Published, patch: Patch) -> object:
    with acting_as(TEST):
        Session.objects.create(
            session_key="x" * 32,
            session_data=SessionStore().encode({"draft": {"observed": f"{_title()} " * 9}}),
            expire_date=timezone.now(),
        )
    return in_tables(here)


def a_key_in_redis(here: Published, patch: Patch) -> object:
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        server.set(f"lock:report:{_title()}", 1)
        try:
            return in_redis(here)
        finally:
            server.delete(f"lock:report:{_title()}")


def an_argument_of_a_task(here: Published, patch: Patch) -> object:
    app.send_task("tests.leak", kwargs={"report": {"title": _title()}}, queue="tests-leak")
    try:
        return in_redis(here)
    finally:
        with redis.Redis.from_url(settings.REDIS_URL) as server:
            server.delete("tests-leak")


def the_keywords_of_a_document(here: Published, patch: Patch) -> object:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Keywords": _title()})
    writer.compress_identical_objects()
    writer.write(out)
    return _left_behind("agenda.pdf", out.getvalue())


def a_table_left_behind(here: Published, patch: Patch) -> object:
    data = excel.to_bytes("–", ("–",), [(_title(),)], (20,), mark="–")
    assert _title().encode() not in data
    return _left_behind("situations.xlsx", data)


def a_file_of_a_debugging_hand(here: Published, patch: Patch) -> object:
    return _left_behind("reports.json", json.dumps([{"title": _title()}]).encode())


def _left_behind(name: str, data: bytes) -> object:
    folder = FOLDER / "left"
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(data)
    try:
        return in_files(None, [folder])  # type: ignore[arg-type]
    finally:
        file.unlink()


# What is said when something fails


def a_line_of_the_log(here: Published, patch: Patch) -> object:
    noted = report_page.note_reading

    def logged(report: Report) -> None:
        noted(report)
        disclosure.logger.warning("%s was opened", _words(report)["title"])

    patch.setattr(report_page, "note_reading", logged)
    return in_the_log(here)


def the_message_of_an_error_in_the_log(here: Published, patch: Patch) -> object:
    (handler,) = (one for one in logging.getLogger("django").handlers if one.name == "console")
    patch.setattr(handler, "formatter", logging.Formatter())
    return in_the_log(here)


def an_error_page_that_says_why(here: Published, patch: Patch) -> object:
    def broken(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"<h1>500</h1><p>{sys.exc_info()[1]}</p>", status=500)

    patch.setattr(report_walk, "handler500", broken)
    assert errors.broken is not broken
    return in_the_log(here)


# Walls


def row_level_security_that_is_off(here: Published, patch: Patch) -> object:
    with _without_the_floor("council_reportnote"):
        return open_without_a_name()


def a_query_that_forgets_who_asks(here: Published, patch: Patch) -> object:
    """Behind it stands the floor of the tables: for once it is not there."""
    patch.setattr(access, "report_register", lambda *_: Report.objects.all())
    assert not too_much("chair", here, REGISTER)
    with _without_the_floor("council_report", "council_datakey"):
        return too_much("chair", here, REGISTER)


def a_grant_to_the_public_role(here: Published, patch: Patch) -> object:
    with _as_superuser(
        "GRANT SELECT (reference, level) ON council_report TO portal_public",
        "REVOKE SELECT (reference, level) ON council_report FROM portal_public",
    ):
        return granted_to_the_public()


LEAKS: Mapping[str, Callable[[Published, Patch], object]] = {
    leak.__name__: leak
    for leak in (
        a_report_marked_too_widely,
        a_note_marked_too_widely,
        the_whole_text_for_who_was_sent_a_part,
        a_search_result_with_a_snippet,
        an_autocomplete_over_titles,
        a_page_kept_for_the_next_who_asks,
        an_item_of_the_agenda_with_its_title,
        the_place_of_a_meeting,
        an_export_of_more_than_is_read,
        a_table_that_counts_for_everybody,
        a_title_in_the_tab,
        a_tag_of_its_version,
        a_redirect_that_says_which,
        a_confirmation_that_names_it,
        the_name_of_a_download,
        the_subject_of_a_letter,
        the_text_of_a_letter,
        the_summary_in_a_calendar,
        a_comment_in_a_letter_for_word,
        a_headline_in_the_feed,
        a_published_fact,
        a_figure_too_small,
        a_letter_about_a_title,
        the_index_of_the_search,
        a_fragment_in_the_cache,
        a_draft_in_the_session,
        a_key_in_redis,
        an_argument_of_a_task,
        the_keywords_of_a_document,
        a_table_left_behind,
        a_file_of_a_debugging_hand,
        a_line_of_the_log,
        the_message_of_an_error_in_the_log,
        an_error_page_that_says_why,
    )
}
WALLS: Mapping[str, Callable[[Published, Patch], object]] = {
    leak.__name__: leak
    for leak in (
        row_level_security_that_is_off,
        a_query_that_forgets_who_asks,
        a_grant_to_the_public_role,
    )
}
"""Of the database as a whole: not within a transaction that is undone."""
