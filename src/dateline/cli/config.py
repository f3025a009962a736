"""`dateline config`: the settings in force and where each came from."""

import json
import os
from dataclasses import asdict
from pathlib import Path

import click

from dateline.cli import options
from dateline.cli.sink import open_sink
from dateline.config import load_config


@click.command(cls=options.PurposeFirst, short_help="Print the settings in force.")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_context
def command(context: click.Context, output_format: str) -> None:
    """Print every setting in force and where its value came from.

    A flag goes before a DATELINE_* variable, that before dateline.toml, that before the default.

    \b
      dateline config
    """
    resolved = load_config({}, os.environ, context.find_object(Path))
    values = asdict(resolved.config)
    with open_sink(None) as stream:
        if output_format == "json":
            rows = {
                key: {"value": str(value) if isinstance(value, Path) else value, "origin": resolved.origins[key]}
                for key, value in values.items()
            }
            stream.write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        else:
            for key, value in values.items():
                stream.write(f"{key:<15} {'' if value is None else value!s:<24} {resolved.origins[key]}\n")
