#!/usr/bin/env python
"""Django's command line; it starts the embedded engines for the commands that need them."""

import os
import sys

WITHOUT_ENGINES = {
    "check_translation",
    "collectstatic",
    "help",
    "version",
    "--help",
    "--version",
}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elbasan_council.settings")
    from elbasan_council import embedded, environment
    from languages.catalogues import compile_catalogues

    try:
        compile_catalogues()  # before anything reads them
        settings = environment.read()
        command = sys.argv[1] if len(sys.argv) > 1 else "help"
        if settings.embedded and command not in WITHOUT_ENGINES:
            embedded.join(
                settings.var,
                postgres=settings.database is None,
                redis=settings.redis_url is None,
            )
    except (environment.Misconfigured, embedded.EngineError) as error:
        print(error, file=sys.stderr)
        return 1

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
