"""Publishing a month: what a second person approved becomes page, document and letters."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import lxml.html
from django.db import transaction
from django.utils import timezone

from bulletins import documents, reasons
from bulletins.actions.standstill import standing_still
from bulletins.composition import Incomplete, NothingToSay, compose
from bulletins.content import Issue, hash_of, issue_from
from bulletins.models import Bulletin, Edition
from bulletins.outputs import rendering
from bulletins.sentences import standing
from bulletins.sources import withdrawn
from council import audit
from languages import AUTHORITATIVE, LANGUAGES
from languages.addresses import address
from outreach import mailing, pages
from press.html import text_of


class NotReady(Exception):
    """The month cannot be published. `reasons` are sentences for the secretary."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Published:
    month: datetime.date
    editions: tuple[Edition, ...]
    """In the order sq, en, ar; each with its document."""


def editions_to_publish(
    month: datetime.date, languages: Sequence[str] | None = None
) -> list[Edition]:
    """The latest edition in each language, approved by a second person and still what it was.

    This is the one rule of what may be published, for every way of doing it. `languages`: without
    them all but those that are held back. Raises NotReady with every reason at once.
    """
    bulletin = Bulletin.objects.filter(month=month).first()
    if bulletin is None:
        raise NotReady([reasons.NO_BULLETIN % {"month": f"{month:%Y-%m}"}])
    wanted = languages_now(bulletin) if languages is None else languages
    editions, against = [], []
    for language in wanted:
        edition = latest_edition(bulletin, language)
        found = reasons_against(bulletin, language, edition)
        against += found
        if edition and not found:
            editions.append(edition)
    if AUTHORITATIVE not in wanted:
        against += _albanian_first(bulletin)
    published = [edition for edition in editions if edition.published_at]
    # What was published stays published when a source is withdrawn later: that is another act.
    if len(published) < len(wanted):
        against += common_reasons(bulletin)
    if against:
        raise NotReady(against)
    return editions


def languages_now(bulletin: Bulletin) -> list[str]:
    """All that do not follow later."""
    return [language for language in LANGUAGES if language not in bulletin.held_back]


def latest_edition(bulletin: Bulletin, language: str) -> Edition | None:
    """The last one; None where that was withdrawn."""
    rows = Edition.objects.select_related("bulletin", "approved_by", "author")
    edition = rows.filter(bulletin=bulletin, language=language).order_by("-number").first()
    return None if edition and edition.withdrawn_at else edition


def common_reasons(bulletin: Bulletin) -> list[str]:
    """What keeps back every language that is not published yet."""
    return [
        *_standstill(),
        *withdrawn_sources(bulletin),
        *_unanswered(bulletin),
    ]


def publish_editions(*, editions: list[Edition], at: datetime.datetime) -> Published:
    """Publishes rendered editions together, tells the site map, and starts their mailing.

    Archive issues get no letters. Safe to repeat: what is published stays as it is. Raises NotReady
    where a document is missing or publication is switched off.
    """
    with transaction.atomic():
        if any(edition.published_at is None for edition in editions) and (still := _standstill()):
            raise NotReady(still)
        for edition in editions:
            locked = Edition.objects.select_for_update().get(pk=edition.pk)
            if locked.published_at is None:
                _publish(locked, at)
            edition.published_at = locked.published_at
        for edition in editions:
            if edition.bulletin.origin == Bulletin.Origin.CURRENT:
                _hand_to_mailing(edition, at)
    return Published(month=editions[0].bulletin.month, editions=tuple(editions))


