from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Never guesses a translation from a similar message: a fuzzy one would look like a real one."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
