"""Whether what a block tells is still public."""

from collections.abc import Iterable

from bulletins.models import Block
from council import published as council
from outreach import published as outreach


def withdrawn(blocks: Iterable[Block]) -> dict[int, list[str]]:
    """Of each block, by its id, the sources that are no longer public; such a block is blocked."""
    blocks = list(blocks)
    keys = {key for block in blocks for key in block.sources}
    public = council.still_public(keys) | outreach.still_public(keys)
    gone = {block.pk: [key for key in block.sources if key not in public] for block in blocks}
    return {pk: keys for pk, keys in gone.items() if keys}
