"""Words per second of coding, beside a plain run of the same language model over the same texts in the same process."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from dateline.coding.parse import load_model
from dateline.coding.pipeline import Pipeline
from dateline.model.report import Report
from dateline.read import read_sources


def measure_speed(pipeline: Pipeline, news: Path) -> dict[str, float]:
    """Code and plainly parse all reports of `news`, after one report to warm up."""
    reports = [given for given in read_sources([str(news)]) if isinstance(given, Report)]
    nlp = load_model()
    words = sum(len(report.text.split()) for report in reports)

    def code(batch: Sequence[Report]) -> None:
        for report in batch:
            pipeline.code(report)

    def parse(batch: Sequence[Report]) -> None:
        for _ in nlp.pipe(report.text for report in batch):
            pass

    plain, coded = (_seconds(work, reports) for work in (parse, code))
    return {
        "words_per_second": round(words / coded),
        "plain_words_per_second": round(words / plain),
        "times_plain": round(coded / plain, 2),
    }


def _seconds(work: Callable[[Sequence[Report]], None], reports: Sequence[Report]) -> float:
    work(reports[:1])
    began = time.perf_counter()
    work(reports)
    return time.perf_counter() - began
