"""`dateline eval`: how well a gold file is met."""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from dateline.cli import options
from dateline.cli.batch import Batch, plural
from dateline.cli.sink import open_sink
from dateline.evaluate import SCORERS, TASKS, Gold, read_gold, texts_of
from dateline.model.report import Report
from dateline.publish.jsonl import record_to_json
from dateline.publish.layers import LAYERS, annotation_to_json
from dateline.publish.scores import render_tally, tally_to_json
from dateline.read import ReadIssue, read_sources

if TYPE_CHECKING:
    from dateline.coding.pipeline import Pipeline


@click.command("eval", cls=options.PurposeFirst, short_help="Measure against a gold file, and list the misses.")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--against", "task", type=click.Choice(TASKS), required=True, help="What the gold file holds.")
@click.option(
    "--reports", type=click.Path(exists=True, path_type=Path), help="The reports that the gold of `stories` speaks of."
)
@click.option("--examples", type=click.IntRange(0), default=5, show_default=True, help="Misses shown of each class.")
@click.option("--output-format", type=click.Choice(("table", "json")), default="table", show_default=True)
@options.output
@options.coding
@options.talk
@click.pass_context
def command(
    context: click.Context,
    gold: Path,
    task: str,
    reports: Path | None,
    examples: int,
    output_format: str,
    output: Path | None,
    lexicon_path: Path | None,
    coder: str | None,
    spacy_model: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Evaluate coding or annotation against a gold file of your own: figures, a confusion table, the misses by class.

    GOLD is JSON Lines; docs/how-to/evaluate.md shows a line for each task.

    \b
      dateline eval gold.jsonl --against coding
    """
    from dateline.coding.pipeline import Pipeline

    wanted = read_gold(gold, task)
    pipeline = Pipeline.load(options.settings(context, lexicon_path=lexicon_path, coder=coder, spacy_model=spacy_model))
    batch = Batch(quiet=quiet, verbose=verbose, shows_progress=True)
    tally = SCORERS[task](wanted, list(_given(task, batch, _reports(wanted, reports), pipeline)))
    with open_sink(output) as stream:
        if output_format == "json":
            stream.write(json.dumps(tally_to_json(tally), ensure_ascii=False, indent=1) + "\n")
        else:
            Console(file=stream, highlight=False, soft_wrap=True).print(*render_tally(tally, examples), sep="\n")
    batch.finish(f"{plural(len(tally.misses), 'difference')} from the gold", "")


def _reports(wanted: list[Gold], file: Path | None) -> Iterator[Report | ReadIssue]:
    """Read the reports that the gold speaks of, from their file or from the gold itself."""
    named = {entry["id"] for entry in wanted}
    if file is None and not all("text" in entry for entry in wanted):
        raise click.UsageError("the gold holds no texts; say where its reports are: --reports FILE")
    own = BytesIO(texts_of(wanted))
    given = read_sources([str(file)]) if file else read_sources(["-"], input_format="jsonl", stdin=own)
    met: set[str] = set()
    for report in given:
        if isinstance(report, ReadIssue) or report.id in named:
            met |= {report.id} if isinstance(report, Report) else set()
            yield report
    if missing := sorted(named - met):
        yield ReadIssue(input=str(file or "gold"), message=f"no report {missing[0]!r}, nor {len(missing) - 1} others")


def _given(
    task: str, batch: Batch, reports: Iterator[Report | ReadIssue], pipeline: "Pipeline"
) -> Iterator[Mapping[str, Any]]:
    """Code or annotate the reports, as the task asks."""
    if task in LAYERS:
        for _, annotation in batch.run(reports, pipeline.annotate):
            yield annotation_to_json(annotation, (task,))
        return
    for _, records in batch.run(reports, pipeline.code):
        yield from (record_to_json(record) for record in records)
