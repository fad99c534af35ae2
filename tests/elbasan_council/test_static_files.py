"""Static files are compressed once for each change, however often the portal starts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

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
