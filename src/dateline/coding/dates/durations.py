"""Readings of durations, repetitions and times of day."""

from datetime import date

from dateline.coding.dates import calendar
from dateline.coding.dates.absolute import read_calendar
from dateline.coding.dates.calendar import Stretch
from dateline.coding.dates.readings import UNKNOWN, Anchor, Fields, Reading, taken
from dateline.coding.dates.relative import CLOCK_UNITS, amount, weekday_near
from dateline.model.dates import DateBasis, TimexType

HALF_OF = {"TH": "PT30M", "D": "PT12H", "Y": "P6M", "DE": "P5Y", "CE": "P50Y", "TM": "PT30S"}
HOURS_A_DAY, MINUTES = 24, 60
NOON = 12


def read_duration(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "three days", "a month-long", "every two weeks": a length, not a place in the calendar."""
    unit = str(fields.value("unit"))
    if "some" in fields:
        return Reading(value=HALF_OF[unit], basis=DateBasis.EXPLICIT) if unit in HALF_OF else None
    if unit == "Q" and "number" not in fields:
        return None  # "a quarter of its force"
    return Reading(value=length(amount(fields), unit), basis=DateBasis.EXPLICIT)


def length(count: float | None, unit: str) -> str:
    """Write a TIMEX3 duration; a count of null is vague and written X."""
    if unit == "FN":
        count, unit = (count * 2 if count else count), "W"
    if unit == "ML":
        count, unit = (count * 10 if count else count), "CE"
    written = UNKNOWN if count is None else f"{count:g}" if count < 1e6 else str(int(count))  # noqa: PLR2004
    return f"PT{written}{unit[1:]}" if unit in CLOCK_UNITS else f"P{written}{unit}"


def read_window(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "the last three years": a duration that ends or starts at the report, and the days it covers."""
    unit = str(fields.value("unit"))
    count = fields.count("number") if "number" in fields else 1.0
    value = length(count, unit)
    if anchor.report is None or count is None or unit in CLOCK_UNITS:
        return Reading(value=value)
    turn = fields.value("turn") if "turn" in fields else -1
    steps = round(count) if turn in {1, "coming", "following"} else -round(count)
    today = calendar.day(anchor.day)
    if unit in {"W", "WE", "FN"}:
        near, far = today, calendar.moved(today, steps * (14 if unit == "FN" else 7), "D")
    else:
        near, far = calendar.around(anchor.day, _step(unit)), calendar.moved(today, steps, unit)
    return Reading(value=value, stretch=joined(near, far) if steps > 0 else joined(far, near))


def _step(unit: str) -> str:
    return unit if unit in {"D", "M", "Y", "Q"} else "Y"


def joined(first: Stretch, last: Stretch) -> Stretch:
    """Return the stretch from the start of one to the end of another."""
    starts, ends = first.edtf.split("/")[0], last.edtf.split("/")[-1]
    if "X" in starts:
        starts = first.earliest.isoformat()[:4]
    edtf = f"{starts}/{ends}"
    return Stretch(unit="P", value=edtf, edtf=edtf, earliest=first.earliest, latest=max(first.latest, last.latest))


def read_word(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read a word whose value the lexicon gives: "now", "daily", "yearlong"."""
    return Reading(value=str(fields.value("word")))


def read_past_reference(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "recent months"."""
    return Reading(value="PAST_REF")


def read_future_reference(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "the coming weeks"."""
    return Reading(value="FUTURE_REF")


def read_every_weekday(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "every Friday", "Fridays"."""
    part = f"T{fields.value('part')}" if "part" in fields else ""
    return Reading(value=f"XXXX-WXX-{fields.integer('weekday')}{part}")


def read_every_month(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "every April"."""
    return Reading(value=f"XXXX-{fields.integer('month'):02}")


def read_clock(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read a time of day on the day that the words, the sentence or the report give."""
    if "noon" in fields:
        time = str(fields.value("noon"))
    else:
        parsed = _clock(fields)
        if parsed is None:
            return None
        time = parsed
    zone = str(fields.value("zone")) if "zone" in fields else ""
    return _at(day_named(fields, anchor), f"{time}{zone}")


def _clock(fields: Fields) -> str | None:
    text = fields.text("clock").replace(".", ":")
    if ":" not in text and not text.isdigit():
        text = str(fields.integer("clock"))
    if ":" not in text and len(text) > 2:  # noqa: PLR2004 - 0800, as services write it
        text = f"{text[:-2]}:{text[-2:]}"
    hour, _, rest = text.partition(":")
    minute = rest[:2] or "00"
    if int(hour) > HOURS_A_DAY or int(minute) >= MINUTES or len(minute) != 2:  # noqa: PLR2004
        return None
    shift = 0
    if "ampm" in fields:
        if int(hour) > NOON:
            return None
        shift = (0 if int(hour) < NOON else -NOON) + (NOON if fields.text("ampm").startswith("p") else 0)
    return f"{int(hour) + shift:02}:{minute}"


def day_named(fields: Fields, anchor: Anchor) -> Stretch | None:
    """Return the day that the match, the sentence or the report gives; null where none does."""
    if "month" in fields:
        reading = read_calendar(fields, anchor)
        return reading.stretch if reading else None
    if "weekday" in fields:
        return calendar.day(weekday_near(fields, anchor)) if anchor.report else None
    if "today" in fields and anchor.report:
        return calendar.moved(calendar.day(anchor.report), fields.integer("today"), "D")
    if anchor.day_before:
        return anchor.day_before
    return calendar.day(anchor.report) if anchor.report else None


def _at(on: Stretch | None, time: str) -> Reading:
    return Reading(value=f"{on.value if on else 'XXXX-XX-XX'}T{time}", stretch=on, timex_type=TimexType.TIME)


def read_tonight(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "tonight"."""
    return _at(calendar.day(anchor.report) if anchor.report else None, "NI")


def read_part(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "this morning", "last night", "the following evening", "overnight"."""
    turn = fields.integer("turn")
    if "turn" in fields and isinstance(anchor.report, date):
        word = fields.text("turn")
        base = calendar.day(anchor.day)
        if word not in {"last", "this", "next"}:
            base = anchor.day_before or base
        return _at(calendar.moved(base, turn, "D"), str(fields.value("part")))
    return _at(day_named(fields, anchor), str(fields.value("part")))


def read_coming(fields: Fields, anchor: Anchor) -> Reading | None:
    """Read "the coming week" as the next one."""
    unit = str(fields.value("unit"))
    if unit in CLOCK_UNITS or anchor.report is None:
        return Reading(value="FUTURE_REF")
    return taken(calendar.moved(calendar.day(anchor.day), 1, unit))
