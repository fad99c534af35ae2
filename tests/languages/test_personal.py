"""What looks personal in a text of a report: found where it is, and nowhere else."""

import itertools
import time

import pytest

from languages.personal import Kind, find


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "kind", "passage"),
    [
        ("U pa z. Krasniqi te kioska.", "name", "z. Krasniqi"),
        ("Foli znj. Mira Hoxha.", "name", "znj. Mira Hoxha"),
        ("zonja Vera e pa", "name", "zonja Vera"),
        ("Zonja Çelë-Dervishi tha", "name", "Zonja Çelë-Dervishi"),
        ("sipas Dr. Dautit", "name", "Dr. Dautit"),
        ("sipas Prof. as. Dautit", "name", "Prof. as. Dautit"),
        ("imam Ahmeti u fol", "name", "imam Ahmeti"),
        ("imami Ahmet Leka foli", "name", "imami Ahmet Leka"),
        ("një i riu i quajturi Besnik", "name", "i quajturi Besnik"),
        ("e quajtura Drita", "name", "e quajtura Drita"),
        ("shtetasi A. kërcënoi", "name", "shtetasi A."),
        ("mësuesja Teuta raportoi", "name", "mësuesja Teuta"),
        ("nxënësi Ardit u godit", "name", "nxënësi Ardit"),
        ("i riu A. B., 34 vjeç", "initials", "A. B."),
        ("i mituri A.B.", "initials", "A.B."),
        ("e mitura Xh. Sh. mungon", "initials", "Xh. Sh."),
        ("me ID J12345678K u pa", "id_number", "J12345678K"),
        ("nid i31204072h", "id_number", "i31204072h"),
        ("thirri nga +355 69 123 4567", "telephone", "+355 69 123 4567"),
        ("numri 0691234567", "telephone", "0691234567"),
        ("numri 069-123-4567.", "telephone", "069-123-4567"),
        ("numri 068 12 34 567", "telephone", "068 12 34 567"),
        ("fiks 054 254 444", "telephone", "054 254 444"),
        ("numri 00355691234567", "telephone", "00355691234567"),
        ("thirri më 09.11.2026 nga 0691234567", "telephone", "0691234567"),
        ("shkruan nga dikush@example.org.", "email", "dikush@example.org"),
        ("makina AA 123 BB", "plate", "AA 123 BB"),
        ("makina AB123CD", "plate", "AB123CD"),
        ("makina ab123cd", "plate", "ab123cd"),
        ("makina e vjetër EL 1234 A", "plate", "EL 1234 A"),
        ("ndaj romëve", "community", "romëve"),
        ("ndaj një familjeje rome", "community", "rome"),
        ("komuniteti ROM", "community", "ROM"),
        ("familje egjiptiane", "community", "egjiptiane"),
        ("ndaj myslimanëve", "community", "myslimanëve"),
        ("besimtarë ortodoksë", "community", "ortodoksë"),
        ("teqeja bektashiane", "community", "bektashiane"),
        ("ndaj katolikëve", "community", "katolikëve"),
        ("të krishterët", "community", "krishterët"),
        ("against Muslims", "community", "Muslims"),
        ("persona LGBTIQ", "community", "LGBTIQ"),
    ],
)
def test_what_looks_personal_is_found(text: str, kind: str, passage: str) -> None:
    assert (kind, passage) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Drejtori i Policisë dhe shefi i komisariatit e dinë.",
        "Inspektori i zonës kaloi dy herë.",
        "Zonja e parë në rend foli.",
        "imami i xhamisë dhe mësuesja e klasës",
        "Shërbimi Social, Bashkia dhe Policia e Shtetit",
        "Drejtoria Vendore e Policisë, Prokuroria e Shkallës së Parë",
        "At Policia Bashkiake they said",
        "Rruga Bardhyl, pranë lagjes nr. 4",
        "Bulevardi Qemal Stafa në qendër",
        "më 09.11.2026 ora 14:30 dhe 10.11.2026",
        "Më 2026-11-09, ora 22.15",
        "06.11.2026 07.11.2026",
        "Nr. 1234/5 prot., datë 03.02.2026",
        "shkresa nr. 054/2026",
        "Telefononi 112, 129 ose 116 111",
        "116 111 dhe 116 117 pa pagesë",
        "R.SH.B. dhe K.V.S.P.",
        "shoqëria Drita Sh.A. ofron",
        "klasa e 9 A dhe 9 B",
        "VKM 123 e vitit 2026",
        "një roman i ri në bibliotekë",
        "protestuesit u larguan",
        "vendi 100 metra nga shkolla",
        "Rreth 20 000 000 lekë dëm",
        "",
    ],
)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_each_passage_is_found_once_and_in_order() -> None:
    found = find("shtetasi A. B. thirri 0691234567, pastaj z. Leka")
    assert [one.kind for one in found] == [Kind.NAME, Kind.TELEPHONE, Kind.NAME]
    assert all(one.end <= after.start for one, after in itertools.pairwise(found))


@pytest.mark.parametrize(
    "text", ["0" * 8000, "A. " * 2600, "a@" * 4000, "Aa " * 2600, "z. " * 2600]
)
def test_a_long_text_does_not_take_long(text: str) -> None:
    began = time.monotonic()
    find(text)
    assert time.monotonic() - began < 2
