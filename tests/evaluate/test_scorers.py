"""What is measured is what the field's scorers measure, and each miss has a class."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from dateline.errors import ReadError
from dateline.evaluate import SCORERS, Gold, read_gold

SENTENCES = [
    {"id": "a", "text": "Chad expelled the envoy.", "event": "SANCTION", "mode": "expel",
     "actors": [{"country": "TCD"}], "recipients": [{"country": "SDN"}]},
    {"id": "b", "text": "Rebels left.", "event": "YIELD"},
    {"id": "c", "text": "Talks failed.", "event": "CONSULT"},
]  # fmt: skip


def coded(identifier: str, event: str, confidence: float, **more: object) -> Gold:
    record: dict[str, object] = {
        "kind": "event", "report": {"id": identifier}, "event": event, "mode": None, "confidence": confidence,
        "actors": [], "recipients": [], "trigger": {"start": 0, "end": 4, "text": "Chad"},
    }  # fmt: skip
    return record | more


def gold_file(folder: Path, *entries: object) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(e) for e in entries), "utf-8")
    return path


def test_the_surest_record_decides_and_a_silent_sentence_is_wrong(tmp_path: Path) -> None:
    gold = read_gold(gold_file(tmp_path, *SENTENCES), "coding")
    found = [
        coded("a", "COERCE", 0.9),
        coded("a", "SANCTION", 0.5, mode="expel", actors=[{"country": "TCD"}]),
        coded("b", "RETREAT", 0.4),
    ]
    tally = SCORERS["coding"](gold, found)
    expected = {"sentences": 3, "coded": 0.6667, "top": 0.3333, "any": 0.6667, "triple": 0.0, "mode": 1.0}
    assert expected.items() <= tally.figures.items()
    assert tally.confusion == {("SANCTION", "COERCE"): 1, ("CONSULT", "nothing"): 1}
    assert tally.classes() == [("no record", 1), ("recipient country", 1), ("right type ranked lower", 1)]


def test_a_date_is_right_in_span_and_value_each_for_itself(tmp_path: Path) -> None:
    timexes = [
        {"start": 0, "end": 6, "type": "DATE", "value": "2021-03-01"},
        {"start": 10, "end": 14, "type": "DATE", "value": "2020"},
    ]
    gold = read_gold(gold_file(tmp_path, {"id": "a", "text": "Monday or 2020 we", "timexes": timexes}), "dates")
    found = [{"id": "a", "dates": [{"start": 0, "end": 9, "type": "DATE", "value": "2021-03-01"}]}]
    tally = SCORERS["dates"](gold, found)
    assert (tally.figures["strict.f1"], tally.figures["relaxed.f1"], tally.figures["value.f1"]) == (0.0, 0.6667, 0.6667)
    assert tally.classes() == [("not found", 1), ("span differs", 1)]


@pytest.mark.parametrize(
    ("task", "entry", "fault"),
    [
        ("coding", {"id": "a", "text": "x"}, "line 1: 'event' must be there, as str"),
        ("coding", {"id": 3, "text": "x", "event": "AID"}, "line 1: 'id' must be there, as str"),
        ("coding", ["a"], "line 1: must be an object"),
        ("dates", {"id": "a", "text": "x", "timexes": [{"start": 0}]}, "line 1, timexes 1: 'end' must be there"),
        ("places", {"id": "a", "text": "x", "toponyms": [7]}, "line 1, toponyms 1: must be an object"),
        ("stories", {"id": "a", "records": [{"start": 0, "end": 1, "trigger": [1], "kind": "event", "event": "AID"}]},
         "line 1, records 1: trigger must be"),
        ("stories", {"id": "a", "records": [{"start": 0, "end": 1, "trigger": [0, 1], "kind": "state"}]},
         "line 1, records 1: 'state' must name its type"),
    ],
)  # fmt: skip
def test_a_faulty_gold_file_is_refused_by_line(tmp_path: Path, task: str, entry: object, fault: str) -> None:
    with pytest.raises(ReadError, match=fault.replace("[", r"\[")):
        read_gold(gold_file(tmp_path, entry), task)


def test_an_empty_gold_file_and_one_that_is_no_json_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    for content, fault in (("\n", "holds no gold"), ("{", "is no JSON"), ("[" * 100_000, "is no JSON")):
        path.write_text(content, "utf-8")
        with pytest.raises(ReadError, match=fault):
            read_gold(path, "coding")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("task", "name"),
    [("coding", "plover_gsr_dev"), ("dates", "temporal_dev"), ("places", "geo_trnews_dev"), ("actors", "actors_dev")],
)
def test_figures_are_those_of_the_bench(shared: Path, tmp_path: Path, task: str, name: str) -> None:
    """Score an output made of the gold itself, one entry in three left out and one in three altered."""
    gold, output = shared / "bench" / f"{name}.jsonl", tmp_path / "out.jsonl"
    entries = read_gold(gold, task)
    found = [_altered(task, entry, n) for n, entry in enumerate(entries) if n % 3]
    output.write_text("".join(json.dumps(e) + "\n" for e in found), "utf-8")
    script = [sys.executable, str(shared / "bench" / "score.py"), task, str(gold), str(output)]
    theirs: dict[str, Any] = json.loads(subprocess.run(script, capture_output=True, text=True, check=True).stdout)  # noqa: S603
    ours = SCORERS[task](entries, found).figures
    flat = {f"{outer}.{inner}": n for outer, given in theirs.items() for inner, n in _numbers(given).items()}
    asked = {k: v for k, v in ours.items() if v is not None}
    assert asked == {k: flat.get(k, theirs.get(k)) for k in asked}


def _numbers(given: object) -> dict[str, float]:
    return cast("dict[str, float]", given) if isinstance(given, dict) else {}


def _altered(task: str, entry: Gold, n: int) -> Gold:
    if task == "coding":
        fields = {"mode": entry.get("mode"), "actors": entry["actors"], "recipients": entry["recipients"][: n % 2]}
        return {**coded(entry["id"], entry["event"] if n % 3 == 1 else "AID", 0.5), **fields}
    if task == "dates":
        return {"id": entry["id"], "dates": [t | {"end": t["end"] - n % 2} for t in entry["timexes"][n % 2 :]]}
    if task == "places":
        return {"id": entry["id"], "places": [
            {"start": t["start"], "end": t["end"], "latitude": t["lat"] + n % 5, "longitude": t["lon"]}
            for t in entry["toponyms"] if t.get("lat") is not None
        ]}  # fmt: skip
    country = (entry.get("expected_country") or [""])[0] if n % 3 == 1 else "USA"
    return {"id": entry["id"], "actors": [{"country": country, "sectors": entry.get("expected_code")}]}
