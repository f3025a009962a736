"""`dateline lexicon`: look after the rules and lists."""

from pathlib import Path

import click

from dateline.cli import options
from dateline.cli.purpose import PurposeFirstGroup


@click.group(cls=PurposeFirstGroup, short_help="Check the rules and lists, and look words up.")
def command() -> None:
    """Look after the rules and lists that reading and coding draw on.

    \b
      dateline lexicon check
    """


@command.command(short_help="Check every lexicon, or the files and folders named.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--verbose", "-v", is_flag=True, help="Name also what is in order.")
def check(files: tuple[Path, ...], verbose: bool) -> None:
    """Check the lexicons: schema, codes, Unicode form, and that each file names its origin.

    FILES are single files, or a folder of your own (`lexicon_path`), which is checked beside the shipped lexicons.

    \b
      dateline lexicon check
      dateline lexicon check my-lexicon
    """
    from dateline.lexicon.check import check_file, check_own, check_shipped

    checked = [] if files else list(check_shipped())
    for path in files:
        checked += check_own(path) if path.is_dir() else [(str(path), check_file(path))]
    for name, fault in checked:
        if fault:
            click.echo(f"dateline: {fault}", err=True)
        elif verbose:
            click.echo(f"ok  {name}")
    faults = sum(fault is not None for _, fault in checked)
    click.echo(f"{len(checked)} checked, {faults} at fault")
    if faults:
        raise click.exceptions.Exit(1)


@command.command(short_help="Print what is known of a word or name.")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--lexicon-path", type=click.Path(path_type=Path), help="A folder with frames, actors and places of your own."
)
@click.pass_context
def show(context: click.Context, words: tuple[str, ...], lexicon_path: Path | None) -> None:
    """Show what the lexicons know of a word or name: the frames it opens, the classes it is in, actors, places.

    \b
      dateline lexicon show withdraw
      dateline lexicon show Wagner
    """
    from dateline.lexicon.known import known_of

    asked = " ".join(words)
    found = known_of(asked, options.settings(context, lexicon_path=lexicon_path).lexicon_path)
    for known in found:
        click.echo(f"{known.layer:10}{known.what}  {known.details}")
    if not found:
        raise click.ClickException(f"nothing is known of {asked!r}; a verb or noun is listed by its base form")
