"""What letters cost: freezing, claiming, making and sending them, each against a floor."""

import contextlib
import datetime
import multiprocessing
import os
import resource
import smtplib
import socket
import statistics
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection, connections, transaction
from django.test.utils import override_settings
from django.utils import timezone

from council.people import System, acting_as
from outreach import mailing, progress
from outreach.actions.claim import claim
from outreach.actions.freeze import freeze
from outreach.actions.send import message_of, send_due_letters
from outreach.demonstration import enter_subscribers
from outreach.models import Mailing
from press.mail import UNSUBSCRIBE_SLOT, PreparedLetter, Slots

Measured = tuple[str, float, float, float]
"""Name, seconds, the floor's seconds, budget."""
READERS = 100_000
FEW, MANY = 1_000, 1_000_000
MADE, SENT, TURNS = 200, 1_500, 5
ASKED, WARM = 21, 3
SYSTEM = System("benchmark")


@dataclass(frozen=True)
class Sample:
    """A month's letter in one language."""

    language: str
    letter: mailing.Letter


def lines(samples: Sequence[Sample]) -> Iterator[Measured]:
    with acting_as(SYSTEM):
        enter_subscribers(count=READERS, at=timezone.now())
    yield f"{READERS} readers frozen / 3 s", _freezing(samples), 3.0, 1.0
    few, many = _asking(samples[0], FEW), _asking(samples[0], MANY)
    for name in few:
        yield f"{name}: {MANY} letters / {FEW}", many[name], few[name], 1.5
    prepared = {sample.language: _prepared(sample) for sample in samples}
    for sample in samples:
        ours, floor = _making(sample, prepared[sample.language])
        yield f"{sample.language}, making the bytes: CPU / EmailMessage", ours, floor, 1 / 8
    with _sink() as port:
        yield from _sending(samples[0], prepared[samples[0].language], port)
        grown = _grown(samples[0], port)
        yield f"{READERS} letters: MB that a sender has grown / 20", grown / 1000, 0.020, 1.0


def _mailing(sample: Sample, year: int = 2000) -> Mailing:
    return Mailing.objects.create(
        month=datetime.date(year, 1, 1),
        language=sample.language,
        edition=1,
        dated_at=timezone.now(),
        **(asdict(sample.letter) | {"document": ""}),
    )


def _freezing(samples: Sequence[Sample]) -> float:
    with acting_as(SYSTEM):
        made = [_mailing(sample) for sample in samples]
        begun = time.perf_counter()
        for each in made:
            freeze(mailing=each, at=timezone.now())
        seconds = time.perf_counter() - begun
        if sum(each.expected or 0 for each in made) < READERS:
            raise RuntimeError("not all readers were frozen")
        transaction.set_rollback(True)
    return seconds


