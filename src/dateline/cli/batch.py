"""Take reports through a stage one after another: what fails is named and counted, the others go on."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dateline.cli.stages import outcomes
from dateline.model.report import Report
from dateline.read import ReadIssue

Result = TypeVar("Result")
REMIND_SECONDS = 30


@dataclass(slots=True, kw_only=True)
class Batch:
    """Count what came through and what did not; `shows_progress`: a bar on standard error, else a line now and then."""

    quiet: bool = False
    verbose: bool = False
    shows_progress: bool = False
    reports: int = 0
    issues: int = 0

    def run(
        self, inputs: Iterable[Report | ReadIssue], stage: Callable[[Report], Result], jobs: int = 1
    ) -> Iterator[tuple[Report, Result]]:
        """Yield each report with what `stage` made of it, in order; name what cannot be read or coded."""
        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.completed} reports"), TimeElapsedColumn())
        visible = self.shows_progress and console.is_terminal
        reminded = time.monotonic()
        with Progress(
            *columns, console=console, transient=True, redirect_stdout=False, disable=not visible
        ) as progress:
            task = progress.add_task("", total=None)
            for ended in outcomes(inputs, stage, jobs):
                if isinstance(ended, ReadIssue):
                    self._name(ended.input, ended.message)
                elif ended.result is None:
                    self._name(ended.report.id, ended.reason or "gave nothing")
                else:
                    self.reports += 1
                    self.say(f"coded {ended.report.id}", only_verbose=True)
                    yield ended.report, ended.result
                progress.advance(task)
                if not visible and time.monotonic() - reminded > REMIND_SECONDS:
                    reminded = time.monotonic()
                    self.say(f"{self.reports} reports so far")

    def _name(self, what: str, reason: str) -> None:
        self.issues += 1
        click.echo(f"dateline: {what}: {reason}", err=True)

    def say(self, message: str, *, only_verbose: bool = False) -> None:
        """Tell the user something on standard error, unless they asked for quiet."""
        if not self.quiet and (self.verbose or not only_verbose):
            click.echo(message, err=True)

    def finish(self, made: str, following: str) -> None:
        """Sum up, suggest the next command, and leave with 1 if an input was lost."""
        lost = f", {plural(self.issues, 'input')} not read" if self.issues else ""
        self.say(f"{plural(self.reports, 'report')}, {made}{lost}. {following}".rstrip())
        sys.stdout.flush()
        if self.issues:
            raise click.exceptions.Exit(1)


def plural(number: int, noun: str) -> str:
    """Count a noun: "1 report", "2 reports"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
