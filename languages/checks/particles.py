"""Small words that cannot stand where they stand: a word beside them is missing, or a mark."""

import re
from typing import Final

from languages.checks.broken import BREAKS_OFF
from languages.checks.finding import Findings, gettext_noop
from languages.checks.punctuation import NO_END
from languages.checks.reading import Reading

NAME: Final = "particles"
MISSING: Final = gettext_noop("A word is missing here: %(found)s")
NO_NO: Final = gettext_noop("“%(found)s” needs a “nuk”, a “mos” or a “pa”.")
OUT_OF_PLACE: Final = gettext_noop("These words do not stand together: %(found)s")


def _one_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(patterns)})(?![\w’'-])")


_NO_PREPOSITION: Final = "".join(
    rf"(?<!\b{word} )" for word in ("me", "për", "nga", "në", "te", "tek", "prej", "pa", "mbi")
)
_VERBLESS: Final = re.compile(
    # "të", "do të", "duhet të": a verb must follow; "e" and "i": what they belong to.
    r"(?<![\w’'-])(?:(?<!me )(?<!për )(?<!nga )(?<!në )(?<!te )(?<!tek )(?<!prej )(?<!pa )(?<!mbi )"
    r"të (?:në|nga|për|me|mbi|pa)|[Nn]uk u (?:të|e|i|në|nga|me|për)|[Nn]uk duhet (?:deri|në|nga|për|pas|gjatë)|"
    r"[Dd]uhet të (?:gjatë|jashtë|brenda)|"
    r"ta [a-zëç]{2,}(?:[bcdfghklmpqrstvxzj]ën|imin)|(?:një|duhet|mund|do) të,|"
    r"[Nn]ë e|e (?:është|ishte)|[Nn]ë (?:për|nga)|mbi (?:në|nga)|"
    r"(?:[Dd]uhet|[Mm]und|[Dd]o) të (?:[a-zëç]{2,}[bcdfghklmpqrstvxzjr]ën|[a-zëç]{3,}imin|"
    r"[a-zëç]{4,}(?:r|t|s|sh)je|[a-zëç]{2,}(?:uar|yer|rur|tur|lur|hur)|edhe|dhe|ose|të|"
    r"[a-zëç]{4,}(?<!n)(?<!sh)im|[a-zëç]{4,}(?<![nm])i)|"
    r"[a-zëç]{4,}a e[;:]|[a-zëç]{4,}(?:i|u) i[;:]|"
    r"[Mm]os (?:i|e|na|ju|ua|ia) [a-zëç]{2,}(?:set|imin|imet|ave|ëve)|"
    r"(?:nuk |do |)(?:mund|duhet) të(?=[.!?])|[a-z]+ e një (?:është|janë|ishte)|"
    r"[Mm]os (?:kurrë )?(?:një|asnjë)|[Dd]o të (?:\d+|tre|tri|katër|pesë|gjashtë|shtatë|tetë|nëntë|dhjetë)|"
    r"[Tt][’'](?:i|u|ia) [a-zëç]{3,}(?:itë|ët|ave|eve|imin|timin)|[Nn]uk të [a-zëç]+(?:ave|eve|ëve|uar|shëm|shme)|"
    r"[Tt][’'](?:i|u|ia|a) (?:pa|me|në|nga|për|mbi|dhe|ose)|"
    r"[a-zëçA-ZËÇ]\w+(?<!hen)(?<!het)(?<!jnë)(?<!uan)(?<!rë) e do të)(?![\w-])(?! (?:fjalë|para)\b)"
)
_UNLED: Final = re.compile(
    # "Duhet", "mund" without their "të".
    r"\b[Dd]uhet (?!të\b|ta\b|t[’']|ti\b|tu\b)[a-zëç]{2,}(?:jnë|[oei]jë|[^aeiouëy]in)\b|"
    r"(?<!me )(?<!Me )\b[Mm]und (?!të\b|ta\b|t[’']|ti\b|tu\b|edhe\b|vetëm\b|dhe\b)"
    r"[a-zëç]{3,}(?:jnë|[^aeiouëyh]ë|[oi]jë)\b"
)
_MONTHS: Final = "janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor"
_APART: Final = {
    "sq": _one_of(
        f"[Mm]ë (?:{_MONTHS})", "për të [a-zëç]{3,}(?:imeve|ave)",
        "(?:mikro|kilo|mili|centi) (?:gram|metr|litr|vat)\\w*", "më shumë[a-zëç]{5,}",
        "(?:nga|me|mbi) (?!(?:angl|ital|greq|frëng|gjerman|rus|turq|rom|serb|maqedon|arab|span)isht)[a-zëç]{3,}isht",
        f"{_NO_PREPOSITION}të (?:dhe|ose|por|apo|që|se|është|e)",
        "(?:i|e) (?:dhe|ose|por|apo)", "i (?:që|se)",
        "i (?:nga|në|me|për|te|mbi)", "e e", "i i", "(?:[Nn]ë|[Mm]e|[Pp]ër|[Nn]ga|[Pp]a) të të", "sepse që",
        "(?:[Pp]ër shkak|[Nn]ë kuadër|[Nn]ë emër|[Mm]e rastin|[Nn]ë bazë) [a-zëç]{3,}(?:ave|eve|ëve|it|së)",
        "në më(?! (?:shumë|pak|tepër|afër)\\b)", "pas nga", "(?:[Nn]uk|[Mm]os) të (?:duhet|mund|do)",
        "është dhe(?! (?:mbet|do|ka|çfarë|nuk|si|ku)\\w*)", "po (?:një|disa) [a-zëç]+ (?:për|në|me|të|i|e)",
        "(?:nën|mbi) (?:pas|gjatë|prej|nga|për)",
        "(?:ky|kjo|këtë|këto|këta|atë|ato|çdo|disa) por",
        "së (?:në|nga|me|për|dhe|ose|por|që|është|janë|u|do|duhet|mund|ka|po)",
        "u (?:të|dhe|ose|por|që|në|nga|me|për|te|mbi|nën|pas|deri|një|i|e|së)",
        "nuk (?:dhe|ose|por|që|në|nga|për|me|mbi|një|asnjë|së)",
        "dhe (?:por|ose|apo)", "(?:ose|apo|por) (?:ose|apo)", "(?:ose|apo) (?:dhe|por)",
        "(?:është|janë) (?:është|janë|ka|kanë|do)", "(?:ka|kanë|do) (?:është|janë)",
        "(?:është|janë|ka|kanë|kam) (?!njësoj)[a-zëç]{3,}oj",
        "duhet (?:nuk|është|janë|ka)", "mund (?:nuk|është|janë|ka)",
        "nga (?:dhe|ose|por|që|me|për|është|u|mund|do|duhet)", "në (?:ose|por|me|është|janë)",
        "për (?:ose|por|me|është|janë)", "me (?:por|e|është|janë|mund|duhet|do)",
        "me [a-zëç]{2,}(?:izon|ojnë|ohet|ohen)",
    ),
    "en": _one_of(
        "(?:the|a|an|their|our|its|your|my) (?:of|to|in|and|or|is|are|was|were|has|have|with|for|"
        "from|at|by|on|that|which|because|than|the|a|an|this|their|it|they)"
    ),
}  # fmt: skip
"""Of these no two follow each other."""
_ENDS: Final = re.compile(
    r"(?<![\w-])(?:në|(?<!vota )për|nga|mbi|ndër)(?=, )|"
    r"\b(?:për|në|nga|dhe|që|sepse|te|do të|(?<!-)së|(?:është|janë) [ei])(?=[.!?](?:\s|\Z))"
)
_IS: Final = re.compile(r"(?P<before>[^.!?;:]*)\b(?P<is>është|ishte|janë|ishin)(?=[.!](?:\s|\Z))")
_AS_IT_IS: Final = re.compile(r"\b(?:siç?|sa|ku|kur|kush|çfarë|cil\w*|që|kështu|ashtu|tillë|nuk)\b")
""" "Say how sure it is.": here the sentence may end so."""
_NOTHING: Final = re.compile(
    r"\b[A-ZËÇa-zëç][a-zëç]*(?:on|ojnë|ohet|ohen|het|oi|uan|uar|anë|sin|nin) "
    r"(?:në |me |për |nga )?(?P<no>asgjë|askush|askënd|asnjë [a-zëç]+)\b"
)
_NOBODY: Final = re.compile(
    r"(?<!pa )\b(?P<no>[Aa](?:skush|snjë (?!që\b)[a-zëç]+)) "
    r"(?:mund|do|u|ka|kanë|është|janë|duhet|ishte|[a-zëç]{3,}(?:het|hen|ojnë|oi))\b(?! nuk)"
)
_NO: Final = re.compile(r"\b(?:[Nn]uk|[Mm]os|[Aa]s|[Jj]o|[Pp]ranë)\b|\b[Ss][’'‘]")
_WITHOUT: Final = re.compile(r"\b[Pp]a\b")
_ASKS: Final = re.compile(
    r"A (?:mund|duhet|ka|është|do|kam|kemi|keni|jam|jemi|jeni|janë) [^?]*[.]\s*\Z"
)
_ANSWERED: Final = {
    "sq": re.compile(
        r"Pyetje: [^.?!]{5,}\.(?= Përgjigje)|(?:\A|(?<=[.!?:] ))(?:A|Pse|Kujt|Si \w+(?:oj|em)) [^.?!]{5,}\."
        r"(?= (?:Po|Jo|Telefononi|Përgjigje)\b)|"
        r"(?:\A|(?<=[.!?] ))(?:Ku|Kur|Si|Kujt|Pse|Çfarë) (?:mund|duhet|do) të (?:\w+oj|\w+em|bëj|marr|gjej|vij|jap)\b"
        r"[^?.!]*\.(?= [A-ZËÇ])|"
        r"(?:\A|(?<=[.!?:] ))(?:Sa (?:kushton|kushtojnë|zgjat|zgjasin|paguhet)|Ku (?:ndodhet|gjendet)|Pse (?:u|është)|"
        r"Kur (?:hapet|fillon|nis|mbaron)) [^,.?!]+\.(?= [A-ZËÇ])"
    ),
    "en": re.compile(
        r"(?:\A|(?<=[.!?] ))(?:Where|How|Why|What) (?:can|do|does|should|must) (?:I|we|a|my) "
        r"[^?.!]+\.(?= [A-Z])"
    ),
}
_GOES_ON: Final = re.compile(
    r", (?=(?:Telefononi|Kontaktoni|Shkruani|Paraqituni|Drejtohuni|Njoftoni|Përgjigje)\b|(?:Po|Jo),)"
)
_BEGINS_ANEW: Final = {
    "sq": re.compile(
        r"\b[a-zëç]{3,} (?:[A-ZËÇ][a-zëç]{2,}arët|Në|Me|Për|Nga|Gjatë|Pas|Kur|Nëse|Ndërsa|Ky|Kjo|Ai|Ajo|Këto|Këta|Ju|"
        r"Mos|Hyrja|Banorët|Banorëve|Punimet|Kërkesat|Aplikimet|Dokumentet|Telefononi)\b"
    ),
    "en": re.compile(
        r"\b[a-z]{3,} (?:The|This|These|It|They|Please|If|When|During|Those|There|Residents|"
        r"Applications|Documents|Admission|Anyone|You|Its|Their)\b(?! Hague)"
    ),
}
"""A capital that only the beginning of a sentence gives, and no mark before it."""
_ENDS_TOO_EARLY: Final = re.compile(r"(?<=[a-zëç]{4})\. (?=[a-zëç]{2})|(?<=[a-zëç]{5})[.!?],")


def check(reading: Reading) -> Findings:
    text, language = reading.prose, reading.language
    if language not in _APART:
        return
    for match in _APART[language].finditer(text):
        yield reading.finding(NAME, OUT_OF_PLACE, *match.span())
    for match in _ANSWERED[language].finditer(text):
        yield reading.finding(NAME, NO_END, match.end() - 1, match.end())
    for match in _BEGINS_ANEW[language].finditer(text):
        if "<" in reading.raw[slice(*reading.place(match.start(), match.end()))]:
            continue  # a title in italics
        yield reading.finding(NAME, NO_END, *match.span())
    for match in _ENDS_TOO_EARLY.finditer(text):
        yield reading.finding(NAME, NO_END, *match.span())
    if language == "sq":
        yield from _albanian(reading)


def _albanian(reading: Reading) -> Findings:
    text = reading.prose
    for pattern in (_VERBLESS, _UNLED):
        for match in pattern.finditer(text):
            yield reading.finding(NAME, MISSING, *match.span())
    for match in _ENDS.finditer(text):
        yield reading.finding(NAME, BREAKS_OFF, *match.span())
    for match in _IS.finditer(text):
        if not _AS_IT_IS.search(match["before"]):
            yield reading.finding(NAME, BREAKS_OFF, *match.span("is"))
    for match in _GOES_ON.finditer(text):
        yield reading.finding(NAME, NO_END, *match.span())
    for start, end in reading.sentences:
        sentence = text[start:end]
        nothing = _nobody(sentence)
        if nothing and not _NO.search(sentence):
            yield reading.finding(NAME, NO_NO, start + nothing.start("no"), start + nothing.end())
        if _ASKS.match(sentence):
            yield reading.finding(NAME, NO_END, end - 1, end)


def _nobody(sentence: str) -> re.Match[str] | None:
    """Nothing, nobody: whom "pa" denies only where it stands before them."""
    if nobody := _NOBODY.search(sentence):
        return nobody
    return None if _WITHOUT.search(sentence) else _NOTHING.search(sentence)
