"""Files of a report: the original and a clean copy, each sealed under the report's key."""

import datetime
import hashlib
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import transaction

from council import access, audit, sealing
from council.access import Reader
from council.actions.add_note import adding_to
from council.actions.documents import write_whole
from council.models import Report, ReportFile
from council.people import demand
from council.sealing import CannotBeOpened
from press.files import CleanFile


class Copy(StrEnum):
    ORIGINAL = "original"
    """As it was brought: kept for proof, never served."""
    CLEAN = "clean"


def path_of(file: ReportFile, copy: Copy) -> Path:
    folder: Path = settings.PRIVATE_FILES
    return folder / "reports" / file.pk.hex[:2] / f"{file.pk.hex}.{copy}"


def attach_file(
    *,
    report: Report,
    original: bytes,
    file: CleanFile,
    name: str,
    marking: str,
    by: Reader,
    at: datetime.datetime,
) -> ReportFile:
    """`file`: the clean copy (`press.files.clean`). Raises NotAllowed, NotSoMarked, CannotBeOpened."""
    found = adding_to(report, marking=marking, by=by)
    envelope = sealing.envelope_of(found)
    made = ReportFile(
        report=found,
        agency=access.speaks_for(by, found),
        marking=marking,
        media_type=file.media_type,
        size=len(file.data),
        added_by=by.user,
        added_at=at,
    )
    sealed = {
        copy: envelope.seal_file(data, place=_place(made, copy))
        for copy, data in ((Copy.ORIGINAL, original), (Copy.CLEAN, file.data))
    }
    made.sha256 = hashlib.sha256(sealed[Copy.CLEAN]).hexdigest()
    envelope.seal(made, {"name": name})
    made.save()
    for copy, data in sealed.items():
        write_whole(path_of(made, copy), data)
    audit.record(verb="report.file_added", object_key=key_of(made), at=at)
    return made


def clean_copy(file: ReportFile) -> bytes:
    """Raises CannotBeOpened, also where it does not lie on the disk."""
    try:
        sealed = path_of(file, Copy.CLEAN).read_bytes()
    except FileNotFoundError:
        raise CannotBeOpened("it is not there") from None
    return sealing.envelope_of(file.report).open_file(sealed, place=_place(file, Copy.CLEAN))


def remove_file(*, file: ReportFile, by: Reader, at: datetime.datetime) -> None:
    """Its bytes go when the transaction holds; that there was one stays. Raises NotAllowed."""
    demand(access.may_remove_file(by, file))
    standing = ReportFile.objects.filter(pk=file.pk, removed_at__isnull=True)
    if not standing.update(removed_at=at, words_sealed=None):
        return
    _unlink([file])
    audit.record(verb="report.file_removed", object_key=key_of(file), at=at)


def destroy_files(report: Report) -> None:
    """The bytes of all its files, when the transaction holds. For whoever destroys the report."""
    _unlink(ReportFile.objects.filter(report=report))


def key_of(file: ReportFile) -> str:
    return f"{file.report.source_key}:file:{file.pk}"


def _unlink(files: Iterable[ReportFile]) -> None:
    paths = [path_of(file, copy) for file in files for copy in Copy]

    def unlink() -> None:
        for path in paths:
            path.unlink(missing_ok=True)

    transaction.on_commit(unlink)


def _place(file: ReportFile, copy: Copy) -> str:
    return f"{file.pk}:{copy}"
