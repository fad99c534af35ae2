"""What each Albanian word can be, and where it cannot stand."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from languages import albanian
from languages.albanian import UNKNOWN, Form, form, packed
from languages.checks import check_text


def errors(text: str) -> set[str]:
    return {one.check for one in check_text(text, "sq") if one.severity == "error"}


@pytest.mark.parametrize(
    ("word", "can_be", "cannot_be"),
    [
        ("taksën", Form.NOUN | Form.ACCUSATIVE | Form.DEFINITE | Form.FINITE, Form.OTHER),
        ("qytetit", Form.NOUN | Form.OBLIQUE | Form.DEFINITE, Form.ACCUSATIVE | Form.INDEFINITE),
        ("paguajnë", Form.FINITE, Form.NOUN),
        ("paguajë", Form.SUBJUNCTIVE, Form.FINITE | Form.NOUN),
        ("mbyllur", Form.PARTICIPLE | Form.OTHER, Form.FINITE),
        ("asfaltim", Form.NOUN | Form.INDEFINITE, Form.ANIMATE),
        ("mësues", Form.NOUN | Form.ANIMATE, Form.DEFINITE),
    ],
)
def test_a_word_can_be_what_the_grammar_says(word: str, can_be: Form, cannot_be: Form) -> None:
    assert form(word) & can_be == can_be
    assert not form(word) & cannot_be


@pytest.mark.parametrize("word", ["nënjë", "", "zzz", "bridges", "Këshilli"])
def test_of_a_word_that_the_grammar_lacks_nothing_is_known(word: str) -> None:
    assert form(word) == UNKNOWN


def test_a_packed_table_says_of_each_word_what_was_put_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # More kinds than one digit has, words that begin one another, letters of two bytes.
    words = {f"{'ëç'[n % 2]}{'a' * (n % 7)}{n}": Form(n + 1) for n in range(500)}
    (tmp_path / "forms.xz").write_bytes(packed(words))
    monkeypatch.setattr(albanian, "FILE", tmp_path / "forms.xz")
    albanian._table.cache_clear()
    form.cache_clear()
    try:
        assert {word: form(word) for word in words} == words
        assert [form(word) for word in ("", "a", "ë", "ëa", "ëëëë", "zz")] == [UNKNOWN] * 6
    finally:
        albanian._table.cache_clear()
        form.cache_clear()


def test_a_grammar_is_unfolded_into_its_forms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "paradigms.txt").write_text(
        "-paradigm: f\n -flex: <0>.ë\n  gramm: sg,nom,indef\n -flex: <0>.ën\n  gramm: sg,acc,def\n"
        " -flex: <0>.as//<1>.ash\n  gramm: pl,abl,indef,nonst\n\n"
        "-paradigm: v\n -flex: <0>.<.>\n  gramm: \n  paradigm: v-ends\n"
        " -flex: <1>.h<.>\n  gramm: pass\n  paradigm: v-ends\n deriv-link: N-im\n\n"
        "-paradigm: v-ends\n -flex: .em\n  gramm: 1,sg,pres,ind\n -flex: .rë\n  gramm: ptcp\n",
        encoding="utf-8",
    )
    (tmp_path / "derivations.txt").write_text(
        "-deriv-type: N-im\n lex: <0>[.]im\n stem: <0>[.]im.\n paradigm: f\n gramm: NOUN\n",
        encoding="utf-8",
    )
    (tmp_path / "lexemes.txt").write_text(
        "-lexeme\n lex: gjobë\n stem: gjob.|gjoba.\n gramm: NOUN,f\n paradigm: f\n\n"
        "-lexeme\n lex: laj\n stem: la.|la.//laj.\n gramm: V,vt\n paradigm: v\n\n"
        "-lexeme\n lex: Elbasan\n stem: Elbasan.\n gramm: NOUN,m\n paradigm: f\n",
        encoding="utf-8",
    )
    call_command("make_forms", tmp_path, tmp_path / "forms.xz", verbosity=0)
    monkeypatch.setattr(albanian, "FILE", tmp_path / "forms.xz")
    albanian._table.cache_clear()
    form.cache_clear()
    try:
        kinds, lines = albanian._table()
        words = [line.split(b"\t")[0].decode() for line in lines.split(b"\n") if line]
        assert words == sorted(
            [
                "gjobë",
                "gjobën",
                "laem",
                "larë",
                "lahem",
                "lahrë",
                "lajhem",
                "lajhrë",
                "laimë",
                "laimën",
            ],
            key=str.encode,
        )
        assert form("gjobën") == Form.NOUN | Form.DEFINITE | Form.ACCUSATIVE | Form.SINGULAR
        assert form("larë") == Form.PARTICIPLE
        assert form("lahem") == Form.FINITE
        assert len(kinds) == len({form(word) for word in words})
    finally:
        albanian._table.cache_clear()
        form.cache_clear()


def test_a_folder_without_a_grammar_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no lexemes\.txt"):
        call_command("make_forms", tmp_path, tmp_path / "forms.xz")
    assert not (tmp_path / "forms.xz").exists()


@pytest.mark.parametrize(
    ("clean", "faulty"),
    [
        # A verb is missing behind what leads to one.
        ("Mostrat do të merren pas dy javësh.", "Mostrat do të pas dy javësh."),
        ("Fermerët nuk paguajnë qira gjatë verës.", "Fermerët nuk qira gjatë verës."),
        ("Mos i lini qeset para dyerve.", "Mos i qeset para dyerve."),
        ("U shpërndanë 2 640 vakte.", "Në dhjetor u 2 640 vakte."),
        ("Rruga do të mbyllet sot.", "Rruga do mbyllet sot."),
        ("Ata mund të raportojnë defektet e ndriçimit.", "Ata mund të raportojnë e ndriçimit."),
        ("Nuk bëhet për ata që kanë temperaturë të lartë.", "Nuk bëhet për ata që temperaturë të lartë."),
        ("Ai kërkon të paguajë me këste.", "Ai kërkon paguajë me këste."),
        # A noun is missing, or stands in a case that its preposition does not take.
        ("Pas pastrimit të depozitës, lëreni ujin.", "Pas të depozitës, lëreni ujin."),
        ("Siguroi vendin e dytë në renditje.", "Siguroi vendin e në renditje."),
        ("Rruga hapet pas një viti punimesh.", "Rruga hapet pas një punimesh."),
        ("Zyra hapet në qytetin tonë.", "Zyra hapet në qyteti tonë."),
        ("Uji vjen nga qyteti i ri.", "Uji vjen nga qytetin e ri."),
        ("Muzeu rihapet pas restaurimit.", "Muzeu rihapet pas restaurimin."),
        ("Një qytet i ri.", "Një qytetin i ri."),
        ("Parku hapet me 120 pemë të reja.", "Parku hapet me 120 peme të reja."),
        ("Banorët shpëtojnë 22 lopë.", "Banorët shpëtojnë 22 lope."),
        ("Ata nuk mund t’i ujisnin arat.", "Ata nuk mund ujisnin arat."),
        ("Pastrohet akulli e bora. Shoferët duhet të ndalojnë.", "Pastrohet akulli e bora Shoferët duhet të ndalojnë."),
        ("Erdhi pranvera. Deri tani janë mbjellë dy mijë pemë.", "Erdhi pranvera. Deri tani në park dy mijë pemë."),
        ("Lejohet peshkimi në liqenin e Ohrit.", "Lejohet peshkimi ne liqenin e Ohrit."),
        ("Për shkak të reshjeve mësimi pezullohet.", "Për shkak reshjeve mësimi pezullohet."),
        ("Kjo çon në heqjen e lejes.", "Kjo çon në heqjene lejes."),
        ("Kjo është shenjë e bashkëjetesës sonë.", "Kjo është shenjë e bashkejeteses sonë."),
        ("Dilni jashtë dhe qëndroni larg dritareve.", "Dilni jashtë dhe qëndroni dritareve."),
        ("Uji nuk pihet, sepse analizat treguan praninë e baktereve.",
         "Uji nuk pihet, sepse analizat praninë e baktereve."),
        ("Falënderojmë ata, të cilët shpërndanë 250 pako në fshat.",
         "Falënderojmë ata, të cilët 250 pako në fshat."),
        ("U mbollën 1.200 pisha në kodër.", "Të dielën u 1.200 pisha në kodër."),
        ("Buxheti u miratua, prej të cilit 38 për qind shkon për rrugë.",
         "Buxheti u miratua, prej të cilit për qind shkon për rrugë."),
        ("Rruga është e gjatë dhe përshkohet më këmbë.", "Rruga është e gjatë dhe nga përshkohet më këmbë."),
        ("Matjet vazhdojnë çdo muaj.", "Matjet çdo vazhdojnë muaj."),
        # A word too many.
        ("Hyrja kushton 400 lekë.", "Hyrja libër kushton 400 lekë."),
        ("Janë 200 familje që mbjellin grurë.", "Janë 200 familje që libër mbjellin grurë."),
        ("Deri tani janë vendosur 20.", "Ata punojnë mbajnë radhën."),
        ("Makinat parkojnë në rrugë.", "Makinat në parkojnë rrugë."),
        ("Ata mbrojnë pyllin.", "Ata mbrojnë zjarrin pyllin."),
    ],
)  # fmt: skip
def test_a_word_that_cannot_stand_there_is_told(clean: str, faulty: str) -> None:
    assert not errors(clean)
    assert errors(faulty)


@pytest.mark.parametrize(
    "text",
    [
        "Punimet nuk do ta pengojnë kalimin.",
        "Ajo punon që prej vitit 1996.",
        "Të dhënat e muajit gusht tregojnë rritje.",
        "Ndërmjetësja e komunitetit rom punon në dy gjuhë.",
        "Tifozët mysafirë hyjnë nga porta nr. 4.",
        "Vullnetarët pastruan të shtunën parkun e qytetit.",
        "Nëse dikush që njihni përjeton dhunë, telefononi.",
        "Njoftimet dërgohen në buletini@example.org.",
        "Ajo duhet t’i bëjë kërkesat me shkrim.",
        "Mos iu afroni telave.",
        "Rrapi ka një trung prej mbi gjashtë metrash.",
        "Ku ndodhet zyra? Në katin e dytë të bashkisë së vjetër.",
        "Ju lutemi hiqni fjalitë nga teksti.",
        "Adresat nga vijnë mesazhet janë vendosur.",
        "Faqja nuk ka as harta, as butona rrjetesh sociale.",
        "Kërkojini sekretarit një ndërlidhës.",
        "Shkruani më së shumti 100: janë për qind.",
        "Lexoni çfarë është dhe çfarë nuk është Këshilli.",
        "Programi u ofron 85 fëmijëve libra falas.",
        "U vaksinuan 212 qen, nga të cilët 90 në fshatin Pirg.",
        "Sa për qind e banorëve votuan?",
        "Para se të dërgohet duhen titulli dhe tema.",
        "Regjistrimi në gjuhën rome qëndron në faqe.",
        "Hyrja është falas. Shuma ditore, për askënd në veçanti.",
    ],
)
def test_what_may_stand_there_is_left_alone(text: str) -> None:
    assert "grammar" not in errors(text)
