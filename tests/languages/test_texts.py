from languages.texts import digest


def test_line_ends_and_composition_are_no_change() -> None:
    assert digest("Një\r\ntekst\n") == digest("Nje\u0308\ntekst")


def test_a_letter_is_a_change() -> None:
    assert digest("Një tekst") != digest("Nje tekst")


def test_it_is_sha_256_in_hexadecimal() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
