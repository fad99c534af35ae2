"""Slips of one language, and what a translation says otherwise or brings in: each beside its clean text."""

import pytest
from django.conf import settings

from languages.checks import check, check_text, dictionary

needs_words = pytest.mark.skipif(
    not dictionary.has("përkohësisht", "sq"), reason="no list of Albanian words on this machine"
)


def errors(sq: str, text: str = "", language: str = "sq") -> list[str]:
    names = settings.CITY.places()
    found = check(sq, text, language, names=names) if text else check_text(sq, "sq")
    return [one.check for one in found if one.severity == "error"]


@needs_words
@pytest.mark.parametrize(
    ("clean", "faulty"),
    [
        ("Bisedat mbeten konfidenciale.", "Bisedat mbeten konfiden ciale."),
        ("Rruga mbyllet në kryqëzim.", "Rruga mbyllet në kryqë zim."),
        ("Ata shërbyen bashkë supë.", "Ata shërbyenbashkë supë."),
        ("Gratë mund të telefonojnë falas.", "Gratë mundtë telefonojnë falas."),
        ("Rruga hapet për mjetet e rënda.", "Rruga hapet përmjetet e rënda."),
        ("Kërkesa juaj u regjistrua sot.", "Kërkesa juaj uregjistrua sot."),
        ("Shoferët mbajnë zinxhirë.", "Shoferëtt mbajnë zinxhirë."),
        ("Uji i çezmës nuk pihet.", "Uji i cezmes nuk pihet."),
        ("Sillni certifikatën e lindjes.", "Sillni certifikaten e lindjes."),
        ("Burrat duan të ndryshojnë.", "Burrat duan tëndryshojnë."),
        ("Pyetja bëhet gjithmonë vetëm.", "Pyetja bëhet gjithmone vetëm."),
        ("Grupi mblidhet çdo dy javë.", "Grupi mblidhet every dy javë."),
        ("Ata u bëjnë thirrje prindërve.", "Ata u bëjnëthirrje prindërve."),
        ("Afati për pagesën e taksës zgjatet.", "Afati për pagesen e taksës zgjatet."),
        ("Mësimet mbahen të dielën.", "Mësimet mbahentë dielën."),
        ("Ata këshillohen të mos dalin.", "Ata këshillohentë mos dalin."),
        ("Sillni kartën e identitetit.", "Sillni kartën eidentitetit."),
        ("Mostrat u morën sot.", "Mostrat u morënk sot."),
        ("Erdhën 27 vizitorë sot.", "Erdhën 27 visitors sot."),
        ("Ura lidh qytetin me fshatin.", "Ura connects qytetin me fshatin."),
        ("Zyra jep ndihmë pa pagesë.", "Zyra jep ndihmë papagesë."),
        ("Leja jepet nga Drejtoria e Planifikimit.", "Leja jepet nga Drejtroia e Planifikimit."),
        ("Certifikatat shkarkohen në çdo kohë.", "Certifikatat shkarkohen at any time."),
        ("Ata nënshkruan një marrëveshje.", "Ata nënshkruan një një marrëveshje."),
        ("Të hënave muzeu nuk punon.", "Të hënave muzeunuk punon."),
        ("Në shesh po ndërtohet një çati.", "Në shesh pondërtohet një çati."),
        ("Ato kanë një kosto me vlerë të lartë.", "Ato kanë një kosto mevlerë të lartë."),
        ("Lagjja lidhet me qendrën e qytetit.", "Lagjja lidhet me qendrën eqytetit."),
        ("Fabrika së vjetër i vihet kyçi.", "Fabrika sëvjetër i vihet kyçi."),
        ("Setet ishin shumë të barabarta.", "Setet ishin shumëtë barabarta."),
        ("Autobusët nisen gjatë festave.", "Autobusët nisen gjatë holidays."),
    ],
)
def test_albanian_words_that_no_list_has_are_told(clean: str, faulty: str) -> None:
    assert not errors(clean)
    assert errors(faulty)


@pytest.mark.parametrize(
    ("clean", "faulty"),
    [
        ("Më 25 nëntor 2025, të martën, u mblodhëm.", "Më 25 nëntor 2025, të premten, u mblodhëm."),
        ("Votimi bëhet më 11 maj 2025.", "Votimi bëhet më 41 maj 2025."),
        ("Në vitin 2025 nuk pati raste.", "Në vitin 20255 nuk pati raste."),
        ("Shkruani te ndihma@example.org.", "Shkruani te ndihma@example."),
        ("Telefononi 0216 2 2190 sot.", "Telefononi 0216 2 2l9O sot."),
        ("Kërkesa jepet brenda 10 ditëve.", "Kërkesa jepet brenda10ditëve."),
        ("Pati 15,5% më shumë vizitorë.", "Pati 15,5 më shumë vizitorë."),
        ("Kush e ruan portën sonë?", "Kush e ruan portën sonë,?"),
        ("Zyra përgjigjet në 084 555 218.", "Zyra përgjigjet në [telefoni]."),
        ("Viktima nuk ka nevojë për avokat.", "Viktima nuk ka nevoje për avokat."),
        ("Nuk kërkohet të jepni emrin.", "Nuk kërkohet të të jepni emrin."),
        ("Shkruani te ndihma@example.org.", "Shkruani te ndihma@ example.org."),
        ("Programi është në www.example.org.", "Programi është në www.example,org."),
        ("Lexoni https://example.org/lista.", "Lexoni https:/example.org/lista."),
        ("Telefononi 067 203 4418.", "Telefononi 067 203 44."),
        ("Takimi është në orën 6. Ejani të gjithë!", "Takimi është në mëngjes., Ejani të gjithë!"),
        ("Ecja (nga km 14 në km 19) nis.", "Ecja nga km 14 në km 19) nis."),
        ("Zyra përgjigjet në 084 555 218.", "Zyra përgjigjet në [numri i telefonit]."),
        ("U shpërndanë 1.150 kopje.", "U shpërndanë 1.150kopje."),
        ("Skuadra e Kuçovës fitoi.", "Skuadra e Kucovës fitoi."),
        ("Në Sarandë hapet plazhi.", "Në Sarande hapet plazhi."),
        ("Ra një tërmet i lehtë.", "Ra një termet i lehtë."),
        ("Plotësoni formularin në www.example.org.", "Plotësoni formularin në www.example .org."),
        (
            "Të dielën e Pashkëve, më 12 prill 2026, hapet tregu.",
            "Të mërkurën e Pashkëve, më 12 prill 2026, hapet tregu.",
        ),
        ("Temperatura bie deri në −12 °C.", "Temperatura bie deri ne −12 °C."),
        ("Ujërat termale të Bënjës tërheqin.", "Ujërat termale te Bënjës tërheqin."),
        (
            "Panairi mbahet të shtunën dhe të dielën, më 10 dhe 11 tetor 2026.",
            "Panairi mbahet të hënën dhe të martën, më 10 dhe 11 tetor 2026.",
        ),
        ("Kursi është për personat në nevojë.", "Kursi është për të handikapuarit."),
        ("Vendosen 12 kamera, e 12 presin.", "Vendosen 12 kamera, e12 presin."),
    ],
)
def test_slips_of_albanian_are_told(clean: str, faulty: str) -> None:
    assert not errors(clean)
    assert errors(faulty)


