from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from languages import LANGUAGES, patterns
from languages.patterns import reviews
from languages.patterns.samples import samples
from languages.patterns.saying import rendered


class Command(BaseCommand):
    help = (
        "Shows the sentence patterns that nobody has reviewed as they are written now, each said "
        "with several values. With --role, records that this role has read what is shown."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("keys", nargs="*", help="patterns to read; all that are unreviewed")
        parser.add_argument("--language", choices=LANGUAGES, action="append", dest="languages")
        parser.add_argument("--role", choices=reviews.ROLES, help="who has read them")

    def handle(self, *args: Any, **options: Any) -> None:
        languages = options["languages"] or list(LANGUAGES)
        unknown = set(options["keys"]) - set(patterns.keys())
        if unknown:
            raise CommandError(f"There is no pattern {', '.join(sorted(unknown))}.")
        asked = [(key, language) for key in options["keys"] for language in languages]
        shown = asked or reviews.unreviewed(languages)
        for key, language in shown:
            self.stdout.write(f"{key} ({language})")
            said = dict.fromkeys(rendered(key, language, **slots) for slots in samples(key))
            self.stdout.write("\n".join(f"    {sentence}" for sentence in said))
        if options["role"]:
            reviews.record(shown, role=options["role"], on=timezone.localdate())
            self.stdout.write(f"{len(shown)} recorded as read by the {options['role']}.")
        elif not asked:
            self.stdout.write(f"{len(shown)} not reviewed.")
