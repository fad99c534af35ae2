"""Public addresses: what of a title stands in them."""

import pytest

from languages.addresses import LONGEST, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Këshilli boton 4 vendime me afate", "keshilli-boton-4-vendime-me-afate"),
        ("Ç’është mashtrimi?", "ceshte-mashtrimi"),
        (
            "Të moshuarit ushtrohen me telefonata mashtruese: çfarë të bëni kur dikush kërkon para",
            "te-moshuarit-ushtrohen-me-telefonata-mashtruese-cfare",
        ),
        ("Ëë" * 40, "e" * LONGEST),
        ("خبر", ""),
    ],
)
def test_an_address_has_the_whole_words_of_its_title(title: str, expected: str) -> None:
    assert slug(title) == expected
    assert len(slug(title)) <= LONGEST
