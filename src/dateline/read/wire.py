"""Find the header of a wire report: `BAKU, June 12 (AFP) -`, `GENEVA (Reuters) —`, `MOSCOW, Jan 3. /TASS/.`."""

import re
from dataclasses import replace
from datetime import date
from itertools import islice

from dateline.lexicon.reading import ReadingLexicon
from dateline.model.report import Dateline
from dateline.model.text import Span
from dateline.read.blocks import ends_sentence
from dateline.read.header import find_dates, parse_date_line

MAX_HEADER = 140
MAX_LINES = 5
MAX_SHORT_LINE = 60
MAX_PLACE_WORDS = 9
MIN_PLACE = 3
MAX_MARKS = 6
MIN_CAPITALS = 4  # shorter words in capitals are acronyms more often than places
DASHES = "\\u2010-\\u2015\\u2212"  # hyphen to horizontal bar, minus
DASH = rf"(?:--?|[{DASHES}])"
SEPARATOR = re.compile(
    rf"(?<=\))[ \t]*(?:{DASH}|:)?\s*"  # after "(AFP)", with or without a dash
    rf"|(?<=/)[.:]?[ \t]*{DASH}?\s+"  # after "/TASS/"
    rf"|[ \t]*(?:--|[{DASHES}])\s*|[ \t]-\s+|:\s+"
    r"|(?<=\d)\.\s+(?=[A-Z\"“])"  # "BAKU, Azerbaijan, June 12. Russian ..."
)
AGENCY = re.compile(r"[\s,.]*(?:\(([^()\n]{2,60})\)|/([^/\n]{2,30})/|[,.]\s*([A-Z][\w.]{1,20}(?: [A-Z]\w{1,20})?))$")
DAY = re.compile(
    r"(?:^|[\s,.]+)(?:([A-Za-z]{3,9})\.?\s(\d{1,2})|(\d{1,2})\s([A-Za-z]{3,9})\.?)(?:,?\s(\d{4}))?[\s,.]*$"
)
WORD = re.compile(r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*\.?")
PLACE = re.compile(r"[^\W\d_][^\d\n()\[\]\"“”;:!?]{1,80}")
CAPITALS = r"[^\W\d_a-z][A-ZÀ-ÞĀ-Ž'’-]{%d,30}"
UNIT = rf"{CAPITALS % 1}(?:[ ]{CAPITALS % 1}){{0,4}}(?:,[ ][A-Z][A-Za-z.]{{1,20}}(?:[ ][A-Z][a-z]{{2,20}})?)?"
UNMARKED = re.compile(rf"({UNIT}(?:/{UNIT}){{0,3}})[ ]+(?=[A-Z][a-zß-ÿ'’.]|A |\d|[\"“‘'])")


def find_wire_header(text: str, published: str | None, lexicon: ReadingLexicon) -> Dateline:
    """Find where and when a report was filed, and by which agency, in the first words of its text.

    The header may stand below a date line or short lines that are no sentences; `span` covers it with its dash. A day
    without a year takes the year nearest to `published`; without `published` it stays unset. A text that opens with a
    sentence gives an empty dateline.
    """
    start, printed = 0, Dateline()
    for _ in range(MAX_LINES):
        rest = text[start : start + 1000]
        start += len(rest) - len(rest.lstrip())
        head = text[start : start + MAX_HEADER]
        line, end_of_line, _ = head.partition("\n")
        found = _find_header(head, start, published, lexicon)
        if found.span:
            return found if found.date or not printed.date else replace(found, date=printed.date)
        day = parse_date_line(line.strip(), lexicon)
        if not end_of_line or not (day or (len(line) < MAX_SHORT_LINE and not ends_sentence(line))):
            break
        if day and not printed.span:
            printed = Dateline(date=_date(day), span=Span(start=start, end=start + len(line.rstrip())))
        start += len(line)
    return printed


def _find_header(head: str, start: int, published: str | None, lexicon: ReadingLexicon) -> Dateline:
    for mark in islice(SEPARATOR.finditer(head), MAX_MARKS):
        if found := _parse_head(head[: mark.start()], mark.group(), head[mark.end() :], published, lexicon):
            return replace(found, span=Span(start=start, end=start + len(head[: mark.end()].rstrip())))
    return _find_unmarked(head, start, lexicon)


def _parse_head(head: str, mark: str, rest: str, published: str | None, lexicon: ReadingLexicon) -> Dateline | None:
    """Read the words before one separator: place, day and agency, each optional, nothing else."""
    if "\n" in head or not head.strip():
        return None
    place, agency, is_known = _split_agency(head, lexicon)
    place, day = _split_day(place, published, lexicon)
    place = place.strip(" ,.\t")
    is_dated = day != ""
    if place and not _is_place(place, lexicon):
        return None
    if not place:
        return Dateline(agency=agency, date=_date(day)) if is_known and (mark.strip() or "(" in head) else None
    is_capital = place.split(",")[0].upper() == place.split(",")[0]
    is_dash = bool(mark.strip()) and mark.strip() != ":"
    opens = rest.lstrip()[:1]
    goes_on = bool(opens) and not opens.islower()
    is_sure = is_known or (is_dated and bool(mark.strip())) or (agency is not None and is_capital)
    is_likely = goes_on and ((is_capital and bool(mark.strip())) or (is_dash and ("\n" in mark or "," in place)))
    return Dateline(place=place, agency=agency, date=_date(day)) if is_sure or is_likely else None


def _split_agency(head: str, lexicon: ReadingLexicon) -> tuple[str, str | None, bool]:
    """Cut the agency off the end of a header; the last member tells whether it is one we know."""
    if whole := lexicon.agency(head):
        return "", whole, True
    before, _, last = head.rstrip().rpartition(" ")
    if before and last.isupper() and (name := lexicon.agency(last)):  # "Washington CNN —"
        return before, name, True
    found = AGENCY.search(head)
    if not found:
        return head, None, False
    words = next(filter(None, found.groups()))
    names = [n for n in (lexicon.agency(part) for part in re.split(r"[/,]", words)) if n]
    if names:
        return head[: found.start()], names[0], True
    if found[3]:
        return head, None, False
    return head[: found.start()], words.strip() or None, False


def _split_day(head: str, published: str | None, lexicon: ReadingLexicon) -> tuple[str, str | None]:
    """Cut the day off the end of a header: "" where there is none, null where its year is not known."""
    dates = find_dates(head, lexicon)
    if dates and not head[dates[-1][1] :].strip(" ,."):
        return head[: dates[-1][0]], dates[-1][2]
    found = DAY.search(head)
    month = lexicon.months.get((found[1] or found[4]).lower()) if found else None
    if not found or not month:
        return head, ""
    return head[: found.start()], _nearest(month, int(found[2] or found[3]), published)


def _nearest(month: int, day: int, published: str | None) -> str | None:
    """Return the day of that month nearest to `published`."""
    if not published:
        return None
    known = date.fromisoformat(published[:10])
    days: list[date] = []
    for year in (known.year - 1, known.year, known.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue  # the 29th of February of a common year, or a year past the calendar's end
    return min(days, key=lambda d: abs((d - known).days)).isoformat() if days else None


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day[:10]) if day else None


def _is_place(words: str, lexicon: ReadingLexicon) -> bool:
    if not PLACE.fullmatch(words) or words.upper() in lexicon.not_datelines:
        return False
    if any(lexicon.agency(part) for part in re.split(r"[,.] ?", words)) or words.lower().startswith("by "):
        return False  # a byline runs into the header; where it ends is anyone's guess
    listed = words.replace("/", " ").replace(",", " ").split()
    is_name = all(w[0].isupper() or w.lower() in lexicon.place_particles for w in listed)
    return is_name and len(listed) <= MAX_PLACE_WORDS and len(words) >= MIN_PLACE


def _find_unmarked(head: str, start: int, lexicon: ReadingLexicon) -> Dateline:
    """Find a place in capitals that runs straight into the first sentence, as some feeds print it."""
    found = UNMARKED.match(head)
    if not found:
        return Dateline()
    place = _trim(found[1], lexicon)
    first = place.replace("/", " ").split(" ")[0]
    if first in lexicon.not_datelines or (len(first) < MIN_CAPITALS and first not in lexicon.place_openers):
        return Dateline()
    return Dateline(place=place, span=Span(start=start, end=start + len(place)))


def _trim(place: str, lexicon: ReadingLexicon) -> str:
    """Give back what belongs to the sentence: an acronym after the place, the second word of a one-word region."""
    before, comma, region = place.rpartition(", ")
    if comma and "/" not in region and " " in region and region.split()[0] not in lexicon.region_openers:
        place = f"{before}, {region.split()[0]}"
    words = place.split(" ")
    while words and words[-1] in lexicon.not_datelines:
        words.pop()
    return " ".join(words)
