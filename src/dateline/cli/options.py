"""The options that several commands share, and the settings they resolve to."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from dateline.cli.purpose import PurposeFirst
from dateline.config import CODERS, Config, Setting, load_config
from dateline.errors import ConfigError
from dateline.read import INPUT_FORMATS

__all__ = ["PurposeFirst", "coding", "output", "settings", "sources", "talk"]
Decorated = TypeVar("Decorated", bound=Callable[..., object])


def sources(decorated: Decorated) -> Decorated:
    """Take the inputs and tell their format."""
    argument = click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
    option = click.option(
        "--input-format", type=click.Choice(INPUT_FORMATS), help="What the inputs are; else told by name and content."
    )
    return argument(option(decorated))


def talk(decorated: Decorated) -> Decorated:
    """Choose how much is said on standard error."""
    quiet = click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
    verbose = click.option("--verbose", "-v", is_flag=True, help="Name each report as it is coded.")
    return quiet(verbose(decorated))


def coding(decorated: Decorated) -> Decorated:
    """Choose what reads and codes."""
    coder = click.option("--coder", type=click.Choice(CODERS), help="The coder that recognises events.")
    model = click.option("--spacy-model", metavar="NAME", help="An installed spaCy pipeline to read with.")
    lexicon = click.option(
        "--lexicon-path", type=click.Path(path_type=Path), help="A folder with frames, actors and places of your own."
    )
    return lexicon(coder(model(decorated)))


def output(decorated: Decorated) -> Decorated:
    """Choose where the data goes."""
    option = click.option(
        "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file, whole or not at all."
    )
    return option(decorated)


def settings(context: click.Context, **flags: Setting) -> Config:
    """Resolve the settings in force for a command.

    Raises: click.UsageError for an unknown setting or an unfit value.
    """
    try:
        return load_config(flags, os.environ, context.find_object(Path)).config
    except ConfigError as error:
        raise click.UsageError(str(error)) from error
