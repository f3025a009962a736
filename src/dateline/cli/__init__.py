"""The command line: one file per command, imported when it is called, so that `--help` opens at once."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

import click

from dateline.cli.purpose import PurposeFirstGroup
from dateline.errors import DatelineError
from dateline.version import VERSION

COMMANDS = ("code", "annotate", "explain", "eval", "schema", "lexicon", "config")
INTERRUPTED = 130


class LazyGroup(PurposeFirstGroup):
    """Import the module of a command only when the command is named or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or null for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        return import_module(f"dateline.cli.{cmd_name}").command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Settings file; else dateline.toml.",
)
@click.version_option(VERSION, prog_name="dateline")
@click.pass_context
def command(context: click.Context, file: Path | None) -> None:
    """Turn news reports on conflict and peace operations into auditable records.

    \b
      dateline code examples/reports
    """
    context.obj = file


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code; no traceback reaches a user."""
    sys.excepthook = _report_fault
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 some inputs unread, 2 wrong usage."""
    try:
        with command.make_context("dateline", list(arguments)) as context:
            command.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        return 2
    except (KeyboardInterrupt, click.Abort):
        click.echo("dateline: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _report_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Say that the program is at fault, and where, in one line."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else ""
    click.echo(f"dateline: a fault of the program{where}: {kind.__name__}: {fault}. Please report it.", err=True)
