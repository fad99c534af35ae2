"""How the secretary's pages call languages, ways of consent, states, and what is wrong with a row."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from languages import LANGUAGES, own_name
from outreach.models import SubscriberImport, SubscriberImportRow
from press.spreadsheets import Trouble

Verdict = SubscriberImportRow.Verdict
State = SubscriberImport.State

LANGUAGE_NAMES = {code: own_name(code) for code in LANGUAGES}
COLUMN_NAMES = {
    "address": _("E-mail address"),
    "language": _("Language"),
    "unit": _("Administrative unit"),
    "document": _("PDF with the letter"),
    "day": _("Day of the consent"),
}
WAYS = {
    "form": _("By the form on the portal"),
    "short form": _("By the short form below a page"),
    "paper": _("On paper"),
    "import": _("From a list"),
    "demonstration": _("Invented, for the demonstration"),
}
"""Ways of consent, by the first word of what is kept."""
IMPORT_WAYS = {
    "paper": _("On paper, with a signature"),
    "web": _("On another page on the web"),
    "message": _("By a message to the council"),
}
STATES = {
    "active": _("Get the bulletin"),
    "waiting": _("Have not confirmed yet"),
    "paused": _("Have paused"),
    "left": _("Have left"),
    "stopped": _("Are not written to: the address failed, or they complained"),
}
SUPPRESSED = {
    "left": _("left by themselves"),
    "erased": _("asked to be erased"),
    "unreachable": _("three issues in a row came back"),
    "bounced": _("the address does not exist or refuses letters"),
    "complained": _("complained about a letter"),
}
FAULTS = {
    ("address", "missing"): _("The address is missing."),
    ("address", "long"): _("The address is longer than 300 letters."),
    ("address", "formula"): _("This is a formula and no address."),
    ("address", "malformed"): _("Write an e-mail address like name@example.org"),
    ("address", "fenced"): _(
        "This is a demonstration: only addresses of example domains are taken."
    ),
    ("language", "unknown"): _("Letters are in Albanian, English or Arabic."),
    ("unit", "unknown"): _("No such administrative unit."),
    ("document", "unknown"): _("Write yes or no."),
    ("day", "unknown"): _("Write a day like 9.11.2026."),
    ("day", "when"): _("The day of the consent is in the future or before 2000."),
}
VERDICTS = {
    Verdict.GOOD: _("in order"),
    Verdict.ENTERED: _("Entered"),
    Verdict.KNOWN: _("Subscribed already: nothing changes."),
    Verdict.TWICE: _("This address stands in a row before."),
    Verdict.LEFT: _("They left the bulletin, and this consent is not newer than that."),
    Verdict.BOUNCED: _("Letters to this address came back: it is not written to."),
    Verdict.COMPLAINED: _("They complained about a letter: they are not written to."),
}
TROUBLES = {
    Trouble.EMPTY: _("There is no row in the file. The first row says what the columns are."),
    Trouble.TOO_LARGE: _("The file is too large: at most 20 MB."),
    Trouble.TOO_MANY_ROWS: _("The file is too long: at most 200,000 rows."),
    Trouble.TOO_WIDE: _("A row has more than 30 columns. Is it the right file?"),
    Trouble.KIND: _("Only .xlsx and .csv can be read."),
    Trouble.BROKEN: _("The file is broken or is not what its name says. Save it again as .xlsx."),
    Trouble.OLD_EXCEL: _("This is the old format .xls. Save it as .xlsx."),
}


def faults_in_words(row: SubscriberImportRow) -> list[tuple[Promise | str, Promise | str]]:
    """(what, what is wrong with it); of a row in order nothing."""
    if row.verdict == Verdict.FAULTY:
        return [(COLUMN_NAMES[column], FAULTS[column, why]) for column, why in row.faults]
    if row.verdict in (Verdict.GOOD, Verdict.ENTERED):
        return []
    return [(COLUMN_NAMES["address"], VERDICTS[Verdict(row.verdict)])]
