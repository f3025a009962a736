import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli import run

PROGRAM = [sys.executable, "-m", "dateline"]


def dateline(*arguments: str | Path, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own program
        [*PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=120, input=given,
        env=os.environ | environment, encoding="utf-8",
    )  # fmt: skip


def test_a_report_becomes_json_lines_in_a_pipe(report: Path) -> None:
    ended = dateline("code", report)
    records = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 0
    withdrawal = next(r for r in records if r["kind"] == "event")
    assert (withdrawal["event"], withdrawal["mode"]) == ("RETREAT", "withdraw")
    assert [actor["country"] for actor in withdrawal["actors"]] == ["FJI"]
    assert withdrawal["date"]["edtf"] == "2021-03-01"
    assert withdrawal["report"]["title"] == "Observers Leave Border Post"
    assert ended.stderr.startswith(f"1 report, {len(records)} record")


def test_the_same_input_gives_the_same_bytes(report: Path) -> None:
    assert dateline("code", report, PYTHONHASHSEED="1").stdout == dateline("code", report, PYTHONHASHSEED="2").stdout


def test_standard_input_is_read_with_a_dash(report: Path) -> None:
    line = json.dumps({"id": "a", "text": "Kenya withdrew its troops from Somalia on Tuesday."})
    ended = dateline("code", "-", "--input-format", "jsonl", "--output-format", "json", given=line)
    assert [record["report"]["id"] for record in json.loads(ended.stdout)] == ["a"]


def test_what_cannot_be_read_is_named_and_the_others_are_coded(report: Path, tmp_path: Path) -> None:
    empty, missing = tmp_path / "empty.txt", tmp_path / "missing.txt"
    empty.touch()
    ended = dateline("code", empty, missing, report)
    assert ended.returncode == 1
    assert ended.stdout.count("\n") >= 1
    assert f"{missing}: no such file" in ended.stderr
    assert str(empty) in ended.stderr
    assert "2 inputs not read" in ended.stderr


def test_a_closed_pipe_is_no_error(report: Path) -> None:
    lines = "\n".join(json.dumps({"id": str(n), "text": "Kenya withdrew its troops from Somalia."}) for n in range(300))
    big = report.with_name("big.jsonl")
    big.write_text(lines, encoding="utf-8")
    command = f"'{sys.executable}' -m dateline code '{big}' --quiet | head -n 1; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)  # noqa: S603, S607  # our own
    assert ended.stdout.splitlines()[-1] == "0"
    assert ended.stderr == ""


def test_quiet_says_nothing_and_a_file_holds_all(report: Path, tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    ended = dateline("code", report, "--quiet", "--output", output)
    assert (ended.stdout, ended.stderr) == ("", "")
    assert json.loads(output.read_text("utf-8").splitlines()[0])["kind"] == "event"


def test_a_file_that_cannot_be_written_is_wrong_usage(report: Path, tmp_path: Path) -> None:
    ended = dateline("code", report, "--output", tmp_path / "no" / "such" / "folder")
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_an_unknown_language_model_is_wrong_usage(report: Path) -> None:
    ended = dateline("code", report, DATELINE_SPACY_MODEL="xx_none")
    assert ended.returncode == 2
    assert "xx_none" in ended.stderr


def test_confidence_leaves_out_records_below_it(report: Path) -> None:
    assert dateline("code", report, "--min-confidence", "1").stdout == ""


def test_a_table_is_for_people_and_a_chronology_too(report: Path) -> None:
    assert "Fiji (FJI MIL)" in dateline("code", report, "--output-format", "table").stdout
    assert "2021-03-01\n  RETREAT:withdraw" in dateline("code", report, "--output-format", "chronology").stdout


def test_no_color_on_a_terminal_means_none(report: Path) -> None:
    script = f"'{sys.executable}' -m dateline code '{report}'"
    shown: dict[str, str] = {}
    for name, environment in {"plain": {"NO_COLOR": "1"}, "coloured": {}}.items():
        ended = subprocess.run(  # noqa: S603  # our own program on a terminal
            ["script", "-qec", script, "/dev/null"], capture_output=True, text=True, check=True, input="",  # noqa: S607
            env={k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm-256color"} | environment,
        )  # fmt: skip
        shown[name] = ended.stdout
    assert "\x1b[36m" in shown["coloured"]
    assert "\x1b[3" not in shown["plain"]
    assert "RETREAT:withdraw" in shown["plain"]


def test_explain_tells_rule_words_and_reasons(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(report), "--quiet"]) == 0
    told = capsys.readouterr().out
    assert "rule        retreat.withdraw" in told
    assert "trigger     “withdrew”" in told
    assert "because relative to dateline" in told


def test_explain_finds_one_record_by_its_id(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["code", str(report), "--quiet"])
    wanted = json.loads(capsys.readouterr().out.splitlines()[0])["id"]
    assert run(["explain", wanted, "--in", str(report), "--quiet", "--output-format", "json"]) == 0
    assert [told["record"]["id"] for told in json.loads(capsys.readouterr().out)] == [wanted]
    assert run(["explain", "nothing", "--in", str(report)]) == 2
    assert run(["explain", wanted]) == 2
    assert "--in FILE" in capsys.readouterr().err


def test_annotate_gives_the_layers_asked_for(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["annotate", str(report), "--layers", "actors,dates", "--quiet"]) == 0
    layers = json.loads(capsys.readouterr().out)
    assert list(layers) == ["id", "actors", "dates"]
    assert "FJI" in [actor["country"] for actor in layers["actors"]]
    assert run(["annotate", str(report), "--layers", "moods"]) == 2
    assert "the layers are dates, places, actors, quotes" in capsys.readouterr().err
