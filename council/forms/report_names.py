"""What the codes of situations are called, and the written scales beside them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council.models import Marking, Redirection, Report
from languages.personal import Kind

RED = "red"
"""Of the protocol, and never of a row: what is so marked is said."""
IMMEDIATE = "immediate"

LEVELS = {
    Report.Level.LOW: _("Low"),
    Report.Level.MEDIUM: _("Medium"),
    Report.Level.HIGH: _("High"),
    IMMEDIATE: _("Immediate: call 129 or 112"),
}
LEVEL_SCALE = {
    Report.Level.LOW: _("Worth knowing. Nobody is threatened now, and nothing has to be decided."),
    Report.Level.MEDIUM: _("It repeats or grows. The next meeting should talk about it."),
    Report.Level.HIGH: _("Harm is likely soon. An institution should act within 72 hours."),
    IMMEDIATE: _("Somebody is in danger now. Do not type it here: nothing of it is stored."),
}
CERTAINTIES = {
    Report.Certainty.CONFIRMED: _("Confirmed"),
    Report.Certainty.PROBABLE: _("Probable"),
    Report.Certainty.POSSIBLE: _("Possible"),
    Report.Certainty.UNCLEAR: _("Unclear"),
}
CERTAINTY_SCALE = {
    Report.Certainty.CONFIRMED: _("Two sources that do not know of each other say the same."),
    Report.Certainty.PROBABLE: _("One source that has been right before, and nothing against it."),
    Report.Certainty.POSSIBLE: _("It may be so; it could also be otherwise."),
    Report.Certainty.UNCLEAR: _("It cannot be judged yet."),
}
SOURCES = {
    Report.Source.OWN: _("Our own staff saw it"),
    Report.Source.INSTITUTION: _("Another institution told us"),
    Report.Source.COMMUNITY: _("Residents told us"),
    Report.Source.OPEN: _("Public sources, such as the press"),
}
STATES = {
    Report.State.DRAFT: _("Draft"),
    Report.State.SUBMITTED: _("Waits for triage"),
    Report.State.RETURNED: _("Returned to its institution"),
    Report.State.ACCEPTED: _("Accepted"),
    Report.State.RESPONDING: _("In response"),
    Report.State.CLOSED: pgettext_lazy("a situation", "Closed"),
}
OUTCOMES = {
    Report.Outcome.RESOLVED: _("Resolved"),
    Report.Outcome.EASED: _("Eased"),
    Report.Outcome.GOES_ON: _("It goes on"),
    Report.Outcome.UNFOUNDED: _("It was unfounded"),
}
MARKINGS = {
    Marking.AMBER_STRICT: _("TLP:AMBER+STRICT"),
    Marking.AMBER: _("TLP:AMBER"),
    Marking.GREEN: _("TLP:GREEN"),
    Marking.CLEAR: _("TLP:CLEAR"),
    RED: _("TLP:RED"),
}
MARKING_WORDS = {
    Marking.AMBER_STRICT: _("Only the cleared people of your own institution."),
    Marking.AMBER: _("Your institution, the coordinator, and the institutions that you name."),
    Marking.GREEN: _("Every cleared member of the Council."),
    Marking.CLEAR: _("Every cleared member of the Council; its content may be told to the public."),
    RED: _("It is said in the room and never written. You note only the day and who was there."),
}
MECHANISMS = {
    Redirection.Mechanism.DOMESTIC_VIOLENCE: _(
        "Domestic violence: the coordinated referral mechanism"
    ),
    Redirection.Mechanism.CHILD_PROTECTION: _("A child: the child protection unit"),
    Redirection.Mechanism.RADICALISATION: _(
        "Radicalisation: the regional committee under the prefect"
    ),
    Redirection.Mechanism.CRIME: _("A crime: the State Police (129) or the prosecution"),
    Redirection.Mechanism.TRAFFICKING: _("Trafficking: 116 006"),
}
KINDS = {
    Kind.NAME: _("looks like a person's name"),
    Kind.INITIALS: _("looks like a person's initials"),
    Kind.ID_NUMBER: _("looks like an identity number"),
    Kind.TELEPHONE: _("looks like a telephone number"),
    Kind.EMAIL: _("looks like an e-mail address"),
    Kind.PLATE: _("looks like a number plate"),
    Kind.COMMUNITY: _("names a faith, a people or an orientation"),
}
TICKS = {
    "nobody": _("None of these passages identifies anybody."),
    "harmed": _("This describes who was harmed, and nobody else."),
}
FIELDS = {
    "title": _("Title"),
    "observed": _("What is observed"),
    "protective": _("What protects"),
}
