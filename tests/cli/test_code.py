import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from dateline.cli import run
from dateline.cli.stages import outcomes
from dateline.errors import CodingError
from dateline.model.report import Report

Ended = tuple[int, str, str]
Run = Callable[..., Ended]


@pytest.fixture
def dateline(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run a command; give its exit code, its data and what it said."""

    def run_command(*arguments: str | Path) -> Ended:
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own program
        ["bash", "-c", command],  # noqa: S607
        capture_output=True, text=True, check=True, input="", encoding="utf-8", timeout=120,
        env={k: v for k, v in os.environ.items() if k != "NO_COLOR"} | environment,
    )  # fmt: skip


def test_a_report_becomes_json_lines_in_a_pipe(dateline: Run, report: Path) -> None:
    code, data, said = dateline("code", report)
    records = [json.loads(line) for line in data.splitlines()]
    assert code == 0
    withdrawal = next(r for r in records if r["kind"] == "event")
    assert (withdrawal["event"], withdrawal["mode"]) == ("RETREAT", "withdraw")
    assert [actor["country"] for actor in withdrawal["actors"]] == ["FJI"]
    assert withdrawal["date"]["edtf"] == "2021-03-01"
    assert withdrawal["report"]["title"] == "Observers Leave Border Post"
    assert said.startswith(f"1 report, {len(records)} record")


def test_the_same_input_gives_the_same_bytes(root: Path) -> None:
    command = f"'{sys.executable}' -m dateline code '{root}/examples/reports' --quiet"
    assert shell(command, PYTHONHASHSEED="1").stdout == shell(command, PYTHONHASHSEED="2").stdout


def test_standard_input_is_read_with_a_dash(dateline: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"id": "a", "text": "Kenya withdrew its troops from Somalia on Tuesday."})
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(line.encode())))
    _, data, _ = dateline("code", "-", "--input-format", "jsonl", "--output-format", "json")
    assert [record["report"]["id"] for record in json.loads(data)] == ["a"]


def test_what_cannot_be_read_is_named_and_the_others_are_coded(dateline: Run, report: Path, tmp_path: Path) -> None:
    empty, missing = tmp_path / "empty.txt", tmp_path / "missing.txt"
    empty.touch()
    code, data, said = dateline("code", empty, missing, report)
    assert code == 1
    assert json.loads(data.splitlines()[0])["report"]["title"] == "Observers Leave Border Post"
    assert f"{missing}: no such file" in said
    assert f"{empty}: " in said
    assert "2 inputs not read" in said


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    told = (json.dumps({"id": str(n), "text": "Kenya withdrew its troops from Somalia."}) for n in range(300))
    reports.write_text("\n".join(told), encoding="utf-8")
    ended = shell(f"'{sys.executable}' -m dateline code '{reports}' --quiet | head -n 1; echo ${{PIPESTATUS[0]}}")
    assert ended.stdout.splitlines()[-1] == "0"
    assert ended.stderr == ""


def test_quiet_says_nothing_and_a_file_holds_all(dateline: Run, report: Path, tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    assert dateline("code", report, "--quiet", "--output", output) == (0, "", "")
    assert json.loads(output.read_text("utf-8").splitlines()[0])["kind"] == "event"


def test_a_file_that_cannot_be_written_is_wrong_usage(dateline: Run, report: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "no" / "such" / "folder"
    code, _, said = dateline("code", report, "--output", nowhere)
    assert code == 2
    assert f"{nowhere}: No such file or directory" in said


def test_an_unknown_language_model_is_wrong_usage(dateline: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_SPACY_MODEL", "xx_none")
    code, _, said = dateline("code", report)
    assert code == 2
    assert "the spaCy model 'xx_none' is not installed" in said


def test_confidence_leaves_out_records_below_it(dateline: Run, report: Path) -> None:
    assert dateline("code", report, "--min-confidence", "1", "--quiet") == (0, "", "")


def test_a_table_is_for_people_and_a_chronology_too(dateline: Run, report: Path) -> None:
    assert "Fiji (FJI MIL)" in dateline("code", report, "--output-format", "table")[1]
    assert "2021-03-01\n  RETREAT:withdraw" in dateline("code", report, "--output-format", "chronology")[1]


def test_a_terminal_shows_colours_unless_they_are_unwanted(report: Path) -> None:
    command = f"script -qec \"'{sys.executable}' -m dateline code '{report}'\" /dev/null"
    coloured = shell(command, TERM="xterm-256color").stdout
    plain = shell(command, TERM="xterm-256color", NO_COLOR="1").stdout
    assert re.search(r"\x1b\[3[0-7]m", coloured)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", plain)
    assert "RETREAT:withdraw" in plain


def test_explain_tells_rule_words_and_reasons(dateline: Run, report: Path) -> None:
    code, told, _ = dateline("explain", report)
    assert code == 0
    assert "rule        retreat.withdraw" in told
    assert re.search("trigger     “.*withdrew.*”", told)
    assert "because relative to dateline" in told


def test_explain_finds_one_record_by_its_id(dateline: Run, report: Path) -> None:
    wanted = json.loads(dateline("code", report)[1].splitlines()[0])["id"]
    _, told, _ = dateline("explain", wanted, "--in", report, "--output-format", "json")
    assert [explained["record"]["id"] for explained in json.loads(told)] == [wanted]
    assert dateline("explain", "nothing", "--in", report)[0] == 2
    code, _, said = dateline("explain", wanted)
    assert code == 2
    assert "--in FILE" in said


def test_annotate_gives_the_layers_asked_for(dateline: Run, report: Path) -> None:
    layers = json.loads(dateline("annotate", report, "--layers", "actors,dates")[1])
    assert list(layers) == ["id", "actors", "dates"]
    assert "FJI" in [actor["country"] for actor in layers["actors"]]
    code, _, said = dateline("annotate", report, "--layers", "moods")
    assert code == 2
    assert "the layers are dates, places, actors, quotes" in said


def test_lists_of_your_own_name_actors_that_ours_do_not(dateline: Run, tmp_path: Path) -> None:
    rows = "name,aliases,country,sectors,from,to\nZembla Legion,Zemblan Legion,KEN,REB,2001-01-01,\n"
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "armed_groups.csv").write_text(rows, encoding="utf-8")
    told = tmp_path / "told.txt"
    told.write_text("The Zemblan Legion attacked a police station in Nairobi.\n", encoding="utf-8")
    _, layers, _ = dateline("annotate", told, "--layers", "actors", "--lexicon-path", tmp_path)
    actors = [(a["name"], a["country"], a["sectors"]) for a in json.loads(layers)["actors"]]
    assert ("Zembla Legion", "KEN", ["REB"]) in actors


def test_several_processes_give_the_same_bytes_in_the_same_order(dateline: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text('{"id": "x"}\n', "utf-8")
    given = (root / "examples" / "reports", tmp_path / "broken.jsonl", "--coder", "frames", "--output-format", "jsonl")
    one, several = (dateline("code", *given, "--jobs", str(jobs)) for jobs in (1, 2))
    assert one == several
    assert one[0] == 1
    assert len(one[1]) > 1000


def test_a_coding_process_that_dies_is_told_with_the_report_that_was_waited_for() -> None:
    reports = [Report(id=name, text="Rebels attacked.", sha256="") for name in ("first", "second")]
    with pytest.raises(CodingError, match="first: a coding process died"):
        list(outcomes(reports, leave, jobs=2))


def leave(report: Report) -> Report:
    os._exit(9)


@pytest.mark.parametrize("jobs", ["0", "257", "two", "1.5", "-1"])
def test_a_number_of_processes_that_is_none_is_refused(
    dateline: Run, report: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.setenv("DATELINE_JOBS", jobs)
    code, _, said = dateline("code", report)
    assert (code, "must be a whole number from 1 to 256" in said) == (2, True)
