from django.urls import URLPattern, path
from django.views.generic import RedirectView

from council.views import (
    account,
    actions,
    agenda,
    answers,
    appointments,
    audit,
    calendar,
    convening,
    correspondence,
    deciding,
    decisions,
    delegations,
    documents,
    figures,
    handover,
    holding,
    invitation,
    item_holding,
    item_table,
    letters,
    meetings,
    members,
    minutes,
    oral_matters,
    papers,
    people,
    people_import,
    printables,
    publish,
    referral_answers,
    referrals,
    renewal,
    replies,
    report_acts,
    report_agenda,
    report_check,
    report_export,
    report_files,
    report_form,
    report_notes,
    report_page,
    report_readers,
    report_traces,
    reports,
    retention,
)

ACCOUNTS = [
    path("account/", account.account, name="account"),
    # Where allauth leads back to after a change.
    path("account/factors/", RedirectView.as_view(pattern_name="account"), name="mfa_index"),
    path("account/language/", account.choose_language, name="account_language"),
    path("account/sessions/end/", account.end_other_sessions, name="account_end_sessions"),
    path("account/sessions/<slug:handle>/end/", account.end_session, name="account_end_session"),
    path("renewal/<str:token>/", renewal.renewal, name="renewal"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/invitations/<uuid:invitation_id>/revoke/", members.revoke, name="revoke"),
    path("members/<uuid:user_id>/deactivate/", members.deactivate, name="deactivate"),
    path("members/<uuid:user_id>/renewal/", renewal.send_renewal, name="renewal_send"),
    path("members/<uuid:user_id>/reopen/", members.reopen, name="reopen"),
    path("members/<uuid:user_id>/factor/ask/", members.ask_factor_reset, name="factor_ask"),
    path(
        "members/<uuid:user_id>/factor/confirm/",
        members.confirm_factor_reset,
        name="factor_confirm",
    ),
]

DOCUMENTS = [
    path("documents/<uuid:document_id>/", documents.document, name="document"),
]

# People: seats, appointments, delegation, import, handover.
PEOPLE = [
    path("people/", people.people, name="people"),
    path("people/seats.xlsx", people.export, name="people_export"),
    path("people/seats/<slug:code>/", people.seat, name="seat"),
    path("people/appoint/", appointments.appoint, name="appoint"),
    path("people/import/", people_import.people_import, name="people_import"),
    path("people/import/rest.csv", people_import.rest, name="people_import_rest"),
    path("people/appointments/<uuid:key>/substitute/", appointments.substitute, name="substitute"),
    path("people/appointments/<uuid:key>/dates/", appointments.dates, name="appointment_dates"),
    path("people/appointments/<uuid:key>/end/", appointments.end, name="appointment_end"),
    path(
        "people/appointments/<uuid:key>/withdraw/",
        appointments.withdraw,
        name="appointment_withdraw",
    ),
    path(
        "people/appointments/<uuid:key>/confirm/",
        appointments.confirm,
        name="appointment_confirm",
    ),
    path("people/<uuid:user_id>/handover/", handover.handover, name="handover"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/<uuid:delegation_id>/revoke/", delegations.revoke, name="delegation_revoke"),
]

# Meetings: plan, convene, calendars.
PLANNING: list[URLPattern] = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/plan/", meetings.plan, name="meeting_plan"),
    path("meetings/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/copy/", meetings.copy, name="meeting_copy"),
    path("meetings/<uuid:meeting_id>/edit/", meetings.edit, name="meeting_edit"),
    path("meetings/<uuid:meeting_id>/delete/", meetings.take_away, name="meeting_delete"),
    path("meetings/<uuid:meeting_id>/items/add/", agenda.add, name="item_add"),
    path(
        "meetings/<uuid:meeting_id>/documents/add/",
        agenda.add_meeting_document,
        name="meeting_document_add",
    ),
    path(
        "meetings/<uuid:meeting_id>/print/invitation/",
        printables.invitation,
        name="meeting_invitation_print",
    ),
    path(
        "meetings/<uuid:meeting_id>/print/sign-in/",
        printables.sign_in_sheet,
        name="meeting_signin_print",
    ),
    path("meetings/<uuid:meeting_id>/print/brief/", printables.brief, name="meeting_brief"),
    path("agenda/<uuid:item_key>/edit/", agenda.edit, name="item_edit"),
    path("agenda/<uuid:item_key>/move/", agenda.move, name="item_move"),
    path("agenda/<uuid:item_key>/remove/", agenda.remove, name="item_remove"),
    path(
        "agenda/<uuid:item_key>/documents/add/",
        agenda.add_item_document,
        name="item_document_add",
    ),
    path("documents/<uuid:document_id>/remove/", agenda.remove_document, name="document_remove"),
    path("meetings/<uuid:meeting_id>/invite/", convening.invite, name="meeting_invite"),
    path("meetings/<uuid:meeting_id>/convene/", convening.convene, name="meeting_convene"),
    path("meetings/<uuid:meeting_id>/change/", convening.send_change, name="meeting_send_change"),
    path("meetings/<uuid:meeting_id>/remind/", convening.send_reminder, name="meeting_remind"),
    path("meetings/<uuid:meeting_id>/cancel/", convening.cancel, name="meeting_cancel"),
    path("meetings/<uuid:meeting_id>/answer/", answers.own_answer, name="meeting_answer"),
    path("meetings/<uuid:meeting_id>/rsvp/", answers.rsvp, name="meeting_rsvp"),
    path(
        "meetings/<uuid:meeting_id>/answer-by-telephone/",
        convening.answer_for,
        name="meeting_answer_for",
    ),
    path("calendar/", calendar.calendar, name="calendar_feed"),
    path("calendar/make/", calendar.make, name="calendar_feed_make"),
    path("calendar/stop/", calendar.stop, name="calendar_feed_stop"),
    path("calendar/<str:token>.ics", calendar.ics, name="calendar_ics"),
]

# Meetings: hold – attendance, votes, minutes as they are written.
_HOLD = "meetings/<uuid:meeting_id>/hold/"
_ITEM = f"{_HOLD}<uuid:item_key>/"
_DECISION = f"{_ITEM}decisions/<uuid:decision_id>/"
HOLDING: list[URLPattern] = [
    path(_HOLD, holding.meeting_hold, name="meeting_hold"),
    path(f"{_HOLD}open/", holding.meeting_open, name="meeting_open"),
    path(f"{_HOLD}close/", holding.meeting_close, name="meeting_close"),
    path(f"{_HOLD}reopen/", holding.meeting_reopen, name="meeting_reopen"),
    path(f"{_HOLD}attendance/", holding.meeting_attendance, name="meeting_attendance"),
    path(_ITEM, item_holding.item_hold, name="item_hold"),
    path(f"{_ITEM}settle/", item_holding.item_settle, name="item_settle"),
    path(f"{_ITEM}editing/", item_holding.item_editing, name="item_editing"),
    path(f"{_ITEM}move/", item_holding.item_deal, name="item_deal"),
    path(f"{_ITEM}finish/", item_holding.item_finish, name="item_finish"),
    path(f"{_ITEM}attendance/", item_table.item_attendance, name="item_attendance"),
    path(f"{_ITEM}leave/", item_table.item_leave, name="item_leave"),
    path(f"{_ITEM}recuse/", item_table.item_recuse, name="item_recuse"),
    path(f"{_ITEM}take-part/", item_table.item_take_part, name="item_take_part"),
    path(f"{_ITEM}decisions/", deciding.item_decide, name="item_decide"),
    path(f"{_ITEM}actions/", deciding.item_action, name="item_action"),
    path(f"{_DECISION}reword/", deciding.decision_reword, name="decision_reword"),
    path(f"{_DECISION}withdraw/", deciding.decision_withdraw, name="decision_withdraw"),
    path(f"{_DECISION}vote/", deciding.decision_vote, name="decision_vote"),
]

# Meetings: minutes circulated, approved, published; the notice of the same day.
MINUTES: list[URLPattern] = [
    path("meetings/<uuid:meeting_id>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<uuid:meeting_id>/minutes/finish/", minutes.finish, name="minutes_finish"),
    path(
        "meetings/<uuid:meeting_id>/minutes/circulate/",
        minutes.circulate,
        name="minutes_circulate",
    ),
    path(
        "meetings/<uuid:meeting_id>/minutes/corrections/",
        minutes.ask_correction,
        name="correction_ask",
    ),
    path(
        "meetings/<uuid:meeting_id>/minutes/corrections/<uuid:correction_id>/",
        minutes.settle,
        name="correction_settle",
    ),
    path(
        "meetings/<uuid:meeting_id>/minutes/ask-approval/",
        minutes.ask_approval,
        name="minutes_ask_approval",
    ),
    path("meetings/<uuid:meeting_id>/minutes/approve/", minutes.approve, name="minutes_approve"),
    path("meetings/<uuid:meeting_id>/minutes/addenda/", minutes.add_addendum, name="addendum_add"),
    path("meetings/<uuid:meeting_id>/minutes/signed/", minutes.keep_signed, name="signed_keep"),
    path(
        "meetings/<uuid:meeting_id>/minutes/internal.docx",
        papers.docx,
        {"kind": "internal"},
        name="minutes_docx",
    ),
    path(
        "meetings/<uuid:meeting_id>/minutes/public.docx",
        papers.docx,
        {"kind": "public"},
        name="minutes_public_docx",
    ),
    path("meetings/<uuid:meeting_id>/papers/", papers.papers, name="papers"),
    path("meetings/<uuid:meeting_id>/papers/<slug:kind>/", papers.ask, name="paper_ask"),
    path("meetings/<uuid:meeting_id>/publish/", publish.publish, name="meeting_publish"),
    path("meetings/<uuid:meeting_id>/publish/notice/", publish.release, name="notice_release"),
    path(
        "meetings/<uuid:meeting_id>/publish/notice/approve/",
        publish.approve_notice,
        name="notice_approve",
    ),
    path(
        "meetings/<uuid:meeting_id>/publish/notice/correct/",
        publish.correct,
        name="notice_correct",
    ),
    path("meetings/<uuid:meeting_id>/publish/now/", publish.publish_now, name="minutes_publish"),
]

# Decisions, actions, letters, correspondence.
REGISTERS: list[URLPattern] = [
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/table.xlsx", decisions.decisions_table, name="decisions_table"),
    path("decisions/<uuid:decision_id>/", decisions.decision, name="decision"),
    path("decisions/<uuid:decision_id>/unpublish/", decisions.unpublish, name="decision_unpublish"),
    path("decisions/<uuid:decision_id>/letter/", letters.decision_letter, name="decision_letter"),
    path("actions/", actions.actions, name="actions"),
    path("actions/table.xlsx", actions.actions_table, name="actions_table"),
    path("actions/<uuid:action_id>/", actions.action, name="action"),
    path("actions/<uuid:action_id>/letter/", letters.action_letter, name="action_letter"),
    path("actions/<uuid:action_id>/reply/", replies.reply, name="reply"),
    path(
        "actions/<uuid:action_id>/replies/<uuid:reply_id>/accept/",
        replies.accept_date,
        name="accept_date",
    ),
    path(
        "actions/<uuid:action_id>/replies/<uuid:reply_id>/decline/",
        replies.decline_date,
        name="decline_date",
    ),
    path("correspondence/", correspondence.correspondence, name="correspondence"),
    path(
        "correspondence/table.xlsx",
        correspondence.correspondence_table,
        name="correspondence_table",
    ),
    path("correspondence/enter/", correspondence.enter, name="enter_letter"),
    path("correspondence/<uuid:letter_id>/", correspondence.letter, name="letter"),
    path("correspondence/<uuid:letter_id>/letter.docx", letters.letter_file, name="letter_file"),
    path("letters/", letters.wordings, name="letter_wordings"),
    path("letters/<slug:kind>/", letters.wording, name="letter_wording"),
]

# The audit trail.
AUDIT = [
    path("audit/", audit.trail, name="audit"),
]

# Threat reports: writing, sending, triage, the page of one.
_REPORT = "reports/<uuid:report_id>/"
REPORTS: list[URLPattern] = [
    path("reports/new/", report_form.new, name="report_new"),
    path("reports/new/paper/", report_form.paper, name="report_paper"),
    path("reports/new/blank/", report_form.blank, name="report_blank"),
    path("reports/readers/", report_readers.readers, name="report_readers"),
    path("reports/traces/", report_traces.traces, name="report_traces"),
    path(
        "reports/traces/<uuid:redirection_id>/acknowledged/",
        report_traces.acknowledged,
        name="redirection_acknowledged",
    ),
    path("reports/said/", oral_matters.oral_matter, name="oral_matter"),
    path(_REPORT, report_page.report, name="report"),
    path(f"{_REPORT}edit/", report_form.edit, name="report_edit"),
    path(f"{_REPORT}check/", report_check.check, name="report_check"),
    path(f"{_REPORT}discard/", report_form.discard, name="report_discard"),
    path(f"{_REPORT}accept/", report_acts.accept, name="report_accept"),
    path(f"{_REPORT}return/", report_acts.send_back, name="report_return"),
    path(f"{_REPORT}redirect/", report_acts.lead_away, name="report_redirect"),
    path(f"{_REPORT}marking/", report_acts.marking, name="report_marking"),
    path(f"{_REPORT}level/", report_acts.level, name="report_level"),
    path(f"{_REPORT}shares/", report_acts.share, name="report_share"),
    path(f"{_REPORT}shares/<uuid:share_id>/end/", report_acts.end_share, name="report_share_end"),
    path(f"{_REPORT}respond/", report_acts.respond, name="report_respond"),
    path(f"{_REPORT}close/", report_acts.close, name="report_close"),
]

# Referrals and their clocks; a report on an agenda.
_REFERRAL = "referrals/<uuid:referral_id>/"
REFERRALS: list[URLPattern] = [
    path("reports/<uuid:report_id>/referrals/new/", referrals.refer, name="refer"),
    path("reports/<uuid:report_id>/agenda/", report_agenda.report_agenda, name="report_agenda"),
    path("referrals/", referrals.referrals, name="referrals"),
    path(_REFERRAL, referrals.referral, name="referral"),
    *(
        path(
            f"{_REFERRAL}{step}/", referral_answers.answer, {"step": step}, name=f"referral_{step}"
        )
        for step in referral_answers.STEPS
    ),
    path(f"{_REFERRAL}revoke/", referrals.revoke, name="referral_revoke"),
    path(f"{_REFERRAL}letter.docx", referrals.letter, name="referral_letter"),
]

# Notes, files and links of a report; the register and its export.
REPORT_PARTS: list[URLPattern] = [
    path("reports/", reports.reports, name="reports"),
    path("reports/export/", report_export.report_export, name="reports_export"),
    path(f"{_REPORT}notes/", report_notes.add, name="report_note_add"),
    path(f"{_REPORT}links/", report_notes.link, name="report_link_add"),
    path(f"{_REPORT}links/<uuid:link_id>/remove/", report_notes.unlink, name="report_link_remove"),
    path(f"{_REPORT}files/", report_files.add, name="report_file_add"),
    path(f"{_REPORT}files/<uuid:file_id>/", report_files.file, name="report_file"),
    path(f"{_REPORT}files/<uuid:file_id>/remove/", report_files.remove, name="report_file_remove"),
]

# What is due to be destroyed, holds, public figures.
_PURGE = "retention/purges/<uuid:purge_id>/"
RETENTION: list[URLPattern] = [
    path("retention/", retention.retention, name="retention"),
    path("retention/hold/", retention.hold, name="hold_place"),
    path("retention/holds/<uuid:hold_id>/lift/", retention.lift, name="hold_lift"),
    path(_PURGE, retention.purge, name="purge"),
    path(f"{_PURGE}confirm/", retention.confirm, name="purge_confirm"),
    path(f"{_PURGE}withdraw/", retention.withdraw, name="purge_withdraw"),
    path("retention/destroyed/", retention.destroyed, name="destroyed"),
    path("retention/destroyed/table.xlsx", retention.destroyed_table, name="destroyed_table"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<int:year>/<int:month>/", figures.month, name="figures_month"),
    path("figures/<int:year>/<int:month>/release/", figures.release, name="figures_release"),
]

urlpatterns = [
    *ACCOUNTS,
    *DOCUMENTS,
    *PEOPLE,
    *PLANNING,
    *HOLDING,
    *MINUTES,
    *REGISTERS,
    *AUDIT,
    *REPORTS,
    *REFERRALS,
    *REPORT_PARTS,
    *RETENTION,
]
