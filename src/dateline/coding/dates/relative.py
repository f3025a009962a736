"""Readings of expressions that count from the report or from a date mentioned before."""

from datetime import date, timedelta

from dateline.coding.dates import calendar
from dateline.coding.dates.calendar import Stretch
from dateline.coding.dates.readings import Anchor, Fields, Reading, Tense, taken
from dateline.model.dates import DateBasis, TimexType

KEPT = frozenset({"M", "Q", "H", "S"})  # "a year earlier" than a quarter is a quarter
HALVES = {"Y": ("M", 6), "DE": ("Y", 5), "CE": ("Y", 50), "M": ("W", 2)}
CLOCK_UNITS = frozenset({"TH", "TM", "TS"})
DAYS_A_WEEK = 7


def read_today(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "today", "yesterday afternoon"."""
    if anchor.report is None:
        return Reading(value=("PAST_REF", "PRESENT_REF", "FUTURE_REF")[fields.integer("today") + 1])
    return with_part(calendar.day(anchor.day + timedelta(days=fields.integer("today"))), fields)


def read_beyond_today(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "the day before yesterday"."""
    steps = fields.integer("today") + fields.integer("side")
    return taken(calendar.day(anchor.day + timedelta(days=steps)))


def read_weekday(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read a weekday: the last one, today included, or the next where the clause looks ahead."""
    if anchor.report is None:
        return with_part_value(f"XXXX-WXX-{fields.integer('weekday')}", fields)
    return with_part(calendar.day(weekday_near(fields, anchor)), fields)


def weekday_near(fields: Fields, anchor: Anchor) -> date:
    """Return the day that a weekday means, with "last", "next" or a week of its own where the match has them."""
    wanted = fields.integer("weekday")
    if "week" in fields:
        if fields.value("weekunit") != "W":
            raise ValueError("a weekday is a part of a week")
        first = calendar.moved(calendar.day(anchor.day), fields.integer("week"), "W").earliest
        return first + timedelta(days=wanted - 1)
    turn = fields.value("turn") if "turn" in fields else None
    base = anchor.other.earliest if turn == "following" and anchor.other else anchor.day
    ahead = (wanted - base.isoweekday()) % DAYS_A_WEEK
    if turn in {-1, "past", "previous"}:
        return base + timedelta(days=ahead - DAYS_A_WEEK)
    if turn in {1, "coming", "following"}:
        return base + timedelta(days=ahead or DAYS_A_WEEK)
    if anchor.tense is Tense.UNKNOWN and wanted in anchor.weekdays:
        return anchor.weekdays[wanted]
    is_ahead = anchor.tense is Tense.FUTURE or ahead == 0 or (turn == 0 and anchor.tense is not Tense.PAST)
    return base + timedelta(days=ahead if is_ahead else ahead - DAYS_A_WEEK)


def with_part(on: Stretch, fields: Fields) -> Reading:
    """Read a day, or the part of it that the match names."""
    reading = taken(on)
    if "part" not in fields:
        return reading
    return Reading(value=f"{on.value}T{fields.value('part')}", stretch=on, timex_type=TimexType.TIME)


def with_part_value(value: str, fields: Fields) -> Reading:
    """Read a day that cannot be placed, or a part of it."""
    if "part" in fields:
        return Reading(value=f"{value}T{fields.value('part')}", timex_type=TimexType.TIME)
    return Reading(value=value)


def read_period(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "last week", "this year", "next month", "the coming week"."""
    unit, turn = str(fields.value("unit")), fields.integer("turn")
    if unit in CLOCK_UNITS:
        return None
    if anchor.report is None:
        return Reading(value=("PAST_REF", "PRESENT_REF", "FUTURE_REF")[turn + 1])
    found = calendar.moved(calendar.day(anchor.day), turn, unit)
    if unit == "WE" and turn == 0 and anchor.tense is Tense.PAST and found.earliest > anchor.day:
        found = calendar.moved(found, -1, "WE")
    return taken(found)


def read_period_of_other(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "the following day", "that year": counted from the date mentioned before, else from the report."""
    unit = str(fields.value("unit"))
    if unit in CLOCK_UNITS:
        return None
    base = anchor.other or calendar.day(anchor.day)
    if unit == "D" and base.unit != "D":
        return None
    return taken(calendar.moved(base, fields.integer("turn"), unit), DateBasis.RELATIVE_TO_EVENT)


def read_the_period(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "the day", "the end of the year": of the date mentioned before if that is no longer, else of the report."""
    unit = str(fields.value("unit"))
    if unit in CLOCK_UNITS:
        return None
    if unit == "D":
        return taken(anchor.day_before or calendar.day(anchor.day))
    here = calendar.around(anchor.day, unit)
    if unit == "WE" and anchor.tense is Tense.PAST and here.earliest > anchor.day:
        return taken(calendar.moved(here, -1, unit))
    if anchor.other and anchor.other.latest - anchor.other.earliest <= here.latest - here.earliest:
        here = calendar.around(anchor.other.earliest, unit)
    return taken(here)


def read_ago(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "two weeks ago", "a year and a half ago", "three days from now"."""
    side, unit = fields.integer("side"), str(fields.value("unit"))
    count = amount(fields)
    if count is None or anchor.report is None or unit in CLOCK_UNITS:
        return _unplaced(side, unit, count, anchor)
    halves, small = divmod(round(count * 2), 2), unit
    steps = halves[0]
    if halves[1] and unit in HALVES:
        small, per_half = HALVES[unit]
        steps = round(count * 2) * per_half
    return taken(calendar.moved(calendar.day(anchor.day), side * steps, small))


def _unplaced(side: int, unit: str, count: float | None, anchor: Anchor) -> Reading:
    if unit in CLOCK_UNITS and anchor.report and count:
        hours = count / {"TH": 1, "TM": 60, "TS": 3600}[unit]
        return taken(calendar.day(anchor.day + timedelta(days=side * int(hours // 24))))
    return Reading(value="PAST_REF" if side < 0 else "FUTURE_REF")


def amount(fields: Fields) -> float | None:
    """Return how many units the match counts, "a" as one and halves as they are; null where it is vague."""
    if "some" in fields:
        return 0.5
    if "number" in fields:
        counted = fields.count("number")
    else:
        counted = None if fields.taken["unit"][0].lower.endswith("s") else 1.0
    return counted + 0.5 if counted is not None and "half" in fields else counted


def read_offset(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "two years later", "the day before": counted from the date mentioned before, else from the report."""
    unit, side, count = str(fields.value("unit")), fields.integer("side"), amount(fields)
    base = anchor.other or (calendar.day(anchor.report) if anchor.report else None)
    if base is None or count is None or unit in CLOCK_UNITS:
        return Reading(value="PAST_REF" if side < 0 else "FUTURE_REF")
    if unit == "Y" and base.unit in KEPT:
        ahead = calendar.moved(base, side * round(count), "Y").earliest.year
        return taken(_same_part(base, ahead), DateBasis.RELATIVE_TO_EVENT)
    return taken(calendar.moved(base, side * round(count), unit), DateBasis.RELATIVE_TO_EVENT)


def _same_part(base: Stretch, year: int) -> Stretch:
    if base.unit == "S":
        return calendar.season(year, base.value[-2:])
    return calendar.around(base.earliest.replace(year=year), base.unit)


def read_same_period(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "the same period last year": the part of the year mentioned before, in another year."""
    base = anchor.other or calendar.day(anchor.day)
    if "yearturn" in fields:
        year = anchor.day.year + fields.integer("yearturn")
    else:
        year = fields.integer("year", base.earliest.year + fields.integer("side"))
    return taken(_same_part(base, year), DateBasis.RELATIVE_TO_EVENT)
