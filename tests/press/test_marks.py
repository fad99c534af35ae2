"""Free text through a table in Word: its headings, lists and links come back."""

import pytest

from press.html import clean
from press.marks import as_brought, inline, pieces, with_marks, without_marks

TEXTS = {
    "<p>Një.</p><p>Dy.<br>Tre.</p>": "Një.\n\nDy.\nTre.",
    "<h3>Titulli</h3><p>Teksti.</p>": "# Titulli\n\nTeksti.",
    "<ul><li>Një</li><li>Dy</li></ul><p>Fundi.</p>": "- Një\n- Dy\n\nFundi.",
    "<ol><li>Një</li><li>Dy</li></ol>": "1. Një\n1. Dy",
    "<ul><li>Një<ol><li>Brenda</li></ol></li><li>Dy</li></ul>": "- Një\n  1. Brenda\n- Dy",
    '<p><strong>Thirr</strong> <a href="tel:112">112</a> &amp; prit.</p>': (
        '<strong>Thirr</strong> <a href="tel:112">112</a> &amp; prit.'
    ),
}


@pytest.mark.parametrize("html", TEXTS)
def test_what_goes_out_comes_back(html: str) -> None:
    assert with_marks(html) == TEXTS[html]
    assert without_marks(TEXTS[html]) == html


@pytest.mark.parametrize(
    "html",
    [
        '<p dir="rtl">نص</p>',
        "<p># nuk është titull</p>",
        "pa element",
        "",
    ],
)
def test_what_has_no_mark_is_left_as_it_is(html: str) -> None:
    assert without_marks(with_marks(html)) == clean(html) or with_marks(html) == html


def test_numbers_that_word_counted_and_lines_without_space_between_are_understood() -> None:
    assert without_marks("# Hyrja\nTeksti.\n1. Një\n2. Dy") == (
        "<h3>Hyrja</h3><p>Teksti.</p><ol><li>Një</li><li>Dy</li></ol>"
    )


def test_nothing_dangerous_comes_back() -> None:
    assert "script" not in without_marks("# <script>alert(1)</script>Titulli")
    assert "onclick" not in without_marks('<p onclick="x()">Teksti</p>')


def test_bold_italics_and_links_are_no_elements_in_the_text_that_word_shows() -> None:
    html = (
        '<p>Thirr <strong>tani <em>112</em></strong> ose <a href="tel:129">1<strong>29</strong></a>'
        " &amp; prit.</p><ul><li>Një<ul><li><em>Brenda</em></li></ul></li></ul>"
    )
    shown = "".join(piece.text for piece in pieces(html))
    assert shown == "Thirr tani 112 ose 129 & prit.\n\n- Një\n  - Brenda"
    assert without_marks(inline(pieces(html))) == html


@pytest.mark.parametrize(
    ("html", "brought"),
    [
        ("<p><strong>a<br>b</strong></p>", "<p><strong>a</strong><br><strong>b</strong></p>"),
        ("<p><em><strong>x</strong></em></p>", "<p><strong><em>x</em></strong></p>"),
        ("<p>a<strong> b </strong>c</p>", "<p>a <strong>b</strong> c</p>"),
    ],
)
def test_what_is_set_in_another_order_is_the_same_and_stays_so(html: str, brought: str) -> None:
    assert as_brought(html) == brought == as_brought(brought)


@pytest.mark.parametrize(
    "html", ['<p dir="rtl">نص</p>', "<p>- nuk është listë</p>", "<p>a &lt;strong&gt; b</p>"]
)
def test_what_word_cannot_say_stays_as_it_is(html: str) -> None:
    assert as_brought(html) == html
