"""Django's rules for passwords, with sentences that our catalogues have in Albanian."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("A password has at least %(length)s characters.") % {"length": self.min_length}


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Too many people use this password: choose another one.")
