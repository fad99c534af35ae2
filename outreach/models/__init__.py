"""One noun a file."""

from outreach.models.activity import Activity
from outreach.models.delivery import Delivery
from outreach.models.delivery_tally import DeliveryTally
from outreach.models.departure import Departure
from outreach.models.domain_pace import DomainPace
from outreach.models.event import Event
from outreach.models.help_line import HelpLine
from outreach.models.help_topic import HelpTopic
from outreach.models.mailing import Mailing
from outreach.models.news import News
from outreach.models.page import Page
from outreach.models.question import Question
from outreach.models.seed_address import SeedAddress
from outreach.models.sending_pace import SendingPace
from outreach.models.subscriber import Subscriber
from outreach.models.suppression import Suppression
from outreach.models.text import Text
from outreach.models.trial import Trial
from outreach.models.trial_letter import TrialLetter

__all__ = [
    "Activity",
    "Delivery",
    "DeliveryTally",
    "Departure",
    "DomainPace",
    "Event",
    "HelpLine",
    "HelpTopic",
    "Mailing",
    "News",
    "Page",
    "Question",
    "SeedAddress",
    "SendingPace",
    "Subscriber",
    "Suppression",
    "Text",
    "Trial",
    "TrialLetter",
]
