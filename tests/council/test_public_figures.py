"""Public figures: bands of one dimension, counted by one, released by another, never again."""

import datetime
import itertools
import json
import random
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from bulletins.actions.gather import gather
from bulletins.composition import compose
from bulletins.content import issue_from
from bulletins.models import Block
from council import published
from council.actions import count_figures as acts
from council.models import AuditRecord, Category, FiguresRelease, PublishedFact, Report
from council.people import NotAllowed, Person, Public, Role, User, acting_as
from languages import LANGUAGES, checks
from tests import cast, make
from tests.council.browsers import browser_of

pytestmark = pytest.mark.usefixtures("acting")

MONTH = datetime.date(2024, 10, 1)
IN_MONTH = datetime.datetime(2024, 10, 15, 12, tzinfo=make.TIRANE)
HOME = "/workspace/figures/"


def chair() -> User:
    return cast.confirm(cast.chair())


def reports(number: int, *, category: str = "road_safety", **fields: Any) -> list[Report]:
    author = cast.liaison("state_police")
    given = {"at": IN_MONTH, "category": category, **fields}
    return [make.report(author=author, **given) for _ in range(number)]


def count(month: datetime.date = MONTH, *, by: User | None = None) -> FiguresRelease:
    return acts.count_figures(month=month, by=by or cast.coordinator(), at=timezone.now())


def release(counted: FiguresRelease, *, by: User | None = None, seen: str | None = None) -> None:
    acts.release_counted(
        release=counted,
        seen=acts.fingerprint(counted) if seen is None else seen,
        by=by or chair(),
        at=timezone.now(),
    )


def public_bytes() -> str:
    rows = list(PublishedFact.objects.order_by("key").values())
    return json.dumps(rows, cls=DjangoJSONEncoder, sort_keys=True)


# --- Counting


@pytest.mark.parametrize(
    ("number", "smallest", "expected"),
    [
        (0, 5, ""), (4, 5, ""), (5, 5, "5–9"), (9, 5, "5–9"), (10, 5, "10–19"), (19, 5, "10–19"),
        (20, 5, "20–49"), (49, 5, "20–49"), (50, 5, "50+"), (900, 5, "50+"),
        (9, 10, ""), (10, 10, "10–19"), (8, 7, ""), (12, 11, ""), (20, 11, "20–49"),
    ],
)  # fmt: skip
def test_a_number_is_a_band_or_hidden(number: int, smallest: int, expected: str) -> None:
    assert acts.band(number, smallest=smallest) == expected


def test_what_was_accepted_of_the_month_is_counted_of_every_marking() -> None:
    reports(2, marking="green")
    reports(2, marking="amber_strict")
    reports(1, state="closed")
    reports(9, state="submitted")
    reports(9, at=IN_MONTH - datetime.timedelta(days=31))
    reports(9, at=datetime.datetime(2024, 11, 1, 0, 0, tzinfo=make.TIRANE))
    reports(4, category="drugs")
    reports(9, category="children")
    coordinator = cast.coordinator()
    with acting_as(Person(str(coordinator.pk))):
        assert count(by=coordinator).bands == {"road_safety": "5–9"}


def test_a_month_is_counted_once_and_when_it_is_over() -> None:
    first = timezone.localdate().replace(day=1)
    with pytest.raises(acts.NotOver):
        count(first)
    before = (first - datetime.timedelta(days=1)).replace(day=1)
    count(before)
    with pytest.raises(acts.AlreadyCounted):
        count(before, by=chair())


# --- Releasing


def test_two_persons_release_what_readers_then_find() -> None:
    reports(7)
    reports(11, category="public_order")
    reports(4, category="drugs")
    counted = count()
    assert published.figures(MONTH) is None
    release(counted)
    with acting_as(Public()):
        found = published.figures(MONTH)
        assert published.month(MONTH, datetime.date(2024, 11, 1)).figures == found
    assert found is not None
    assert [(bar.label["en"], bar.value, bar.band) for bar in found.bars] == [
        ("Public order", 10, "10–19"),
        ("Road safety", 5, "5–9"),
    ]
    assert "October 2024" in found.sentence["en"]
    assert AuditRecord.objects.filter(verb="figures.released").count() == 1


