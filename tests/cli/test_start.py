import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.cli import COMMANDS, run
from dateline.version import VERSION


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603  # our own interpreter


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS), ("lexicon", "check")])
def test_help_opens_with_a_purpose_and_an_example(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == 0
    purpose, *rest = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"  [A-Z].{15,96}[.,:].*", purpose)
    assert any(line.startswith("    dateline ") for line in rest[: rest.index(next(x for x in rest if "Usage:" in x))])


def test_help_does_not_import_spacy() -> None:
    code = (
        "import sys; from dateline.cli import run; run(['--help']); run(['code', '-h']); print('spacy' in sys.modules)"
    )
    assert python("-c", code).stdout.splitlines()[-1] == "False"


def test_help_opens_at_once() -> None:
    taken: list[float] = []
    for _ in range(3):
        began = time.perf_counter()
        python("-m", "dateline", "--help")
        taken.append(time.perf_counter() - began)
    assert min(taken) < 0.5


def test_the_module_runs_as_the_program_does() -> None:
    assert python("-m", "dateline", "--version").stdout == f"dateline, version {VERSION}\n"


def test_a_mistyped_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cod"]) == 2
    assert "No such command 'cod'" in capsys.readouterr().err


def test_schema_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert '"urn:dateline:record:1"' in capsys.readouterr().out


def test_a_fault_of_the_program_shows_no_traceback(tmp_path: Path) -> None:
    code = "import sys, dateline.cli as c; c.run = lambda a: {}['gone']; c.main([])"
    ended = python("-c", code)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert ended.stderr.startswith("dateline: a fault of the program in <string>, line 1: KeyError: 'gone'")
