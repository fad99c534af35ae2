"""What news are about: the names by which readers filter them. A news item carries the short form."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TOPICS: Mapping[str, str | Promise] = {
    "safety": _("Safety"),
    "roads": _("Roads and lighting"),
    "school": _("Schools and children"),
    "youth": _("Young people"),
    "elderly": _("Older people"),
    "community": _("In the community"),
    "help": _("Help and rights"),
    "online": _("Online safety"),
    "winter": _("Winter and emergencies"),
    "council": _("The Council"),
}
