"""Where the data of a command goes: standard output or a file, and whether a person looks at it."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click


def is_watched(output: Path | None) -> bool:
    """Tell whether the data goes to a terminal."""
    return output is None and sys.stdout.isatty()


@contextmanager
def open_sink(output: Path | None) -> Generator[IO[str]]:
    """Open the place the data goes to; a file appears only when all is written.

    Raises: click.UsageError if the file cannot be written.
    """
    if output is None:
        yield sys.stdout
        return
    try:
        with click.open_file(str(output), "w", encoding="utf-8", atomic=True) as stream:
            yield stream
    except OSError as error:
        raise click.UsageError(f"{output}: {error.strerror or error}") from error
