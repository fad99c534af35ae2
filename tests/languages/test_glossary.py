from languages.glossary import Term, rows, terms


def test_a_term_is_known_in_three_languages() -> None:
    assert Term("bashki", "municipality", "بلدية") in terms()


def test_parallel_terms_come_singly_and_in_step() -> None:
    assert Term("rekomandim", "recommendation", "توصية") in terms()
    assert not [t for t in terms() if " / " in t.sq + t.en + t.ar]


def test_nothing_is_empty_or_twice() -> None:
    assert all(t.sq and t.en and t.ar for t in terms())
    assert len({t.sq for t in terms()}) == len(terms())


def test_forbidden_words_say_how_grave_they_are() -> None:
    for row in rows("forbidden.csv"):
        assert row["language"] in ("sq", "en", "ar"), row
        assert row["severity"] in ("error", "warning", "allowed"), row
        assert bool(row["instead"]) != (row["severity"] == "allowed"), row
