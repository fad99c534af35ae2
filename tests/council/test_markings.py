"""Our markings are those of the Traffic Light Protocol, written as FIRST publishes them."""

from council.access.reports import STRICTNESS
from council.models import AgendaItem, Marking, OralMatter, Report, ReportFile, ReportNote

TLP_2 = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
"""The five labels of TLP version 2.0 (FIRST, August 2022), from the narrowest circle to the widest."""


def test_the_labels_are_those_of_the_protocol_and_what_is_red_has_none_with_us() -> None:
    assert set(Marking.labels) == set(TLP_2) - {"TLP:RED"}
    assert [Marking(marking).label for marking in reversed(STRICTNESS)] == list(TLP_2[1:])


def test_whatever_is_marked_is_marked_by_them() -> None:
    for model in (Report, ReportNote, ReportFile, AgendaItem):
        assert model._meta.get_field("marking").choices == Marking.choices, model


def test_a_red_matter_is_kept_without_a_word() -> None:
    fields = {field.name for field in OralMatter._meta.get_fields()}
    assert fields == {"id", "date", "agency", "institutions", "noted_by", "noted_at"}
