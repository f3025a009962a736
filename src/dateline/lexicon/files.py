"""Open the data files of the package, and say where a fault lies."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import cast

from dateline.errors import LexiconError

DATA = "data"


def data_path(*parts: str) -> Traversable:
    """Return the place of a data file or folder of the package."""
    return files("dateline.lexicon").joinpath(DATA, *parts)


def load_toml(source: Traversable) -> Mapping[str, object]:
    """Read one TOML file.

    Raises: LexiconError naming the file if it is missing or is not TOML.
    """
    try:
        return tomllib.loads(source.read_text("utf-8"))
    except OSError as error:
        raise LexiconError(f"{source}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{source}: {error}. Run `dateline lexicon check {source}`.") from error


def tables(document: Mapping[str, object], key: str, source: object) -> Iterator[Mapping[str, object]]:
    """Yield the tables of the array `key`.

    Raises: LexiconError if it is no array of tables.
    """
    listed = document.get(key, [])
    if not isinstance(listed, list):
        raise LexiconError(f"{source}: {key} must be an array of tables")
    for entry in cast("list[object]", listed):
        if not isinstance(entry, dict):
            raise LexiconError(f"{source}: {key} must be an array of tables")
        yield cast("dict[str, object]", entry)


def table(value: object, where: str) -> Mapping[str, object]:
    """Return a table.

    Raises: LexiconError naming `where` if it is something else.
    """
    if not isinstance(value, dict):
        raise LexiconError(f"{where} must be a table")
    return cast("dict[str, object]", value)


def words(value: object, where: str) -> tuple[str, ...]:
    """Return a list of strings as a tuple.

    Raises: LexiconError naming `where` if it is something else.
    """
    if not isinstance(value, list):
        raise LexiconError(f"{where} must be a list of strings")
    listed = cast("list[object]", value)
    if not all(isinstance(word, str) for word in listed):
        raise LexiconError(f"{where} must be a list of strings")
    return tuple(cast("list[str]", listed))
