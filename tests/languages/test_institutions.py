"""Institutions in Albanian prose: whose name stands there, and whose does not."""

import pytest

from languages.institutions import named

HOME = ("Elbasan", "Elbasani", "Elbasanit", "Bradashesh")
NAMES = {
    "municipality": ("Bashkia",),
    "police": ("Policia e Shtetit", "policia e shtetit", "DVP"),
    "municipal_police": ("Policia Bashkiake",),
    "court": ("Gjykata e Shkallës së Parë",),
    "prosecution": ("Prokuroria", "Prokuroria pranë Gjykatës së Shkallës së Parë"),
    "education": ("Zyra Vendore e Arsimit", "ZVAP"),
    "civil": ("Emergjencat Civile",),
    "prefect": ("Prefekti",),
}


def said(text: str) -> list[tuple[str, str]]:
    return [(found.key, text[found.start : found.end]) for found in named(text, NAMES, home=HOME)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Bashkia Elbasan hapi sallën.", "municipality"),
        ("Nisma e Bashkisë së Elbasanit vazhdon.", "municipality"),
        ("Banorët ia dërguan Bashkinë Elbasan.", "municipality"),
        ("Folën me Policinë e Shtetit.", "police"),
        ("Njoftimi i policisë së shtetit erdhi.", "police"),
        ("DVP-ja dhe të tjerë erdhën.", "police"),
        ("Zyrës Vendore të Arsimit iu kërkua një listë.", "education"),
        ("Lista e ZVAP-së u plotësua.", "education"),
        ("Emergjencave Civile u duhen 3 ditë.", "civil"),
        ("Prefektit iu dërgua lista.", "prefect"),
        ("Policia Bashkiake e Bradasheshit ndihmoi.", "municipal_police"),
    ],
)
def test_a_name_is_known_in_each_case(text: str, key: str) -> None:
    assert [found for found, _ in said(text)] == [key]


@pytest.mark.parametrize(
    "text",
    [
        "Kryetari i bashkisë foli.",
        "Njoftimi në polici nuk paguhet.",
        "Shkoni në bashki ose në gjykatë.",
        "Në emergjencat civile çdo minutë vlen.",
        "Bashkia Tiranë dhe Bashkia e Durrësit erdhën si mysafirë.",
        "Prokuroria e Posaçme nuk është këtu.",
        "Policia. E Shtetit është tjetër gjë.",
        "Këshilli dhe KVSP-ja u mblodhën.",
    ],
)
def test_generic_words_and_the_institutions_of_others_are_no_name_of_ours(text: str) -> None:
    assert said(text) == []


def test_the_long_name_wins_over_the_short_ones_in_it() -> None:
    assert said("Prokurorisë pranë Gjykatës së Shkallës së Parë Elbasan iu shkrua.") == [
        ("prosecution", "Prokurorisë pranë Gjykatës së Shkallës së Parë")
    ]
    assert said("Prokuroria dhe Gjykata e Shkallës së Parë u përgjigjën.") == [
        ("prosecution", "Prokuroria"),
        ("court", "Gjykata e Shkallës së Parë"),
    ]