def _asking(sample: Sample, letters: int) -> dict[str, float]:
    """The median seconds of a claim and of the progress, with so many letters in the ledger."""
    with acting_as(SYSTEM):
        Mailing.objects.update(state=Mailing.State.DONE)
        made = _mailing(sample, 2001)
        now = timezone.now()
        Mailing.objects.filter(pk=made.pk).update(
            expected=letters, state=Mailing.State.SENDING, started_at=now
        )
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO outreach_delivery (mailing_id, language, domain, state, attempt, next_at,
                                               smtp_text, queue_id, accepted_at)
                SELECT %(mailing)s, 'sq', 'd' || n %% 50 || '.example.org', state, 0, %(now)s,
                    CASE state WHEN 'failed' THEN '5.1.1 No such user' ELSE '' END, '',
                    CASE state WHEN 'accepted' THEN %(now)s - n * interval '1 ms' END
                FROM generate_series(1, %(letters)s) AS n, LATERAL (SELECT CASE
                    WHEN n %% 20 = 0 THEN 'failed' WHEN n %% 2 = 0 THEN 'accepted'
                    ELSE 'pending' END) AS of (state)
                """,
                {"mailing": made.pk, "now": now, "letters": letters},
            )
            cursor.execute("SET LOCAL ROLE portal_owner")
            cursor.execute("ANALYZE outreach_delivery, outreach_deliverytally, outreach_mailing")
            cursor.execute("SET LOCAL ROLE portal_workspace")
        asked = {
            "next claim": lambda: claim(owner=7, at=timezone.now()),
            "progress": lambda: (mailing.progress(made.month), mailing.last_error(made.month)),
            "progress page": lambda: progress.watch(made.month, at=timezone.now()),
        }
        found = {name: _median_undone(call) for name, call in asked.items()}
        transaction.set_rollback(True)
    return found


def _median_undone(call: Callable[[], object]) -> float:
    """Each time of the same ledger: what a claim took is given back before the next."""
    times = []
    for _ in range(ASKED + WARM):
        with transaction.atomic():
            times.append(_seconds(call))
            transaction.set_rollback(True)
    return statistics.median(times[WARM:])


def _seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


# Making ----------------------------------------------------------------------------------------


def _prepared(sample: Sample) -> PreparedLetter:
    with acting_as(SYSTEM):
        letter = PreparedLetter.prepare(message_of(_mailing(sample, 2002)))
        transaction.set_rollback(True)
    return letter


def _slots(number: int) -> Slots:
    return Slots(
        recipient=f"lexues-{number:07}@example.org",
        envelope_sender=f"bounces+{number}@example.org",
        message_id=f"<{uuid.uuid4().hex}@example.org>",
        unsubscribe_url=f"{settings.PORTAL_URL}/ndalo/{uuid.uuid4().hex}/",
        unsubscribe_mailto="mailto:stop@example.org",
        preferences_url=f"{settings.PORTAL_URL}/preferencat/{uuid.uuid4().hex}/",
    )


def _plain(sample: Sample, number: int, backend: EmailBackend | None = None):  # type: ignore[no-untyped-def]
    """The same words as any Django program would send them."""
    words = sample.letter
    link = f"{settings.PORTAL_URL}/ndalo/{uuid.uuid4().hex}/"
    letter = EmailMultiAlternatives(
        words.subject,
        words.text.replace(UNSUBSCRIBE_SLOT, link),
        "kvsp@example.org",
        [f"lexues-{number:07}@example.org"],
        connection=backend,
        headers={"List-Unsubscribe": f"<{link}>"},
    )
    letter.attach_alternative(words.html.replace(UNSUBSCRIBE_SLOT, link), "text/html")
    return letter


def _making(sample: Sample, prepared: PreparedLetter) -> tuple[float, float]:
    return _in_turns(
        lambda: [prepared.splice(_slots(number)).data for number in range(MADE)],
        lambda: [_plain(sample, number).message().as_bytes() for number in range(MADE)],
        clock=time.process_time,
    )


# Sending ---------------------------------------------------------------------------------------


def _sending(sample: Sample, prepared: PreparedLetter, port: int) -> Iterator[Measured]:
    frozen = _frozen(sample)
    bytes_of = [prepared.splice(_slots(number)) for number in range(SENT)]

    def ours() -> None:
        _due_again(frozen)
        if send_due_letters() != SENT:
            raise RuntimeError("not all letters were taken")

    def any_program() -> None:
        backend = EmailBackend(host="127.0.0.1", port=port)
        backend.open()
        for number in range(SENT):
            _plain(sample, number, backend).send()
        backend.close()

    def bare() -> None:
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            for letter in bytes_of:
                smtp.sendmail(letter.envelope_sender, [letter.recipient], letter.data)

    with override_settings(EMAIL_URL=f"smtp://127.0.0.1:{port}"):
        cpu, floor = _in_turns(ours, any_program, clock=time.process_time)
        yield f"{SENT} letters made and sent: CPU / EmailMessage.send", cpu, floor, 1 / 3
        wall, floor = _in_turns(ours, bare, clock=time.perf_counter)
        yield f"{SENT} letters: one sender / a bare smtplib loop", wall, floor, 1 / 0.7
        connections.close_all()  # each process has its own
        with multiprocessing.get_context("fork").Pool(2) as pool:

            def both() -> None:
                _due_again(frozen)
                if sum(pool.map(_send, range(2), chunksize=1)) != SENT:
                    raise RuntimeError("not all letters were taken")

            wall, floor = _in_turns(both, bare, clock=time.perf_counter)
        yield f"{SENT} letters: two workers / a bare smtplib loop", wall, floor, 1 / 0.7


def _send(_number: int) -> int:
    return send_due_letters()


def _grown(sample: Sample, port: int) -> float:
    """How many MB the process has grown between the first letters and the last of 100,000."""
    frozen = _frozen(sample, 2004)
    rounds = READERS // SENT
    sizes = []
    with override_settings(EMAIL_URL=f"smtp://127.0.0.1:{port}"):
        for _ in range(rounds):
            _due_again(frozen)
            while send_due_letters():
                pass
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            sizes.append(pages * resource.getpagesize() / 1_000_000)
    return max(sizes) - sizes[0]


def _frozen(sample: Sample, year: int = 2003) -> Mailing:
    """A mailing to as many readers as are sent to, and no other one under way."""
    with acting_as(SYSTEM):
        Mailing.objects.update(state=Mailing.State.DONE)
        made = _mailing(sample, year)
        freeze(mailing=made, at=timezone.now())
        keep = list(made.deliveries.order_by("pk").values_list("pk", flat=True)[:SENT])
        made.deliveries.exclude(pk__in=keep).delete()
        Mailing.objects.filter(pk=made.pk).update(expected=SENT)
    return made


def _due_again(frozen: Mailing) -> None:
    with acting_as(SYSTEM):
        frozen.deliveries.update(state="pending", accepted_at=None, next_at=timezone.now())
        Mailing.objects.filter(pk=frozen.pk).update(state=Mailing.State.SENDING)


@contextlib.contextmanager
def _sink() -> Iterator[int]:
    """Postfix's smtp-sink on loopback: it takes everything and keeps nothing."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    program = os.environ.get("SMTP_SINK") or "smtp-sink"
    sink = subprocess.Popen([program, "-u", "nobody", f"127.0.0.1:{port}", "100"])
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield port
    finally:
        sink.terminate()
        sink.wait()


def _in_turns(
    ours: Callable[[], object], floor: Callable[[], object], *, clock: Callable[[], float]
) -> tuple[float, float]:
    """The median of both, in turns, so that the machine treats them alike."""
    ours(), floor()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(TURNS):
        for call, into in zip((ours, floor), times, strict=True):
            begun = clock()
            call()
            into.append(clock() - begun)
    return statistics.median(times[0]), statistics.median(times[1])
