"""How much of a page's article is read: F1 of shingles of four words, as the article extraction benchmark counts."""

import json
import re
from collections import Counter
from pathlib import Path
from statistics import mean

from dateline.model.report import Report
from dateline.read import read_sources

SHINGLE = 4


def measure_pages(folder: Path) -> dict[str, float]:
    """Read every page of `folder` and compare with `gold.jsonl`; a page that gives no report counts as empty."""
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    scores: list[tuple[float, float]] = []
    titles: list[bool] = []
    dates: list[bool] = []
    for page in gold:
        report = next(iter(read_sources([str(folder / page["file"])])))
        read = report if isinstance(report, Report) else None
        scores.append(_precision_and_recall(page["text"], read.text if read else ""))
        if page["title"]:
            titles.append(read is not None and _words(read.title or "") == _words(page["title"]))
        if page["date"]:
            dates.append(read is not None and (read.published or "")[:10] == page["date"][:10])
    precision, recall = (mean(column) for column in zip(*scores, strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    return {
        k: round(v, 4)
        for k, v in {"p": precision, "r": recall, "f1": f1, "title": mean(titles), "date": mean(dates)}.items()
    }


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _words(text)
    return (
        Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))) if words else Counter()
    )


def _precision_and_recall(gold: str, read: str) -> tuple[float, float]:
    wanted, found = _shingles(gold), _shingles(read)
    shared = (wanted & found).total()
    return shared / max(1, found.total()), shared / max(1, wanted.total())
