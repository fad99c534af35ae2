"""One noun a file."""

from council.models.action import Action
from council.models.addendum import Addendum
from council.models.agency import Agency
from council.models.agenda_item import AgendaItem, Marking
from council.models.appointment import Appointment
from council.models.attendance import THERE, Attendance, Presence
from council.models.attendance_change import AttendanceChange
from council.models.audit_record import AuditRecord
from council.models.audit_seal import AuditSeal
from council.models.calendar_feed import CalendarFeed
from council.models.category import Category
from council.models.correspondence import Correspondence
from council.models.data_key import DataKey
from council.models.decision import Decision, Series
from council.models.decision_notice import DecisionNotice
from council.models.delegation import Delegation
from council.models.destruction import Destruction
from council.models.document import Document
from council.models.factor_reset import FactorReset
from council.models.figures_release import FiguresRelease
from council.models.invitation import Invitation
from council.models.item_minutes import ItemMinutes
from council.models.legal_hold import LegalHold
from council.models.letter_wording import LetterWording
from council.models.locked_minutes import LockedMinutes
from council.models.meeting import Meeting
from council.models.minutes_conflict import MinutesConflict
from council.models.minutes_correction import MinutesCorrection
from council.models.minutes_editing import MinutesEditing
from council.models.named_vote import NamedVote
from council.models.notice import Notice
from council.models.oral_matter import OralMatter
from council.models.paper import Paper
from council.models.password_renewal import PasswordRenewal
from council.models.published_fact import PublishedFact
from council.models.purge import Purge
from council.models.recusal import Recusal
from council.models.redirection import Redirection
from council.models.referral import OPEN_STATES, Referral
from council.models.reply import Reply
from council.models.report import Report
from council.models.report_file import ReportFile
from council.models.report_link import ReportLink
from council.models.report_note import ReportNote
from council.models.report_share import ReportShare
from council.models.rsvp import Rsvp
from council.models.rule import Rule
from council.models.sealed import Sealed
from council.models.seat import Seat
from council.models.text import Text
from council.models.unit import Unit
from council.models.user import User
from council.models.vote import Vote

__all__ = [
    "OPEN_STATES",
    "THERE",
    "Action",
    "Addendum",
    "Agency",
    "AgendaItem",
    "Appointment",
    "Attendance",
    "AttendanceChange",
    "AuditRecord",
    "AuditSeal",
    "CalendarFeed",
    "Category",
    "Correspondence",
    "DataKey",
    "Decision",
    "DecisionNotice",
    "Delegation",
    "Destruction",
    "Document",
    "FactorReset",
    "FiguresRelease",
    "Invitation",
    "ItemMinutes",
    "LegalHold",
    "LetterWording",
    "LockedMinutes",
    "Marking",
    "Meeting",
    "MinutesConflict",
    "MinutesCorrection",
    "MinutesEditing",
    "NamedVote",
    "Notice",
    "OralMatter",
    "Paper",
    "PasswordRenewal",
    "Presence",
    "PublishedFact",
    "Purge",
    "Recusal",
    "Redirection",
    "Referral",
    "Reply",
    "Report",
    "ReportFile",
    "ReportLink",
    "ReportNote",
    "ReportShare",
    "Rsvp",
    "Rule",
    "Sealed",
    "Seat",
    "Series",
    "Text",
    "Unit",
    "User",
    "Vote",
]
