"""Words found by what they begin with, folded. A stem that ends in `$`, or is shorter than three
letters, is a whole word.
"""

from collections.abc import Iterable

from languages.folding import fold


class Stems:
    def __init__(self, told: Iterable[tuple[int, str]]) -> None:
        """`told`: the number of a row, and its stems with `|` between them."""
        self._whole: dict[str, set[int]] = {}
        self._begun: dict[str, set[int]] = {}
        for index, stems in told:
            for stem in filter(None, stems.split("|")):
                key = fold(stem.removesuffix("$"))
                exact = stem.endswith("$") or len(key) < 3
                (self._whole if exact else self._begun).setdefault(key, set()).add(index)

    def rows(self, form: str) -> frozenset[int]:
        """Those that have the word whole, or a stem that it begins with."""
        found = set(self._whole.get(form, ()))
        for length in range(3, len(form) + 1):
            found.update(self._begun.get(form[:length], ()))
        return frozenset(found)

    def keys(self) -> frozenset[str]:
        return frozenset(self._whole) | frozenset(self._begun)
