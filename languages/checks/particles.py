"""Albanian small words that cannot stand where they stand: a word beside them is missing."""

import re
from typing import Final

from languages.checks.broken import BREAKS_OFF
from languages.checks.finding import Findings, gettext_noop
from languages.checks.punctuation import NO_END
from languages.checks.reading import Reading

NAME: Final = "particles"
MISSING: Final = gettext_noop("A word is missing here: %(found)s")
NO_NO: Final = gettext_noop("“%(found)s” needs a “nuk”, a “mos” or a “pa”.")
_VERBLESS: Final = re.compile(
    # "të", "do të", "duhet të": a verb must follow; "e" and "i": what they belong to.
    r"(?<![\w’'-])(?:(?<!me )(?<!për )(?<!nga )(?<!në )(?<!te )(?<!tek )(?<!prej )(?<!pa )(?<!mbi )"
    r"të (?:në|nga|për|me|mbi|pa)|[Nn]uk u (?:të|e|i|në|nga|me|për)|(?:një|duhet|mund|do) të,|"
    r"[Nn]ë e|e (?:është|ishte)|[Nn]ë (?:për|nga)|mbi (?:në|nga)|"
    r"(?:[Dd]uhet|[Mm]und|[Dd]o) të (?:[a-zëç]{2,}[bcdfghklmpqrstvxzjr]ën|[a-zëç]{3,}imin|edhe|dhe|ose|"
    r"[a-zëç]{4,}(?<!n)(?<!sh)im)|"
    r"(?:nuk |do |)(?:mund|duhet) të(?=[.!?])|[a-z]+ e një (?:është|janë|ishte)|"
    r"[Mm]os (?:kurrë )?(?:një|asnjë)|[Dd]o të (?:\d+|tre|tri|katër|pesë|gjashtë|shtatë|tetë|nëntë|dhjetë)|"
    r"[Tt][’'](?:i|u|ia) [a-zëç]{3,}(?:itë|ët|ave|eve|imin|timin)|"
    r"[a-zëçA-ZËÇ]\w+(?<!hen)(?<!het)(?<!jnë)(?<!uan)(?<!rë) e do të)(?![\w-])(?! (?:fjalë|para)\b)"
)
_ENDS: Final = re.compile(r"\b(?:për|në|nga|dhe|që|sepse)(?=[.!?](?:\s|\Z))")
_NOTHING: Final = re.compile(
    r"\b[a-zëç]+(?:on|ojnë|ohet|ohen|het|oi|uan|uar|sin|nin) (?P<no>asgjë|askush|askënd)\b"
)
_NO: Final = re.compile(r"\b(?:[Nn]uk|[Mm]os|[Pp]a|[Aa]s|[Jj]o|[Pp]ranë)\b|\b[Ss][’'‘]")
_ASKS: Final = re.compile(
    r"A (?:mund|duhet|ka|është|do|kam|kemi|keni|jam|jemi|jeni|janë) [^?]*[.]\s*\Z"
)
_ANSWERED: Final = re.compile(
    r"(?:\A|(?<=[.!?:] ))(?:A|Pse|Kujt|Si \w+(?:oj|em)) [^.?!]{5,}(?P<end>\.)(?= (?:Po|Jo|Telefononi|Përgjigje)\b)"
)
_GOES_ON: Final = re.compile(
    r", (?=(?:Telefononi|Kontaktoni|Shkruani|Paraqituni|Drejtohuni|Njoftoni|Përgjigje)\b)"
)


def check(reading: Reading) -> Findings:
    if reading.language != "sq":
        return
    text = reading.prose
    for match in _VERBLESS.finditer(text):
        yield reading.finding(NAME, MISSING, *match.span())
    for match in _ENDS.finditer(text):
        yield reading.finding(NAME, BREAKS_OFF, *match.span())
    for match in _GOES_ON.finditer(text):
        yield reading.finding(NAME, NO_END, *match.span())
    for match in _ANSWERED.finditer(text):
        yield reading.finding(NAME, NO_END, *match.span("end"))
    for start, end in reading.sentences:
        sentence = text[start:end]
        nothing = _NOTHING.search(sentence)
        if nothing and not _NO.search(sentence):
            yield reading.finding(NAME, NO_NO, start + nothing.start("no"), start + nothing.end())
        if _ASKS.match(sentence):
            yield reading.finding(NAME, NO_END, end - 1, end)
