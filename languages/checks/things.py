"""Things of everyday life that slipped in: the source does not name them, or no word beside them
leads to them."""

import re
from typing import Final

from languages import anchors
from languages.checks import transliteration
from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import ADDED, Pair
from languages.checks.reading import Reading
from languages.glossary import towns

NAME: Final = "things"
STRAY: Final = gettext_noop("A stray word: %(found)s")
_BARE: Final = frozenset(
    re.findall(
        r"\w+",
        "tavolinë tryezë karrige dritare lugë pirun pjatë gotë filxhan tenxhere tigan lavatriçe lavastovilje "
        "frigorifer televizor jastëk çarçaf peshqir krevat dollap divan kolltuk llambë çadër ombrellë kapelë "
        "këmishë fustan xhaketë pantofël pasqyrë fshesë gërshërë çekiç gozhdë ibrik laps lapsi stilolaps gomë "
        "akullore çokollatë byrek tortë biskotë reçel elefant tigër dhelpër majmun lopatë sapun çorape biskota "
        "mace gota libër çekan flutur bretkosë breshkë delfin gjirafë krokodil papagall balonë peshk lepur gjarpër",
    )
)
"""One thing, without an article: right behind a verb, a preposition or a measure."""
_CROPS: Final = frozenset(
    re.findall(
        r"\w+",
        "banane mollë portokall limon rrush shalqi pjepër dardhë pjeshkë qershi djathë luleshtrydhe ananas patate "
        "domate qepë hudhër karotë kungull lakër kastravec panxhar",
    )
)
"""Right behind another noun as well: greenhouses of tomatoes."""
_BEFORE_NO_CROP: Final = re.compile(
    r"(?:.*(?:ët|at|it|ve)|[A-ZËÇ][a-zëç]{3,}|tyre|tij|saj|por|prandaj|kurse|gjithashtu|sërish|tashmë)"
)
_LEADS: Final = frozenset(
    re.findall(
        r"\w+",
        "nje cdo asnje ndonje dy tri tre kater pese me pa ne per nga mbi nen si te tek drejt pas prane permes "
        "dhe e ose apo as qofte kg kile kilogram kilograme gram litra ton tone cope kuti thase shume pak disa sa "
        "cfare cilen kete ate kjo ajo ka kane kishte eshte jane ishte lloj ngjyre",
    )
)
_SHALL: Final = re.compile(r"\b(?:do|duhet|mund) të \Z", re.IGNORECASE)
_VERB: Final = re.compile(
    r"(?!.*(?:ion|tin|shin)$).*.(?:on|oj|ua|uar|mi|më|het|[aeoië]n|sh|jnë|në|[nshrk]te|i)"
)
_OBJECT: Final = re.compile(r".{2,}(?:in|un|ën)|gati|rreth|çdo|asnjë|dy|tre|tri|katër|pesë")


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
        if not (language == "ar" and _is_a_name(word.text, pair)):
            yield pair.text.finding(NAME, ADDED, word.start, word.end, found=word.text)


def _is_a_name(word: str, pair: Pair) -> bool:
    """Whether it sounds like a name of the source, and no other word does so more."""
    begins = {start for start, _ in pair.source.sentences}
    others = [w.text for w in pair.text.words if w.text != word]
    return any(
        transliteration.sounds_like(word, name.text)
        and not any(transliteration.sounds_the_same(other, name.text) for other in others)
        for name in pair.source.words
        if name.text[0].isupper() and (name.start not in begins or name.text in towns())
    )


_OPEN_QUOTE: Final = re.compile(r"[“«„][^”»]*$")


def check_alone(reading: Reading) -> Findings:
    """An Albanian "table" or "spoon" that nothing in front of it leads to."""
    if reading.language != "sq":
        return
    words = reading.words
    for index, word in enumerate(words):
        if index and word.text in _BARE | _CROPS and _is_stray(reading, index):
            yield reading.finding(NAME, STRAY, word.start, word.end)


def _is_stray(reading: Reading, index: int) -> bool:
    before, word = reading.words[index - 1], reading.words[index]
    after = reading.words[index + 1] if index + 1 < len(reading.words) else None
    ahead = reading.prose[before.end : word.start]
    behind = reading.prose[word.end : after.start if after else word.end + 1]
    if ahead.strip():
        # Of a list: "mollë, dardhë dhe qershi".
        ends = not after or after.key in ("dhe", "ose", "apo", "e", "me")
        quoted = _OPEN_QUOTE.search(reading.prose, 0, word.start)
        return "," in ahead and behind == " " and not ends and not quoted
    if before.key in ("duhet", "mund") or _SHALL.search(reading.prose, 0, word.start):
        return True
    if before.key in _LEADS or (word.text in _CROPS and not _BEFORE_NO_CROP.fullmatch(before.text)):
        return False
    if _VERB.fullmatch(before.text):
        return bool(after and behind == " " and _OBJECT.fullmatch(after.text))
    return True
