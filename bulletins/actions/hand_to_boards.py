"""The newest issue to the notice boards, once its sheets are made: found by a tick, once."""

import datetime

from django.conf import settings
from django.db import transaction

from bulletins import documents, published
from bulletins.content import issue_from
from bulletins.models import Bulletin, Edition, EditionFile
from bulletins.outputs import messages, speech
from languages import AUTHORITATIVE
from languages.addresses import address
from outreach import boards

Kind = EditionFile.Kind
MESSAGE_MOST = 560
"""Of a short message with a place's own link in it, what the issue may take."""
NEWS = datetime.timedelta(days=31)
"""What was published before that is not carried to anybody's door."""


@transaction.atomic
def hand_to_boards(*, at: datetime.datetime) -> bool:
    """Whether a pack was handed over. The contacts are local: the Albanian edition goes."""
    edition = _newest(at)
    if edition is None:
        return False
    month = edition.bulletin.month
    if boards.has_pack(month=month, edition=edition.number):
        return False
    files = {file.kind: file for file in edition.files.all()}
    if not {Kind.POSTER, Kind.LARGE_PRINT} <= files.keys() or not files[Kind.POSTER].name:
        return False
    boards.hand_over(pack=_pack(edition, files), at=at)
    return True


def _newest(at: datetime.datetime) -> Edition | None:
    """Held until the transaction ends: whoever withdraws it meanwhile withdraws the pack too."""
    rows = published.in_force().filter(
        language=AUTHORITATIVE,
        bulletin__origin=Bulletin.Origin.CURRENT,
    )
    newest: Edition | None = (
        rows.order_by("-bulletin__month").select_for_update(of=("self",)).first()
    )
    if newest is None or newest.published_at is None or newest.published_at < at - NEWS:
        return None
    return newest


def _pack(edition: Edition, files: dict[str, EditionFile]) -> boards.Handed:
    issue, month = issue_from(edition.content), edition.bulletin.month
    large = files[Kind.LARGE_PRINT].name
    return boards.Handed(
        month=month,
        edition=edition.number,
        title=issue.title,
        spoken="\n".join(speech.radio_script(issue)),
        message=messages.whatsapp(issue, most=MESSAGE_MOST),
        change_note=edition.change_note,
        web_address=issue.web_address,
        read_address=_page("issue-read", month),
        sheet=documents.path_of(files[Kind.POSTER].name),
        large_print=documents.path_of(large) if large else None,
    )


def _page(name: str, month: datetime.date) -> str:
    path = address(name, AUTHORITATIVE, year=month.year, month=month.month)
    return str(settings.PORTAL_URL) + path
