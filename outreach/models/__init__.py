"""One noun a file."""

from outreach.models.activity import Activity
from outreach.models.bounce import Bounce
from outreach.models.confirmation import Confirmation
from outreach.models.delivery import Delivery
from outreach.models.delivery_tally import DeliveryTally
from outreach.models.departure import Departure
from outreach.models.domain_check import DomainCheck
from outreach.models.domain_pace import DomainPace
from outreach.models.event import Event
from outreach.models.form_count import FormCount
from outreach.models.help_line import HelpLine
from outreach.models.help_topic import HelpTopic
from outreach.models.mailing import Mailing
from outreach.models.news import News
from outreach.models.page import Page
from outreach.models.preference_change import PreferenceChange
from outreach.models.public_change import PublicChange
from outreach.models.public_moment import PublicMoment
from outreach.models.question import Question
from outreach.models.resident_letter import ResidentLetter
from outreach.models.returned_count import ReturnedCount
from outreach.models.returned_mail import ReturnedMail
from outreach.models.seed_address import SeedAddress
from outreach.models.sending_pace import SendingPace
from outreach.models.subscriber import Subscriber
from outreach.models.subscriber_import import SubscriberImport
from outreach.models.subscriber_import_row import SubscriberImportRow
from outreach.models.subscription_request import SubscriptionRequest
from outreach.models.suppression import Suppression
from outreach.models.text import Text
from outreach.models.trial import Trial
from outreach.models.trial_letter import TrialLetter

__all__ = [
    "Activity",
    "Bounce",
    "Confirmation",
    "Delivery",
    "DeliveryTally",
    "Departure",
    "DomainCheck",
    "DomainPace",
    "Event",
    "FormCount",
    "HelpLine",
    "HelpTopic",
    "Mailing",
    "News",
    "Page",
    "PreferenceChange",
    "PublicChange",
    "PublicMoment",
    "Question",
    "ResidentLetter",
    "ReturnedCount",
    "ReturnedMail",
    "SeedAddress",
    "SendingPace",
    "Subscriber",
    "SubscriberImport",
    "SubscriberImportRow",
    "SubscriptionRequest",
    "Suppression",
    "Text",
    "Trial",
    "TrialLetter",
]
