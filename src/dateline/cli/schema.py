"""`dateline schema`: the shape of the records."""

import json

import click

from dateline.cli import options
from dateline.cli.sink import open_sink
from dateline.lexicon.ontology import load_ontology
from dateline.publish.schema import record_schema


@click.command(cls=options.PurposeFirst, short_help="Print the JSON Schema of the records.")
def command() -> None:
    """Print the JSON Schema (2020-12) of the records that `dateline code` writes.

    \b
      dateline schema
    """
    with open_sink(None) as stream:
        stream.write(json.dumps(record_schema(load_ontology()), indent=2, ensure_ascii=False) + "\n")
