"""`dateline explain`: the path from words to code."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import click

from dateline.cli import options
from dateline.cli.batch import Batch
from dateline.cli.sink import open_sink
from dateline.cli.writers import write_array
from dateline.coding.explain import fields_of, reasons_for, rejected_for
from dateline.model.events import Record
from dateline.publish.jsonl import record_to_json
from dateline.publish.words import code_words, coded_words, quoted, visible
from dateline.read import read_sources


@click.command(cls=options.PurposeFirst, short_help="Tell why a record was coded as it was.")
@click.argument("what", metavar="RECORD|FILE")
@click.option("--in", "sources", multiple=True, metavar="SOURCE", help="Where to look for RECORD; may be repeated.")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.output
@options.coding
@options.talk
@click.pass_context
def command(
    context: click.Context,
    what: str,
    sources: tuple[str, ...],
    output_format: str,
    output: Path | None,
    lexicon_path: Path | None,
    coder: str | None,
    spacy_model: str | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Explain a record, or each record of a file: the path from the words to the code, with what was rejected.

    \b
      dateline explain examples/reports/lebanon-ceasefire.txt
    """
    from dateline.coding.pipeline import Pipeline

    wanted = None if Path(what).exists() or what == "-" else what
    if wanted and not sources:
        raise click.UsageError(f"{what!r} is no file; to explain a record, say where it is: --in FILE")
    pipeline = Pipeline.load(options.settings(context, lexicon_path=lexicon_path, coder=coder, spacy_model=spacy_model))
    batch = Batch(quiet=quiet, verbose=verbose)
    coded = batch.run(read_sources(sources or (what,)), pipeline.code)
    records = (record for _, listed in coded for record in listed if wanted in (None, record.id))
    with open_sink(output) as stream:
        if output_format == "json":
            explained = write_array((_as_json(record) for record in records), stream)
        else:
            explained = write_text(records, stream)
    if wanted and not explained:
        raise click.UsageError(f"no record {wanted!r} in {', '.join(sources)}; `dateline code` lists the ids")
    batch.finish(f"{explained} explained", "")


def write_text(records: Iterable[Record], stream: IO[str]) -> int:
    """Write the explanation of each record, and count them."""
    written = 0
    for record in records:
        stream.writelines(f"{line}\n" for line in explanation(record))
        written += 1
    return written


def explanation(record: Record) -> Iterator[str]:
    """Yield the lines that explain one record."""
    yield f"{code_words(record)}  {record.id}  ({record.report.id})"
    yield f"  sentence    {quoted(record.sentence)}"
    yield f"  trigger     {quoted(record.trigger)}"
    coder = record.coder
    yield f"  rule        {coder.rule} of {coder.name} {coder.version}, read by {coder.model}"
    yield f"  modality    {record.modality}"
    yield f"  confidence  {record.confidence:.2f}"
    for field in fields_of(record):
        words = f" from {quoted(field.evidence)}" if field.evidence else ""
        yield f"  {field.role:<11} {coded_words(field.value)}{words}"
        yield from (f"{'':14}because {visible(reason)}" for reason in reasons_for(field.value))
        yield from (f"{'':14}rather than {visible(other)}" for other in rejected_for(field.value))
    yield from (f"  {number:>2}. {visible(step)}" for number, step in enumerate(record.steps, start=1))
    yield ""


def _as_json(record: Record) -> dict[str, object]:
    fields = [
        {
            "role": field.role,
            "coded": coded_words(field.value),
            "text": field.evidence and field.evidence.text,
            "because": list(reasons_for(field.value)),
            "rejected": list(rejected_for(field.value)),
        }
        for field in fields_of(record)
    ]
    return {"record": record_to_json(record), "steps": list(record.steps), "fields": fields}