@pytest.mark.parametrize(
    ("clean", "faulty"),
    [
        (
            "Bashkia falënderon banorët për durimin.",
            "Bashkia falënderon banorët dritare për durimin.",
        ),
        ("Mos e pini ujin e pusit.", "Mos e pini karrige ujin e pusit."),
        ("Hyrja është pa pagesë, por me ftesë.", "Hyrja është pa pagesë, tavolinë por me ftesë."),
        ("Ata mblodhën gati dy tonë.", "Ata mblodhën karrige gati dy tonë."),
        ("Zyra punon çdo ditë.", "Zyra punon lugë çdo ditë."),
        ("Zgjedhësit duhet të votojnë.", "Zgjedhësit duhet domate të votojnë."),
        (
            "U pezullua puna e dy prej tyre për një muaj.",
            "U pezullua puna e dy prej tyre banane për një muaj.",
        ),
        ("Policia do të bëjë kontrolle.", "Policia do të karrige bëjë kontrolle."),
        ("Ajo lidh fshatin Hotolisht me rrugën.", "Ajo lidh fshatin mace Hotolisht me rrugën."),
    ],
)
def test_a_thing_that_nothing_leads_to_is_told(clean: str, faulty: str) -> None:
    assert not errors(clean)
    assert "things" in errors(faulty)


@pytest.mark.parametrize(
    "text",
    [
        "Gjashtë banorë morën karrige me rrota.",
        "Strehohuni nën një tavolinë të fortë.",
        "Në panair shiten mollë, dardhë dhe qershi.",
        "Në Lushnjë ka 40 serra domate.",
        "Qendra ofron mësime kitare dhe violine.",
        "Salla ka tani 120 karrige të reja.",
        "Takimi mbahet në gjimnazin Mahir Domi (rruga “Naim Frashëri”, nr. 17).",
    ],
)
def test_a_thing_that_something_leads_to_is_left_alone(text: str) -> None:
    assert "things" not in errors(text)


@pytest.mark.parametrize(
    ("clean", "faulty"),
    [
        ("U panë 17 raste, 5 prej tyre në internet.", "U panë 17 raste, 25 prej tyre në internet."),
        ("Erdhën 30 veta, nga të cilët 12 të rinj.", "Erdhën 30 veta, nga të cilët 42 të rinj."),
        ("Morën pjesë 12 nga 17 anëtarët.", "Morën pjesë 17 nga 12 anëtarët."),
        ("Erdhën 64 mësues: 51 gra dhe 13 burra.", "Erdhën 46 mësues: 51 gra dhe 13 burra."),
    ],
)
def test_a_part_is_no_larger_than_its_whole(clean: str, faulty: str) -> None:
    assert "parts" not in errors(clean)
    assert "parts" in errors(faulty)


