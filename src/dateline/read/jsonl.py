"""Read JSON Lines: one report a line, its `text` untouched."""

import json
from collections.abc import Iterable, Iterator
from typing import cast

from dateline.errors import ReadError
from dateline.lexicon.reading import ReadingLexicon
from dateline.model.report import Report
from dateline.read.encoding import decode_utf8
from dateline.read.fingerprint import fingerprint
from dateline.read.header import parse_published
from dateline.read.wire import find_wire_header

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def split_lines(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes | None]:
    """Split a stream at its line feeds; a line of more than `max_bytes` comes as null and is not kept in memory."""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            size += len(piece)
            yield b"".join([*parts, piece]) if size <= max_bytes else None
            parts, size = [], 0
        size += len(rest)
        parts = [*parts, rest] if size <= max_bytes else []
    if size:
        yield b"".join(parts) if size <= max_bytes else None


def read_json_line(line: bytes, lexicon: ReadingLexicon) -> Report:
    """Read one line: `id` and `text` are required, members that the contract does not name are passed over.

    Raises: ReadError naming the member at fault.
    """
    members = _parse(line.removeprefix(BYTE_ORDER_MARK))
    text = _required(members, "text")
    published = _optional(members, "published")
    published = parse_published(published) if published else None
    dateline = find_wire_header(text, published, lexicon)
    return Report(
        id=_required(members, "id"),
        text=text,
        sha256=fingerprint(text),
        title=_optional(members, "title"),
        url=_optional(members, "url"),
        publisher=_optional(members, "publisher"),
        agency=_optional(members, "agency") or dateline.agency,
        published=published,
        language=_optional(members, "language"),
        authors=_authors(members),
        dateline=dateline,
    )


def _parse(line: bytes) -> dict[str, object]:
    try:
        value = json.loads(decode_utf8(line))
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets nested thousands deep
        raise ReadError(f"not JSON that can be read: {error}") from error
    if not isinstance(value, dict):
        raise ReadError("not a JSON object")
    return cast("dict[str, object]", value)


def _required(members: dict[str, object], name: str) -> str:
    value = _optional(members, name)
    if value is None:
        raise ReadError(f"the member {name!r} is {'empty' if name in members else 'missing'}")
    return value


def _optional(members: dict[str, object], name: str) -> str | None:
    value = members.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ReadError(f"the member {name!r} must be a string, not {type(value).__name__}")
    return _sound(value, name) if value.strip() else None


def _authors(members: dict[str, object]) -> tuple[str, ...]:
    value = members.get("authors")
    if value is None:
        return ()
    listed = cast("list[object]", value) if isinstance(value, list) else [None]
    authors = [author for author in listed if isinstance(author, str)]
    if len(authors) < len(listed):
        raise ReadError("the member 'authors' must be a list of strings")
    return tuple(_sound(author, "authors") for author in authors)


def _sound(value: str, name: str) -> str:
    """Refuse half of a surrogate pair: it is no character and cannot be written out again."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError(f"the member {name!r} holds a lone surrogate at character {error.start + 1}") from error
    return value
