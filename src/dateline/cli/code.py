"""`dateline code`: reports in, records out."""

from pathlib import Path

import click

from dateline.cli import options
from dateline.cli.batch import Batch, plural
from dateline.cli.sink import is_watched, open_sink
from dateline.cli.stages import CodeStage
from dateline.cli.writers import WRITERS
from dateline.config import FORMATS, MOST_JOBS
from dateline.read import read_sources


@click.command(cls=options.PurposeFirst, short_help="Code reports into records of events and states.")
@options.sources
@click.option(
    "--output-format", type=click.Choice(FORMATS), help="Default: a table on a terminal, JSON Lines elsewhere."
)
@options.output
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out records below this confidence.")
@click.option(
    "--jobs", "-j", type=click.IntRange(1, MOST_JOBS), help="Processes that code; the order of the output stays."
)
@options.coding
@options.talk
@click.pass_context
def command(
    context: click.Context,
    sources: tuple[str, ...],
    input_format: str | None,
    output_format: str | None,
    output: Path | None,
    min_confidence: float | None,
    jobs: int | None,
    lexicon_path: Path | None,
    coder: str | None,
    spacy_model: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Code news reports: every event and state they assert, each field pinned to its words.

    SOURCES are files, folders, globs or `-` for standard input: JSON Lines, text, Markdown, HTML.

    \b
      dateline code examples/reports --output-format jsonl
    """
    config = options.settings(
        context,
        lexicon_path=lexicon_path,
        coder=coder,
        jobs=jobs,
        spacy_model=spacy_model,
        min_confidence=min_confidence,
        output_format=output_format,
    )
    stage = CodeStage(config=config)
    if config.jobs == 1:
        stage.load()  # what is wrong with it is said before anything is read
    batch = Batch(quiet=quiet, verbose=verbose, shows_progress=not is_watched(output))
    written = 0
    with open_sink(output) as stream:
        coded = batch.run(read_sources(sources, input_format=input_format), stage, config.jobs)
        written = WRITERS[config.output_format or ("table" if is_watched(output) else "jsonl")](coded, stream)
    batch.finish(plural(written, "record"), f"Next: dateline explain {sources[0]}" if written else "")
