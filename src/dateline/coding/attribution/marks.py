"""Find the stretches of a text that stand between quotation marks; characters only, no syntax."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.text import Span

LINE = re.compile(r"[^\n]+")
DOUBLE = re.compile('["“”„‟«»]')
SINGLE = re.compile("['‘’\u201a\u2039\u203a]")
OPENERS = frozenset("“„‟«‘\u201a\u2039")
CLOSERS = frozenset("”»\u203a")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Hold the words between two marks, without the marks; `is_closed` is false where the paragraph ends too early."""

    span: Span
    is_closed: bool = True


def find_stretches(text: str) -> tuple[Stretch, ...]:
    """List what stands in quotation marks, paragraph by paragraph, outermost only.

    A mark without its fellow opens at the start of the paragraph or closes at its end: a quotation of several
    paragraphs is opened anew in each and closed in the last.
    """
    return tuple(s for line in LINE.finditer(text) for s in _of_line(text, line.start(), line.end()))


def _of_line(text: str, start: int, end: int) -> list[Stretch]:
    double = [s for s in _double(text, start, end) if s.span.start < s.span.end]
    single = [s for s in _single(text, start, end) if s.span.start < s.span.end]
    found: list[Stretch] = []
    for stretch in sorted(double + single, key=lambda s: (s.span.start, -s.span.end)):
        if not found or stretch.span.start >= found[-1].span.end:
            found.append(stretch)
    return found


def _double(text: str, start: int, end: int) -> Iterator[Stretch]:
    opened: int | None = None
    since = start
    for mark in DOUBLE.finditer(text, start, end):
        here = mark.start()
        opens, closes = _faces(text, here, start, end)
        if opened is None and opens:
            opened = here + 1
        elif opened is not None and opens and not closes:
            opened = here + 1 if mark.group() == '"' else opened
        elif opened is not None:
            yield Stretch(span=_trimmed(text, opened, here))
            opened, since = None, here + 1
        elif since == start and not _is_measure(text, here, start):
            yield Stretch(span=_trimmed(text, start, here))
            since = here + 1
    if opened is not None:
        yield Stretch(span=_trimmed(text, opened, end), is_closed=False)


def _single(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Pair single marks; one that may be an apostrophe ("the troops' camp") closes only where no better mark does."""
    opened: int | None = None
    doubtful: int | None = None
    for mark in SINGLE.finditer(text, start, end):
        here = mark.start()
        before, after = _around(text, here, start, end)
        if _is_opening_single(mark.group(), before, after):
            if opened is not None and doubtful is not None:
                yield Stretch(span=_trimmed(text, opened, doubtful))
            opened, doubtful = here + 1, None
        elif opened is not None and not before.isspace() and not after.isalnum():
            if before == "s" and after.isspace() and text[here + 2 : here + 3].islower():
                doubtful = here if doubtful is None else doubtful
            else:
                yield Stretch(span=_trimmed(text, opened, here))
                opened, doubtful = None, None
    if opened is not None and doubtful is not None:
        yield Stretch(span=_trimmed(text, opened, doubtful))


def _faces(text: str, here: int, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether the double mark at `here` may open and may close a quotation, by its form or else by the spaces."""
    mark = text[here]
    if mark != '"':
        return mark in OPENERS, mark in CLOSERS
    before, after = _around(text, here, start, end)
    opens = not after.isspace() and (before.isspace() or before in "([{—–-‘'/")
    closes = not before.isspace() and not after.isalnum()
    return (opens, closes) if opens or closes else (True, True)


def _around(text: str, here: int, start: int, end: int) -> tuple[str, str]:
    return text[here - 1] if here > start else " ", text[here + 1] if here + 1 < end else " "


def _is_opening_single(mark: str, before: str, after: str) -> bool:
    if mark in CLOSERS or mark == "’" or not (before.isspace() or before in '([{—–-“"'):
        return False
    return after.isalpha() or after in '“"…[' or (mark == "‘" and not after.isspace())


def _is_measure(text: str, here: int, start: int) -> bool:
    return here > start and text[here] == '"' and text[here - 1].isdigit()


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end)
