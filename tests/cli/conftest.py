"""A report small enough to know by heart."""

from pathlib import Path

import pytest


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "observers.txt"
    path.write_text(
        "Observers Leave Border Post\n\nBy A. Reporter\n\nMarch 3, 2021\n\n"
        "NAQOURA, Lebanon (Example Wire) - Nearly 40 Fijian peacekeepers withdrew from southern Lebanon on Monday,"
        " Fijian officials said.\n",
        encoding="utf-8",
    )
    return path
