"""Write what was coded in the format that was asked for, report by report where the format allows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO

from rich.console import Console

from dateline.model.events import Record
from dateline.model.report import Report
from dateline.publish.chronology import chronology
from dateline.publish.jsonl import record_to_json, to_line
from dateline.publish.table import render_report

Coded = Iterator[tuple[Report, Sequence[Record]]]
Writer = Callable[[Coded, IO[str]], int]


def _write_jsonl(coded: Coded, stream: IO[str]) -> int:
    written = 0
    for _, records in coded:
        stream.writelines(to_line(record_to_json(record)) + "\n" for record in records)
        stream.flush()
        written += len(records)
    return written


def write_array(values: Iterator[Mapping[str, object]], stream: IO[str]) -> int:
    """Write one JSON array, an object a line, and count the objects."""
    written = 0
    for value in values:
        stream.write((",\n" if written else "[\n") + to_line(value))
        written += 1
    stream.write("\n]\n" if written else "[]\n")
    return written


def _write_json(coded: Coded, stream: IO[str]) -> int:
    return write_array((record_to_json(record) for _, records in coded for record in records), stream)


def _write_table(coded: Coded, stream: IO[str]) -> int:
    console = Console(file=stream, highlight=False, soft_wrap=False)
    written = 0
    for report, records in coded:
        console.print(*render_report(report, records), sep="\n")
        written += len(records)
    return written


def _write_chronology(coded: Coded, stream: IO[str]) -> int:
    records = [record for _, listed in coded for record in listed]
    stream.writelines(f"{line}\n" for line in chronology(records))
    return len(records)


WRITERS: Mapping[str, Writer] = {
    "jsonl": _write_jsonl,
    "json": _write_json,
    "table": _write_table,
    "chronology": _write_chronology,
}
