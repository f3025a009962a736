"""Write the generated parts of the reference pages; cog calls these functions (`make docs`)."""

import json
from collections.abc import Iterator
from dataclasses import fields
from io import StringIO
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from dateline.cli import COMMANDS, command
from dateline.coding.pipeline import Pipeline
from dateline.config import FILE_NAME, PREFIX, Config
from dateline.lexicon.ontology import load_ontology
from dateline.model.report import Report
from dateline.publish.schema import record_schema
from dateline.publish.table import render_report
from dateline.read import read_sources

WIDTH = 100
BOUNDS = {"minimum": "from", "maximum": "to"}
Schema = dict[str, Any]


def commands() -> str:
    """Return the help of the program and of each command."""
    pages: list[tuple[tuple[str, ...], click.Command]] = [((), command)]
    root = click.Context(command, info_name="dateline")
    for name in COMMANDS:
        found = command.get_command(root, name)
        if found:
            pages.append(((name,), found))
        if isinstance(found, click.Group):
            pages += [((name, inner), found.commands[inner]) for inner in found.list_commands(root)]
    return "\n".join(_help(path, page) for path, page in pages)


def _help(path: tuple[str, ...], page: click.Command) -> str:
    title = " ".join(("dateline", *path))
    context = click.Context(page, info_name=title, terminal_width=WIDTH, help_option_names=["-h", "--help"])
    return f"## `{title}`\n\n```text\n{page.get_help(context)}\n```\n"


def table(report: str, lines: int) -> str:
    """Return the first lines of the table that `dateline code` shows of an example report."""
    found = next(iter(read_sources([report])))
    if not isinstance(found, Report):
        raise SystemExit(found.message)
    stream = StringIO()
    console = Console(file=stream, width=WIDTH, highlight=False)
    console.print(*render_report(found, Pipeline.load().code(found)), sep="\n")
    shown = [line.rstrip() for line in stream.getvalue().splitlines()[:lines]]
    return "\n".join(("```text", *shown, "…", "```", ""))


def comparison() -> str:
    """Return the tables that set Dateline's floors (`bench/floors.json`) beside what others reach."""
    floors = json.loads(Path("bench/floors.json").read_text("utf-8"))["floors"]

    def figures(row: str, *names: str) -> str:
        return " / ".join(f"{floors[row][name]:.3f}".removeprefix("0") for name in names)

    gold, news = figures("plover_gsr", "top", "any", "triple"), figures("plv", "top", "any")
    dates, places = figures("meantime", "strict.f1", "relaxed.f1", "value.f1"), figures("trnews", "acc161")
    return f"""
| | gold records: top / any / triple | news sentences: top / any |
| --- | --- | --- |
| PETRARCH-2, its own dictionaries | .295 / .295 / .230 | .370 / .372 |
| Universal Petrarch, best of two pattern sets | .410 / .531 / .270 | .474 / .582 |
| **Dateline** | {gold} | {news} |
| a language model of 22 M weights, fine-tuned on 1,050 labels | .81 / – / – | .857 / – |

| | others | Dateline |
| --- | --- | --- |
| dates, MEANTIME: strict / relaxed / value F1 | HeidelTime .838 / .894 / .783 | {dates} |
| places, TR-News: within 161 km | most populous candidate, names given: .785 | {places}, finding the names itself |

"""


def settings() -> str:
    """Return a table of the settings, their variables and defaults."""
    rows = [f"| `{f.name}` | `{PREFIX}{f.name.upper()}` | {_default(f.default)} |" for f in fields(Config)]
    return "\n".join((f"| in `{FILE_NAME}` | in the environment | default |", "| --- | --- | --- |", *rows)) + "\n"


def _default(value: object) -> str:
    return "" if value is None else f"`{value}`"


def event_types() -> str:
    """Return a table of the event types and modes with quads and scores."""
    ontology = load_ontology()
    lines = ["| event type | mode | quad | score |", "| --- | --- | --- | --- |"]
    for event_type, facts in ontology.types.items():
        for mode, score in facts.scores.items():
            shown = "none" if score is None else f"{score:+g}"
            lines.append(f"| {event_type} | {f'`{mode}`' if mode else ''} | {facts.quad} | {shown} |")
    return "\n".join(lines) + "\n"


def contexts() -> str:
    """Return the list of contexts and of sectors."""
    ontology = load_ontology()
    listed = {"Contexts": ontology.contexts, "Sectors": ontology.sectors, "Non-state codes": ontology.nonstate_codes}
    return "\n".join(f"{name}: {', '.join(f'`{code}`' for code in codes)}.\n" for name, codes in listed.items())


def records() -> str:
    """Return the members of each part of a record."""
    definitions = json.loads(json.dumps(record_schema(load_ontology())))["$defs"]
    return "\n".join(_part(name, definition) for name, definition in definitions.items())


def _part(name: str, definition: Schema) -> str:
    lines = [f"### {name}", "", definition["description"], "", "| member | form |", "| --- | --- |"]
    lines += [f"| `{member}` | {', '.join(_forms(schema))} |" for member, schema in definition["properties"].items()]
    return "\n".join(lines) + "\n"


def _forms(schema: Schema) -> Iterator[str]:
    """Say the form of a member in words."""
    if "anyOf" in schema:
        for option in schema["anyOf"]:
            yield from _forms(option)
    elif "$ref" in schema:
        yield schema["$ref"].removeprefix("#/$defs/")
    elif "enum" in schema:
        yield "one of " + ", ".join("null" if value is None else f"`{value}`" for value in schema["enum"])
    elif "const" in schema:
        yield f"`{schema['const']}`"
    elif "items" in schema:
        yield f"list of {', '.join(_forms(schema['items']))}"
    else:
        kind = schema["type"] if isinstance(schema["type"], str) else " or ".join(schema["type"])
        yield " ".join((kind, *(f"{word} {schema[key]}" for key, word in BOUNDS.items() if key in schema)))
    if description := schema.get("description"):
        yield description
