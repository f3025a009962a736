"""Read gold files: JSON Lines, one sentence, text or report a line; the members each task needs are checked.

`coding`: text, event, optionally mode, actors, recipients. `dates`: text, timexes. `places`: text, toponyms.
`actors`: text, optionally expected_country, expected_code, expected_none. `stories`: records of a whole report, whose
text stands in the file of reports that goes with it, or in the gold itself.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from dateline.errors import ReadError

Gold = Mapping[str, Any]
MEMBERS: Mapping[str, Mapping[str, type]] = {
    "coding": {"text": str, "event": str},
    "dates": {"text": str, "timexes": list},
    "places": {"text": str, "toponyms": list},
    "actors": {"text": str},
    "stories": {"records": list},
}
TASKS = tuple(MEMBERS)
PARTS: Mapping[str, tuple[str, Mapping[str, type]]] = {
    "dates": ("timexes", {"start": int, "end": int, "type": str, "value": str}),
    "places": ("toponyms", {"start": int, "end": int}),
    "stories": ("records", {"start": int, "end": int, "trigger": list, "kind": str}),
}
KINDS = ("event", "state")
PAIR = 2
PUBLISHED = ("published", "dct", "query_date")
DATED = re.compile(r"\d{4}")


def read_gold(path: Path, task: str) -> list[Gold]:
    """Read the gold of one task.

    Raises: ReadError naming file, line and fault if the file cannot be read, is empty, or a line lacks a member.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: cannot be read: {error}") from error
    gold = [_parsed(line, f"{path}, line {n}", task) for n, line in enumerate(lines, start=1) if line.strip()]
    if not gold:
        raise ReadError(f"{path}: holds no gold; it should be JSON Lines")
    return gold


def _parsed(line: str, where: str, task: str) -> Gold:
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{where}: is no JSON: {error}") from error
    entry = _checked(value, {"id": str, **MEMBERS[task]}, where)
    if task in PARTS:
        name, members = PARTS[task]
        for n, part in enumerate(entry[name], start=1):
            _checked(part, members, f"{where}, {name} {n}")
    if task == "stories":
        for n, record in enumerate(entry["records"], start=1):
            _check_record(record, f"{where}, records {n}")
    return entry


def _checked(value: object, members: Mapping[str, type], where: str) -> Gold:
    if not isinstance(value, dict):
        raise ReadError(f"{where}: must be an object")
    entry = cast("dict[str, Any]", value)
    for name, kind in members.items():
        if not isinstance(entry.get(name), kind) or isinstance(entry.get(name), bool):
            raise ReadError(f"{where}: {name!r} must be there, as {kind.__name__}")
    return entry


def _check_record(record: Gold, where: str) -> None:
    kind = record["kind"]
    if kind not in KINDS:
        raise ReadError(f"{where}: kind must be event or state")
    if not isinstance(record.get(kind), str):
        raise ReadError(f"{where}: {kind!r} must name its type")
    trigger = record["trigger"]
    if len(trigger) != PAIR or not all(isinstance(at, int) for at in trigger):
        raise ReadError(f"{where}: trigger must be [start, end]")


def texts_of(gold: Iterable[Gold]) -> bytes:
    """Return the gold's own texts as JSON Lines of reports, each once; those that say when they were published do."""
    told: dict[str, str] = {}
    for entry in gold:
        if "text" in entry:
            published = next((str(entry[name]) for name in PUBLISHED if entry.get(name)), "")
            dated = {"published": published} if DATED.match(published) else {}
            report = {"id": entry["id"], "text": entry["text"], **dated}
            told.setdefault(entry["id"], json.dumps(report, ensure_ascii=False))
    return "\n".join(told.values()).encode("utf-8", "surrogatepass")
