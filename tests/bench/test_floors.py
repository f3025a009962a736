import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.shared
def test_the_quick_rows_of_the_bench_hold_their_floors(root: Path) -> None:
    command = [sys.executable, root / "bench" / "run.py", "--quick"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603  # our own bench
    assert ended.stdout == "every floor holds\n", ended.stdout + ended.stderr