def reasons_against(bulletin: Bulletin, language: str, edition: Edition | None) -> list[str]:
    """Why this language of the month may not be published."""
    if edition and edition.published_at:
        return []
    try:
        # A translation that came after a digest was approved does not undo it.
        form = edition.form if edition else None
        today = compose(
            bulletin=bulletin, language=language, edition=1, on=bulletin.month, form=form
        )
    except Incomplete as error:
        return [str(fault) for fault in error.faults]
    except NothingToSay as error:
        return [str(error)]
    if edition is None:
        return [reasons.NOT_PREPARED % {"language": language}]
    if edition.number > 1 and not edition.change_note:
        return [reasons.NO_NOTE % {"language": language, "number": edition.number}]
    if not edition.approved_at:
        return [reasons.NOT_APPROVED % {"language": language, "number": edition.number}]
    if edition.approved_hash != edition.content_hash:
        return [reasons.APPROVED_BEFORE % {"language": language}]
    if hash_of(edition.content) != edition.content_hash:
        return [reasons.NOT_THE_APPROVED % {"language": language}]
    if today["blocks"] != edition.content["blocks"]:
        return [reasons.WORDS_CHANGED % {"language": language}]
    return []


def _standstill() -> list[str]:
    standstill = standing_still()
    if standstill is None:
        return []
    since = timezone.localtime(standstill.began_at)
    return [reasons.STANDSTILL % {"since": f"{since:%Y-%m-%d %H:%M}", "reason": standstill.reason}]


def _unanswered(bulletin: Bulletin) -> list[str]:
    """Sentences that name an institution which has not let them pass, or was never asked. One that
    it holds takes its block out of the words instead."""
    waiting = (one for one in standing(bulletin) if not one.passes and not one.is_held)
    return [
        (reasons.UNANSWERED if one.check else reasons.NOT_ASKED)
        % {
            "block": one.sentence.block.kind,
            "field": one.sentence.field,
            "agency": one.sentence.agency,
        }
        for one in waiting
    ]


def _albanian_first(bulletin: Bulletin) -> list[str]:
    albanian = latest_edition(bulletin, AUTHORITATIVE)
    if albanian and (albanian.published_at or albanian.number > 1):
        return []
    return [reasons.ALBANIAN_FIRST]


def withdrawn_sources(bulletin: Bulletin) -> list[str]:
    blocks = {block.pk: block for block in bulletin.printed()}
    return [
        reasons.SOURCE_GONE % {"block": blocks[pk].kind, "key": key}
        for pk, keys in withdrawn(blocks.values()).items()
        for key in keys
    ]


def _publish(edition: Edition, at: datetime.datetime) -> None:
    if not documents.path_of(edition.pdf_name).is_file():
        raise NotReady([reasons.NOT_RENDERED % {"language": edition.language}])
    Edition.objects.filter(
        bulletin=edition.bulletin,
        language=edition.language,
        number__lt=edition.number,
        published_at__isnull=False,
        superseded_at__isnull=True,
    ).update(superseded_at=at)
    edition.published_at = at
    edition.save(update_fields=["published_at"])
    month = edition.bulletin.month
    _no_longer_follows(edition)
    issue = issue_from(edition.content)
    pages.put(
        key=f"bulletin:{month:%Y-%m}",
        language=edition.language,
        address=address("issue", edition.language, year=month.year, month=month.month),
        title=issue.title,
        text=_said(issue),
        at=at,
    )
    audit.record(verb="edition.published", object_key=f"edition:{edition.pk}", at=at)


def _said(issue: Issue) -> str:
    """Everything that is printed: search finds an issue by it."""
    document = lxml.html.document_fromstring(rendering.document_html(issue))
    return text_of(document.body)


def _no_longer_follows(edition: Edition) -> None:
    bulletin = Bulletin.objects.select_for_update().get(pk=edition.bulletin_id)
    if edition.language in bulletin.held_back:
        bulletin.held_back = [code for code in bulletin.held_back if code != edition.language]
        bulletin.save(update_fields=["held_back"])


def _hand_to_mailing(edition: Edition, at: datetime.datetime) -> None:
    subject, text, html = rendering.letter(edition)
    issue = issue_from(edition.content)
    mailing.start(
        month=edition.bulletin.month,
        language=edition.language,
        edition=edition.number,
        letter=mailing.Letter(
            subject=subject,
            text=text,
            html=html,
            archive_url=issue.web_address,
            content_hash=edition.content_hash,
            document=documents.path_of(edition.pdf_name) if edition.pdf_name else None,
        ),
        at=at,
    )
