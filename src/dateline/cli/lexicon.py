"""`dateline lexicon`: look after the rules and lists."""

from pathlib import Path

import click

from dateline.cli.purpose import PurposeFirstGroup


@click.group(cls=PurposeFirstGroup, short_help="Check the rules and lists.")
def command() -> None:
    """Look after the rules and lists that reading and coding draw on.

    \b
      dateline lexicon check
    """


@command.command(short_help="Check every lexicon, or the files named.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--verbose", "-v", is_flag=True, help="Name also what is in order.")
def check(files: tuple[Path, ...], verbose: bool) -> None:
    """Check the lexicons: schema, codes, Unicode form, and that each file names its origin.

    \b
      dateline lexicon check
    """
    from dateline.lexicon.check import check_file, check_shipped

    checked = [(str(path), check_file(path)) for path in files] if files else list(check_shipped())
    for name, fault in checked:
        if fault:
            click.echo(f"dateline: {fault}", err=True)
        elif verbose:
            click.echo(f"ok  {name}")
    faults = sum(fault is not None for _, fault in checked)
    click.echo(f"{len(checked)} checked, {faults} at fault")
    if faults:
        raise click.exceptions.Exit(1)
