"""Read the lines that stand around a report's body: dates, bylines, labels, addresses, credits, furniture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from dateline.errors import ReadError
from dateline.lexicon.reading import ReadingLexicon
from dateline.read.blocks import Block, ends_sentence

ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
MONTH_FIRST = re.compile(r"(?<!\w)([A-Za-z]{3,9})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?!\w)")
DAY_FIRST = re.compile(r"(?<!\w)(\d{1,2})(?:st|nd|rd|th)?\.?[ -](?:of )?([A-Za-z]{3,9})\.?,?[ -](\d{4})(?!\w)")
NUMERIC = re.compile(r"(?<!\w)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\w)")
CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2}){0,2}h?(?:[ap]\.?m\.?)?|[+-]\d{2}:?\d{2}|[ap]\.m", re.IGNORECASE)
ADDRESS = re.compile(r"<?((?:https?://|www\.)[^\s<>\"]{3,2000})>?", re.IGNORECASE)
PIECES = re.compile(r"\s+[|•·–—-]\s+|\s*[|•·]\s*")
NAMES = re.compile(r"\s*[,;|/]\s*|\s+(?:and|for|&)\s+")
MAX_HEADER_LINE = 160


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
        date.fromisoformat(value[:10])
        datetime.fromisoformat(value)
    except ValueError as error:
        raise ReadError(f"published is {value[:40]!r}: an ISO date (2024-06-12) or date-time (2024-06-12T18:19) is wanted") from error
    return value


def find_dates(line: str, lexicon: ReadingLexicon) -> list[tuple[int, int, str]]:
    """Find the full dates of a line as (start, end, ISO date or date-time), in text order; `3/4/2024` is ambiguous and none."""
    found = list(_dates(line, lexicon))
    return sorted(found)


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
        if m[2] == "/" and first <= 12 and second <= 12 and first != second:
            continue  # the third of April or the fourth of March: the line does not say
        if day := (_day(int(m[4]), second, first) or _day(int(m[4]), first, second)):
            yield m.start(), m.end(), day


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def parse_date_line(line: str, lexicon: ReadingLexicon) -> str | None:
    """Return the date of a line that holds nothing but when a report was published, the first where it tells several."""
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
    if len(words) > 6 or re.search(r"[.!?:;]\s|[!?:;\"“”]|\w{3,}\.$", piece):
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


def publisher_of(url: str, lexicon: ReadingLexicon) -> str | None:
    """Name who publishes at an address: by its host where it is known, else as the words of its domain tell.

    `kyivindependent.com` gives "Kyiv Independent"; a name of up to four letters is taken for an abbreviation.
    """
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    parts = host.split(".")
    for at in range(len(parts) - 1):
        if name := lexicon.hosts.get(".".join(parts[at:])):
            return name
    if len(parts) < 2 or parts[-1].isdigit():
        return None
    own = parts[-3] if len(parts) > 2 and parts[-2] in lexicon.second_level else parts[-2]
    words = [w for label in own.split("-") for w in _split_name(label, lexicon)]
    return " ".join(w.upper() if len(w) <= 4 and w not in lexicon.domain_words else w.capitalize() for w in words) or None


def _split_name(label: str, lexicon: ReadingLexicon) -> list[str]:
    """Cut known newspaper words off both ends of a domain label, the longest first, as long as something stays between."""
    before, after = [], []
    known = sorted(lexicon.domain_words, key=lambda w: (-len(w), w))
    while word := next((w for w in known if label.endswith(w) and len(label) > len(w) + 2), None):
        after.insert(0, word)
        label = label.removesuffix(word)
    while word := next((w for w in known if label.startswith(w) and len(label) > len(w) + 2), None):
        before.append(word)
        label = label.removeprefix(word)
    return [*before, label, *after] if label else [*before, *after]


def is_furniture(line: str, lexicon: ReadingLexicon) -> bool:
    """Tell whether a line belongs to the page and not to the report: a share button, a page number, a notice of rights."""
    lower = line.lower().strip(" .,:;|*_»«<>→←[]()!")
    if not lower or lower in lexicon.furniture or re.fullmatch(r"[\W\d_]*|page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?", lower):
        return True
    if len(line) < 400 and line.lower().lstrip(" (*_").startswith(lexicon.furniture_openings):
        return len(line.split()) <= 40
    return bool(re.fullmatch(r"https?://\S{1,500} \d{1,3}/\d{1,3}", line))


def opens_with(line: str, cues: Sequence[str]) -> str | None:
    """Return what follows a cue and its colon at the start of `line` ("" where it stands alone); null where none does."""
    lower = line[:80].lower()
    for cue in cues:
        if lower.startswith(cue):
            rest = line[len(cue) :].strip()
            if not rest or rest[0] in ":|»>→":
                return rest.lstrip(":|»>→ ").strip()
    return None


def is_caption(block: Block, lexicon: ReadingLexicon) -> bool:
    """Tell whether a paragraph describes a picture: it opens with a photo cue or ends in a credit ("Jane Doe / AFP")."""
    text = block.text
    if len(text) > 800 or not text:
        return False
    opening = text[:40].lower().partition(":")[0].strip(" ([*")
    if ":" in text[:40] and opening in lexicon.photo_cues:
        return True
    if block.emphasised and text.endswith(block.emphasised) and _names_agency(block.emphasised, lexicon):
        return True
    return _is_credit(text, lexicon)


def _is_credit(text: str, lexicon: ReadingLexicon) -> bool:
    """Judge the words after the last sentence end or opening bracket."""
    closed = re.search(r"[)\]]\.?$", text)
    if ends_sentence(text) and not closed:
        return False
    starts = [m.end() for m in re.finditer(r"[.!?][\"'”’)\]]{0,2}\s+|[(\[]|\s[–—|-]\s", text)]
    tail = text[starts[-1] if starts else 0 :].strip(" ()[].")
    is_square = bool(closed) and "[" in text[-len(tail) - 4 :]
    words = tail.lower().split()
    if not words or len(words) > 10:
        return False
    parts = [p for p in re.split(r"\s*[/|,:]\s*|\s+(?:via|by|for)\s+", tail) if p]
    named = [p for p in parts if _names_agency(p, lexicon)]
    cued = any(" ".join(words[:n]).rstrip(":") in lexicon.photo_cues for n in (1, 2, 3))
    capital = all(w[0].isupper() or not w[0].isalpha() or w in {"via", "by", "for", "of", "and", "photo", "file"} for w in tail.split())
    return capital and bool(named) and (len(parts) > 1 or cued or is_square)


def _names_agency(words: str, lexicon: ReadingLexicon) -> bool:
    found = [p.strip(" .()[]*").lower() for p in re.split(r"\s*[/|,:]\s*|\s+(?:via|by|for|photo)(?:\s+|$)", words, flags=re.IGNORECASE)]
    return any(p in lexicon.agencies or p in lexicon.photo_agencies for p in found)