def test_a_month_of_small_numbers_says_only_that(capsys: Any) -> None:
    reports(4)
    counted = count()
    release(counted)
    found = published.figures(MONTH)
    assert found is not None
    assert found.bars == ()
    assert "4" not in found.sentence["en"].replace("2024", "")


def test_the_texts_pass_the_translation_checks() -> None:
    reports(7)
    for counted in (count(), count(datetime.date(2024, 9, 1))):
        texts = acts.texts_of(counted)
        for language, name in itertools.product(LANGUAGES, texts["sq"]):
            findings = checks.check_text(texts[language][name], language)
            if language != "sq":
                findings += checks.check(texts["sq"][name], texts[language][name], language)
            assert not findings, (language, name)


def test_attack_18_one_person_or_an_altered_release_is_refused() -> None:
    reports(7)
    coordinator = cast.coordinator()
    counted = count(by=coordinator)
    with pytest.raises(acts.TwoPersonsNeeded):
        release(counted, by=coordinator)
    with pytest.raises(acts.Altered):
        release(counted, seen="0" * 64)
    for stranger in (cast.liaison(), cast.secretary(), cast.person(role=Role.EDITOR)):
        with pytest.raises(NotAllowed):
            release(counted, by=stranger)
    FiguresRelease.objects.update(bands={"road_safety": "50+"})
    counted.refresh_from_db()
    with pytest.raises(acts.Altered):
        release(counted)
    assert published.figures(MONTH) is None
    assert not PublishedFact.objects.exists()


def test_attack_18_a_category_renamed_after_somebody_looked_is_refused() -> None:
    reports(7)
    counted = count()
    seen = acts.fingerprint(counted)
    Category.objects.filter(code="road_safety").update(name_en="Something else")
    with pytest.raises(acts.Altered):
        release(counted, seen=seen)


def test_attack_11_what_comes_late_changes_nothing_that_was_released() -> None:
    reports(7)
    release(count())
    before = public_bytes()
    reports(20)
    Report.objects.filter(category__code="road_safety").first().delete()  # type: ignore[union-attr]
    Category.objects.filter(code="road_safety").update(smallest_cell=50, name_sq="Tjetër")
    with pytest.raises(acts.AlreadyCounted):
        count()
    with pytest.raises(acts.AlreadyReleased):
        release(FiguresRelease.objects.get())
    assert public_bytes() == before


