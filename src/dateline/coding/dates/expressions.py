"""Find every time expression of a report and say what it means."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.coding.dates import absolute, durations, relative
from dateline.coding.dates.calendar import Stretch
from dateline.coding.dates.lexemes import Lexeme, find_lexemes
from dateline.coding.dates.readings import Anchor, Fields, Reading, Tense
from dateline.coding.dates.tense import tense_at
from dateline.coding.parsed import Parsed
from dateline.lexicon.dates import DateLexicon, DateRule
from dateline.model.dates import DateBasis, DateMention
from dateline.model.report import Report
from dateline.model.text import Evidence, Span

KINDS: Mapping[str, Callable[[Fields, Anchor], Reading | None]] = {
    "calendar": absolute.read_calendar,
    "iso": absolute.read_iso,
    "numeric": absolute.read_numeric,
    "second_year": absolute.read_second_year,
    "decade": absolute.read_decade,
    "century": absolute.read_century,
    "quarter": absolute.read_quarter,
    "week_of_month": absolute.read_week_of_month,
    "season": absolute.read_season,
    "holiday": absolute.read_holiday,
    "today": relative.read_today,
    "beyond_today": relative.read_beyond_today,
    "weekday": relative.read_weekday,
    "period": relative.read_period,
    "period_of_other": relative.read_period_of_other,
    "the_period": relative.read_the_period,
    "ago": relative.read_ago,
    "offset": relative.read_offset,
    "same_period": relative.read_same_period,
    "coming": durations.read_coming,
    "duration": durations.read_duration,
    "window": durations.read_window,
    "word": durations.read_word,
    "past_reference": durations.read_past_reference,
    "future_reference": durations.read_future_reference,
    "every_weekday": durations.read_every_weekday,
    "every_month": durations.read_every_month,
    "clock": durations.read_clock,
    "tonight": durations.read_tonight,
    "part": durations.read_part,
}
UNPLACED = "XXXX-XX-XX"
HEADER_LINES = 4
DAY_LASTS = 2  # sentences after which "the morning" is no longer that of the day last mentioned


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold one match of one rule: the span of its extent and the fields it took.

    `size` counts the lexemes of the whole match: what a rule saw around its extent makes it the surer one.
    """

    span: Span
    size: int
    order: int
    rule: DateRule
    fields: Fields
    is_line: bool


def find_dates(parsed: Parsed, report: Report, lexicon: DateLexicon) -> tuple[DateMention, ...]:
    """Find the time expressions of a report in text order, none overlapping another.

    They are reckoned from the report's day; where it has none, from a day that stands alone on one of its first lines.
    """
    candidates = _candidates(find_lexemes(parsed, lexicon), lexicon)
    course = Course(report.published_on or _header_day(candidates, parsed))
    found: list[DateMention] = []
    free = 0
    for candidate in candidates:
        if candidate.span.start < free:
            continue
        sentence = _sentence_of(parsed, candidate.span)
        reading = read_candidate(candidate, course.anchor(sentence, tense_at(parsed, candidate.span, lexicon)))
        if reading is not None:
            found.append(_mention(parsed, candidate, reading))
            free = candidate.span.end
            if reading.stretch and not candidate.is_line:
                course.take(reading.stretch, sentence, "weekday" in candidate.fields)
    return tuple(found)


class Course:
    """Keep, along the course of a report, the dates it has mentioned so far."""

    def __init__(self, published: date | None) -> None:
        """Start with the day of the report."""
        self.published = published
        self._last: tuple[Stretch | None, int] = (None, 0)
        self._last_day: tuple[Stretch | None, int] = (None, 0)
        self._weekdays: dict[int, date] = {}

    def take(self, stretch: Stretch, sentence: int, is_weekday: bool) -> None:
        """Add the date that `sentence` mentions; a window up to the report is no date to count from."""
        if stretch.unit != "P":
            self._last = stretch, sentence
        if stretch.unit == "D":
            self._last_day = stretch, sentence
        if is_weekday:
            self._weekdays[stretch.earliest.isoweekday()] = stretch.earliest

    def anchor(self, sentence: int, tense: Tense) -> Anchor:
        """Return what an expression in `sentence` is reckoned from."""
        other, other_sentence = self._last
        day, day_sentence = self._last_day
        here = other if other_sentence == sentence else None
        if tense is Tense.UNKNOWN and here and self.published and here.earliest > self.published:
            tense = Tense.FUTURE  # "on May 3, and again in June"
        return Anchor(
            report=self.published,
            other=other,
            here=here,
            day_before=day if sentence - day_sentence <= DAY_LASTS else None,
            tense=tense,
            weekdays=self._weekdays,
        )


def read_candidate(candidate: Candidate, anchor: Anchor) -> Reading | None:
    """Read one match; null where its words make no date, unplaced where the report has no date to reckon from."""
    try:
        return KINDS[candidate.rule.kind](candidate.fields, anchor)
    except (ValueError, OverflowError, LookupError):
        return Reading(value=UNPLACED) if anchor.report is None else None


def _candidates(lexemes: Sequence[Lexeme], lexicon: DateLexicon) -> list[Candidate]:
    """List all matches of all rules, the leftmost first, then the longest, then the one that saw most around it."""
    symbols = "".join(lexeme.symbol for lexeme in lexemes)
    found = [
        _candidate(match, order, rule, lexemes, lexicon)
        for order, rule in enumerate(lexicon.rules)
        for match in rule.pattern.finditer(symbols)
        if match.end() > match.start()
    ]
    return sorted(found, key=lambda c: (c.span.start, -c.span.end, -c.size, c.order))


def _candidate(
    match: re.Match[str], order: int, rule: DateRule, lexemes: Sequence[Lexeme], lexicon: DateLexicon
) -> Candidate:
    groups: dict[str, str | None] = match.groupdict()
    first, last = match.span("extent") if "extent" in groups else match.span()
    taken = {name.split("_")[0]: lexemes[match.start(name) : match.end(name)] for name, text in groups.items() if text}
    newline = lexicon.symbols["NEWLINE"]
    opens = first == 0 or lexemes[first - 1].symbol == newline
    closes = last == len(lexemes) or lexemes[last].symbol == newline
    span = Span(start=lexemes[first].start, end=lexemes[last - 1].end)
    return Candidate(span, match.end() - match.start(), order, rule, Fields(taken), opens and closes)


def _header_day(candidates: Sequence[Candidate], parsed: Parsed) -> date | None:
    """Return the day that stands alone on one of the first lines."""
    nowhere = Anchor(report=None, other=None, here=None, tense=Tense.UNKNOWN)
    for candidate in candidates:
        if parsed.text.count("\n", 0, candidate.span.start) >= HEADER_LINES:
            return None
        reading = read_candidate(candidate, nowhere) if candidate.is_line else None
        if reading and reading.stretch and reading.stretch.unit == "D" and reading.basis is DateBasis.EXPLICIT:
            return reading.stretch.earliest
    return None


def _sentence_of(parsed: Parsed, span: Span) -> int:
    return next((t.sentence for t in parsed.tokens_in(span)), -1)


def _mention(parsed: Parsed, candidate: Candidate, reading: Reading) -> DateMention:
    stretch, timex_type = reading.stretch, reading.timex_type or candidate.rule.timex_type
    return DateMention(
        evidence=Evidence.quote(parsed.text, candidate.span),
        timex_type=timex_type,
        value=reading.value,
        edtf=stretch.edtf if stretch else None,
        earliest=stretch.earliest if stretch else None,
        latest=stretch.latest if stretch else None,
        basis=reading.basis,
        rule=candidate.rule.id,
    )
