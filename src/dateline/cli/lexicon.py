"""`dateline lexicon`: look after the rules and lists."""

import click

from dateline.cli.purpose import PurposeFirstGroup


@click.group(cls=PurposeFirstGroup, short_help="Check the rules and lists.")
def command() -> None:
    """Look after the rules and lists that reading and coding draw on.

    \b
      dateline lexicon check
    """
