"""Spans of a text, and the words they quote."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from dateline.errors import EvidenceError


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Mark a stretch of a text: offsets in Unicode code points, `start` inclusive, `end` exclusive.

    Raises: EvidenceError if the span ends before it starts or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise EvidenceError(f"no such span: {self.start}..{self.end}")

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    @classmethod
    def covering(cls, spans: Iterable["Span"]) -> Self:
        """Return the shortest span that holds all of `spans`, of which there is at least one."""
        listed = list(spans)
        return cls(start=min(s.start for s in listed), end=max(s.end for s in listed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Pin a field to the exact words it came from."""

    span: Span
    text: str

    @classmethod
    def quote(cls, text: str, span: Span) -> Self:
        """Quote `span` of `text`.

        Raises: EvidenceError if the span leaves the text or quotes nothing.
        """
        if span.end > len(text) or span.start == span.end:
            raise EvidenceError(f"span {span.start}..{span.end} quotes nothing in a text of {len(text)} code points")
        return cls(span=span, text=text[span.start : span.end])
