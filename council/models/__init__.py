"""One noun a file."""

from council.models.action import Action
from council.models.agency import Agency
from council.models.agenda_item import AgendaItem
from council.models.appointment import Appointment
from council.models.attendance import Attendance
from council.models.audit_record import AuditRecord
from council.models.decision import Decision
from council.models.factor_reset import FactorReset
from council.models.invitation import Invitation
from council.models.meeting import Meeting
from council.models.notice import Notice
from council.models.published_fact import PublishedFact
from council.models.seat import Seat
from council.models.text import Text
from council.models.unit import Unit
from council.models.user import User

__all__ = [
    "Action",
    "Agency",
    "AgendaItem",
    "Appointment",
    "Attendance",
    "AuditRecord",
    "Decision",
    "FactorReset",
    "Invitation",
    "Meeting",
    "Notice",
    "PublishedFact",
    "Seat",
    "Text",
    "Unit",
    "User",
]
