"""The sentences of a month that name an institution, and what the institutions said of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from bulletins.models import AgencyCheck, Block, BlockText, Bulletin
from languages import AUTHORITATIVE
from languages.texts import digest

_State = AgencyCheck.State
SILENCE = 2
"""Working days after which what approved minutes say passes by itself."""
PASSES = frozenset({_State.ACCEPTED, _State.PASSED})
NOT_THEIRS = frozenset({"question"})
"""What a resident asked is the resident's."""


@dataclass(frozen=True)
class Sentence:
    block: Block
    field: str
    key: str
    """The source key of its row."""
    agency: str
    text: str

    @property
    def digest(self) -> str:
        return digest(self.text)


@dataclass(frozen=True)
class Standing:
    """A sentence as it reads today, with its check; None where nobody was asked about it."""

    sentence: Sentence
    check: AgencyCheck | None

    @property
    def passes(self) -> bool:
        return self.check is not None and self.check.state in PASSES

    @property
    def is_held(self) -> bool:
        return self.check is not None and self.check.state == _State.HELD


def sentences(bulletin: Bulletin) -> list[Sentence]:
    """Each Albanian text of a row whose facts name an institution. Two queries."""
    blocks = bulletin.printed().prefetch_related("texts")
    return [sentence for block in blocks for sentence in _of(block)]


def standing(bulletin: Bulletin) -> list[Standing]:
    """Three queries."""
    checks = {
        (check.block_id, check.field, check.agency, check.text_digest): check
        for check in bulletin.checks.select_related("answered_by")
    }
    return [
        Standing(one, checks.get((one.block.pk, one.field, one.agency, one.digest)))
        for one in sentences(bulletin)
    ]


def withheld(bulletin: Bulletin) -> frozenset[int]:
    """Ids of the blocks in which an institution holds a sentence that still stands there."""
    if not bulletin.checks.filter(state=_State.HELD).exists():
        return frozenset()
    return frozenset(one.sentence.block.pk for one in standing(bulletin) if one.is_held)


def waiting(*more: str) -> QuerySet[AgencyCheck]:
    """What was asked about blocks that are printed and not answered, and what is in states of
    `more`."""
    return AgencyCheck.objects.filter(
        state__in=(_State.ASKED, *more), block__left_out=False, block__removed_at__isnull=True
    ).select_related("bulletin")


def standing_ones(checks: QuerySet[AgencyCheck]) -> list[AgencyCheck]:
    """Those whose words still stand in the bulletin. Two queries."""
    found = list(checks)
    texts = BlockText.objects.filter(
        block__in={check.block_id for check in found}, language=AUTHORITATIVE
    )
    now = {(row.block_id, row.field): digest(row.text) for row in texts}
    return [check for check in found if now.get((check.block_id, check.field)) == check.text_digest]


def current_text(check: AgencyCheck) -> str:
    """What stands in the place that was asked about today; "" where it is gone."""
    row = check.block.texts.filter(field=check.field, language=AUTHORITATIVE).first()
    return row.text if row else ""


def _of(block: Block) -> Iterator[Sentence]:
    texts = {row.field: row.text for row in block.texts.all() if row.language == AUTHORITATIVE}
    for row in block.facts.get("rows", ()):
        key, agency = row.get("key"), row.get("institution")
        if not (key and agency):
            continue
        for field, text in sorted(texts.items()):
            named, _, name = field.rpartition(":")
            if named == key and name not in NOT_THEIRS and text.strip():
                yield Sentence(block, field, key, agency, text)
