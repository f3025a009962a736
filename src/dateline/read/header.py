"""Read the lines that stand around a report's body: dates, bylines, labels, addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from dateline.errors import ReadError
from dateline.lexicon.reading import ReadingLexicon

ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{3}(?:\d{3})?)?)?(?:Z|[+-]\d{2}:\d{2})?)?"
)
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
MONTH_FIRST = re.compile(r"(?<!\w)([A-Za-z]{3,9})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?!\w)")
DAY_FIRST = re.compile(r"(?<!\w)(\d{1,2})(?:st|nd|rd|th)?\.?[ -](?:of )?([A-Za-z]{3,9})\.?,?[ -](\d{4})(?!\w)")
NUMERIC = re.compile(r"(?<!\w)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\w)")
CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2}){0,2}h?(?:[ap]\.?m\.?)?|[+-]\d{2}:?\d{2}|[ap]\.m", re.IGNORECASE)
ADDRESS = re.compile(r"<?((?:https?://|www\.)[^\s<>\"]{3,2000})>?", re.IGNORECASE)
PIECES = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*")
NAMES = re.compile(r"\s*[,;|/]\s*|\s+(?:and|for|&)\s+")
MAX_HEADER_LINE = 160
MAX_NAME_WORDS = 6
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Hold who wrote a report: people, and the agency it was taken from."""

    text: str
    authors: tuple[str, ...] = ()
    agency: str | None = None


def parse_published(value: str) -> str:
    """Return an ISO 8601 date (`2016-04-02`) or date-time (`2016-04-02T18:19`) as given, blanks around it aside.

    Raises: ReadError if it is neither.
    """
    value = value.strip()
    try:
        if not ISO_DAY.match(value):
            raise ValueError(value)
        date.fromisoformat(value[:10])
        datetime.fromisoformat(value)
    except ValueError as error:
        wanted = "an ISO date (2024-06-12) or date-time (2024-06-12T18:19)"
        raise ReadError(f"published is {value[:40]!r}: {wanted} is wanted") from error
    return value


def find_dates(line: str, lexicon: ReadingLexicon) -> list[tuple[int, int, str]]:
    """Find the full dates of a line as (start, end, ISO date or date-time), in text order; `3/4/2024` is ambiguous."""
    return sorted(_dates(line, lexicon))


def _dates(line: str, lexicon: ReadingLexicon) -> Iterator[tuple[int, int, str]]:
    for m in ISO.finditer(line):
        if _day(int(m[1]), int(m[2]), int(m[3])):
            yield m.start(), m.end(), m.group()
    for m in MONTH_FIRST.finditer(line):
        if day := _day(int(m[3]), lexicon.months.get(m[1].lower(), 0), int(m[2])):
            yield m.start(), m.end(), day
    for m in DAY_FIRST.finditer(line):
        if day := _day(int(m[3]), lexicon.months.get(m[2].lower(), 0), int(m[1])):
            yield m.start(), m.end(), day
    for m in NUMERIC.finditer(line):
        first, second = int(m[1]), int(m[3])
        if m[2] == "/" and max(first, second) <= MONTHS and first != second:
            continue  # the third of April or the fourth of March: the line does not say
        if day := (_day(int(m[4]), second, first) or _day(int(m[4]), first, second)):
            yield m.start(), m.end(), day


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def parse_date_line(line: str, lexicon: ReadingLexicon) -> str | None:
    """Return the date of a line that only tells when a report was published, the first where it tells several."""
    if len(line) > MAX_HEADER_LINE or not (dates := find_dates(line, lexicon)):
        return None
    rest, at = "", 0
    for start, end, _ in dates:
        rest, at = f"{rest} {line[at:start]}", max(at, end)
    rest = f"{rest} {line[at:]}".lower()
    for cue in (*(c for c, field in lexicon.labels.items() if field == "published"), *lexicon.updated_cues):
        rest = re.sub(rf"(?<!\w){re.escape(cue)}(?!\w)", " ", rest)
    words = [word.strip(".,:;()|–—-") for word in rest.split()]
    known = lexicon.weekdays | lexicon.date_line_words
    return dates[0][2] if all(not w or w in known or CLOCK.fullmatch(w) for w in words) else None


def parse_byline(line: str, lexicon: ReadingLexicon) -> Byline | None:
    """Read a line that names authors ("By Jane Doe, Reuters") or only an agency; null for any other line."""
    if len(line) > MAX_HEADER_LINE:
        return None
    if agency := lexicon.agency(line):
        return Byline(text=line, agency=agency)
    lower = line.lower()
    cue = next((c for c in lexicon.byline_cues if lower.startswith((f"{c} ", f"{c}: "))), None)
    pieces = [p for p in NAMES.split(line[len(cue) :].strip(" :") if cue else line) if p]
    agencies = [a for a in map(lexicon.agency, pieces) if a]
    if not pieces or not (cue or agencies) or not all(_is_name(p, lexicon) for p in pieces):
        return None
    roles = lexicon.byline_roles
    people = tuple(p for p in pieces if not lexicon.agency(p) and not roles & set(p.lower().split()))
    return Byline(text=line, authors=people, agency=agencies[0] if agencies else None)


def _is_name(piece: str, lexicon: ReadingLexicon) -> bool:
    words = piece.split()
    if len(words) > MAX_NAME_WORDS or re.search(r"[.!?:;]\s|[!?:;\"“”]|\w{3,}\.$", piece):
        return False
    return all(w[0].isupper() or w in lexicon.name_particles or w.lower() in lexicon.byline_roles for w in words)


def parse_label(line: str, lexicon: ReadingLexicon) -> tuple[str, str] | None:
    """Split a line "label: value" into the report's field and its value; null where no known label opens it."""
    label, colon, value = line[:2200].partition(":")
    field = lexicon.labels.get(label.strip(" *_").lower()) if colon else None
    return (field, value.strip(" *_\"'")) if field and value.strip() else None


def parse_address(text: str) -> str | None:
    """Return the address where `text` is nothing else."""
    found = ADDRESS.fullmatch(text.strip())
    return found[1] if found else None
