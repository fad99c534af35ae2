"""The secretary's side of subscribers and letters, below `/workspace/`."""

import datetime

from django.urls import URLPattern, path, register_converter

from outreach.newsroom.kinds import Kind
from outreach.views.office import (
    deliverability,
    doubts,
    entering,
    export,
    failed,
    help_changes,
    importing,
    letters,
    mistakes,
    pace,
    person,
    returned,
    seeds,
    steering,
    subscribers,
    survey,
    targets,
)
from outreach.views.office import (
    help as help_views,
)
from outreach.views.office.boards import importing as boards_importing
from outreach.views.office.boards import listing as boards
from outreach.views.office.boards import place
from outreach.views.office.newsroom import deciding, election, item, lists, shaping, texts
from outreach.views.office.newsroom.door import KindPath
from outreach.views.office.questions import answering as question_answering
from outreach.views.office.questions import entering as question_entering
from outreach.views.office.questions import page as question_page
from outreach.views.office.questions import publishing as question_publishing
from outreach.views.office.questions import register as question_register


class Month:
    """`2026/10`, as the first day of the month."""

    regex = "20[0-9]{2}/(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> datetime.date:
        return datetime.date.fromisoformat(f"{value.replace('/', '-')}-01")

    def to_url(self, value: datetime.date) -> str:
        return f"{value:%Y/%m}"


register_converter(Month, "mailed_month")
register_converter(KindPath, "newsroom")

_LIST = "subscribers/import/<uuid:import_id>/"

SUBSCRIBERS: list[URLPattern] = [
    path("subscribers/", subscribers.subscribers, name="subscribers"),
    path("subscribers/search/", subscribers.seek, name="subscriber_seek"),
    path("subscribers/list/", subscribers.subscriber_list, name="subscriber_list"),
    path("subscribers/list.<slug:kind>", export.subscriber_export, name="subscriber_export"),
    path("subscribers/enter/", entering.enter, name="subscriber_enter"),
    path("subscribers/import/", importing.subscriber_import, name="subscriber_import"),
    path(_LIST, importing.subscriber_list_brought, name="subscriber_list_brought"),
    path(f"{_LIST}columns/", importing.subscriber_list_check, name="subscriber_list_check"),
    path(f"{_LIST}again/", importing.subscriber_list_again, name="subscriber_list_again"),
    path(f"{_LIST}enter/", importing.subscriber_list_enter, name="subscriber_list_enter"),
    path(f"{_LIST}erase/", importing.subscriber_list_erase, name="subscriber_list_erase"),
    path(f"{_LIST}rest.csv", importing.subscriber_list_rest, name="subscriber_list_rest"),
    path("subscribers/<uuid:subscriber_id>/", person.subscriber, name="subscriber"),
    path(
        "subscribers/<uuid:subscriber_id>/data.json", person.subscriber_data, name="subscriber_data"
    ),
    path(
        "subscribers/<uuid:subscriber_id>/erase/", person.subscriber_erase, name="subscriber_erase"
    ),
]

MAILINGS: list[URLPattern] = [
    path("mailings/", letters.letters, name="letters"),
    path("mailings/pace/", pace.pace, name="letters_pace"),
    path("mailings/test/", seeds.seeds, name="letters_seeds"),
    path("mailings/<mailed_month:month>/", letters.month, name="letters_month"),
    path("mailings/<mailed_month:month>/now/", letters.now, name="letters_now"),
    path("mailings/<mailed_month:month>/steer/", steering.steer, name="letters_steer"),
    path("mailings/<mailed_month:month>/call-off/", steering.call_off, name="letters_call_off"),
    path("mailings/<mailed_month:month>/failed/", failed.failed, name="letters_failed"),
    path("mailings/<mailed_month:month>/uncertain/", doubts.doubts, name="letters_doubts"),
]

DELIVERABILITY: list[URLPattern] = [
    path("letters/returned/", returned.returned, name="letters_returned"),
    path("letters/deliverability/", deliverability.deliverability, name="deliverability"),
    path("letters/deliverability/ask/", deliverability.ask, name="deliverability_ask"),
]

READERS: list[URLPattern] = [
    path("mistakes/", mistakes.mistakes, name="mistakes"),
    path("mistakes/<uuid:report_id>/", mistakes.mistake, name="mistake"),
    path("mistakes/corrections/<uuid:correction_id>/", mistakes.review, name="mistake_review"),
    path("survey/", survey.survey, name="survey"),
    path("survey/paper/", survey.paper, name="survey_paper"),
    path("survey/<uuid:wave_id>/", survey.wave, name="survey_wave"),
    path("survey/<uuid:wave_id>/propose/", survey.propose, name="survey_propose"),
    path("survey/<uuid:wave_id>/release/", survey.release, name="survey_release"),
]

_LINE = "help/lines/<int:line_id>/"
_TOPIC = "help/topics/<slug:slug>/"

