"""Words that libraries show on our pages and have no Albanian for: here for the catalogues to find."""

from django.utils.translation import gettext_noop

LOGIN = (
    gettext_noop("Code"),
    gettext_noop("Incorrect code."),
    gettext_noop("The email address and/or password you specified are not correct."),
    gettext_noop("Too many failed login attempts. Try again later."),
    gettext_noop("This account is currently inactive."),
)