def test_attack_10_two_years_of_figures_pin_no_hidden_cell() -> None:
    """Whoever knows the rule and every release: each hidden cell stays as wide as its rule says.

    A released band bounds its own cell alone. The solver takes each constraint that two years
    publish – bounds of cells, and sums where there were any – and narrows until nothing moves.
    """
    draw = random.Random(20241001)
    categories = list(Category.objects.all())
    smallest = {row.code: row.smallest_cell for row in categories}
    truth: dict[tuple[int, str], int] = {}
    bounds: dict[tuple[int, str], tuple[int, int]] = {}
    sums: list[tuple[list[tuple[int, str]], int]] = []
    for month in range(24):
        first = datetime.date(2022 + month // 12, month % 12 + 1, 1)
        numbers = {row.code: draw.choice((0, 1, 3, 4, 5, 9, 12, 30)) for row in categories}
        bands = {code: acts.band(n, smallest=smallest[code]) for code, n in numbers.items()}
        row = FiguresRelease.objects.create(
            month=first,
            bands={code: text for code, text in bands.items() if text},
            sha256="0" * 64,
            counted_by=cast.coordinator(),
            counted_at=timezone.now(),
        )
        facts = acts.facts_of(row)
        assert set(facts) == {"bars"}, "a total, or another dimension, would be a constraint more"
        shown = [code for code in (c.code for c in categories) if code in row.bands]
        for code, number in numbers.items():
            truth[month, code] = number
            bounds[month, code] = _bounds(bands[code], smallest[code])
        assert [bar["band"] for bar in facts["bars"]] == [bands[code] for code in shown]
    assert not sums
    narrowed = _narrowed(bounds, sums)
    for cell, (low, high) in narrowed.items():
        assert low <= truth[cell] <= high
        hidden = truth[cell] < smallest[cell[1]]
        if hidden:
            assert (low, high - low + 1 >= 5) == (0, True), cell


def test_attack_10_the_solver_would_find_a_total() -> None:
    """With a total beside the bands a single hidden cell is pinned: that is why there is none."""
    cells = {(0, "a"): (0, 4), (0, "b"): (5, 9), (0, "c"): (5, 9)}
    assert _narrowed(cells, [(list(cells), 22)])[0, "a"] == (4, 4)


def _bounds(text: str, smallest: int) -> tuple[int, int]:
    """What a reader knows of a cell from what is said of it."""
    if not text:
        shown = [lowest for lowest, _written in acts.BANDS if lowest >= smallest]
        return 0, min(shown) - 1
    low = acts.LOWEST[text]
    above = [lowest for lowest, _written in acts.BANDS if lowest > low]
    return low, min(above) - 1 if above else 10_000


def _narrowed(
    bounds: dict[tuple[int, str], tuple[int, int]],
    sums: list[tuple[list[tuple[int, str]], int]],
) -> dict[tuple[int, str], tuple[int, int]]:
    found = dict(bounds)
    moved = True
    while moved:
        moved = False
        for cells, total in sums:
            for cell in cells:
                others = [found[other] for other in cells if other != cell]
                low, high = found[cell]
                new = (
                    max(low, total - sum(top for _low, top in others)),
                    min(high, total - sum(bottom for bottom, _high in others)),
                )
                moved |= new != (low, high)
                found[cell] = new
    return found


# --- In the bulletin


def test_the_bulletin_shows_ranges_and_no_total() -> None:
    reports(7)
    release(count())
    editor = cast.editor()
    bulletin = make.bulletin(month=MONTH)
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    block = Block.objects.get(bulletin=bulletin, kind=Block.Kind.FIGURES)
    assert block.facts == {"bars": [{"value": 5, "tone": "neutral", "band": "5–9"}]}
    for language in LANGUAGES:
        content = compose(bulletin=bulletin, language=language, edition=1, on=make.TODAY)
        (figures,) = [found for found in content["blocks"] if found["kind"] == "figures"]
        assert figures["total"] == 0
        assert [bar["band"] for bar in figures["bars"]] == ["5–9"]
        assert issue_from(content).block("figures") is not None


# --- Pages


def test_from_counting_to_release_through_the_pages() -> None:
    last = (timezone.localdate().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    noon = datetime.datetime.combine(last, datetime.time(12), make.TIRANE)
    reports(7, at=noon)
    one, two = browser_of(cast.coordinator()), browser_of(chair())
    assert one.get(HOME).status_code == 200
    address = f"{HOME}{last.year}/{last.month}/"
    assert one.get(address).status_code == 404
    assert one.post(HOME, {"month": f"{last:%Y-%m}"})["Location"] == address
    page = one.get(address).content.decode()
    assert "5–9" in page and "release/" not in page
    assert ">7<" not in page
    one.post(f"{address}release/", {"seen": acts.fingerprint(FiguresRelease.objects.get())})
    assert published.figures(last) is None
    seen = two.get(address).context["seen"]
    two.post(f"{address}release/", {"seen": seen[::-1]})
    assert published.figures(last) is None
    assert two.post(f"{address}release/", {"seen": seen})["Location"] == address
    assert published.figures(last) is not None
    assert two.post(HOME, {"month": "2001-01"}).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR, Role.CHAIR}))
def test_for_everybody_else_there_is_nothing(role: Role) -> None:
    reports(7)
    count()
    client = browser_of(cast.confirm(cast.person(role=role, agency="state_police")))
    for page in (HOME, f"{HOME}2024/10/"):
        assert client.get(page).status_code == 403
    assert client.post(HOME, {"month": "2024-09"}).status_code == 403
    assert client.post(f"{HOME}2024/10/release/", {"seen": ""}).status_code == 403
    assert published.figures(MONTH) is None
