"""Find the names of a list in a text: longest first, whatever the spacing, hyphens, full stops and diacritics."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.lexicon.countries import fold, is_initialism

T = TypeVar("T")
ATOM = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Atom:
    """Hold one run of letters or digits: its key (one case, no diacritics, initials without stops) and its own form."""

    key: str
    form: str
    start: int
    end: int


def atoms(text: str) -> list[Atom]:
    """Cut a text into atoms; offsets are code points of `text`."""
    return [Atom(fold(m.group()), m.group().replace(".", ""), m.start(), m.end()) for m in ATOM.finditer(text)]


def _without_article(name: list[Atom]) -> list[Atom]:
    return name[1:] if len(name) > 1 and name[0].key == "the" else name


@dataclass(frozen=True, slots=True)
class Spelling(Generic[T]):
    """Hold one way to write a name: the forms of its atoms and what it names."""

    forms: tuple[str, ...]
    value: T
    any_case: bool

    def fits(self, written: Sequence[Atom]) -> bool:
        """Tell whether a text writes the name with the capitals that it needs."""
        return self.any_case or all(
            atom.form.isupper() if is_initialism(form) else atom.form[:1].isupper()
            for form, atom in zip(self.forms, written, strict=True)
            if form[:1].isupper()
        )


class PhraseIndex(Generic[T]):
    """Find the longest listed name that begins at an atom; lookups cost the longest name's length, not the list's."""

    def __init__(self, names: Iterable[tuple[str, T, bool]]) -> None:
        """Take (name, value, whether capitals do not matter)."""
        self._found: dict[tuple[str, ...], list[Spelling[T]]] = {}
        self._longest: dict[str, int] = {}
        for name, value, any_case in names:
            cut = _without_article(atoms(name))
            if cut:
                key = tuple(a.key for a in cut)
                self._found.setdefault(key, []).append(Spelling(tuple(a.form for a in cut), value, any_case))
                self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def longest(self, text: Sequence[Atom], at: int) -> tuple[int, list[T]]:
        """Return how many atoms the longest name at `at` takes, and all that it names; (0, []) for none."""
        for length in range(min(self._longest.get(text[at].key, 0), len(text) - at), 0, -1):
            written = text[at : at + length]
            listed = self._found.get(tuple(a.key for a in written), ())
            if found := [s.value for s in listed if s.fits(written)]:
                return length, found
        return 0, []

    def named(self, name: str) -> list[T]:
        """Return all that one whole name means."""
        cut = _without_article(atoms(name))
        length, found = self.longest(cut, 0) if cut else (0, [])
        return found if length == len(cut) else []
