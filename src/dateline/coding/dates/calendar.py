"""Stretches of the calendar: a day, a week, a month, a half-year, a decade, each with its TIMEX3 and EDTF form."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_OF_QUARTER, MONTHS_OF_HALF, MONTHS = 3, 6, 12
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
EDTF_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Hold a stretch of days, both ends inclusive; `unit` is its TIMEX3 letter (`D W WE M Q H S Y DE CE`)."""

    unit: str
    value: str
    edtf: str
    earliest: date
    latest: date


def day(on: date) -> Stretch:
    """Return one day."""
    return Stretch(unit="D", value=on.isoformat(), edtf=on.isoformat(), earliest=on, latest=on)


def week(holding: date) -> Stretch:
    """Return the ISO week, Monday to Sunday, that holds a day; EDTF has no weeks and gives its days."""
    year, number, weekday = holding.isocalendar()
    first = holding - timedelta(days=weekday - 1)
    return _days("W", f"{year:04}-W{number:02}", first, first + timedelta(days=WEEK - 1))


def weekend(holding: date) -> Stretch:
    """Return Saturday and Sunday of the ISO week that holds a day."""
    of_week = week(holding)
    return _days("WE", f"{of_week.value}-WE", of_week.latest - timedelta(days=1), of_week.latest)


def month(year_: int, number: int) -> Stretch:
    """Return one month; `number` may leave 1..12 and then reaches into other years."""
    year_, number = year_ + (number - 1) // MONTHS, (number - 1) % MONTHS + 1
    value = f"{year_:04}-{number:02}"
    return Stretch(unit="M", value=value, edtf=value, earliest=date(year_, number, 1), latest=_month_end(year_, number))


def quarter(year_: int, number: int) -> Stretch:
    """Return one quarter; `number` may leave 1..4."""
    year_, number = year_ + (number - 1) // 4, (number - 1) % 4 + 1
    return _months("Q", f"{year_:04}-Q{number}", year_, (number - 1) * MONTHS_OF_QUARTER + 1, MONTHS_OF_QUARTER)


def half(year_: int, number: int) -> Stretch:
    """Return one half of a year; `number` may leave 1..2."""
    year_, number = year_ + (number - 1) // 2, (number - 1) % 2 + 1
    return _months("H", f"{year_:04}-H{number}", year_, (number - 1) * MONTHS_OF_HALF + 1, MONTHS_OF_HALF)


def season(year_: int, name: str) -> Stretch:
    """Return a season as the north counts it; a winter begins in December of its year."""
    months = _months("S", f"{year_:04}-{name}", year_, SEASON_MONTHS[name], MONTHS_OF_QUARTER)
    edtf = f"{year_:04}-{EDTF_SEASONS[name]}"
    return Stretch(unit="S", value=months.value, edtf=edtf, earliest=months.earliest, latest=months.latest)


def year(number: int) -> Stretch:
    """Return one year."""
    first, last = date(number, 1, 1), date(number, MONTHS, 31)
    return Stretch(unit="Y", value=f"{number:04}", edtf=f"{number:04}", earliest=first, latest=last)


def decade(number: int) -> Stretch:
    """Return the ten years whose first three figures are `number`; TIMEX3 writes three figures, EDTF an X."""
    first, last = date(number * 10, 1, 1), date(number * 10 + 9, MONTHS, 31)
    return Stretch(unit="DE", value=f"{number:03}", edtf=f"{number:03}X", earliest=first, latest=last)


def century(number: int) -> Stretch:
    """Return the hundred years whose first two figures are `number`."""
    first, last = date(max(1, number * 100), 1, 1), date(number * 100 + 99, MONTHS, 31)
    return Stretch(unit="CE", value=f"{number:02}", edtf=f"{number:02}XX", earliest=first, latest=last)


def around(on: date, unit: str) -> Stretch:
    """Return the stretch of one `unit` that holds a day.

    Raises: KeyError if the calendar has no such unit.
    """
    return moved(day(on), 0, unit)


def moved(stretch: Stretch, count: int, unit: str) -> Stretch:
    """Return the stretch of one `unit` that lies `count` units after the one holding the start of `stretch`.

    Raises: ValueError or OverflowError if that leaves the calendar, KeyError if it has no such unit.
    """
    start = stretch.earliest
    months = start.year * MONTHS + start.month - 1
    if unit in {"D", "W", "WE", "FN"}:
        days = {"D": 1, "FN": 2 * WEEK}.get(unit, WEEK) * count
        return {"D": day, "W": week, "WE": weekend, "FN": week}[unit](start + timedelta(days=days))
    if unit == "M":
        return month(*divmod_months(months + count))
    if unit in {"Q", "H"}:
        size, made = {"Q": (MONTHS_OF_QUARTER, quarter), "H": (MONTHS_OF_HALF, half)}[unit]
        return made(start.year, (start.month - 1) // size + 1 + count)
    made_of = {"Y": (1, year), "DE": (10, decade), "CE": (100, century)}[unit]
    return made_of[1](start.year // made_of[0] + count)


def divmod_months(months: int) -> tuple[int, int]:
    """Turn a count of months since year 0 into a year and a month of 1..12."""
    return months // MONTHS, months % MONTHS + 1


def nearest_day(on: date, back: bool, month_number: int, day_number: int) -> Stretch:
    """Return the last (`back`) or next such day of the year, `on` included.

    Raises: ValueError if no year near has such a day.
    """
    years = (0, -1, -2, -3, -4) if back else (0, 1, 2, 3, 4)
    for step in years:
        try:
            found = date(on.year + step, month_number, day_number)
        except ValueError:
            continue
        if (found <= on) if back else (found >= on):
            return day(found)
    raise ValueError(f"no day {month_number}-{day_number}")


def easter(of_year: int, orthodox: bool) -> date:
    """Return Easter Sunday. Source: Meeus, Astronomical Algorithms, chapter 8 (Gregorian and Julian)."""
    a = of_year % 19
    if orthodox:
        d = (19 * a + 15) % 30
        e = (2 * (of_year % 4) + 4 * (of_year % 7) - d + 34) % 7
        of_month, on = divmod(d + e + 114, 31)
        lag = of_year // 100 - of_year // 400 - 2
        return date(of_year, of_month, on + 1) + timedelta(days=lag)
    b, c = divmod(of_year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    of_month, on = divmod(h + i - 7 * m + 114, 31)
    return date(of_year, of_month, on + 1)


def nth_weekday(of_year: int, of_month: int, weekday: int, nth: int) -> date:
    """Return the nth such weekday (1 is Monday) of a month, counted from its end where `nth` is negative."""
    if nth > 0:
        first = date(of_year, of_month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % WEEK + WEEK * (nth - 1))
    last = _month_end(of_year, of_month)
    return last - timedelta(days=(last.isoweekday() - weekday) % WEEK + WEEK * (-nth - 1))


def _month_end(year_: int, number: int) -> date:
    return date(year_, number, monthrange(year_, number)[1])


def _days(unit: str, value: str, first: date, last: date) -> Stretch:
    return Stretch(unit=unit, value=value, edtf=f"{first}/{last}", earliest=first, latest=last)


def _months(unit: str, value: str, year_: int, first: int, count: int) -> Stretch:
    start, end = month(year_, first), month(year_, first + count - 1)
    return Stretch(unit=unit, value=value, edtf=f"{start.edtf}/{end.edtf}", earliest=start.earliest, latest=end.latest)
