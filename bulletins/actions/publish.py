"""Publishing a month: what a second person approved becomes page, document and letters."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from bulletins import documents, rendering
from bulletins.composition import Incomplete, NothingToSay, compose, printed
from bulletins.content import hash_of, issue_from
from bulletins.models import Bulletin, Edition
from bulletins.sources import withdrawn
from council import audit
from languages import LANGUAGES
from languages.addresses import address
from outreach import mailing, pages


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


def editions_to_publish(month: datetime.date) -> list[Edition]:
    """The latest edition in each language, approved by a second person and still what it was.

    Raises NotReady with every reason at once.
    """
    bulletin = Bulletin.objects.filter(month=month).first()
    if bulletin is None:
        raise NotReady([f"There is no bulletin for {month:%Y-%m}."])
    editions, reasons = [], []
    for language in LANGUAGES:
        edition = (
            Edition.objects.select_related("bulletin", "approved_by")
            .filter(bulletin=bulletin, language=language, withdrawn_at__isnull=True)
            .order_by("-number")
            .first()
        )
        found = _reasons(bulletin, language, edition)
        reasons += found
        if edition and not found:
            editions.append(edition)
    published = [edition for edition in editions if edition.published_at]
    # What was published stays published when a source is withdrawn later: that is another act.
    if len(published) < len(LANGUAGES):
        reasons += _withdrawn_sources(bulletin)
    if reasons:
        raise NotReady(reasons)
    return editions


def publish_editions(*, editions: list[Edition], at: datetime.datetime) -> Published:
    """Publishes rendered editions together, tells the site map, and starts their mailing.

    Archive issues get no letters. Safe to repeat: what is published stays as it is.
    """
    with transaction.atomic():
        for edition in editions:
            locked = Edition.objects.select_for_update().get(pk=edition.pk)
            if locked.published_at is None:
                _publish(locked, at)
            edition.published_at = locked.published_at
        for edition in editions:
            if edition.bulletin.origin == Bulletin.Origin.CURRENT:
                _hand_to_mailing(edition, at)
    return Published(month=editions[0].bulletin.month, editions=tuple(editions))


def _reasons(bulletin: Bulletin, language: str, edition: Edition | None) -> list[str]:
    if edition and edition.published_at:
        return []
    try:
        today = compose(bulletin=bulletin, language=language, edition=1, on=bulletin.month)
    except Incomplete as error:
        return [str(fault) for fault in error.faults]
    except NothingToSay as error:
        return [str(error)]
    if edition is None:
        return [f"{language}: no edition has been prepared for approval."]
    if not edition.approved_at:
        return [f"{language}: a second person has not approved edition {edition.number} yet."]
    if edition.approved_hash != edition.content_hash:
        return [f"{language}: the text has changed since it was approved; approve it again."]
    if hash_of(edition.content) != edition.content_hash:
        return [f"{language}: the stored text is not the text that was approved."]
    if today["blocks"] != edition.content["blocks"]:
        return [f"{language}: the words have changed since they were approved; approve them again."]
    return []


def _withdrawn_sources(bulletin: Bulletin) -> list[str]:
    blocks = {block.pk: block for block in printed(bulletin)}
    return [
        f"{blocks[pk].kind}: its source {key} is no longer public."
        for pk, keys in withdrawn(blocks.values()).items()
        for key in keys
    ]


def _publish(edition: Edition, at: datetime.datetime) -> None:
    if not documents.path_of(edition.pdf_name).is_file():
        raise NotReady([f"{edition.language}: the document has not been rendered."])
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
    issue = issue_from(edition.content)
    pages.put(
        key=f"bulletin:{month:%Y-%m}",
        language=edition.language,
        address=address("issue", edition.language, year=month.year, month=month.month),
        title=issue.title,
        text="\n".join(issue.headlines),
        at=at,
    )
    audit.record(verb="edition.published", object_key=f"edition:{edition.pk}", at=at)


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
        ),
        at=at,
    )
