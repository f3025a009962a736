"""Check the data of the lexicons: what every file must be, and what its own loader asks of it."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatch
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.errors import LexiconError
from dateline.lexicon.actors import ACTORS, load_actors
from dateline.lexicon.attribution import load_attribution
from dateline.lexicon.constructions import load_constructions
from dateline.lexicon.contexts import load_contexts
from dateline.lexicon.dates import load_dates
from dateline.lexicon.files import data_path, load_toml, tables
from dateline.lexicon.frames import FILLERS, FRAMES, load_frames, read_frames
from dateline.lexicon.gazetteer import PLACES, load_gazetteer
from dateline.lexicon.ontology import load_ontology
from dateline.lexicon.quantities import load_quantities
from dateline.lexicon.reading import load_reading

SOURCES = "SOURCES.toml"
SOURCE_KEYS = ("file", "origin", "licence", "retrieved")
LOADERS: Mapping[str, Callable[[], object]] = {
    "ontology": load_ontology,
    "frames": lambda: load_frames(load_ontology()),
    "constructions": load_constructions,
    "contexts": load_contexts,
    "attribution": load_attribution,
    "dates": load_dates,
    "quantities": load_quantities,
    "gazetteer": load_gazetteer,
    "actors": load_actors,
    "reading": load_reading,
}


def check_shipped() -> Iterator[tuple[str, str | None]]:
    """Check all lexicons of the package; yield what was checked with its fault, null where there is none."""
    for name, load in LOADERS.items():
        yield f"lexicon {name}", _fault(load)
    for path in _files(data_path()):
        if path.name != SOURCES:
            yield path.name, _fault(lambda path=path: _check_form(path))
    for folder in _folders(data_path()):
        yield f"{folder.name}/{SOURCES}", _fault(lambda folder=folder: _check_sources(folder))


def check_file(path: Path) -> str | None:
    """Check one file of rules or one list; return its fault or null."""
    return _fault(lambda: _check_one(path))


def check_own(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Check a folder of the user's own lexicons, each file and then all together; yield as `check_shipped` does."""
    faults = 0
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != SOURCES):
        fault = _fault(lambda path=path: _check_own_file(path, folder))
        faults += fault is not None
        yield str(path), fault
    if not faults:
        yield f"{folder} beside the shipped lexicons", _fault(lambda: _load_own(folder))


def _check_own_file(path: Path, folder: Path) -> None:
    name = path.relative_to(folder).as_posix()
    if not any(fnmatch(name, pattern) for pattern in (f"{FRAMES}/*.toml", f"{ACTORS}/*.csv", FILLERS, PLACES)):
        known = f"{FRAMES}/*.toml, {FILLERS}, {ACTORS}/*.csv and {PLACES}"
        raise LexiconError(f"{path}: never read; a folder of your own holds {known}")
    shipped = [p.name for p in data_path("actors").iterdir() if p.name.endswith(".csv")]
    if path.parent.name == ACTORS and path.name not in shipped:
        raise LexiconError(f"{path}: never read; lists of actors are called {', '.join(sorted(shipped))}")
    _check_form(path)


def _load_own(folder: Path) -> None:
    load_frames(load_ontology(), folder)
    load_gazetteer(folder)
    load_actors([folder / ACTORS])


def _fault(check: Callable[[], object]) -> str | None:
    try:
        check()
    except LexiconError as error:
        return str(error)
    return None


def _check_one(path: Path) -> None:
    _check_form(path)
    if path.suffix == ".toml" and "frame" in load_toml(path):
        ontology = load_ontology()
        read_frames(path, ontology, load_frames(ontology).fillers)


def _check_form(path: Traversable) -> None:
    """Check that a file is UTF-8 in Unicode's composed form and parses.

    Raises: LexiconError naming the file and the line at fault.
    """
    if not path.name.endswith((".toml", ".csv")):
        return
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", line):
            raise LexiconError(f"{path}, line {number}: not in Unicode's composed form (NFC)")
    if path.name.endswith(".toml"):
        load_toml(path)


def _check_sources(folder: Traversable) -> None:
    """Check that each data file of a folder has its origin, licence and date of retrieval named.

    Raises: LexiconError naming the file without them.
    """
    source = folder / SOURCES
    entries = list(tables(load_toml(source), "source", source))
    for entry in entries:
        if missing := [key for key in SOURCE_KEYS if not entry.get(key)]:
            raise LexiconError(f"{source}: {entry.get('file', '?')} names no {', '.join(missing)}")
    for name in sorted(path.name for path in folder.iterdir() if path.is_file() and path.name != SOURCES):
        if not any(fnmatch(name, str(entry["file"])) for entry in entries):
            raise LexiconError(f"{source}: {name} has no entry")


def _files(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _folders(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.is_dir():
            yield from _folders(path)
            if any(inner.is_file() for inner in path.iterdir()):
                yield path
