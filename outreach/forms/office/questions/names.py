"""What the office calls states and steps of a question, and what is wrong with what was typed."""

from django.utils.translation import gettext_lazy as _

from outreach.models import Question, QuestionStep

State = Question.State
Verb = QuestionStep.Verb

STATES = {
    State.RECEIVED: _("Has come in"),
    State.WITH_INSTITUTION: _("With the institution"),
    State.ON_AGENDA: _("On the agenda"),
    State.ANSWERED: _("Has its answer"),
    State.NOT_FOR_US: _("Not for the Council"),
}
STEPS = {
    Verb.RECEIVED: _("Has come in"),
    Verb.ASKED_AGAIN: _("Asked again"),
    Verb.MERGED: _("Counted with the same question"),
    Verb.HANDED: _("Handed to the institution"),
    Verb.REMINDED: _("Reminder sent"),
    Verb.ANSWERED: _("Has its answer"),
    Verb.ON_AGENDA: _("Put on the agenda"),
    Verb.OFF_AGENDA: _("Taken off the agenda"),
    Verb.DECIDED: _("Decided by the Council"),
    Verb.NOT_FOR_US: _("Sent where it belongs"),
    Verb.WROTE: _("Text written"),
    Verb.REVIEWED: _("Translation reviewed"),
    Verb.SUBMITTED: _("Sent for approval"),
    Verb.RETURNED: _("Given back"),
    Verb.PUBLISHED: _("Became public"),
    Verb.WITHDRAWN: _("Was withdrawn"),
}
FIELDS = {"question": _("Question"), "answer": _("Answer")}
PERSONAL = _("Take this out, it may tell of a person: %(passages)s")
NOT_THAT_DAY = _("Choose a day within the last year, not in the future.")
