"""Read the lists that the package keeps as CSV, and say where a fault lies."""

import csv
import io
import math
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources.abc import Traversable

from dateline.errors import LexiconError


def load_rows(source: Traversable, columns: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each row of a CSV file with the words that name it in a message (`file, line n`).

    Raises: LexiconError naming the file if it is missing, is not UTF-8, or lacks one of `columns`.
    """
    try:
        text = source.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{source}: cannot be read: {error}") from error
    reader = csv.DictReader(io.StringIO(text))
    missing = [c for c in columns if c not in (reader.fieldnames or ())]
    if missing:
        raise LexiconError(f"{source}: no column {', '.join(missing)}")
    for row in reader:
        where = f"{source.name}, line {reader.line_num}"
        if None in row or None in row.values():
            raise LexiconError(f"{where}: {len(reader.fieldnames or ())} fields are wanted")
        yield where, row


def listed(cell: str) -> tuple[str, ...]:
    """Split a cell at its bars; an empty cell lists nothing."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def day(cell: str, where: str) -> date | None:
    """Read an ISO date; an empty cell is no date.

    Raises: LexiconError naming `where` if it is something else.
    """
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError as error:
        raise LexiconError(f"{where}: {cell!r} is no date (YYYY-MM-DD)") from error


def number(cell: str, where: str) -> float | None:
    """Read a number; an empty cell is none.

    Raises: LexiconError naming `where` if it is something else.
    """
    try:
        read = float(cell) if cell else None
    except ValueError as error:
        raise LexiconError(f"{where}: {cell!r} is no number") from error
    if read is not None and not math.isfinite(read):
        raise LexiconError(f"{where}: {cell!r} is no number")
    return read
