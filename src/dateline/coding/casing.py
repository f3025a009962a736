"""Read headlines as sentences: "Rebels Seize Airport Near Goma" parses as "Rebels seize airport near Goma".

The parser learned from running text and takes every capitalised word for a name. Offsets are not touched.
"""

from collections.abc import Sequence

ORDINARY = 2  # fewer ordinary words than this tell nothing about a line's style
LEAST_LENGTH = 4  # letters; shorter words stay small in all styles of title, "from" and "into" in most
CAPITALISED = 0.8


def restore_case(words: Sequence[str], ordinary: frozenset[str]) -> list[str]:
    """Write the ordinary words of a line in title case or in capitals small, all but the first; leave other lines."""
    told = [w for w in words[1:] if len(w) >= LEAST_LENGTH and _is_ordinary(w.lower(), ordinary)]
    told = [w for w in told if len(w) > LEAST_LENGTH or not w[0].islower()]
    raised = sum(not w[0].islower() for w in told)
    if raised < ORDINARY or raised < CAPITALISED * len(told):
        return list(words)
    return [words[0], *(w.lower() if _is_ordinary(w.lower(), ordinary) else w for w in words[1:])]


def _is_ordinary(word: str, ordinary: frozenset[str]) -> bool:
    """Tell whether a word or what its ending was put to is ordinary: headlines say "expels", reports "expelled"."""
    bases = (word, word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y", f"{word}ed")
    return any(base in ordinary for base in bases)
