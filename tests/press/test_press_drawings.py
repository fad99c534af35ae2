"""Charts and codes: what they show, to whom, and without what."""

from xml.etree import ElementTree

import pytest
import segno

from press import charts, qr
from press.charts import Bar

SVG = "{http://www.w3.org/2000/svg}"
STATES = [Bar("U kryen", 12, "done"), Bar("Në afat", 7, "on_time"), Bar("U vonuan", 4, "late")]


def drawing(text: str) -> ElementTree.Element:
    assert "style=" not in text
    return ElementTree.fromstring(text)


def bars_of(chart: ElementTree.Element) -> list[tuple[float, float]]:
    return [
        (float(rect.get("x", "")), float(rect.get("width", "")))
        for rect in chart.iter(f"{SVG}rect")
    ]


def test_bars_are_as_long_as_their_figures() -> None:
    chart = drawing(charts.bars(STATES, title="12 of 23 are done.", language="sq"))
    (_, longest), (_, second), (_, third) = bars_of(chart)
    assert second / longest == pytest.approx(7 / 12, abs=0.01)
    assert third / longest == pytest.approx(4 / 12, abs=0.01)


def test_the_first_child_says_what_the_chart_shows() -> None:
    chart = drawing(charts.bars(STATES, title="A < B & C", language="sq"))
    assert (chart[0].tag, chart[0].text) == (f"{SVG}title", "A < B & C")
    assert chart.get("role") == "img"


def test_albanian_labels_and_figures_are_text() -> None:
    chart = drawing(charts.bars(STATES, title="t", language="sq"))
    assert [text.text for text in chart.iter(f"{SVG}text")] == [
        "U kryen",
        "12",
        "Në afat",
        "7",
        "U vonuan",
        "4",
    ]


def test_arabic_labels_for_a_browser_are_text_from_the_right() -> None:
    states = [Bar("منجزة", 12), Bar("متأخرة", 4)]
    chart = drawing(charts.bars(states, title="t", language="ar", outlined=False))
    assert [text.text for text in chart.iter(f"{SVG}text")] == ["منجزة", "12", "متأخرة", "4"]
    label = next(chart.iter(f"{SVG}text"))
    assert (label.get("direction"), label.get("text-anchor"), label.get("x")) == (
        "rtl",
        "start",
        "472",
    )
    assert not list(chart.iter(f"{SVG}g"))


def test_arabic_labels_are_outlines_and_figures_text() -> None:
    chart = drawing(charts.bars([Bar("منجزة", 12), Bar("متأخرة", 4)], title="t", language="ar"))
    assert [text.text for text in chart.iter(f"{SVG}text")] == ["12", "4"]
    outlines = [path for group in chart.iter(f"{SVG}g") for path in group]
    assert len(outlines) >= 8


def test_in_arabic_the_axis_is_on_the_right() -> None:
    chart = drawing(
        charts.bars([Bar("منجزة", 12), Bar("متأخرة", 4)], title="t", language="ar", width=480)
    )
    assert {x + width for x, width in bars_of(chart)} == {478.0}
    assert {x for x, _ in bars_of(drawing(charts.bars(STATES, title="t", language="sq")))} == {2.0}


def test_digits_inside_an_arabic_label_keep_their_order() -> None:
    runs = charts._runs("الخط 116 111 للأطفال")
    assert runs == [("الخط ", "rtl"), ("116 111", "ltr"), (" للأطفال", "rtl")]


def test_items_may_be_rows_of_the_frozen_content() -> None:
    assert charts.bars(
        [{"label": "A", "value": 1, "tone": "neutral"}], title="t", language="en"
    ) == charts.bars([Bar("A", 1)], title="t", language="en")


def test_a_bar_of_nothing_has_its_figure_and_no_shape() -> None:
    chart = drawing(charts.bars([Bar("A", 0)], title="t", language="en"))
    assert bars_of(chart) == []
    assert "0" in [text.text for text in chart.iter(f"{SVG}text")]


@pytest.mark.parametrize("items", [[], [Bar("A", 1)] * 7, [Bar("A", -1)]])
def test_a_chart_has_one_to_six_bars_and_none_below_zero(items: list[Bar]) -> None:
    with pytest.raises(ValueError, match="bar"):
        charts.bars(items, title="t", language="en")


def test_a_label_without_glyphs_is_an_error_and_no_box() -> None:
    with pytest.raises(ValueError, match="no glyph"):
        charts.bars([Bar("中", 1)], title="t", language="ar")


def test_the_code_holds_the_address() -> None:
    address = "http://localhost:8000/en/bulletin/2026/10/"
    code = drawing(qr.svg(address))
    side = int(code.get("viewBox", "").split()[2])
    drawn = [[0] * side for _ in range(side)]
    for run in code.find(f"{SVG}path").get("d", "").split("M")[1:]:  # type: ignore[union-attr]
        start, _, rest = run.partition("h")
        x, y = (int(value) for value in start.split())
        for offset in range(int(rest.partition("v")[0])):
            drawn[y][x + offset] = 1
    expected = segno.make(address, error="m", boost_error=False, micro=False)
    assert expected.error == "M"
    inner = [row[qr.QUIET_ZONE : -qr.QUIET_ZONE] for row in drawn[qr.QUIET_ZONE : -qr.QUIET_ZONE]]
    assert inner == [[int(module) for module in row] for row in expected.matrix]


def test_the_code_has_a_quiet_zone_and_a_name() -> None:
    code = drawing(qr.svg("https://example.org/", title="This issue", size="28mm"))
    assert code[0].text == "This issue"
    assert (code.get("width"), code.get("height")) == ("28mm", "28mm")
    side = int(code.get("viewBox", "").split()[2])
    assert (
        side
        == segno.make(
            "https://example.org/", error="m", boost_error=False, micro=False
        ).symbol_size()[0]
    )


def test_a_band_is_written_in_the_place_of_its_number_and_fits() -> None:
    bands = [Bar("Siguri rrugore", 20, "neutral", "20–49")]
    svg = charts.bars(bands, title="Sipas llojit", language="sq", width=400)
    assert ">20–49</text>" in svg and ">20<" not in svg
    ((start, width),) = bars_of(drawing(svg))
    assert start + width + 60 <= 400