@pytest.mark.parametrize(
    "text",
    [
        "Të rinjtë ndoqën kursin 6-javor; 14 prej tyre janë vajza.",
        "U regjistruan 3 640 nxënës, nga të cilët 212 vijnë nga fshatrat.",
        "Më 4 maj u mbyllën dy ura, njëra prej tyre përgjithmonë.",
        "Rastet u rritën në 25 nga 12 që ishin vjet.",
        "Pati 27 raste, 4 më pak se në shtator; në 22 prej tyre vuajti një grua.",
        "Flisni me të pa e qortuar.",
        "Kjo është padyshim një arritje.",
        "Asgjë nuk humbet.",
        "Si mund të ndihmoni.",
        "Me 13 vota për, plani u miratua.",
        "Do të kthehemi çdo muaj.",
        "Tekstet u përkthyen nga anglisht në shqip.",
        "Merrni të dhënat në formatin .csv ose në .txt-në, si doni.",
        "Kërkohet leje drejtimi të kategorisë C dhe përvojë.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert not {"parts", "particles", "broken"} & set(errors(text))


@pytest.mark.parametrize(
    ("clean", "faulty"),
    [
        ("Temperatura pritet të bjerë në −14 °C.", "Temperatura pritet të në −14 °C."),
        ("Pamjet nuk u jepen të tretëve.", "Pamjet nuk u të tretëve."),
        ("Taksa e pastrimit është 2 400 lekë.", "Taksa e është 2 400 lekë."),
        ("Duhet të sjellin certifikatën.", "Duhet të certifikatën."),
        ("Nuk ka arsye për shqetësim.", "Nuk ka arsye për."),
        ("Pjesëmarrja nuk kushton asgjë.", "Pjesëmarrja kushton asgjë."),
        ("A mund të vijë kushdo?", "A mund të vijë kushdo."),
        ("Nuk dini ku? Telefononi në 112.", "Nuk dini ku, Telefononi në 112."),
        ("Mos nënshkruani një kontratë.", "Mos një kontratë."),
        ("Ata mund të kërkojnë dëmshpërblim.", "Ata mund të dëmshpërblim."),
        ("Afati mbaron më 18.09.2026.", "Afati mbaron më 38.09.2026."),
        ("Hyrja hapet nga ora 10.", "Hyrja hapet nga ora10."),
        ("Do të ketë gjashtë nisje në ditë.", "Do të gjashtë nisje në ditë."),
        ("Ata duhet t’i largojnë bagëtitë.", "Ata duhet t’i bagëtitë."),
        (
            "A lëshohen certifikatat? Po, çdo të martë.",
            "A lëshohen certifikatat. Po, çdo të martë.",
        ),
        ("Zyra punon nga e hëna deri të premten.", "Zyra punon nga e hëna deri"),
        ("Paguhen 41 % të shpenzimeve.", "Paguhen 41 %% të shpenzimeve."),
        ("Dokumentet dërgohen deri më 10.06.2026.", "Dokumentet dërgohen deri më 10.16.2026."),
        ("Nota mesatare ishte 7,8.", "Nota mesatare ishte."),
        ("Hyrja është e lirë.", "Hyrja është e."),
        ("Votimi do të mbahet të dielën.", "Votimi do të të dielën."),
        ("Nxënësit duhet të sjellin kartën.", "Nxënësit duhet sjellin kartën."),
        ("Temperatura mund të zbresë deri në zero.", "Temperatura mund zbresë deri në zero."),
        ("Puna nuk do të kryhet.", "Puna nuk do të kryer."),
        ("Muzeu nuk punon të hënave.", "Muzeu nuk të hënave."),
        ("Kanali furnizon me ujë fushën.", "Kanali me furnizon ujë fushën."),
        ("Këtë vit janë regjistruar 36 nxënës.", "Këtë vit janë regjistroj 36 nxënës."),
        ("Askush nuk mund të kërkojë pagesë.", "Askush mund të kërkojë pagesë."),
        ("Ata nuk lanë asnjë shishe.", "Ata lanë asnjë shishe."),
        (
            "Ku mund të votoj? Votimi bëhet në shkollë.",
            "Ku mund të votoj. Votimi bëhet në shkollë.",
        ),
        ("A lejohet? Jo, nuk lejohet.", "A lejohet, Jo, nuk lejohet."),
        (
            "U hap një treg për fermerët, që të shesin.",
            "U hap një treg për fermerët. që të shesin.",
        ),
        ("Ndalohet ndezja e zjarrit, edhe në mal.", "Ndalohet ndezja e zjarrit., edhe në mal."),
        (
            "Korsia shkon deri në stadium. Gjatë punimeve mbyllet.",
            "Korsia shkon deri në stadium Gjatë punimeve mbyllet.",
        ),
        ("Prindërit nuk paguajnë asnjë tarifë.", "Prindërit nuk asnjë tarifë."),
        ("Nesër do të ketë ndërprerje.", "Nesër do të ndërprerje."),
        ("Qendra do të jetë e hapur.", "Qendra do të e hapur."),
        ("Biletat mbeten të vlefshme ose kthehen.", "Biletat mbeten vlefshme të ose kthehen."),
        ("Kërkohet një ekonomist dhe një shofer.", "Kërkohet një ekonomist dhe por një shofer."),
        (
            "Qentë që kanë vathë në vesh janë të vaksinuar.",
            "Qentë që kanë vathë në janë të vaksinuar.",
        ),
        ("Askush nuk mund t'i shohë pa urdhër.", "Askush nuk mund t'i pa urdhër."),
        ("U dogjën 7 hektarë, por nuk pati të lënduar.", "U dogjën 7 hektarë, por nuk të lënduar."),
        (
            "Bulqiza nderoi minatorët me vendosjen e luleve.",
            "Bulqiza nderoi minatorët me vendosjen e",
        ),
        ("Matjet treguan 41 mikrogramë grimca.", "Matjet treguan 41 mikro gramë grimca."),
        ("Për më shumë hollësi shihni faqen.", "Për më shumëhollësi shihni faqen."),
        ("Mos hyni në ujë, edhe kur ai duket i qetë.", "Mos hyni në, edhe kur ai duket i qetë."),
        ("Sot nuk do të ketë energji.", "Sot nuk do të energji."),
        (
            "Sa kushton hyrja në park? Hyrja është falas.",
            "Sa kushton hyrja në park. Hyrja është falas.",
        ),
        (
            "Pika punon gjatë gushtit. Udhëtarët presin.",
            "Pika punon gjatë gushtit Udhëtarët presin.",
        ),
        (
            "Mjafton certifikata e lindjes; nuk kërkohet më shumë.",
            "Mjafton certifikata e; nuk kërkohet më shumë.",
        ),
        ("Ju lutemi, mos i nxirrni qeset natën.", "Ju lutemi, mos i qeset natën."),
        ("Mjetet qarkullojnë normalisht.", "Mjetet qarkullojnë nga normalisht."),
        ("Pishina rihapet në mars.", "Pishina rihapet më mars."),
        ("Bizneset mund ta paguajnë taksën me këste.", "Bizneset mund ta taksën me këste."),
        ("Mbyllet për shkak të punimeve në rrugë.", "Mbyllet për të punimeve në rrugë."),
        ("Banorëve u kërkohet të mos dalin.", "Banorëve u të mos dalin."),
        ("Nuk pati të lënduar.", "Nuk të lënduar."),
        ("Largohuni, sepse pritet që lumi të rritet.", "Largohuni, sepse që lumi të rritet."),
        ("Uji nuk duhet pirë deri në njoftim.", "Uji nuk duhet deri në njoftim."),
        ("Gjatë këtij viti erdhën 64 zejtarë.", "Gjatë këtij viti këtë por erdhën 64 zejtarë."),
        ("Drejtoria e Tatimeve hapet.", "Drejtoria e e Tatimeve hapet."),
        ("Në të gjitha qendrat ka mjekë.", "Në të të gjitha qendrat ka mjekë."),
        ("Asnjë fëmijë nuk regjistrohet pa kartë.", "Asnjë fëmijë regjistrohet pa kartë."),
        ("Nuk kërkohet asnjë pagesë.", "Kërkohet asnjë pagesë."),
        ("Pyetje: Kur hapet zyra? Përgjigje: Nesër.", "Pyetje: Kur hapet zyra. Përgjigje: Nesër."),
        ("Kufiri është 40 km/orë. Gjoba rritet.", "Kufiri është 40 km/orë Gjoba rritet."),
    ],
)
def test_an_albanian_sentence_that_lacks_a_word_is_told(clean: str, faulty: str) -> None:
    assert not errors(clean)
    assert errors(faulty)


@pytest.mark.parametrize(
    "text",
    [
        "Ndihmën e mori Agim Shembulli, banor në rrugën „Jonianët“, nr. 7.",
        "E para ishte Mira Shembulli, lagjja nr. 2, pallati 11, apartamenti 6.",
        "Familja banon në pallati 7, hyrja 2.",
        "Punëtorët Agim Shembulli dhe Besnik Provari u plagosën lehtë.",
        "Sipas banores Mimoza Shembulli (rruga “Naim Frashëri”, nr. 17), rruga është e errët.",
        "Drejtoresha falënderon Zoran Provarin, tel. 067 55 81 204, për ndihmën.",
        "U gjetën turistët Jonas Shembulli, Lukas Provari dhe Emma Keller.",
    ],
)
def test_where_somebody_lives_is_not_said(text: str) -> None:
    assert "private" in errors(text)
    assert "private" not in errors("Zyra është në rrugën „Jonianët“, nr. 7.")


@pytest.mark.parametrize(
    ("sq", "language", "clean", "faulty"),
    [
        ("Porta e shkollës mbetet hapur.", "en", "The school gate stays open.", "The school gate banana stays open."),
        ("Porta e shkollës mbetet hapur.", "ar", "تبقى بوابة المدرسة مفتوحة.", "تبقى بوابة بطاطا المدرسة مفتوحة."),
        ("Ata u kthyen nga Greqia.", "en", "They came back from Greece.", "They came back from Germany."),
        ("Zinxhirët janë të detyrueshëm.", "ar", "السلاسل إلزامية.", "السلاسل غير إلزامية."),
        ("Ata fituan çmimin e parë.", "en", "They won first prize.", "They took third prize."),
        ("Kjo ndodhi në Drejtorinë e Arsimit.", "en", "This was at the Directorate of Education.",
         "This was at the Directorate of Tourism."),
        ("Famullia katolike ndihmoi.", "en", "The Catholic parish helped.", "The Orthodox parish helped."),
        ("Formulari është në greqisht.", "ar", "الاستمارة باليونانية.", "الاستمارة بالمقدونية."),
        ("Niveli i Vjosës ra.", "en", "The level of the Vjosa fell.", "The level of the Drin fell."),
        ("Dy klasa hapen në Finiq.", "ar", "يُفتح صفان في فينيتش.", "يُفتح صفان في ساراندا."),
        ("Përgjigje: Jo, mjafton një kërkesë.", "en", "Answer: No, one request is enough.",
         "Answer: Yes, one request is enough."),
        ("Kostoja është 18 milionë, pa TVSH.", "en", "The cost is 18 million, excluding VAT.",
         "The cost is 18 million, including VAT."),
        ("Fëmijët nën 12 vjeç nuk paguajnë.", "ar", "لا يدفع الأطفال دون سن 12.", "يدفع الأطفال دون سن 12."),
        ("U panë 19 raste. Vjet ishin 26.", "en", "There were 19 cases. Last year there were 26.",
         "There were 26 cases. Last year there were 19."),
        ("Si raportoj një shtyllë ndriçimi të prishur? Telefononi në numrin e gjelbër të Bashkisë së Kamzës ose "
         "shkruani duke treguar rrugën dhe numrin e shtyllës.", "en",
         "How do I report a broken street light? Call the freephone number of the Municipality of Kamza or write, "
         "giving the street and the number of the lamp post.",
         "How do I report a broken street light? Call the Municipality of Kamza or write."),
        ("Mos harroni kartën.", "en", "Do not forget your card.", "Forget your card."),
        ("Bashkia Himarë hap në shtator kurse falas të gjuhës greke dhe shqipe për të rriturit.", "ar",
         "تفتتح بلدية هيمارا في سبتمبر دورات مجانية للكبار في اللغتين اليونانية والألبانية.",
         "تفتتح بلدية هيمارا في سبتمبر دورات مجانية للكبار في اللغتين اليونانية."),
        ("Nata zbriti në −11 °C.", "ar", "انخفضت درجة الحرارة ليلًا إلى 11 درجة تحت الصفر.",
         "انخفضت درجة الحرارة ليلًا إلى 11 درجة."),
        ("Ura rihapet për këmbësorët dhe për mjetet e lehta të banorëve.", "en",
         "The bridge reopens for pedestrians and for the residents’ light vehicles.",
         "The bridge reopens for the residents’ light vehicles."),
        ("Banorët e qytetit ankohen në zyrën e gjobave.", "ar",
         "يشتكي سكان المدينة لدى مكتب الغرامات.", "يشتكي سكان المدينة لدى مكتبالغرامات."),
        ("Ejani në bibliotekë, jo në shkollë.", "en", "Come to the library, not to the school.",
         "Come to the school, not to the library."),
        ("Zjarri u shua. Askush nuk u lëndua, por tri familje nuk janë kthyer.", "en",
         "The fire is out. No one was injured, but three families have not returned.",
         "The fire is out. Someone was injured, but three families have not returned."),
        ("Nuk pati të lënduar, por u dogjën 30 hektarë pyll.", "ar",
         "لم يُصب أحد بأذى، لكن احترق 30 هكتارًا من الغابات.", "أُصيب عدة أشخاص، لكن احترق 30 هكتارًا من الغابات."),
        ("Hyrja është falas, por makinat nuk lejohen.", "en", "Entry is free, but cars are not allowed.",
         "Entry is free, but cars are allowed."),
        ("Qentë endacakë: mos iu afroni.", "en", "Stray dogs: do not approach them.",
         "Stray dogs: approach them."),
        ("Vajzat fituan 3 me 1 dhe janë të dytat.", "en", "The girls won 3–1 and are second.",
         "The girls won 3–2 and are second."),
        ("Ndihma jepet pa pagesë çdo ditë.", "ar", "تُقدَّم المساعدة مجانًا كل يوم.", "تُقدَّم المساعدة كل يوم."),
        ("Formularët merren në zyrën e bujqësisë.", "en", "Forms are available at the agriculture office.",
         "Forms are available at the employment office."),
        ("Ndeshja u luajt në Burrel.", "ar", "أُقيمت المباراة في بوريل.", "أُقيمت المباراة في باتوس."),
        ("Uji mbuloi fushat në Velipojë.", "en", "Water covered the fields in Velipoja.",
         "Water covered the fields."),
        ("U shpërndanë 310 metra kub dru.", "en", "310 cubic metres of wood.", "310 square metres of wood."),
        ("Pritet erë deri në 90 km/orë.", "ar", "تُتوقع رياح تصل إلى 90 كم/ساعة.", "تُتوقع رياح تصل إلى 90 م/ساعة."),
        ("Erdhën 27 vizitorë.", "en", "There were 27 visitors.", "There were 27 vis itors."),
        ("Erdhën 27 zgjedhës.", "ar", "جاء 27 من الناخبين.", "جاء 27 من النا خبين."),
        ("Shmangni udhëtimet e panevojshme.", "ar", "تجنبوا التنقل غير الضروري.", "تجنبوا التنقل الضروري."),
        ("Qendra e Kryqit të Kuq hapet.", "ar", "يُفتتح مركز الصليب الأحمر.", "يُفتتح مركز الهلال الأحمر."),
        ("Biletat kushtojnë 200 lekë.", "en", "The tickets cost 200 lek.", "Biletat cost 200 lek."),
        ("Përgjigjen do ta merrni sot.", "en", "You will get the answer today.", "Youwill get the answer today."),
        ("Çmimi: 220 lekë për kilogram.", "en", "The price: 220 lek a kilogram.", "The price: 220 lek a tonne."),
        ("Praktika zgjat tre muaj. Dokumentet dërgohen sot.", "en",
         "Placements last three months. Documents are sent today.",
         "Placements last three months Documents are sent today."),
        ("Ata falënderuan fëmijët e tyre.", "en", "They thanked their children.", "They thanked their the children."),
        ("Festivali mbahet në qytet.", "ar", "يُقام المهرجان في المدينة.", "يُقام المهرجاان في المدينة."),
        ("Peshkatarët pastruan bregun.", "en", "Fishermen cleaned the shore.", "Policemen cleaned the shore."),
        ("Parku feston më 2 shkurt.", "ar", "يحتفل المتنزه في الثاني من فبراير.", "يحتفل المتنزه في الثالث من فبراير."),
        ("Për herë të parë ata shitën në internet.", "en", "For the first time they sold online.", "They sold online."),
        ("Muzeu mbetet i hapur çdo ditë.", "en", "The museum stays open daily.", "The museum stays closed daily."),
        ("Erdhi një psikolog.", "en", "A psychologist came.", "A window psychologist came."),
        ("Plastika, letra dhe xhami ndahen. Koshi blu është për letrën, i verdhi për plastikën dhe i gjelbri për "
         "xhamin.", "en", "Plastic, paper and glass are separated. The blue bin is for paper, the yellow one "
         "for plastic and the green one for glass.",
         "Plastic, paper and glass are separated. The blue bin is for paper and the green one for glass."),
        ("Qiraja mujore është 6 500 lekë për dy vjet.", "ar", "يبلغ الإيجار الشهري 6500 ليك لمدة عامين.",
         "يبلغ الإيجار السنوي 6500 ليك لمدة عامين."),
        ("Le të presë deri nesër në mesditë.", "ar", "فلينتظر حتى ظهر الغد.", "فلينتظر حتى ظهر يوم الجمعة."),
        ("Parkimi kushton 100 lekë për jobanorët.", "ar", "يكلف الوقوف 100 ليك لغير المقيمين.",
         "يكلف الوقوف 100 ليك للمقيمين."),
        ("Nesër në mesnatë energjia ndërpritet për shtatë orë.", "en",
         "At midnight tomorrow the power will be cut for seven hours.",
         "At noon tomorrow the power will be cut for seven hours."),
        ("Ura e re në Maqellarë u hap.", "ar", "فُتح الجسر الجديد في ماكيلارا.",
         "فُتح الجسر الموز الجديد في ماكيلارا."),
        ("U kërkohet të mos ushqejnë pelikanët dhe të mos lënë mbeturina.", "en",
         "They are asked not to feed the pelicans and not to leave litter behind.",
         "They are asked to feed the pelicans and not to leave litter behind."),
        ("Temperatura nga −2 deri në 9 gradë.", "en", "Temperatures of −2 to 9 degrees.",
         "Temperatures of 2 to 9 degrees."),
        ("Kufiri është 50 mikrogramë.", "ar", "الحد 50 ميكروغرامًا.", "الحد 50 غرامًا."),
        ("Qentë mbajnë një vath.", "ar", "تحمل الكلاب قرطًا.", "تحمل الكلاب سيارة قرطًا."),
        ("Peshkopia ka çezma të reja.", "ar", "في بيشكوبي حنفيات جديدة.", "في بوريل حنفيات جديدة."),
        ("Asnjë grua nuk duhet ta përballojë e vetme.", "en", "No woman should face it alone.",
         "Every woman should face it alone."),
        ("Muzeu i minatorëve u hap; muzeu punon.", "ar", "افتُتح متحف عمال المناجم، ويعمل المتحف.",
         "افتُتح مستشفى عمال المناجم، ويعمل المتحف."),
        ("Formulari plotësohet në internet.", "ar", "تُملأ الاستمارة عبر الإنترنت.", "تُملأ الاستمارة عبر الإنترنٹ."),
        ("Rezultati shpallet po atë mbrëmje.", "ar", "تُعلن النتيجة مساء اليوم نفسه.",
         "تُعلن النتيجة مساءاليوم نفسه."),
        ("Këshilli i Qarkut u mblodh.", "en", "The Regional Council met.", "The Municipal Council met."),
        ("Uji analizohet nga Instituti i Shëndetit Publik.", "ar", "يحلل معهد الصحة العامة المياه.",
         "يحلل معهد الإحصاء المياه."),
        ("Inspektorati i Punës mbylli galerinë.", "en", "The Labour Inspectorate closed the tunnel.",
         "The Health Inspectorate closed the tunnel."),
        ("Drita ndërpritet nga OSHEE.", "en", "OSHEE is cutting the power.", "KESH is cutting the power."),
        ("Subvencioni jepet për dynym.", "en", "The subsidy is given per dunam.", "The subsidy is given per hectare."),
        ("Parku zë 2 hektarë.", "ar", "تبلغ مساحة الحديقة هكتارين.", "تبلغ مساحة الحديقة كيلومترين مربعين."),
        ("Trageti mbërrin pas dy orësh e gjysmë.", "en", "The ferry arrives after two and a half hours.",
         "The ferry arrives after two and a half days."),
        ("Biblioteka ka dhjetë kompjuterë.", "en", "The library has ten computers.", "The library has ten computers?"),
        ("Udhëtarët përdorin autobusin.", "en", "Passengers use the bus.", "Fahrgäste use the bus."),
        ("Analizat i bën Instituti.", "ar", "يُجري المعهد التحاليل.", "يُجري Reinigung التحاليل."),
        ("Asnjë plazh nuk mbyllet.", "en", "No beach will be closed.", "Every beach will be closed."),
        ("Qendra pret edhe pa takim.", "ar", "يستقبل المركز حتى من دون موعد.", "يستقبل المركز بموعد فقط."),
        ("Puna nuk rifillon pa leje.", "ar", "لن يُستأنف العمل ما لم يصدر تصريح.", "سيُستأنف العمل ما لم يصدر تصريح."),
        ("Punimet mbaruan para afatit.", "en", "The works ended ahead of time.", "The works ended behind schedule."),
        ("Punimet zgjasin tetë muaj; asnjë dyqan nuk mbyllet më gjatë se dy javë. Fondi është 212 000 lekë.", "ar",
         "تستمر الأشغال ثمانية أشهر، ولن يُغلق أي محل أكثر من أسبوعين. والمبلغ 212,000 ليك.",
         "تستمر الأشغال ثمانية أشهر، ولن يُغلق أي محل أكثر من أسبوع. والمبلغ 212,000 ليك."),
        ("U mor me 17 vota pro dhe 2 abstenime.", "ar", "اتُّخذ بأغلبية 17 صوتًا وامتناع عضوين عن التصويت.",
         "اتُّخذ بأغلبية 17 صوتًا وامتناع ثلاثة أعضاء عن التصويت."),
        ("Korrigjim: ora është 8:00.", "ar", "تصويب: الساعة 8:00.", "تصويب:؛ الساعة 8:00."),
        ("Erdhën nga Italia, Gjermania dhe Polonia.", "ar", "جاؤوا من إيطاليا وألمانيا وبولندا.",
         "جاؤوا من إيطاليا وبولندا."),
        ("Temperatura zbret në minus 14 gradë.", "ar", "تنخفض الحرارة إلى 14 درجة تحت الصفر.",
         "ترتفع الحرارة إلى 14 درجة فوق الصفر."),
        ("Telefononi Qendrën e Këshillimit.", "en", "Call the Counselling Centre.", "Call the Qendrën e Këshillimit."),
    ],
)  # fmt: skip
def test_what_a_translation_turns_around_or_brings_in_is_told(
    sq: str, language: str, clean: str, faulty: str
) -> None:
    assert not errors(sq, clean, language)
    assert errors(sq, faulty, language)


@pytest.mark.parametrize(
    ("sq", "language", "text"),
    [
        ("Takimi zgjat një orë e gjysmë.", "en", "The meeting lasts ninety minutes."),
        ("Autobusi vonohet pesëmbëdhjetë minuta.", "en", "The bus is a quarter of an hour late."),
        ("Të dhënat ruhen gjashtë muaj.", "en", "The data are kept for half a year."),
        ("Dhjetë vjet më parë kishte 3 kamera.", "en", "A decade ago there were three cameras."),
        ("Kursi ka 24 vende.", "en", "The course has two dozen places."),
        ("Aplikacioni u shkarkua 12.400 herë.", "ar", "حُمِّل التطبيق 12 ألفًا و400 مرة."),
        ("Rruga zgjatet nga 1.700 në 2.500 metra.", "en", "The road grows from 1.7 to 2.5 kilometres."),
        ("Besimi u rrit nga 51 % në 55 %.", "en", "Trust rose from 51 to 55 per cent."),
        ("Në vitin shkollor 2025–2026 pati 19 raste.", "en", "There were 19 cases in the 2025/26 school year."),
        ("Kompania dhuroi gjysmë milioni lekë.", "ar", "تبرّعت الشركة بنصف مليون ليك."),
        ("Tabelat janë dygjuhëshe.", "en", "The signs are in two languages."),
        ("Erdhën 41 vizitorë në gjashtë muajt e parë të vitit.", "ar", "جاء 41 زائرًا في النصف الأول من العام."),
        ("Buxheti arrin 5 240 000 000 lekë.", "en", "The budget amounts to 5.24 billion lek."),
        ("Dy armë gjahu u sekuestruan.", "ar", "صودر سلاحا صيد."),
        ("Ata ndërhynë mbrëmë rreth orës 22:45.", "en", "They were called at around 10.45 last night."),
        ("Kërkohen dëshmitarë midis orës 01:00 dhe 03:00.", "ar", "يُبحث عن شهود بين الواحدة والثالثة فجرًا."),
        ("Zjarri nisi në orën 02:30.", "en", "The fire began at 2.30 last night."),
        ("Eksportohen tri të katërtat e tyre.", "ar", "يُصدَّر ثلاثة أرباعها."),
        ("Bileta nuk kushton 350 lekë, por 250 lekë.", "en", "The ticket costs 250 lek, not 350 lek."),
        ("Priten 60 mijë tonë, me 22 lekë kilogrami.", "en", "60,000 tonnes are expected, at 22 lek per kilogram."),
        ("A lejohet celulari? Jo. Ai dorëzohet.", "en", "Are phones allowed? No. They are handed in."),
        ("Tubat nuk i ka siguruar ende.", "en", "It has yet to obtain the pipes."),
        ("Mjafton të keni kartën.", "en", "All you need is your card."),
        ("Thirrja është anonime.", "ar", "لا تتطلب المكالمة ذكر الاسم."),
        ("Dyqanet hapen të dielave.", "ar", "تفتح المتاجر أيام الآحاد."),
        ("Kërkesat e 2 majit mund të ndryshohen.", "en", "Claims of 2 May may be changed."),
        ("Turi kalon nëpër rrugët e Shqipërisë.", "en", "The tour passes along the roads of Albania."),
        ("Bileta kushton 200 lekë.", "en", "The ticket costs 200 lekë."),
        ("Vlera është 2 450 000 000 lekë.", "ar", "تبلغ القيمة مليارين و450 مليون ليك."),
        ("Banorët paralajmërohen të mos u afrohen argjinaturave.", "ar", "يُحذَّر السكان من الاقتراب من السدود."),
        ("Asnjë fshat nuk ka mbetur pa energji.", "en", "All villages still have electricity."),
        ("Matjet nuk treguan asnjë tejkalim të normave.", "en", "The measurements were all within the limits."),
        ("Ata hyjnë falas (por jo të pashoqëruar).", "ar", "يدخلون مجانًا (بشرط وجود مرافق)."),
        ("Mjafton të tregojnë librezën.", "en", "They need only show their booklet."),
        ("U gjetën monedha të shekullit III para Krishtit.", "en", "Coins of the third century BC were found."),
        ("Të dielën e Pashkëve ata u mblodhën.", "ar", "اجتمعوا في أحد الفصح."),
        ("Ata u mblodhën në Kishën e Shën e Premtes.", "en", "They gathered at the Church of Saint Paraskevi."),
        ("Do të ketë dy patrulla, jo vetëm një.", "ar", "ستعمل دوريتان، لا دورية واحدة فقط."),
        ("U miratua me 4 vota kundër buxheti prej 612 milionë lekësh.", "en",
         "A budget of 612 million lek was passed, with 4 votes against."),
        ("Familjet fermere në Finiq e lutën.", "en", "Farming families in Finiq asked for it."),
        ("Mos hezitoni të telefononi.", "en", "Do not hesitate to call."),
        ("Parkimi kushton 100 lekë në orë.", "ar", "يبلغ سعر الوقوف 100 ليك للساعة الواحدة."),
        ("Fluturimet drejt Cyrihut nisin sot.", "en", "Flights to Zurich begin today."),
        ("Poeti lindi në vitin 1899 dhe vdiq në 1937.", "en", "The poet was born in 1899 and died in 1937."),
        ("Raftingu lejohet vetëm nga marsi në qershor.", "ar", "لا يُسمح بالتجديف إلا من مارس إلى يونيو."),
        ("Kërkesa nuk pranohet pa fotografi dhe pa kopje.", "en",
         "Applications are not accepted without a photograph and a copy."),
        ("Sigurohet ujë për gjashtë orë.", "ar", "تُؤمَّن المياه لست ساعات."),
        ("Pjesa më e madhe e fondeve shkon për rrugët.", "en", "Most of the funds go to roads."),
        ("Përkthimi nuk paguhet nga qytetari.", "ar", "لا يدفع المواطن ثمن الترجمة."),
        ("Libri është i Bibliotekës Kombëtare të Shqipërisë.", "ar", "الكتاب من المكتبة الوطنية الألبانية."),
        ("Mendimet mund të jepen në ora 17:30.", "en", "Opinions may be given at 5:30 p.m."),
        ("Fushë-Krujë: rruga hapet.", "en", "Fushë-Krujë: the road opens."),
        ("Asnjë familje nuk mbeti pa strehë.", "en", "Every family still has a roof."),
        ("Kush nuk e respekton ndalimin, gjobitet.", "ar", "كل من يخالف الحظر يُغرَّم."),
        ("Numri i vizitorëve nuk do të kalojë 25.", "en", "The number of visitors will be limited to 25."),
        ("Ndalohet hyrja e automjeteve.", "en", "Vehicles are not allowed."),
        ("U miratua me 34 vota pro dhe 3 abstenime. Për të shkon një e treta e shumës.", "en",
         "It was passed with 34 votes in favour and three abstentions. A third of the sum goes to it."),
        ("Parada kalon në bulevardin “Shën Gjergji”.", "en", "The parade goes along St George Boulevard."),
        ("Peshkopia: shtatë çezma të reja.", "en", "Peshkopi: seven new drinking fountains."),
        ("Skuadra është e dyta në renditje.", "en", "The team is second in the table."),
        ("Panairi sjell 35 prodhues në Urën Vajgurore.", "en", "The fair brings 35 growers to Ura Vajgurore."),
        ("Qentë dhe biçikletat nuk lejohen dhe nuk pranohen.", "en", "Dogs and bicycles are not allowed or accepted."),
        ("Gjoba është 2000 lekë.", "ar", "الغرامة ألفا ليك."),
        ("Erdhën 15 mijë vizitorë dhe 1 200 nxënës.", "ar", "جاء 15 ألفا من الزوار و1200 تلميذ."),
        ("Shkolla 9-vjeçare hapet.", "en", "The primary and lower secondary school opens."),
        ("Më 12 dhe 13 qershor autobusët nisen çdo 15 minuta.", "ar", "يومي 12 و13 يونيو تنطلق الحافلات كل ربع ساعة."),
        ("Parkimi kushton 100 lekë për jobanorët.", "en", "Parking costs non-residents 100 lek."),
        ("Pista hapet këtë fundjavë për fëmijët nën 12 vjeç.", "en",
         "The slope opens this weekend for children under 12."),
        ("Taksat mund të paguhen tani.", "ar", "يمكن الآن دفع الضرائب."),
        ("Kujt t’i telefononi", "ar", "بمن تتصلون؟"),
        ("Pas shembjes së galerisë nr. 4, të gjashtë minatorët dolën.", "ar",
         "خرج عمال المنجم الستة بعد انهيار النفق رقم 4."),
        ("U vunë semaforë zanorë për personat që nuk shohin.", "ar", "وُضعت إشارات صوتية للمكفوفين."),
        ("Çdo të martë paradite banorët vijnë në sportelin nr. 2.", "ar",
         "يأتي السكان إلى الشباك رقم 2 صباح كل ثلاثاء."),
        ("Panairi mblodhi 37 bletarë.", "ar", "جمع المعرض 37 نحّالًا."),
        ("Përroi i Thatë doli nga shtrati.", "ar", "فاض مجرى Përroi i Thatë عن ضفتيه."),
        ("Çmimi i biletës nuk do të ndryshojë.", "en", "The ticket price will stay the same."),
        ("Panairi “Shija e Përmetit” kthehet.", "ar", "يعود معرض «مذاق برميت»."),
        ("Gjatë vitit 2025 lindën 512 foshnja.", "en", "In all, 512 babies were born in 2025."),
        ("Në fshatin Gjashtë u vendosën 40 kosha.", "en", "In the village of Gjashtë, 40 bins were installed."),
        ("Oborri ka 900 metra katrorë.", "en", "There is a yard of 900 square metres."),
        ("Parku numëroi 78 pelikanë, më shumë se kurrë më parë.", "ar", "أحصى المنتزه 78 بجعة، وهو أكبر عدد حتى الآن."),
        ("Pas festave të fundvitit rruga hapet ditë e natë.", "ar", "بعد عطلة نهاية العام يُفتح الطريق ليلًا ونهارًا."),
        ("Panelet prodhuan në vitin e parë 52 300 kWh.", "ar", "أنتجت الألواح في عامها الأول 52,300 كيلوواط ساعة."),
        ("Bashkia Përrenjas hapet.", "ar", "تُفتح بلدية برينياس."),
        ("Afati për gjashtë të tjerat mbaron nesër.", "ar", "تنتهي مهلة الست الأخرى غدًا."),
        ("Nga 36 mostrat, asnjëra nuk i kaloi normat.", "ar", "لم تتجاوز أي من العينات الست والثلاثين الحدود."),
        ("Bizneset paguajnë dhjetëfishin.", "en", "Businesses pay ten times as much."),
        ("Në Shijak u vaksinuan 410 qen.", "ar", "جرى في شيياك تطعيم 410 كلاب."),
        ("Kori fitoi në Selanik.", "en", "The choir won in Thessaloniki."),
        ("Radarët punojnë natë e ditë; kufiri është 40 km/h.", "ar",
         "تعمل الرادارات ليلًا ونهارًا، والحد 40 كيلومترًا في الساعة."),
        ("Paguajnë pensionistët? Jo, mjafton karta.", "en", "Do pensioners pay? No, they need only their card."),
        ("Kalimi u lejua për kamionët deri në 20 tonë.", "ar", "سُمح بعبور الشاحنات، على ألا يتجاوز وزنها 20 طنًا."),
        ("Të mos ndezin dritën.", "en", "They should refrain from switching on the light."),
        ("Ftohen artistë nga vendi.", "en", "Artists from Albania are invited."),
        ("Hyrja falas për fëmijët nën 6 vjeç.", "en", "Admission is free for under-sixes."),
        ("Sa kushton hyrja? Fëmijët nën 12 vjeç nuk paguajnë.", "ar",
         "كم تكلفة الدخول؟ لا يدفع من هم دون الثانية عشرة."),
    ],
)  # fmt: skip
def test_the_same_said_otherwise_is_left_alone(sq: str, language: str, text: str) -> None:
    assert not errors(sq, text, language)
