"""The rows of the bench: which gold file, which output, which figures of its scorer."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, cast

from dateline.coding.pipeline import Pipeline
from dateline.evaluate import SCORERS, read_gold
from dateline.model.report import Report
from dateline.publish.jsonl import record_to_json, to_line
from dateline.publish.layers import annotation_to_json
from dateline.read import read_sources

Figures = dict[str, float]
Classes = list[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Measure one gold file: `task` is the scorer's, `texts` where the texts stand if not in the gold file.

    `figures` are paths into what the scorer prints; a quick row takes seconds and is held by a test.
    """

    name: str
    task: str
    gold: str
    figures: tuple[str, ...]
    texts: str | None = None
    is_quick: bool = False


CODING = ("coded", "top", "any", "type_precision", "actor_country", "recipient_country", "triple", "mode", "f1_by_type")
DATES = ("strict.f1", "relaxed.f1", "type.f1", "value.f1")
PLACES = ("spans.p", "spans.r", "spans.f1", "acc161", "acc161_of_answered")
ACTORS = ("cases_right", "country", "sector", "none")
STORIES = ("events.p", "events.r", "events.f1", "states.p", "states.r", "states.f1", "fields")
WHOLE = ("found", "extra", "broken")
SEED, SEED_GOLD = "../seed/karabakh-withdrawal.txt", "stories/karabakh-withdrawal.gold.json"
ROWS = (
    Row(name="karabakh", task="whole", gold=SEED_GOLD, texts=SEED, figures=WHOLE, is_quick=True),
    Row(name="plover_gsr", task="coding", gold="plover_gsr_dev.jsonl", figures=CODING, is_quick=True),
    Row(name="plv", task="coding", gold="plv_dev.jsonl", figures=CODING),
    Row(name="stories", task="stories", gold="stories_dev.jsonl", texts="news_dev.jsonl", figures=STORIES),
    Row(name="meantime", task="dates", gold="temporal_dev.jsonl", figures=DATES, is_quick=True),
    Row(name="trnews", task="places", gold="geo_trnews_dev.jsonl", figures=PLACES),
    Row(name="gwn", task="places", gold="geo_gwn_dev.jsonl", figures=PLACES),
    Row(name="ngec", task="actors", gold="actors_dev.jsonl", figures=ACTORS, is_quick=True),
)


def measure(row: Row, pipeline: Pipeline, bench: Path, folder: Path) -> tuple[Figures, Classes]:
    """Run one row: write the gold's texts, code or annotate them, score the output and count its misses by class."""
    gold, output = bench / row.gold, folder / f"{row.name}.out.jsonl"
    texts = bench / row.texts if row.texts else _write_texts(bench, gold, folder / f"{row.name}.in.jsonl")
    reports = [given for given in read_sources([str(texts)]) if isinstance(given, Report)]
    output.write_text("".join(f"{line}\n" for line in _lines(row, pipeline, reports)), "utf-8")
    if row.task == "whole":
        return _flat(_score(bench / "score_stories.py", str(gold), str(output)), row.figures), []
    given = (json.loads(line) for line in output.read_text("utf-8").split("\n") if line)
    tally = SCORERS[row.task](read_gold(gold, row.task), given)
    return _flat(_score(bench / "score.py", row.task, str(gold), str(output)), row.figures), tally.classes()


def _write_texts(bench: Path, gold: Path, path: Path) -> Path:
    path.write_text(_run(bench / "score.py", "inputs", str(gold)), "utf-8")
    return path


def _lines(row: Row, pipeline: Pipeline, reports: Iterable[Report]) -> Iterable[str]:
    for report in reports:
        if row.task in {"dates", "places", "actors"}:
            yield to_line(annotation_to_json(pipeline.annotate(report), (row.task,)))
        else:
            yield from (to_line(record_to_json(record)) for record in pipeline.code(report))


def _score(script: Path, *arguments: str) -> dict[str, Any]:
    return json.loads(_run(script, *arguments))


def _run(script: Path, *arguments: str) -> str:
    return subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, check=True).stdout


def _flat(scored: dict[str, Any], figures: tuple[str, ...]) -> Figures:
    found: Figures = {}
    for figure in figures:
        parts = figure.split(".")
        found |= _numbers(figure, reduce(lambda table, part: table[part], parts, scored))
    return found


def _numbers(name: str, value: object) -> Figures:
    """Name each number of a figure: a table by its keys, `[share, asked]` by its share, a list by its length."""
    match value:
        case None:
            return {}
        case int() | float():
            return {name: float(value)}
        case [float(share), int()]:
            return {name: share}
        case dict():
            listed = cast("dict[str, object]", value)
            return {k: n for key, inner in listed.items() for k, n in _numbers(f"{name}.{key}", inner).items()}
        case _:
            return {name: float(len(cast("list[object]", value)))}
