"""Albanian without its ë and ç."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Final

from languages.albanian import UNKNOWN, Form, form
from languages.checks import known
from languages.checks.finding import Findings, gettext_noop
from languages.checks.reading import Reading, Word
from languages.folding import fold
from languages.glossary import towns
from languages.words import without_letters

NAME = "letters"
WRONG: Final = gettext_noop(
    "A word lacks its ‘ë’ or ‘ç’: %(found)s. It should be or begin: %(right)s."
)
NONE: Final = gettext_noop("The text has neither ‘ë’ nor ‘ç’.")

_NO_NAME: Final = 8
"""Letters of a word with a capital that is a word of Albanian and no name."""
_OF_PEOPLE: Final = (
    *("are", "ares", "ore", "ores", "ese", "eses", "ane", "anes"),
    *("iste", "istes", "uese", "ueses", "oret", "aret", "eset"),
)
"""Endings that women, and adjectives of what is feminine, have without ë."""
# Shapes that Albanian does not have without ë.
_SHAPES: Final = (
    (re.compile(r"\w{2,}(?:[uaeioy]j|o[jhn]|[aeiou])(?:ne|me)(?<=jne|jme)"), "-jnë / -jmë"),
    (re.compile(r"\w{3,}(?:sh|ues)hem|\w{3,}shem"), "-shëm"),
    (re.compile(r"\w{2,}(?:ri|si|ni|ti|ki|li|di|gji|mi|ci|zi|vi)se(?<!krise)(?<!nise)"), "-isë"),
    (re.compile(r"(?:per)(?!son|iud|ime|and|man|sek|fek|for|spek|cep|ife|l|end|de|e|hap|i|m[aei]|o|"
        r"iod|kus|gam|plek|vers|u)[bcdfghjklmnpqrstvxz]\w{2,}"), "për-"),
    (re.compile(r"\w*mbedhjete|\w{2,}dhjete"), "-dhjetë"),
    (re.compile(r"\w{3,}sine?t?(?<=esine)|\w{3,}esise|\w{3,}esine"), "-ësi"),
    (re.compile(r"zevend\w+"), "zëvend-"),
    (re.compile(r"keshill\w*|ceshtj\w*|cfare|cdo\w*|gjithcka|kercen\w*|percar\w*|vecant\w*|cmim\w*|"
        r"celes\w*|kryqez\w*|denonc(?=$)|shendet\w*"), "ë / ç"),
    (re.compile(r"\w{3,}(?:oj|ohej|ej)ne"), "-në"),
    (re.compile(r"\w{3,}nder(?=$)"), "-ndër"),
    (re.compile(r"\w{2,}[^aiouy]esisht"), "-ësisht"),
    (re.compile(r"sterv\w+"), "stërv-"),
)  # fmt: skip
_FINE: Final = frozenset(
    re.findall(
        r"\w+",
        "fishekzjarre qytetare abonent abonente abonentit adresa adresve agjente aksesi aksesin aksesit "
        "aksidente analize ante "
        "aplikante argumente avancuar banoret binte cente departamente dinte dokumente dominante donte duhej "
        "fermere fermeret roje rojet rojeve "
        "eficiente efiçente ekonomie ekspresi elegante elegantë elemente evente evidente fliste fronte "
        "galante garante hipoteze hynte importante incidente instrumente inteligjente interesante intereseve "
        "interesi interesin interesit ishte jepte jonë kantante kesit kishte klientet koherente kolorante "
        "kompetente kongresi kongresit konsekuente konstante kontente lenten linte mbante merrte mesi mesin "
        "mesit militante momente monte monumente ndonte ngjante pacientet pacientë parante parlamente patente "
        "pavarura permanente pesit pinte potente presente presin procese proceset proceseve procesi procesin "
        "procesit procesve progresi progresit punonte përmes qesin relevante restorante rëndësishme shkonte "
        "stresi stresin stresit studente studentet suksesi suksesin suksesit talente tangente tezit thoshte "
        "transparente tregonte urgjente vakante variante versin vesi vesit vigjilente vinte zinte",
    )
)
_ACCUSATIVE: Final = {
    "në",
    "ne",
    "me",
    "për",
    "per",
    "pa",
    "mbi",
    "nën",
    "nen",
    "këtë",
    "kete",
    "kjo",
    "nëpër",
    "ndër",
}
_OF_A_SUM: Final = frozenset({"kësaj", "asaj", "një", "ndonjë", "çdo"})
""" "Half of this sum": here shume is right."""
_ONLY_LAST_FINE: Final = frozenset(
    re.findall(r"\w+", "ane ato ere gjithe keto male mure ne plane se te vete vite zona")
)
_LITTLE: Final = (
    # "te" (at) stands before a name, a pronoun or a definite subject.
    (re.compile(r"\b(?:[Dd]o|[Mm]und|[Dd]uhet|[Pp]ër|[Pp]a|[Jj]anë|[Uu]në|[Nn]uk|[Qq]ë|[Ff]illoi|"
        r"[Vv]azhdon|[Ii]shin) (te)\b(?! (?:cil|kush|ne\b|ju\b|unë))"), "të"),
    (re.compile(r"\b([Tt]e) (?!un[ëe]\b|një\b|m[ëe]\b|ne\b|ju\b|njëri|njëra|secil|cil|kush|dikush|"
        r"vet|gjith[ëe]\b|tjetër|t[ëe]\b|e\b|i\b|nxënës\b|[a-zëç]+(?:të|ët)\b)"
        r"[a-zëç]*(?:[ënrmlsvkh]|[^aiou\s]e)\b"), "të"),
    (re.compile(r"\b([Tt]e) (?:drejta|dhëna|ardhura|rinj|reja|gjitha|moshuarit|rinjtë|rinjve|"
        r"drejtat|dhënat|pakt[ëe]n|mëdha|vogla|tjera|shtunave|dielave|lirë|barabart[aë]|nevojshme|përbashkëta|ndryshme|ndjeshme|vjetra|vështira|mira|shkurtra|gjata|larta|ulëta|jetuarit|cilat|"
        r"cilët|cilave)\b"), "të"),
    (re.compile(r"\b([Tt]e) [A-ZËÇ]\w+[eë]s\b"), "të"),
    (re.compile(r"\b([Nn]e) (?=[−–-]?\d|or[ëea]|shkoll|rrug|qend|fshat\b|lagje|qytet(?!ar)|bashki|vit|"
        r"muaj|dat|mbledh|këshill|njësi|fund|fillim|baz|rast|zbatim|lidhje|kuadër|"
        r"bashkëpunim|përgjigje|internet|distanc|sall|zon|park|shesh|shtëpi|[A-ZËÇ][a-zëç]|"
        r"pun|kat|qark|familje|komun|të |çdo|një|mes|tre|dy|këtë|këto|total|zyr|adres|numr|"
        r"telefon|spital|ditë|jav|koh|dimër|verë|nivel|polic|bibliotek|terren|vend|"
        r"dispozicion|proces|raste|aktivitet|takim|buletin|faqe|ur[ëa]|hyrje|dalje|"
        r"kryqëzim|afat|plan|buxhet|gjykat|prokurori|qarkullim|trafik|mal|dor[ëe]|dhom|"
        r"kopsht|univers|gjykim|mënyr|form|gjuh|jet[ëe]|ujë|tok[ëe]|stacion|autobus)"), "në"),
    (re.compile(r"\b([Mm]e) (?=\d{1,2}\.? ?(?:janar|shkurt|mars|prill|maj|qershor|korrik|gusht|"
        r"shtator|tetor|nëntor|dhjetor)|\d{1,2}[./]\d{1,2}[./]\d{2,4}|i [a-zëç]|"
        r"e [a-zëç]+(?:e|më|të|shme)\b|von[ëe]\b|tej\b|tepër\b|lart\b|poshtë\b|shpesh\b|"
        r"herët\b|shumë se\b|pak se\b|parë\b|pare\b|datë? \d)"), "më"),
    (re.compile(r"(?<!\w)([Ss]e) (?=bashku\b|pari\b|dyti\b|treti\b|fundi\b|shpejti\b|paku\b|"
        r"mesme\b|lartë\b|përgjithshme\b|përbashkët\b|tepërmi\b|afërmi\b|largu\b|martë\b|"
        r"hënë\b|enjte\b|premte\b|shtunë\b|diel\b|mërkurë\b|re\b)"), "së"),
    (re.compile(r"\w{3,}(?:s[ëe]|es) (se) \w+(?:e|më|së|ore|are|ike|shme|tit|it|"
        r"ës)\b(?<!ishte)(?<!kishte)(?<!është)"), "së"),
    # A thing that one has or lacks, each one or none, stands in a case that ends in ë.
    (re.compile(r"\b(?:ka|kanë|kam|keni|kemi|ke|kishte|kishin|çdo|asnjë) (nevoje|pune|dite|ore|jave|"
        r"pagese|vlere|kohe|rruge|shkolle|mase|kerkese)\b"), "ë"),
    (re.compile(r"\b(?:është|ishte|i|një muaj i) (qete|lire|gjate)\b|\b(?:i|e) (larte)\b|"
        r"\b(?:i|e|të|së) (pare)\b"), "ë"),
    (re.compile(r"\b[Nn]jë (termet)\b|\b([Tt]ermet) me magnitud"), "tërmet"),
    (re.compile(r"\b([Qq]e)\b"), "që"),
    (re.compile(r"\b([Nn]je|[Pp]er|[Nn]en|[Jj]ane|[Kk]ane|[Ee]shte|[Bb]ere|"
        r"[Kk]ater|[Pp]ese(?! )|[Gg]jashte|[Ss]htate|[Tt]ete|[Nn]ente|[Nn]gjashem|[Mm]ire|"
        r"[Gg]jate(?! e)|[Pp]ermes|[Aa]snje|[Ll]eke|[Ss]eancen|[Ff]emije\w*|"
        r"[Bb]ehet|[Bb]ehen|[Mm]enyr\w+|[Rr]endes\w+|[Tt]jeter|"
        r"[Aa]sgje|[Gg]jithcka|[Kk]eto|[Kk]ete|[Uu]je|[Ss]ic|(?<=\d )mije)\b"), "ë"),
)  # fmt: skip


def check(reading: Reading) -> Findings:
    if reading.language != "sq":
        return
    seen: set[int] = set()
    towns_in = [(word, "ë / ç") for word in reading.words if _is_bare_town(word.text)]
    for word, right in (*towns_in, *_wrong(reading)):
        if word.start not in seen:
            seen.add(word.start)
            yield reading.finding(NAME, WRONG, word.start, word.end, right=right)
    for pattern, right in _LITTLE:
        for match in pattern.finditer(reading.prose):
            led = match.start() < match.start(1)
            if led and match[1] == "te" and _leads_to_a_place(reading, match.end(1)):
                continue
            if match.start(1) not in seen:
                seen.add(match.start(1))
                yield reading.finding(NAME, WRONG, *match.span(match.lastindex or 0), right=right)
    if not seen and _has_none(reading):
        yield reading.finding(NAME, NONE)


def _wrong(reading: Reading) -> list[tuple[Word, str]]:
    found = []
    listed, only_last = _listed()
    older = dict(without_letters(reading.prose))
    for index, word in enumerate(reading.words):
        key = word.text.casefold()
        if key in _FINE or not key.isascii():
            if not ("ë" in key or "ç" in key) or key in _FINE:
                continue
            half = listed.get(key) or (_marked(key) if not _name(reading, word, index) else "")
            if half:
                found.append((word, half))
            continue
        before = reading.words[index - 1].text.casefold() if index else ""
        if _name(reading, word, index) or (key == "shume" and before in _OF_A_SUM):
            continue
        if key in listed:
            found.append((word, listed[key]))
        elif word.text in older:
            found.append((word, older[word.text]))
        elif key in only_last and before in _ACCUSATIVE and _near(reading, index):
            found.append((word, only_last[key]))
        else:
            shape = next((s for p, s in _SHAPES if s and p.fullmatch(key)), "")
            if not shape and _lacks_its_first(key):
                shape = f"ç{key[1:]}"
            shape = shape or _marked(key)
            if shape:
                found.append((word, shape))
    return found


def _leads_to_a_place(reading: Reading, end: int) -> bool:
    """ "Për te kisha": what is definite and in the nominative stands behind "at"."""
    after = re.match(r" ([a-zëç]+[aiu])\b", reading.prose[end:])
    wanted = Form.NOUN | Form.DEFINITE | Form.NOMINATIVE | Form.SINGULAR
    return after is not None and form(after[1]) & wanted == wanted


def _lacks_its_first(key: str) -> bool:
    """ "cabonohuni": the ç that undoes, before a word that we know."""
    return key[0] == "c" and len(key) > 6 and known.begins(key[1:7], "sq")


@lru_cache(maxsize=16384)
def _marked(key: str) -> str:
    """The word that it is with its marks; empty where it is one without them."""
    # Its end is its case: komunitare is as right as komunitarë.
    of_people = key.endswith(_OF_PEOPLE)
    places = [
        i
        for i, letter in enumerate(key)
        if letter in "ec"
        and (
            i < len(key) - 3
            or (i == len(key) - 3 and key.endswith("me"))
            or key[i:] == "en"
            or (key[i:] in ("e", "es") and not of_people)
        )
    ]
    if not 0 < len(places) < 7 or len(key) < 4 or known.is_known(key, "sq"):
        return ""
    for many in range(1, 4):
        for chosen in combinations(places, many):
            word = "".join(
                {"e": "ë", "c": "ç"}[letter] if i in chosen else letter
                for i, letter in enumerate(key)
            )
            if known.is_known(word, "sq"):
                return word
    return _marked_form(key)


def _marked_form(key: str) -> str:
    """The same of a word of the grammar, wherever its marks are."""
    places = [i for i, letter in enumerate(key) if letter in "ec"]
    for many in range(1, min(len(places), 4) + 1):
        for chosen in combinations(places, many):
            word = "".join(
                {"e": "ë", "c": "ç"}[letter] if i in chosen else letter
                for i, letter in enumerate(key)
            )
            if form(word) != UNKNOWN:
                return word
    return ""


def _near(reading: Reading, index: int) -> bool:
    return reading.words[index].start - reading.words[index - 1].end == 1


def _name(reading: Reading, word: Word, index: int) -> bool:
    """A capital inside a sentence: names keep their own spelling, unless the word is listed."""
    starts = {a for a, _ in reading.sentences}
    return (
        word.text[0].isupper()
        and word.start not in starts
        and word.text.casefold() not in _listed()[0]
        and not _is_one_with_its_marks(word.text.casefold())
    )


@lru_cache(maxsize=4096)
def _is_bare_town(text: str) -> bool:
    """ "Kucovë", "Korces", "Sarande": a town of the country without its letters."""
    return _bare_towns().fullmatch(text) is not None


@cache
def _bare_towns() -> re.Pattern[str]:
    bare = set()
    for town in towns():
        stem = town.removesuffix("ë")
        if fold(stem) != stem.lower():
            bare.add(rf"{fold(stem).capitalize()}(?:[eëa]?s?|[eë]n|it|in|i)")
        elif stem != town:
            bare.add(rf"{stem}(?:es?|en)")
    return re.compile("|".join(sorted(bare)))


def _is_one_with_its_marks(key: str) -> bool:
    """ "Sigurise", "Trashegimise": no word of ours, but it is one with its ë."""
    if known.is_known(key, "sq"):
        return False
    return (key.endswith("ise") and known.is_known(f"{key[:-1]}ë", "sq")) or (
        len(key) > _NO_NAME and form(key) == UNKNOWN and bool(_marked_form(key))
    )


def _has_none(reading: Reading) -> bool:
    letters = [c for c in reading.prose.casefold() if c.isalpha()]
    return len(letters) >= 90 and not any(c in "ëç" for c in letters)


@cache
def _listed() -> tuple[dict[str, str], dict[str, str]]:
    """Of `data/marked.txt`: what a word without its letters should be; and the words that are
    others without them, unless a preposition or "every" stands before."""
    listed: dict[str, str] = {}
    only_last: dict[str, str] = {}
    text = (files("languages") / "data" / "marked.txt").read_text(encoding="utf-8")
    for line in text.split():
        word, bare = line.removesuffix("?"), fold(line.removesuffix("?"))
        if line.endswith("?"):
            if word.endswith("ë") and fold(word[:-1]) == word[:-1] and bare not in _ONLY_LAST_FINE:
                only_last[bare] = word
            continue
        listed[bare] = word
        # One of several letters forgotten: keshillë, këshille.
        places = [i for i, c in enumerate(word) if c in "ëç"]
        if len(places) > 1:
            for place in (p for p in places if p < len(word) - 1 or word[p] == "ç"):
                half = word[:place] + ("e" if word[place] == "ë" else "c") + word[place + 1 :]
                listed.setdefault(half, word)
    known = {line.removesuffix("?") for line in text.split()}
    return {k: v for k, v in listed.items() if k not in known}, only_last
