"""In what order the blocks of a month stand: the cover first, the contacts last."""

from bulletins.models import Block, Bulletin

FIRST, LAST = Block.Kind.COVER, Block.Kind.CONTACTS
_USUAL: dict[str, int] = {kind: place for place, kind in enumerate(Block.Kind)}


def standing(bulletin: Bulletin) -> list[Block]:
    """The blocks in their order, without those that were taken away."""
    return list(bulletin.blocks.filter(removed_at__isnull=True))


def put_in(block: Block) -> None:
    """Gives a block its usual place among the others, wherever they were moved to."""
    others = [other for other in standing(block.bulletin) if other.pk != block.pk]
    places = [n for n, other in enumerate(others) if _USUAL[other.kind] <= _USUAL[block.kind]]
    place = places[-1] + 1 if places else 0
    if block.kind != LAST and others and others[-1].kind == LAST:
        place = min(place, len(others) - 1)
    renumber([*others[:place], block, *others[place:]])


def renumber(blocks: list[Block]) -> None:
    """Writes an order down."""
    for order, block in enumerate(blocks):
        if block.order != order:
            block.order = order
            block.save(update_fields=["order"])
