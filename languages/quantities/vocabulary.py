"""Words for numbers in three languages, folded (`folding.fold`)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

HUNDRED, THOUSAND, MILLION = Decimal(100), Decimal(1000), Decimal(1_000_000)

SCALES: Final[dict[str, dict[str, Decimal]]] = {
    "sq": {
        "qind": HUNDRED, "mije": THOUSAND, "mijeve": THOUSAND, "milion": MILLION, "milione": MILLION,
        "milioni": MILLION, "miliona": MILLION, "miliard": MILLION * 1000, "miliarde": MILLION * 1000,
    },
    "en": {
        "hundred": HUNDRED, "thousand": THOUSAND, "million": MILLION, "billion": MILLION * 1000,
    },
    "ar": {
        "ميه": HUNDRED, "مايه": HUNDRED, "الف": THOUSAND, "الفا": THOUSAND, "الاف": THOUSAND,
        "مليون": MILLION, "مليونا": MILLION, "ملايين": MILLION, "مليار": MILLION * 1000,
        "مليارا": MILLION * 1000,
        "مليارات": MILLION * 1000,
    },
}  # fmt: skip

# Larger than any number: "dozens of people" may be "scores" elsewhere, but not "thousands".
VAGUE: Final[dict[str, dict[str, int]]] = {
    "sq": {
        "dhjetera": 10, "dhjetra": 10, "dhjeterat": 10, "duzina": 10, "qindra": 100, "qindrat": 100,
        "mijera": 1000, "mijerat": 1000, "mijra": 1000, "miliona": 10**6,
    },
    "en": {
        "dozens": 10, "tens": 10, "scores": 10, "hundreds": 100, "thousands": 1000,
        "millions": 10**6,
    },
    "ar": {
        "عشرات": 10, "العشرات": 10, "ميات": 100, "المييات": 100, "الميات": 100, "الالاف": 1000,
        "الاف": 1000, "ملايين": 10**6, "الملايين": 10**6,
    },
}  # fmt: skip

_SQ_UNITS = {
    "zero": 0, "nje": 1, "njeri": 1, "njera": 1, "dy": 2, "dyja": 2, "tre": 3, "tri": 3, "tria": 3,
    "treja": 3, "kater": 4, "katra": 4, "pese": 5, "pesa": 5, "gjashte": 6, "shtate": 7,
    "tete": 8, "nente": 9, "dhjete": 10,
}  # fmt: skip
_SQ_TENS = {
    "njezet": 20, "tridhjete": 30, "dyzet": 40, "katerdhjete": 40, "pesedhjete": 50,
    "gjashtedhjete": 60, "shtatedhjete": 70, "tetedhjete": 80, "nentedhjete": 90,
}  # fmt: skip
_SQ_ORDINALS = {
    "pare": 1, "katert": 4, "njezete": 20, "njezeti": 20, "njezetin": 20, "njezeten": 20,
}  # fmt: skip
_SQ_ORDINAL_STEMS = (
    "dyt", "tret", "katert", "pest", "gjasht", "shtat", "tet", "nent", "dhjet",
)  # fmt: skip
_EN_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EN_ORDINALS = {
    "first": 1, "third": 3, "thirds": 3, "fourth": 4, "fourths": 4, "fifth": 5,
    "fifths": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
_AR_UNITS = {
    "صفر": 0, "واحد": 1, "واحده": 1, "واحدا": 1, "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2,
    "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2, "ثلاثه": 3, "ثلاث": 3, "اربعه": 4, "اربع": 4,
    "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "سبع": 7, "ثمانيه": 8, "ثماني": 8,
    "ثمان": 8, "ثمانيا": 8, "ثلاثا": 3, "اربعا": 4, "خمسا": 5, "ستا": 6, "سبعا": 7, "تسعا": 9,
    "عشرا": 10, "تسعه": 9, "تسع": 9, "عشره": 10, "عشر": 10, "احد": 1, "احدي": 1,
}  # fmt: skip
_AR_TENS = {
    "عشر": 20, "ثلاث": 30, "اربع": 40, "خمس": 50, "ست": 60, "سبع": 70, "ثمان": 80, "تسع": 90,
}  # fmt: skip
_AR_ORDINALS = {
    "اول": 1, "اولي": 1, "ثالث": 3, "رابع": 4, "خامس": 5, "سادس": 6, "سابع": 7, "ثامن": 8,
    "تاسع": 9, "عاشر": 10, "حادي": 1,
}  # fmt: skip
_AR_PARTS = {"ثلث": 3, "خمس": 5, "سدس": 6, "سبع": 7, "تسع": 9}
_AR_FRACTIONS = {
    "اخماس": 5,
    "اثلاث": 3,
    "اسداس": 6,
    "اعشار": 10,
    **{
        f"{part}{dual}{whose}": value
        for part, value in _AR_PARTS.items()
        for dual, whose in (
            *(("", whose) for whose in ("ها", "هم", "هن", "ه")),
            *((dual, whose) for dual in ("ا", "ي") for whose in ("ها", "هم", "هن", "ه")),
        )
    },
    "ثلث": 3,
    "ثلثا": 3,
    "ثلثي": 3,
    "ثلثين": 3,
    "سدس": 6,
    "سدسا": 6,
    "خمسي": 5,
}
_AR_HUNDREDS = {"ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "ثماني": 8, "تسع": 9}


def _sq() -> Iterator[tuple[str, int]]:
    yield from _SQ_UNITS.items()
    yield from _SQ_ORDINALS.items()
    for value, stem in enumerate(_SQ_ORDINAL_STEMS, 2):
        for ending in ("i", "e", "a", "at", "it", "in", "en", "es"):
            yield f"{stem}{ending}", value
    yield from _SQ_TENS.items()
    for unit, value in _SQ_UNITS.items():
        if 0 < value < 10 and unit in (
            "nje",
            "dy",
            "tre",
            "kater",
            "pese",
            "gjashte",
            "shtate",
            "tete",
            "nente",
        ):
            for ending in ("e", "i", "a", "it", "in", "en", "es"):
                yield f"{unit}mbedhjet{ending}", 10 + value
            yield f"{unit}qind", 100 * value
    yield "katermbedhjete", 14
    yield "treqind", 300
    yield "duzine", 12


def _en() -> Iterator[tuple[str, int]]:
    for value, word in enumerate(_EN_UNITS):
        yield word, value
        if value in (4, 6, 7, 10, 11) or value > 12:
            yield f"{word}th", value
        if 2 <= value < 10:
            yield f"{word}es" if value == 6 else f"{word}s", value  # the under-sixes
    for index, word in enumerate(_EN_TENS):
        yield word, 20 + 10 * index
        yield f"{word[:-1]}ieth", 20 + 10 * index
    yield from _EN_ORDINALS.items()
    yield "hundredth", 100
    yield "dozen", 12


def _ar() -> Iterator[tuple[str, int]]:
    yield from _AR_UNITS.items()
    for stem, value in _AR_TENS.items():
        yield f"{stem}ون", value
        yield f"{stem}ين", value
    for word, value in _AR_ORDINALS.items():
        yield word, value
        yield f"{word}ه", value
        yield f"{word}ا", value
    yield from _AR_FRACTIONS.items()
    yield "دزينه", 12
    for hundred in ("ميت", "مايت"):
        for ending in ("ان", "ين", "ا", "ي"):
            yield f"{hundred}{ending}", 200
    for stem, value in _AR_HUNDREDS.items():
        yield f"{stem}ميه", 100 * value
        yield f"{stem}مايه", 100 * value
    for word, value in (("الف", 2000), ("مليون", 2_000_000), ("مليار", 2_000_000_000)):
        for ending in ("ان", "ين", "ي"):
            yield f"{word}{ending}", value


WORDS: Final[dict[str, dict[str, int]]] = {"sq": dict(_sq()), "en": dict(_en()), "ar": dict(_ar())}
WORDS["ar"].pop("احد")  # somebody; it counts only in eleven
WORDS["ar"].pop("احدي")
WORDS["ar"].pop("حادي")
for _teen in ("اثنا", "اثني", "اثنتا", "اثنتي"):
    WORDS["ar"].pop(_teen)

ARABIC_TEEN_UNITS: Final = {
    **_AR_UNITS, **_AR_ORDINALS, **{f"{word}ه": value for word, value in _AR_ORDINALS.items()},
    "ثاني": 2, "ثانيه": 2,
}  # fmt: skip

HALF: Final = {"sq": ("gjysme", "gjysem"), "en": ("half",), "ar": ("نصف",)}
DOZEN: Final = {"sq": ("duzine",), "en": ("dozen",), "ar": ("دزينه",)}

# They may say a number that is there, but nobody must repeat them.
WEAK: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "sq": {
        "gjysme": ("0.5", "30", "2", "50"), "gjysma": ("0.5", "2", "50"), "gjysmen": ("0.5", "2", "50"),
        "cerek": ("0.25", "4", "15"), "cereku": ("0.25", "4", "25"), "dyfish": ("2",), "dyfishin": ("2",),
        "trefish": ("3",), "tremujor": ("3", "4"), "tremujori": ("3", "4"), "tremujorin": ("3", "4"),
        "tremujorit": ("3", "4"), "dyjavor": ("2",), "dyditor": ("2",), "dyditore": ("2",),
        "treditor": ("3",), "treditore": ("3",), "dymujor": ("2",), "gjashtemujor": ("6",),
        "gjashtemujori": ("6",), "gjashtemujorin": ("6",), "dyvjecar": ("2",), "dyvjecare": ("2",),
        "trevjecar": ("3",), "trevjecare": ("3",), "cift": ("2",), "dyshe": ("2",),
        "dhjeteshe": ("10",), "peseshe": ("5",), "treshe": ("3",), "katershe": ("4",),
        "trimujor": ("3",), "pesevjecar": ("5",), "pesevjecare": ("5",), "nentevjecare": ("9",),
    },
    "en": {
        "half": ("0.5", "30", "2", "50"), "quarter": ("0.25", "4", "15", "3", "25"), "quarters": ("4",),
        "quarterly": ("3", "4"), "second": ("2",), "secondly": ("2",), "both": ("2",), "twice": ("2",),
        "couple": ("2",), "pair": ("2",), "double": ("2",), "doubled": ("2",), "either": ("2",),
        "fortnight": ("2", "14", "15"), "once": ("1",), "single": ("1",), "triple": ("3",), "thrice": ("3",),
        "neither": ("2",), "annual": ("1",), "tenths": ("10",), "biannual": ("2",), "weekend": ("2",),
        "a": ("1",), "an": ("1",), "the": ("1",),
    },
    "ar": {
        "نصف": ("0.5", "30", "2", "50"), "النصف": ("0.5", "2", "50"), "نصفها": ("0.5", "2", "50"),
        "نصفهم": ("0.5", "2", "50"), "نصفه": ("0.5", "2", "50"), "ربعها": ("0.25", "4"),
        "ربعهم": ("0.25", "4"), "ربع": ("0.25", "4", "15", "25"),
        "ارباع": ("4",), "ثاني": ("2",), "ثانيه": ("2",), "ثانيا": ("2",), "كلا": ("2",),
        "كلتا": ("2",), "كلي": ("2",), "ضعف": ("2",), "ضعفي": ("2",), "مرتين": ("2",), "مره": ("1",),
        "ثلاثي": ("3",), "ثنايي": ("2",), "خماسي": ("5",), "فصلي": ("3",), "فصليه": ("3",),
        "رباعي": ("4",), "رباعيه": ("4",), "ثلاثيه": ("3",), "ثناييه": ("2",), "خماسيه": ("5",),
        "ارباعه": ("4",), "ارباعها": ("4",), "ارباعهم": ("4",), "عشر": ("10",), "يومي": ("2",),
        "شهري": ("2",), "عامي": ("2",),
    },
}  # fmt: skip
