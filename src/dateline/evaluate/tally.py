"""Count what was asked, found and right, and keep each miss with its class."""

from collections import Counter
from dataclasses import dataclass, field

Figures = dict[str, float | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Hold one thing that is not as the gold has it: its class, where it is, what the gold says and what we said."""

    kind: str
    id: str
    gold: str
    found: str
    text: str


@dataclass(slots=True, kw_only=True)
class Tally:
    """Hold the figures of one evaluation; `confusion` counts (gold, found) pairs that differ."""

    figures: Figures = field(default_factory=Figures)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    misses: list[Miss] = field(default_factory=list[Miss])

    def miss(self, kind: str, identifier: str, gold: object, found: object, text: str) -> None:
        """Keep one miss; null stands for nothing."""
        told = [str(value) if value is not None else "nothing" for value in (gold, found)]
        self.misses.append(Miss(kind=kind, id=identifier, gold=told[0], found=told[1], text=" ".join(text.split())))

    def classes(self) -> list[tuple[str, int]]:
        """List the classes of misses with their numbers, the biggest first."""
        return sorted(Counter(m.kind for m in self.misses).items(), key=lambda pair: (-pair[1], pair[0]))


def share(right: int, asked: int) -> float | None:
    """Return right / asked to four places; null where nothing was asked."""
    return round(right / asked, 4) if asked else None


def f_measure(name: str, right: int, gold: int, found: int) -> Figures:
    """Return precision, recall and F1 as `name.p`, `name.r`, `name.f1`."""
    return {
        f"{name}.p": round(right / max(1, found), 4),
        f"{name}.r": round(right / max(1, gold), 4),
        f"{name}.f1": round(2 * right / max(1, gold + found), 4),
    }
