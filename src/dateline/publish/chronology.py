"""Write a chronology: what is dated, in order of time, each line with its evidence; what is undated is counted.

What a report tells as having happened without a date of its own stands under the day it was told by.
"""

import datetime
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.model.actors import ActorMention
from dateline.model.dates import EventDate
from dateline.model.events import EventRecord, Modality, Record, StateRecord
from dateline.publish.words import actor_words, code_words, date_words, place_words, quantity_words, visible

WIDTH = 100
EVIDENCE_WIDTH = 150
INDENT = " " * 6
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold the records that say the same of one time in the same words of code."""

    date: EventDate
    line: str
    records: list[Record] = field(default_factory=list[Record])


def chronology(records: Iterable[Record]) -> Iterator[str]:
    """Yield the lines of a chronology: dated records in order of time, the same code of several reports once."""
    entries: dict[Key, Entry] = {}
    undated = 0
    for record in records:
        date = _date_of(record)
        if date is None or date.edtf is None or (date.latest or date.earliest) is None:
            undated += 1
            continue
        line = _line(record)
        entries.setdefault((_when(date), line), Entry(date=date, line=line)).records.append(record)
    shown = ""
    for entry in sorted(entries.values(), key=_order):
        when = _when(entry.date)
        yield from ["", when] if when != shown else []
        shown = when
        yield from _written(entry)
    yield ""
    told = sum(len(e.records) for e in entries.values() if e.date.earliest is None)
    dated = sum(len(e.records) for e in entries.values()) - told
    counts = f"{dated} dated records, {told} dated only by when they were told, {undated} undated"
    yield f"{counts}, in {len(entries)} lines."


def _when(date: EventDate) -> str:
    """Head the lines of one time; what has no date of its own happened by the day it was told on."""
    return date_words(date) if date.earliest else f"by {date.latest}"


def _date_of(record: Record) -> EventDate | None:
    if isinstance(record, EventRecord):
        return record.date
    return record.since or record.signed or record.until


def _order(entry: Entry) -> tuple[datetime.date, bool, datetime.date, str]:
    """Put what was told on a day behind what happened on it."""
    date = entry.date
    first = date.earliest or date.latest or datetime.date.max
    return first, date.earliest is None, date.latest or datetime.date.max, entry.line


def _line(record: Record) -> str:
    words = _event_line(record) if isinstance(record, EventRecord) else _state_line(record)
    hedge = "" if record.modality is Modality.ASSERTED else f" [{record.modality}]"
    return f"{code_words(record)}{hedge}  {words}".rstrip()


def _event_line(record: EventRecord) -> str:
    to = f" → {_names(record.recipients)}" if record.recipients else ""
    where = f", {place_words(record.place)}" if record.place and record.place.place else ""
    counts = "".join(f", {quantity_words(q)}" for q in record.quantities)
    return f"{_names(record.actors) or 'unsaid'}{to}{where}{counts}"


def _state_line(record: StateRecord) -> str:
    who = _names([m for m in (record.holder, record.people, record.by, *record.parties) if m])
    where = [place_words(p) for p in (record.from_place, record.place, record.to_place) if p and p.place]
    counts = [quantity_words(q) for q in record.quantities]
    since = f"until {record.until.edtf}" if record.until and record.until.edtf and record.since else ""
    return ", ".join(filter(None, (who, " → ".join(where), *counts, since)))


def _names(mentions: Iterable[ActorMention]) -> str:
    return " + ".join(dict.fromkeys(actor_words(m) for m in mentions))


def _written(entry: Entry) -> Iterator[str]:
    yield from textwrap.wrap(entry.line, WIDTH, initial_indent="  ", subsequent_indent=INDENT)
    reports = dict.fromkeys(r.report.publisher or r.report.agency or r.report.id for r in entry.records)
    first = entry.records[0]
    per = f", per {visible(first.attribution.evidence.text)}" if first.attribution else ""
    evidence = textwrap.shorten(visible(first.sentence.text), EVIDENCE_WIDTH, placeholder=" …")
    for line in (f"“{evidence}”", f"— {'; '.join(reports)}{per}"):
        yield from textwrap.wrap(line, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
