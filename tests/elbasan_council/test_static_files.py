"""Static files are compressed once for each change, however often the portal starts."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
import tinycss2
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client, override_settings

from elbasan_council import static_files

FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Path]:
    """A folder with one file, and an empty PORTAL_VAR beside it."""
    source, var = tmp_path / "source", tmp_path / "var"
    source.mkdir()
    var.mkdir()
    (source / "page.css").write_text("body { color: black }\n" * 40)
    with override_settings(
        STATICFILES_DIRS=[source],
        STATICFILES_FINDERS=FINDERS,
        PORTAL_VAR=var,
        STATIC_ROOT=var / "static",
    ):
        static_files.collect()
        yield source


def collected(source: Path) -> list[Path]:
    return sorted((source.parent / "var" / "static").glob("page.????????????.css"))


def test_a_file_is_named_by_its_content_and_compressed(source: Path) -> None:
    (made,) = collected(source)
    assert made.with_name(f"{made.name}.br").exists()


def test_nothing_is_made_again_where_nothing_has_changed(source: Path) -> None:
    (made,) = collected(source)
    made.unlink()
    static_files.collect()
    assert collected(source) == []


def test_a_changed_file_is_made_anew(source: Path) -> None:
    before = collected(source)
    (source / "page.css").write_text("body { color: white }\n" * 41)
    static_files.collect()
    assert set(collected(source)) > set(before)


def test_what_somebody_erased_is_made_again(source: Path) -> None:
    (source.parent / "var" / "static" / "staticfiles.json").unlink()
    (made,) = collected(source)
    made.unlink()
    static_files.collect()
    assert collected(source) == [made]


def test_what_was_interrupted_is_begun_again(source: Path) -> None:
    (made,) = collected(source)
    made.unlink()
    (source / "folder").mkdir()
    (source / "folder" / "broken.css").write_text('@import "nowhere.css";')
    with pytest.raises(ValueError, match="nowhere"):
        static_files.collect()
    (source / "folder" / "broken.css").unlink()
    static_files.collect()
    assert collected(source) == [made]


# Stylesheets without comments -------------------------------------------------------------------

WRITTEN = r"""/*! Licence of somebody else */
/* For who writes. */
a::before {
    content: "/* two  spaces */ \" /*";  /* a string */
  quotes: '/*' '*/';
}

b/* one */ .c { background: url(//example.org/*/a.svg) /* two */ url("//example.org/*/b.svg") }
b/* apart */i, .d\"/*/**/e {
  /* nothing
     here */
  margin: 1px/**/2px
}
"""
SERVED = r"""/*! Licence of somebody else */
a::before {
content: "/* two  spaces */ \" /*";
quotes: '/*' '*/';
}
b .c { background: url(//example.org/*/a.svg) url("//example.org/*/b.svg") }
b/**/i, .d\"/**/e {
margin: 1px/**/2px
}
"""


def test_comments_go_and_nothing_that_looks_like_one(source: Path) -> None:
    before = collected(source)
    sheet = source / "page.css"
    sheet.write_text(WRITTEN)
    # Django compares whole seconds.
    os.utime(sheet, (sheet.stat().st_atime, sheet.stat().st_mtime + 2))
    static_files.collect()
    (made,) = {*collected(source)} - {*before}
    assert made.read_text() == SERVED
    # Error pages, which nothing fills in, link it by its plain name.
    for served in (made, made.with_name("page.css")):
        packed = served.with_name(f"{served.name}.br").read_bytes()
        assert brotli.decompress(packed).decode() == SERVED


def test_a_sheet_that_changed_in_its_comments_alone_keeps_its_address(source: Path) -> None:
    before = collected(source)
    sheet = source / "page.css"
    sheet.write_text("/* new */\n" + sheet.read_text())
    static_files.collect()
    assert collected(source) == before


@pytest.mark.parametrize(
    "name", ["portal/portal.css", "portal/posted.css", "admin/css/dashboard.css"]
)
def test_what_is_served_says_the_same_as_what_was_written(name: str) -> None:
    written = Path(str(finders.find(name))).read_text()
    answer = Client().get(static(name))
    served = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert meant(served) == meant(written)
    assert len(served) < len(written)
    assert "/*" not in served


def meant(css: str) -> str:
    """What a browser reads: space is space, and a file's mark is no part of its name."""
    words = tinycss2.serialize(tinycss2.parse_component_value_list(css, skip_comments=True))
    return re.sub(r"\s+", " ", re.sub(r"\.[0-9a-f]{12}\.", ".", words)).strip()
