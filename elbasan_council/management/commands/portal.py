"""What bin/run runs: everything from an empty folder to a portal that serves."""

import datetime
import signal
import socket
import time
from types import FrameType
from typing import Any

import redis
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bulletins import documents
from bulletins.actions.publish import NotReady, Published
from council.people import System, acting_as
from elbasan_council import demonstration, preparation, static_files
from elbasan_council.environment import Misconfigured
from elbasan_council.processes import Family, web_server
from elbasan_council.publication import Unrendered, publish_month
from outreach import mailing
from press import handover, pdf

LETTERS_SECONDS = 300
NOT_PUBLISHED = "Not published:"
SERVED = "The portal serves what was published before."
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)


class Stopped(BaseException):
    """Ctrl-C or SIGTERM. No library's `except Exception` may take it for an error."""


class Command(BaseCommand):
    help = "Sets everything up, publishes last month's bulletin, and serves the portal."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--prepare", action="store_true", help="set-up and data only")
        how.add_argument("--once", action="store_true", help="publish and end")

    def handle(self, *args: Any, **options: Any) -> None:
        for number in STOPPING:
            signal.signal(number, _stop)
        serve = not (options["once"] or options["prepare"])
        family = Family()
        self._result = ""
        try:
            if serve:
                _check_port(settings.ENVIRONMENT.port)
            self._prepare()
            if not options["prepare"]:
                self._publish(family, serve=serve)
            if serve:
                self._serve(family)
        except Stopped:
            self._say("stopping")
        except (
            preparation.DatabaseUnreachable,
            Misconfigured,
            pdf.MissingLibrary,
            pdf.MissingFonts,
            handover.MisconfiguredEmail,
            Unrendered,
        ) as error:
            raise CommandError(str(error)) from None
        except NotReady as error:
            raise CommandError("\n".join((NOT_PUBLISHED, *error.reasons))) from None
        except OSError as error:
            raise CommandError(
                f"Something cannot be written under {settings.PORTAL_VAR} ({error.strerror}): "
                "give write permission or free some space."
            ) from None
        finally:
            for number in STOPPING:
                signal.signal(number, signal.SIG_IGN)
            family.end()
        if options["once"]:
            self._say_the_last_line()

    def _say_the_last_line(self) -> None:
        """After everything that a worker may say."""
        if not self._result:
            raise CommandError("Stopped before the end: run it again, and it goes on.")
        self._say(self._result)

    def _prepare(self) -> None:
        # What the machine lacks is said before anything is made.
        pdf.warm_up()
        handover.check(settings.EMAIL_URL)
        _check_redis()
        self._say("static files")
        static_files.collect()
        self._say("database: roles, tables, privileges")
        preparation.prepare_database()
        if not settings.DEMONSTRATION:
            return
        self._say("demonstration data")
        accounts = demonstration.load(month=demonstration.last_month(timezone.localdate()))
        self._say(f"demonstration accounts: {accounts}")

    def _publish(self, family: Family, *, serve: bool) -> None:
        month = demonstration.last_month(timezone.localdate())
        before = _accepted(month)
        self._say("worker")
        family.start("worker")
        try:
            for other in demonstration.archived_months():
                publish_month(other)
            published = publish_month(month)
        except NotReady as error:
            # A correction that waits for its approval: what is public is served meanwhile.
            if not serve:
                raise
            self._result = "\n".join((NOT_PUBLISHED, *error.reasons, SERVED))
            return
        if settings.DEMONSTRATION:
            demonstration.bring_recordings(month=month)
        with acting_as(System("publisher")):
            mailing.retry(month=month)
        self._say("published; letters are on their way")
        self._wait_for_letters(month, family, serve=serve)
        self._result = _summary(published, _accepted(month) - before)

    def _wait_for_letters(self, month: datetime.date, family: Family, *, serve: bool) -> None:
        until = time.monotonic() + LETTERS_SECONDS
        while time.monotonic() < until:
            with acting_as(System("progress")):
                found = mailing.progress(month)
            if not found.waiting:
                break
            mailing.wake()
            _pause_or_fail(family, 0.25)
        if waiting := found.waiting + found.counts["deferred"] + found.counts["in_doubt"]:
            sentence = (
                f"{waiting} letters could not be handed over yet and will be tried again: "
                f"{_last_error(month)}"
            )
            # A portal that serves goes on: its timetable tries again.
            if not serve:
                raise CommandError(sentence)
            self._say(sentence)

    def _serve(self, family: Family) -> None:
        family.start("timetable")
        family.start(*web_server(settings.ENVIRONMENT.port))
        self._wait_until_it_answers(family)
        self._say(self._result)
        self._say(f"the portal: http://localhost:{settings.ENVIRONMENT.port}  (Ctrl-C ends it)")
        while True:
            _pause_or_fail(family, 0.5)

    def _wait_until_it_answers(self, family: Family) -> None:
        while not _answers(settings.ENVIRONMENT.port):
            _pause_or_fail(family, 0.1)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _summary(published: Published, letters: int) -> str:
    editions = ", ".join(
        f"{edition.language} {documents.path_of(edition.pdf_name)} {edition.pdf_pages}"
        for edition in published.editions
    )
    return f"published {published.month:%Y-%m}: {editions}; {letters} letters"


def _accepted(month: datetime.date) -> int:
    with acting_as(System("progress")):
        return mailing.progress(month).counts["accepted"]


def _last_error(month: datetime.date) -> str:
    with acting_as(System("progress")):
        return mailing.last_error(month) or "no error was noted."


def _pause_or_fail(family: Family, seconds: float) -> None:
    time.sleep(seconds)
    if family.ended() is not None:
        raise CommandError("One of the portal's processes ended by itself; see the lines above.")


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CommandError(
                f"The port {port} is in use: end the other program, or choose one with PORT=8001."
            ) from None


def _check_redis() -> None:
    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=10).ping()
    except (redis.RedisError, ValueError) as error:
        raise CommandError(
            f"Redis cannot be reached: start it, or correct REDIS_URL ({error})."
        ) from None


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def _stop(number: int, frame: FrameType | None) -> None:
    # An exception that meets a callback (a hook of fork's, a finaliser) is dropped with a message:
    # so it comes again until somebody has heard it.
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    raise Stopped
