"""Readings of expressions that name a part of the calendar: days, months, seasons, quarters, years, decades."""

from collections.abc import Callable
from datetime import date, timedelta

from dateline.coding.dates import calendar
from dateline.coding.dates.calendar import Stretch
from dateline.coding.dates.readings import HUNDRED, Anchor, Fields, Reading, Tense, taken
from dateline.model.dates import DateBasis

SHORT_YEAR_AHEAD = 10  # "'29" in a report of 2024 is 2029, "'94" is 1994
YEAR_WITHOUT_REPORT = 2020
YOUNG_DECADES = 30  # "the '20s" are of this century, "the '30s" of the last
MUCH_NEARER = 4  # of two days that may be meant, the one ahead must be this much nearer than the one gone by
LEAP_YEAR = 2000
HALF_WEEK = timedelta(days=3)


def read_calendar(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read any of day, month and year: what is missing comes from the report and the tense."""
    if "month" in fields and "day" in fields:
        return _read_day(fields, anchor)
    if "day" in fields:
        return _read_day_alone(fields, anchor)
    if "month" in fields:
        month = fields.integer("month")
        return _of_year(fields, anchor, lambda year: calendar.month(year, month), f"XXXX-{month:02}")
    year = year_of(fields, anchor) or anchor.day.year + fields.integer("turn")
    return taken(calendar.year(year), _basis(fields))


def _read_day(fields: Fields, anchor: Anchor) -> Reading:
    month, on = fields.integer("month"), fields.integer("day")
    if year := year_of(fields, anchor):
        return taken(calendar.day(date(year, month, on)), _basis(fields))
    date(LEAP_YEAR, month, on)  # "February 30" is no date in any year
    if anchor.report is None:
        return Reading(value=f"XXXX-{month:02}-{on:02}")
    return taken(_day_without_year(anchor, month, on))


def _basis(fields: Fields) -> DateBasis:
    return DateBasis.EXPLICIT if "year" in fields else DateBasis.RELATIVE_TO_DATELINE


def year_of(fields: Fields, anchor: Anchor) -> int | None:
    """Return the year that the words give, in figures or as "last year"."""
    if "yearunit" in fields and fields.value("yearunit") != "Y":
        raise ValueError("a part of a week or month is no part of a year")
    if "yearunit" in fields and "yearturn" not in fields:
        return anchor.other.earliest.year if anchor.here and anchor.other else anchor.day.year
    if "yearturn" in fields:
        turn = fields.integer("yearturn", -1)
        return anchor.day.year + turn
    if "year" not in fields:
        return None
    number = fields.value("year")
    return number if isinstance(number, int) else full_year(int(number[1:]), anchor)


def full_year(two_figures: int, anchor: Anchor) -> int:
    """Return the year that two figures mean: the last such, or one not far ahead of the report."""
    ahead = (anchor.report.year if anchor.report else YEAR_WITHOUT_REPORT) + SHORT_YEAR_AHEAD
    return ahead - (ahead - two_figures) % HUNDRED


def chosen(fields: Fields, anchor: Anchor, made: Callable[[int], Stretch]) -> Stretch:
    """Choose the year of a month, season, quarter or feast that `made` builds for any year.

    "Last" is the last that is over, "next" the next that has not begun; else the tense says which way to look.
    """
    today, year = anchor.day, anchor.day.year
    turn = fields.value("turn") if "turn" in fields else None
    if turn == 0:
        return made(year)
    if turn in {-1, "past"}:
        return next(s for s in map(made, (year, year - 1, year - 2)) if s.latest < today)
    if turn in {1, "coming"}:
        return next(s for s in map(made, (year, year + 1, year + 2)) if s.earliest > today)
    if anchor.tense is Tense.FUTURE:
        return next(s for s in map(made, (year - 1, year, year + 1)) if s.latest >= today)
    return next(s for s in map(made, (year, year - 1)) if s.earliest <= today)


def _day_without_year(anchor: Anchor, month: int, on: int) -> Stretch:
    back = calendar.nearest_day(anchor.day, True, month, on)
    ahead = calendar.nearest_day(anchor.day, False, month, on)
    if anchor.tense is Tense.UNKNOWN:
        is_near = (ahead.earliest - anchor.day) * MUCH_NEARER < anchor.day - back.earliest
        return ahead if is_near else back
    return ahead if anchor.tense is Tense.FUTURE else back


def _read_day_alone(fields: Fields, anchor: Anchor) -> Reading:
    """Read "the 21st": in the month mentioned before it in the sentence, else the last or next such day."""
    on = fields.integer("day")
    base = anchor.here.earliest if anchor.here and anchor.here.unit in {"D", "M"} else anchor.day
    steps = (0, 1, 2) if anchor.tense is Tense.FUTURE else (0, -1, -2)
    for step in (0,) if base is not anchor.day else steps:
        month = calendar.moved(calendar.day(base), step, "M")
        try:
            found = month.earliest.replace(day=on)
        except ValueError:
            continue
        if base is not anchor.day or (found >= base if anchor.tense is Tense.FUTURE else found <= base):
            return taken(calendar.day(found))
    raise ValueError(f"no day {on}")


def read_iso(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read an ISO 8601 date or date-time."""
    written = fields.text("iso").upper()
    on = calendar.day(date.fromisoformat(written[:10]))
    return Reading(value=written, stretch=on, basis=DateBasis.EXPLICIT)


def read_numeric(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read 6/13/2024, 13/6/2024, 13.6.2024 or 2024/6/13.

    Where both orders are possible the month comes first with slashes, the day with points.
    """
    text = fields.text("numeric")
    first, second, third = (int(part) for part in text.replace(".", "/").split("/"))
    if first >= HUNDRED:
        year, month, on = first, second, third
    else:
        year = third if third >= HUNDRED else full_year(third, anchor)
        month, on = (second, first) if "." in text or first > calendar.MONTHS else (first, second)
    return taken(calendar.day(date(year, month, on)), DateBasis.EXPLICIT)


def read_second_year(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read the end of "1992-95": the century is that of the start."""
    start, end = fields.integer("year"), fields.integer("second")
    year = start - start % HUNDRED + end
    return taken(calendar.year(year), DateBasis.EXPLICIT) if start < year and end < HUNDRED else None


def read_decade(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "the 1990s", "the '90s" and "the nineties"."""
    value = fields.value("decade")
    figures = value if isinstance(value, int) else int("".join(c for c in value if c.isdigit()))
    if figures < HUNDRED:
        figures += 2000 if figures < YOUNG_DECADES and isinstance(value, str) else 1900
    return taken(calendar.decade(figures // 10), DateBasis.EXPLICIT)


def read_century(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "the 19th century", "this century"."""
    if fields.value("unit") != "CE":
        return None
    number = fields.integer("ord") - 1 if "ord" in fields else anchor.day.year // HUNDRED + fields.integer("turn")
    return taken(calendar.century(number), DateBasis.EXPLICIT if "ord" in fields else DateBasis.RELATIVE_TO_DATELINE)


def read_quarter(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read a quarter or half of a year; without a year, the last that has begun or the next."""
    number = int(str(fields.value("quarter"))[1:]) if "quarter" in fields else fields.integer("ord")
    is_half = "half" in fields and fields.text("half") != "quarter"
    if is_half and fields.value("half") != "":
        return None
    made, most = (calendar.half, 2) if is_half else (calendar.quarter, 4)
    if not 1 <= number <= most:
        return None
    return _of_year(fields, anchor, lambda year: made(year, number), f"XXXX-{'H' if is_half else 'Q'}{number}")


def read_week_of_month(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "the first week of June", "the last week of March": the ISO week in which most of those days lie."""
    month = read_calendar(fields, anchor)
    if fields.value("unit") != "W" or month is None or month.stretch is None:
        return None
    if "which" in fields:
        middle = month.stretch.latest - HALF_WEEK if fields.value("which") == -1 else None
    else:
        middle = month.stretch.earliest + timedelta(weeks=fields.integer("ord") - 1) + HALF_WEEK
    if middle is None or middle > month.stretch.latest:
        return None
    return taken(calendar.week(middle), month.basis)


def read_season(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read a season of a year; without a year, the last that has begun or the next."""
    name = str(fields.value("season"))
    return _of_year(fields, anchor, lambda year: calendar.season(year, name), f"XXXX-{name}")


def read_holiday(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read a feast: of its year, else the last or next one."""
    rule = str(fields.value("holiday"))
    undated = f"XXXX-{rule}" if rule[0].isdigit() and "-" in rule else "XXXX-XX-XX"
    return _of_year(fields, anchor, lambda year: calendar.day(feast(rule, year)), undated)


def feast(rule: str, year: int) -> date:
    """Return the day of a feast in a year: `12-25`, `11/4/4` (month, weekday, nth) or `easter-2`."""
    if "/" in rule:
        month, weekday, nth = (int(part) for part in rule.split("/"))
        return calendar.nth_weekday(year, month, weekday, nth)
    for name in ("easter", "orthodox"):
        if rule.startswith(name):
            return calendar.easter(year, name == "orthodox") + timedelta(days=int(rule[len(name) :]))
    return date.fromisoformat(f"{year:04}-{rule}")


def _of_year(fields: Fields, anchor: Anchor, made: Callable[[int], Stretch], undated: str) -> Reading:
    if year := year_of(fields, anchor):
        return taken(made(year), _basis(fields))
    return taken(chosen(fields, anchor, made)) if anchor.report else Reading(value=undated)
