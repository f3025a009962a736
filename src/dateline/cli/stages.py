"""What happens to each report, here or in other processes: the outcome is a result or the reason why there is none."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, Generic, TypeVar

from dateline.config import Config
from dateline.errors import CodingError, ConfigError, DatelineError, LexiconError
from dateline.model.events import Record
from dateline.model.report import Report
from dateline.read import ReadIssue

if TYPE_CHECKING:
    from dateline.coding.pipeline import Pipeline

Result = TypeVar("Result")
FAULTS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
AHEAD = 4  # reports that wait for each process


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[Result]):
    """Hold what a stage made of one report, or why it made nothing."""

    report: Report
    result: Result | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeStage:
    """Code reports with the pipeline that a configuration names; each process loads it once."""

    config: Config

    def __call__(self, report: Report) -> list[Record]:
        """Return the records of a report that are sure enough."""
        return [r for r in self.load().code(report) if r.confidence >= self.config.min_confidence]

    def load(self) -> "Pipeline":
        """Load the pipeline, once in each process.

        Raises: ConfigError, LexiconError if it cannot be.
        """
        return load_pipeline(self.config)


@cache
def load_pipeline(config: Config) -> "Pipeline":
    """Load the pipeline of a configuration, once in each process."""
    from dateline.coding.pipeline import Pipeline

    return Pipeline.load(config)


def attempt(stage: Callable[[Report], Result], report: Report) -> Outcome[Result]:
    """Take one report through a stage; a fault of the program costs this report, not the batch."""
    try:
        return Outcome(report=report, result=stage(report))
    except (ConfigError, LexiconError):  # no report can be coded
        raise
    except DatelineError as error:
        return Outcome(report=report, reason=str(error))
    except FAULTS as fault:
        reason = f"a fault of the program ({type(fault).__name__}: {fault}); please report it"
        return Outcome(report=report, reason=reason)


def outcomes(
    inputs: Iterable[Report | ReadIssue], stage: Callable[[Report], Result], jobs: int = 1
) -> Iterator[Outcome[Result] | ReadIssue]:
    """Take every report through a stage, in `jobs` processes if more than one, and yield the outcomes in order.

    A stage that goes to other processes must be picklable. What gave no report stays in its place.

    Raises: CodingError naming the report that was waited for when a process died.
    """
    if jobs == 1:
        yield from (given if isinstance(given, ReadIssue) else attempt(stage, given) for given in inputs)
        return
    waiting: deque[tuple[Report, Future[Outcome[Result]]] | ReadIssue] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for given in inputs:
            waiting.append(given if isinstance(given, ReadIssue) else (given, pool.submit(attempt, stage, given)))
            if len(waiting) >= AHEAD * jobs:
                yield _ended(waiting.popleft())
        while waiting:
            yield _ended(waiting.popleft())


def _ended(waited: tuple[Report, "Future[Outcome[Result]]"] | ReadIssue) -> Outcome[Result] | ReadIssue:
    if isinstance(waited, ReadIssue):
        return waited
    report, future = waited
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise CodingError(
            f"{report.id}: a coding process died, perhaps for want of memory: take fewer --jobs"
        ) from error
