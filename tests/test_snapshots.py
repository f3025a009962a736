"""Whole example reports through the whole path, in a form small enough to read.

The frames speak alone here: their answer is the same on every machine, the network's last digits are not.
"""

from pathlib import Path
from typing import Any, cast

import pytest
from syrupy.assertion import SnapshotAssertion

from dateline.coding.pipeline import Pipeline
from dateline.config import Config
from dateline.model.report import Report
from dateline.publish.jsonl import record_to_json
from dateline.read import read_sources

REPORTS = Path(__file__).parents[1] / "examples" / "reports"
NAMES = sorted(p.name for p in REPORTS.iterdir() if p.is_file())
PARTIES = ("actors", "recipients", "parties", "holder", "people", "as_part_of", "by")


@pytest.fixture(scope="module")
def by_frames() -> Pipeline:
    return Pipeline.load(Config(coder="frames"))


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_report_is_coded_as_before(name: str, by_frames: Pipeline, snapshot: SnapshotAssertion) -> None:
    reports = [r for r in read_sources([str(REPORTS / name)]) if isinstance(r, Report)]
    lines = [brief(record_to_json(x)) for r in reports for x in by_frames.code(r)]
    assert lines == snapshot


def listed_parties(value: Any) -> list[Any]:  # noqa: ANN401 - one party, several, or none, as JSON
    """Return the parties of one role as a list."""
    if value is None:
        return []
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def brief(record: Any) -> str:  # noqa: ANN401 - a record as JSON
    """Write one record on one line."""
    code = record.get("event") or record["state"]
    parts = [f"{code}:{record['mode']}" if record.get("mode") else str(code), f"“{record['trigger']['text']}”"]
    for role in PARTIES:
        for party in listed_parties(record.get(role)):
            parts.append(f"{role} {party['country']} {'+'.join(party['sectors'])}".rstrip())
    for role in ("place", "from_place", "to_place"):
        if place := record.get(role):
            parts.append(f"{role} {place['name']} ({place['country']})")
    for role in ("date", "since", "until", "signed"):
        if date := record.get(role):
            parts.append(f"{role} {date['edtf']}")
    for counted in cast("list[Any]", record.get("quantities") or []):
        parts.append(f"{counted['kind']} {counted['low']}/{counted['best']}/{counted['high']}")
    parts.append(str(record["modality"]))
    if attribution := record.get("attribution"):
        parts.append(f"says {attribution['speaker']['country']}")
    return "; ".join(parts)
