"""Users measure Dateline, and their own lexicons, against gold files of their own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.cli import run

Run = Callable[..., tuple[int, str, str]]
GOLD = [
    {"id": "1", "text": "Chad expelled three Sudanese diplomats on Monday.", "event": "SANCTION", "mode": "expel"},
    {"id": "2", "text": "Shares fell in Tokyo.", "event": "ASSAULT"},
]


@pytest.fixture
def dateline(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, GOLD)), "utf-8")
    return path


def test_figures_confusion_and_misses_are_shown(dateline: Run, gold: Path) -> None:
    code, shown, said = dateline("eval", gold, "--against", "coding", "--coder", "frames")
    assert code == 0
    assert "top                0.5" in shown
    assert "ASSAULT  nothing  1" in shown
    assert "no record: 1\n  2: ASSAULT -> nothing\n    Shares fell in Tokyo." in shown
    assert said.startswith("2 reports, 1 difference from the gold")


def test_the_same_comes_as_json(dateline: Run, gold: Path) -> None:
    _, shown, _ = dateline("eval", gold, "--against", "coding", "--coder", "frames", "--output-format", "json")
    told = json.loads(shown)
    assert (told["figures"]["top"], told["figures"]["mode"], told["classes"]) == (0.5, 1.0, {"no record": 1})


def test_gold_of_whole_reports_needs_the_reports(dateline: Run, tmp_path: Path) -> None:
    gold, reports = tmp_path / "gold.jsonl", tmp_path / "reports.jsonl"
    record = {"start": 0, "end": 20, "trigger": [5, 13], "kind": "event", "event": "SANCTION", "mode": "expel"}
    gold.write_text(json.dumps({"id": "1", "records": [record]}), "utf-8")
    assert "--reports FILE" in dateline("eval", gold, "--against", "stories")[2]
    reports.write_text("\n".join(json.dumps({k: g[k] for k in ("id", "text")}) for g in GOLD), "utf-8")
    code, shown, _ = dateline("eval", gold, "--against", "stories", "--reports", reports, "--coder", "frames")
    assert code == 0
    assert "events.f1    1" in shown
    gold.write_text(json.dumps({"id": "9", "records": [record]}), "utf-8")
    code, _, said = dateline("eval", gold, "--against", "stories", "--reports", reports, "--coder", "frames")
    assert code == 1
    assert "no report '9'" in said


def test_a_faulty_gold_file_is_named_with_its_line(dateline: Run, gold: Path) -> None:
    code, _, said = dateline("eval", gold, "--against", "dates")
    assert (code, said) == (2, f"dateline: {gold}, line 1: 'timexes' must be there, as list\n")
