#!/usr/bin/env python
"""Django's command line; it starts the embedded engines for the commands that need them."""

import contextlib
import os
import signal
import sys
from types import FrameType

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
    # Until a command has handlers of its own: this way what stops the engines at the end is run.
    signal.signal(signal.SIGTERM, _end)
    if _is_portal():
        signal.signal(signal.SIGINT, _end)
    from elbasan_council import embedded, environment

    try:
        _compile_catalogues()  # before anything reads them
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
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        reason = (str(error).strip().splitlines() or ["no answer"])[0]
        print(
            f"The database cannot be used: start it, correct DATABASE_URL, or run "
            f"“bin/run --prepare” once ({reason}).",
            file=sys.stderr,
        )
        return 1
    return 0


def _compile_catalogues() -> None:
    """Where the checkout cannot be written, they were compiled when it was installed."""
    from languages.catalogues import compile_catalogues

    with contextlib.suppress(PermissionError):
        compile_catalogues()


def _is_portal() -> bool:
    return sys.argv[1:2] == ["portal"]


def _end(number: int, frame: FrameType | None) -> None:
    # An exception that meets a callback is dropped with a message, so it comes again until it is
    # heard: here, or by the handlers that the portal has by then.
    signal.signal(signal.SIGALRM, lambda _, at: _end(number, at))
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    # A signal is how a portal is ended; any other command was to do something first.
    raise SystemExit(0 if _is_portal() else 128 + number)


def _for_a_mail_server() -> int:
    """Whatever keeps a message from being recorded, its mail server keeps it and comes again."""
    try:
        return main() and os.EX_TEMPFAIL
    except SystemExit as end:
        return end.code and os.EX_TEMPFAIL  # type: ignore[return-value]
    except BaseException as error:
        print(f"{type(error).__name__}: the message was not recorded.", file=sys.stderr)
        return os.EX_TEMPFAIL


if __name__ == "__main__":
    try:
        sys.exit(_for_a_mail_server() if sys.argv[1:2] == ["take_bounce"] else main())
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
