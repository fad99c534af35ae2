"""A month's issue as values, without a database, for what is made of it."""

import dataclasses
import json
from functools import cache
from typing import Any

from bulletins.content import Cover, Issue, issue_from
from tests.press.edition_sample import DATA


@cache
def sample(language: str) -> Issue:
    text = (DATA / f"edition_{language}.json").read_text(encoding="utf-8")
    return issue_from({"origin": "current", **json.loads(text)})


def with_headlines(language: str, *headlines: str) -> Issue:
    """The same with other headlines, and nothing else to say but its calendar and contacts."""
    issue = sample(language)
    blocks = tuple(
        dataclasses.replace(block, headlines=headlines) if isinstance(block, Cover) else block
        for block in issue.blocks
        if block.kind in ("cover", "calendar", "contacts")
    )
    return dataclasses.replace(issue, blocks=blocks)


def changed(language: str, **fields: Any) -> Issue:
    return dataclasses.replace(sample(language), **fields)
