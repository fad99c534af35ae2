"""One noun a file."""

from outreach.models.accepted_warning import AcceptedWarning
from outreach.models.activity import Activity
from outreach.models.answer_time import AnswerTime
from outreach.models.board_tally import BoardTally
from outreach.models.bounce import Bounce
from outreach.models.confirmation import Confirmation
from outreach.models.correction import Correction
from outreach.models.counted_slip import CountedSlip
from outreach.models.delivery import Delivery
from outreach.models.delivery_tally import DeliveryTally
from outreach.models.departure import Departure
from outreach.models.domain_check import DomainCheck
from outreach.models.domain_pace import DomainPace
from outreach.models.election_period import ElectionPeriod
from outreach.models.event import Event
from outreach.models.form_count import FormCount
from outreach.models.help_card import HelpCard
from outreach.models.help_change import HelpChange
from outreach.models.help_check import HelpCheck
from outreach.models.help_line import HelpLine
from outreach.models.help_topic import HelpTopic
from outreach.models.mailing import Mailing
from outreach.models.manuscript import Manuscript
from outreach.models.manuscript_conflict import ManuscriptConflict
from outreach.models.manuscript_text import ManuscriptText
from outreach.models.mistake_report import MistakeReport
from outreach.models.news import News
from outreach.models.notice_board import NoticeBoard
from outreach.models.pack import Pack
from outreach.models.page import Page
from outreach.models.posting import Posting
from outreach.models.posting_answer import PostingAnswer
from outreach.models.preference_change import PreferenceChange
from outreach.models.public_change import PublicChange
from outreach.models.public_moment import PublicMoment
from outreach.models.question import Question
from outreach.models.question_step import QuestionStep
from outreach.models.question_tally import QuestionTally
from outreach.models.reach_batch import ReachBatch
from outreach.models.reach_count import ReachCount
from outreach.models.reach_target import ReachTarget
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
from outreach.models.survey_count import SurveyCount
from outreach.models.survey_slip import SurveySlip
from outreach.models.survey_wave import SurveyWave
from outreach.models.text import Text
from outreach.models.trial import Trial
from outreach.models.trial_letter import TrialLetter

__all__ = [
    "AcceptedWarning",
    "Activity",
    "AnswerTime",
    "BoardTally",
    "Bounce",
    "Confirmation",
    "Correction",
    "CountedSlip",
    "Delivery",
    "DeliveryTally",
    "Departure",
    "DomainCheck",
    "DomainPace",
    "ElectionPeriod",
    "Event",
    "FormCount",
    "HelpCard",
    "HelpChange",
    "HelpCheck",
    "HelpLine",
    "HelpTopic",
    "Mailing",
    "Manuscript",
    "ManuscriptConflict",
    "ManuscriptText",
    "MistakeReport",
    "News",
    "NoticeBoard",
    "Pack",
    "Page",
    "Posting",
    "PostingAnswer",
    "PreferenceChange",
    "PublicChange",
    "PublicMoment",
    "Question",
    "QuestionStep",
    "QuestionTally",
    "ReachBatch",
    "ReachCount",
    "ReachTarget",
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
    "SurveyCount",
    "SurveySlip",
    "SurveyWave",
    "Text",
    "Trial",
    "TrialLetter",
]
