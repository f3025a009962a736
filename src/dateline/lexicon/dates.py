"""Load the words and rules by which a text names dates, times, durations and repetitions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from dateline.errors import LexiconError
from dateline.lexicon.files import data_path, load_toml, tables, words
from dateline.model.dates import TimexType

# Classes that the shape of a lexeme gives, not a list of words.
SHAPES = (
    "AMPM", "CLOCK", "COMMA", "DASH", "DAYNUM", "DECADE", "DECIMAL", "DIGITS", "DOT", "DOTTED", "ISO", "NEWLINE",
    "OCLOCK", "ORDNUM", "OTHER", "POSS", "QUARTERNUM", "SHORTYEAR", "SLASH", "YEAR",
)  # fmt: skip
PRIVATE_USE = 0xE000
PATTERN_TOKEN = re.compile(r"(?P<field>[a-z]+):|(?P<name>[A-Z]+)|(?P<space>\s+)|(?P<mark>.)")
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Hold the class of a word, as its one-character symbol, and what the word is worth within it."""

    symbol: str
    value: int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule:
    """Hold one rule: a pattern over symbols of classes, and the kind of reading its fields are given."""

    id: str
    kind: str
    timex_type: TimexType
    pattern: re.Pattern[str]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLexicon:
    """Hold the words, phrases and rules of `data/en/dates.toml`.

    `symbols` maps a class to its symbol; `phrases` maps a first word to the phrases it opens, the longest first.
    """

    symbols: Mapping[str, str]
    words: Mapping[str, Word]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    rules: tuple[DateRule, ...]
    ambiguous: frozenset[str]
    capitalised: frozenset[str]
    future_auxiliaries: frozenset[str]
    future_words: frozenset[str]


@cache
def load_dates() -> DateLexicon:
    """Load the time expressions that ship with the package.

    Raises: LexiconError naming the file and the entry at fault.
    """
    source = str(data_path("en", "dates.toml"))
    document = load_toml(data_path("en", "dates.toml"))
    listed = dict(_listed_words(document, source))
    names = sorted({*SHAPES, *(name for name, _ in listed.values())})
    symbols = {name: chr(PRIVATE_USE + number) for number, name in enumerate(names)}
    macros = {name: str(text) for name, text in _table(document, "macros", source).items()}

    def group(key: str) -> frozenset[str]:
        return frozenset(words(document.get(key), f"{source}: {key}"))

    return DateLexicon(
        symbols=symbols,
        words={word: Word(symbol=symbols[name], value=value) for word, (name, value) in listed.items()},
        phrases=_phrases(listed),
        rules=tuple(_rule(entry, symbols, macros, source) for entry in tables(document, "rule", source)),
        ambiguous=group("ambiguous"),
        capitalised=group("capitalised"),
        future_auxiliaries=group("future_auxiliaries"),
        future_words=group("future_words"),
    )


def _listed_words(document: Mapping[str, object], source: str) -> Iterator[tuple[str, tuple[str, int | str]]]:
    seen: set[str] = set()
    for name, members in _table(document, "classes", source).items():
        for word in words(members, f"{source}: classes.{name}"):
            yield _once(word, seen, f"{source}: classes.{name}"), (name, "")
    for name in _table(document, "values", source):
        for word, value in _table(_table(document, "values", source), name, source).items():
            if not isinstance(value, int | str):
                raise LexiconError(f"{source}: values.{name}.{word} must be a number or a string")
            yield _once(word, seen, f"{source}: values.{name}"), (name, value)


def _once(word: str, seen: set[str], where: str) -> str:
    if word in seen:
        raise LexiconError(f"{where}: {word!r} stands in two classes")
    seen.add(word)
    return word


def _phrases(listed: Mapping[str, object]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    opened: dict[str, list[tuple[str, ...]]] = {}
    for word in listed:
        parts = tuple(word.split(" "))
        if len(parts) > 1:
            opened.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(found, key=lambda p: (-len(p), p))) for first, found in opened.items()}


def _table(document: Mapping[str, object], key: str, source: str) -> Mapping[str, object]:
    table = document.get(key)
    if not isinstance(table, dict):
        raise LexiconError(f"{source}: {key} must be a table")
    return cast("dict[str, object]", table)


def _rule(entry: Mapping[str, object], symbols: Mapping[str, str], macros: Mapping[str, str], source: str) -> DateRule:
    known = {"id", "kind", "pattern", "example", "timex_type"}
    where = f"{source}: rule {entry.get('id')}"
    if not set(entry) <= known or not {"id", "kind", "pattern", "example"} <= set(entry):
        raise LexiconError(f"{where}: members must be {', '.join(sorted(known))}")
    try:
        return DateRule(
            id=str(entry["id"]),
            kind=str(entry["kind"]),
            timex_type=TimexType(str(entry.get("timex_type", "DATE"))),
            pattern=re.compile(compile_pattern(str(entry["pattern"]), symbols, macros)),
            example=str(entry["example"]),
        )
    except (re.error, ValueError) as error:
        raise LexiconError(f"{where}: {error}") from error


def compile_pattern(pattern: str, symbols: Mapping[str, str], macros: Mapping[str, str]) -> str:
    """Turn a pattern over class names into one over their symbols.

    A field that stands in several branches gets a number (`clock`, `clock_2`), as the regular expressions ask for.

    Raises: ValueError if a name is neither a class nor a macro.
    """
    counts: dict[str, int] = {}
    written: list[str] = []
    is_field = False
    for token in PATTERN_TOKEN.finditer(_expand(pattern, macros)):
        if field := token["field"]:
            counts[field] = counts.get(field, 0) + 1
            written.append(f"(?P<{field}>" if counts[field] == 1 else f"(?P<{field}_{counts[field]}>")
            is_field = True
        elif token["name"]:
            written.append(_symbol(token["name"], symbols) + (")" if is_field else ""))
            is_field = False
        elif mark := token["mark"]:
            plain = mark == "(" and not token.string.startswith("?", token.end())
            written.append("(?:" if plain and not is_field else "" if plain else mark)
            is_field = False
    return "".join(written)


def _symbol(name: str, symbols: Mapping[str, str]) -> str:
    if name not in symbols:
        raise ValueError(f"no class or macro is called {name}")
    return symbols[name]


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    for _ in range(MAX_DEPTH):
        expanded = re.sub(r"[A-Z]+(?:_[A-Z]+)*", lambda m: macros.get(m[0], m[0]), pattern)
        if expanded == pattern:
            return pattern
        pattern = expanded
    raise ValueError("macros refer to each other")
