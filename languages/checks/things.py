"""Things of everyday life that the translation names and the source does not: what slipped in."""

from typing import Final

from languages import anchors
from languages.checks import transliteration
from languages.checks.finding import Findings
from languages.checks.pair import ADDED, Pair
from languages.checks.reading import Reading

NAME: Final = "things"


def check(pair: Pair) -> Findings:
    """A banana is a banana: of these words no translator makes another."""
    source, language = pair.source, pair.text.language
    named = {w: things for w in pair.text.words if (things := anchors.things(w.key, language))}
    if not named:
        return
    there = {thing for w in source.words for thing in anchors.things(w.key, source.language)}
    for word, things in named.items():
        if things & there or pair.said.is_explained(word.key):
            continue
        if not (language == "ar" and _is_a_name(word.text, source)):
            yield pair.text.finding(NAME, ADDED, word.start, word.end, found=word.text)


def _is_a_name(word: str, source: Reading) -> bool:
    begins = {start for start, _ in source.sentences}
    names = (w.text for w in source.words if w.text[0].isupper() and w.start not in begins)
    return any(transliteration.sounds_like(word, name) for name in names)
