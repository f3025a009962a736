"""Go from what the user names - files, globs, folders, file URLs, standard input - to reports, one after the other."""

import glob
import gzip
import itertools
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

from dateline.errors import ReadError
from dateline.lexicon.reading import ReadingLexicon, load_reading
from dateline.model.report import Report
from dateline.read.encoding import decode
from dateline.read.formats import ENDINGS, GZIP, INPUT_FORMATS, ending, tell_format
from dateline.read.jsonl import read_json_line, split_lines
from dateline.read.plain import read_plain

MAX_REPORT_BYTES = 50_000_000
CHUNK_BYTES = 65_536
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIssue:
    """Say that an input, or one line of it, gave no report, and why."""

    input: str
    message: str


Found = tuple[str, Report | ReadIssue]


def read_sources(
    sources: Sequence[str], *, input_format: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Report | ReadIssue]:
    """Read every report that `sources` name, in their order, folders and globs sorted by path.

    A source is a path, a glob, a folder (read with all below it: files whose ending names a format, or that have
    none), a `file://` URL, or `-` for standard input. What cannot be read comes as a `ReadIssue` in its place, and the
    others come all the same. A report whose id came before is an issue; a file that several sources name is read once.
    JSON Lines are streamed; one report may have 50 MB. Files packed with gzip are unpacked.

    Raises: ReadError if `input_format` is none of `INPUT_FORMATS`.
    """
    if input_format is not None and input_format not in INPUT_FORMATS:
        raise ReadError(f"{input_format!r} is not read: give one of {', '.join(INPUT_FORMATS)}")
    return _read_all(sources, input_format, stdin)


def _read_all(sources: Sequence[str], input_format: str | None, stdin: BinaryIO | None) -> Iterator[Report | ReadIssue]:
    lexicon = load_reading()
    seen: dict[str, str] = {}
    paths: set[str] = set()
    for source in sources:
        for name in _names(source, input_format):
            if isinstance(name, ReadIssue):
                yield name
                continue
            if (real := os.path.realpath(name)) in paths and name != STANDARD_INPUT:
                continue
            paths.add(real)
            for where, found in _read_input(name, input_format, stdin, lexicon):
                if isinstance(found, Report) and (first := seen.setdefault(found.id, where)) != where:
                    message = f"{_line(where)}the id {found.id!r} was already read from {first}"
                    yield ReadIssue(input=_shown(name), message=message)
                else:
                    yield found


def _line(where: str) -> str:
    _, comma, line = where.rpartition(", line ")
    return f"line {line}: " if comma else ""


def _names(source: str, input_format: str | None) -> Iterator[str | ReadIssue]:
    """Resolve one source to the paths of its files."""
    if source == STANDARD_INPUT:
        yield source
        return
    try:
        path = _local_path(source)
        if os.path.isdir(path):
            yield from _files_below(path, input_format)
        elif os.path.lexists(path):
            yield path
        else:
            found = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []
            if not found:
                raise ReadError("no such file" if not glob.has_magic(path) else "no file matches")
            for name in found:
                if not os.path.isdir(name):
                    yield name
    except (ReadError, OSError, ValueError) as error:
        yield ReadIssue(input=_shown(source), message=str(error))


def _local_path(source: str) -> str:
    if "\0" in source:
        raise ReadError("no such file: the name holds a null character")
    parts = urlsplit(source) if "://" in source else None
    if parts is None:
        return source
    if parts.scheme.lower() != "file" or parts.netloc not in {"", "localhost"}:
        raise ReadError("not a file on this disk: download it first")
    return url2pathname(parts.path)


def _files_below(folder: str, input_format: str | None) -> Iterator[str]:
    """List the files to read in a folder and below, sorted; hidden ones are passed over.

    Raises: ReadError if there is none.
    """
    found: list[str] = []
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        wanted = [f for f in files if not f.startswith(".") and (input_format or ending(f) in ENDINGS or not ending(f))]
        found += [os.path.join(at, f) for f in wanted]
    if not found:
        raise ReadError(f"the folder holds no file of a known ending ({', '.join(ENDINGS)})")
    yield from sorted(found)


def _shown(name: str) -> str:
    """Make a name printable: names of files need not be valid Unicode."""
    return (
        "standard input"
        if name == STANDARD_INPUT
        else name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    )


def _read_input(
    name: str, input_format: str | None, stdin: BinaryIO | None, lexicon: ReadingLexicon
) -> Iterator[Found]:
    """Read one file or standard input; each report or issue comes with the place it stands in."""
    shown = _shown(name)
    try:
        if name == STANDARD_INPUT:
            yield from _read_stream(stdin or sys.stdin.buffer, shown, "stdin", input_format, lexicon)
        else:
            with open(name, "rb") as stream:
                yield from _read_stream(stream, shown, Path(shown).name, input_format, lexicon)
    except ReadError as error:
        yield shown, ReadIssue(input=shown, message=str(error))
    except (OSError, EOFError, zlib.error, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        yield shown, ReadIssue(input=shown, message=f"cannot be read: {reason}")


def _read_stream(
    stream: BinaryIO, shown: str, file_name: str, input_format: str | None, lexicon: ReadingLexicon
) -> Iterator[Found]:
    head = stream.read(CHUNK_BYTES)
    if head.startswith(GZIP) and stream.seekable():
        stream.seek(-len(head), os.SEEK_CUR)
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=stream))
        head = stream.read(CHUNK_BYTES)
    told = input_format or tell_format(file_name, head)
    if told == "jsonl":
        chunks = itertools.chain([head], iter(lambda: stream.read(CHUNK_BYTES), b""))
        yield from _read_lines(chunks, shown, lexicon)
        return
    data = head + stream.read(MAX_REPORT_BYTES + 1 - len(head))
    if len(data) > MAX_REPORT_BYTES:
        raise ReadError(f"larger than {MAX_REPORT_BYTES // 1_000_000} MB: one report is expected in a {told} file")
    if not data.strip():
        raise ReadError("the file is empty")
    text = decode(data)
    if told == "html":
        from dateline.read.html import read_page  # trafilatura takes half a second to import, and most inputs are text

        yield shown, read_page(text, file_name, lexicon)
    else:
        yield shown, read_plain(text, file_name, lexicon, is_markdown=told == "markdown" or None)


def _read_lines(chunks: Iterator[bytes], shown: str, lexicon: ReadingLexicon) -> Iterator[Found]:
    for number, line in enumerate(split_lines(chunks, MAX_REPORT_BYTES), 1):
        where = f"{shown}, line {number}"
        try:
            if line is None:
                raise ReadError(f"longer than {MAX_REPORT_BYTES // 1_000_000} MB")
            if line.strip():
                yield where, read_json_line(line, lexicon)
        except ReadError as error:
            yield where, ReadIssue(input=shown, message=f"line {number}: {error}")