HELP: list[URLPattern] = [
    path("help/", help_views.index, name="help_office"),
    path(_LINE, help_views.line, name="help_line"),
    path(f"{_LINE}check/", help_views.line_check, name="help_line_check"),
    path("help/lines/new/", help_changes.add, name="help_line_add"),
    path(f"{_LINE}change/", help_changes.line_change, name="help_line_change"),
    path(f"{_LINE}end/", help_changes.line_end, name="help_line_end"),
    path("help/changes/<int:change_id>/decide/", help_changes.decide, name="help_change_decide"),
    path(_TOPIC, help_views.topic, name="help_topic"),
    path(f"{_TOPIC}check/", help_views.topic_check, name="help_topic_check"),
]

REACH: list[URLPattern] = [
    path("impact/targets/", targets.targets, name="impact_targets"),
]

_BOARD = "boards/<uuid:board_id>/"

BOARDS: list[URLPattern] = [
    path("boards/", boards.board_list, name="boards"),
    path("boards/enter/", place.board_enter, name="board_enter"),
    path("boards/import/", boards_importing.board_import, name="board_import"),
    path("boards/round/", boards.board_round, name="board_round"),
    path(_BOARD, place.board, name="board"),
    path(f"{_BOARD}sheet.pdf", place.board_sheet, {"kind": "sheet"}, name="board_sheet"),
    path(
        f"{_BOARD}large-print.pdf",
        place.board_sheet,
        {"kind": "large-print"},
        name="board_large_print",
    ),
    path(f"{_BOARD}answer/", place.board_answer, name="board_answer"),
    path(f"{_BOARD}retire/", place.board_retire, name="board_retire"),
    path(f"{_BOARD}take-up/", place.board_take_up, name="board_take_up"),
]

_QUESTION = "questions/<uuid:question_id>/"

QUESTIONS: list[URLPattern] = [
    path("questions/", question_register.register, name="question_register"),
    path("questions/new/", question_entering.enter, name="question_new"),
    path("questions/slips/", question_entering.slips, name="question_slips"),
    path(
        "questions/slips/<uuid:batch>/",
        question_entering.slips_entered,
        name="question_slips_entered",
    ),
    path("questions/slip/", question_entering.slip, name="question_slip"),
    path("questions/time/", question_publishing.answer_time, name="question_time"),
    path(_QUESTION, question_page.question, name="question"),
    path(f"{_QUESTION}hand-over/", question_answering.hand_over, name="question_hand_over"),
    path(f"{_QUESTION}letter/", question_answering.letter, name="question_letter"),
    path(f"{_QUESTION}answer/", question_answering.answer, name="question_answer"),
    path(f"{_QUESTION}agenda/", question_answering.bring, name="question_bring"),
    path(f"{_QUESTION}elsewhere/", question_answering.elsewhere, name="question_elsewhere"),
    path(f"{_QUESTION}merge/", question_answering.merge, name="question_merge"),
    path(f"{_QUESTION}texts/<slug:language>/", question_publishing.texts, name="question_texts"),
    path(
        f"{_QUESTION}texts/<slug:language>/<slug:field>/review/",
        question_publishing.review,
        name="question_review",
    ),
    path(f"{_QUESTION}submit/", question_publishing.submit, name="question_submit"),
    path(f"{_QUESTION}publish/", question_publishing.publish, name="question_publish"),
    path(f"{_QUESTION}return/", question_publishing.give_back, name="question_return"),
    path(f"{_QUESTION}withdraw/", question_publishing.withdraw, name="question_withdraw"),
]

_ITEM = "<newsroom:kind>/<uuid:pk>/"

NEWSROOM: list[URLPattern] = [
    path("news/", lists.listing, {"kind": Kind.NEWS}, name="newsroom"),
    path("news/election/", election.election, name="newsroom_election"),
    path("news/election/commission.xlsx", election.commission, name="newsroom_commission"),
    path("<newsroom:kind>/", lists.listing, name="newsroom_list"),
    path("<newsroom:kind>/new/", lists.new, name="newsroom_new"),
    path(_ITEM, item.item, name="newsroom_item"),
    path(f"{_ITEM}text/", texts.write, name="newsroom_write"),
    path(f"{_ITEM}settle/", texts.settle, name="newsroom_settle"),
    path(f"{_ITEM}accept/", texts.accept, name="newsroom_accept"),
    path(f"{_ITEM}facts/", shaping.facts, name="newsroom_facts"),
    path(f"{_ITEM}picture/", shaping.picture, name="newsroom_picture"),
    path(f"{_ITEM}picture/<news_picture:file_name>", item.picture_file, name="newsroom_photo"),
    path(f"{_ITEM}report/", shaping.report, name="newsroom_report"),
    path(f"{_ITEM}dates/", shaping.dates, name="newsroom_dates"),
    path(f"{_ITEM}step/", deciding.step, name="newsroom_step"),
    path(f"{_ITEM}read/", deciding.read, name="newsroom_read"),
    path(f"{_ITEM}judge/", deciding.judge, name="newsroom_judge"),
    path(f"{_ITEM}withdraw/", deciding.withdraw, name="newsroom_withdraw"),
]

urlpatterns = [
    *SUBSCRIBERS,
    *MAILINGS,
    *DELIVERABILITY,
    *READERS,
    *HELP,
    *REACH,
    *BOARDS,
    *QUESTIONS,
    *NEWSROOM,
]
