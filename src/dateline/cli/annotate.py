"""`dateline annotate`: the mentions of each report, by layer."""

from pathlib import Path

import click

from dateline.cli import options
from dateline.cli.batch import Batch
from dateline.cli.sink import open_sink
from dateline.cli.writers import write_array
from dateline.publish.jsonl import to_line
from dateline.publish.layers import LAYERS, annotation_to_json
from dateline.read import read_sources


def _parse_layers(_: click.Context, __: click.Parameter, value: str) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    unknown = [name for name in asked if name not in LAYERS]
    if unknown or not asked:
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'} is no layer; the layers are {', '.join(LAYERS)}")
    return asked


@click.command(cls=options.PurposeFirst, short_help="Mark dates, places, actors and quotes.")
@options.sources
@click.option(
    "--layers",
    callback=_parse_layers,
    default=",".join(LAYERS),
    show_default=True,
    help="Which mentions, comma-separated.",
)
@click.option("--output-format", type=click.Choice(("jsonl", "json")), default="jsonl", show_default=True)
@options.output
@options.coding
@options.talk
@click.pass_context
def command(
    context: click.Context,
    sources: tuple[str, ...],
    input_format: str | None,
    layers: tuple[str, ...],
    output_format: str,
    output: Path | None,
    lexicon_path: Path | None,
    coder: str | None,
    spacy_model: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Annotate news reports: every date, place, actor and quote, resolved, one JSON object a report.

    \b
      dateline annotate examples/reports --layers dates,places
    """
    from dateline.coding.pipeline import Pipeline

    pipeline = Pipeline.load(options.settings(context, lexicon_path=lexicon_path, coder=coder, spacy_model=spacy_model))
    batch = Batch(quiet=quiet, verbose=verbose, shows_progress=True)
    annotated = batch.run(read_sources(sources, input_format=input_format), pipeline.annotate)
    values = (annotation_to_json(annotation, layers) for _, annotation in annotated)
    with open_sink(output) as stream:
        if output_format == "json":
            write_array(values, stream)
        else:
            stream.writelines(to_line(value) + "\n" for value in values)
    batch.finish(f"layers {', '.join(layers)}", f"Next: dateline code {sources[0]}")
