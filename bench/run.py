"""Measure Dateline against the gold files beside the repository, write one table, hold the floors.

python bench/run.py                        measure everything into RESULTS.md, tell which floors are broken
python bench/run.py --quick                the quick rows only; RESULTS.md stays as it is
python bench/run.py --update               raise the floors to what was measured; --allow-regression lowers them too
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pages import measure_pages
from rows import ROWS, Classes, Figures, measure
from speed import measure_speed

from dateline.coding.pipeline import Pipeline

HERE = Path(__file__).parent
FLOORS, RESULTS, RELIABILITY = HERE / "floors.json", HERE / "RESULTS.md", HERE / "reliability.md"
LOWER_IS_BETTER = ("extra", "broken")
TOLERANCE, BY_TYPE = 0.01, 0.1  # int8 sums differ between kinds of processor by a record or two; some types have seven
Measured = dict[str, Figures]


def measure_all(shared: Path, *, quick: bool) -> tuple[Measured, Figures, dict[str, Classes]]:
    """Measure the rows, and unless only the quick ones are wanted, the reading of pages and the speed."""
    pipeline = Pipeline.load()
    bench = shared / "bench"
    measured: Measured = {}
    classes: dict[str, Classes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for row in ROWS:
            if row.is_quick or not quick:
                print(f"measuring {row.name}", file=sys.stderr)
                measured[row.name], classes[row.name] = measure(row, pipeline, bench, Path(folder))
    if quick:
        return measured, {}, classes
    measured["pages"] = measure_pages(bench / "html_dev")
    return measured, measure_speed(pipeline, bench / "news_dev.jsonl"), classes


def corpus_hashes(shared: Path) -> dict[str, str]:
    """Hash each gold file, so that floors are held only against the corpus they were set on."""
    return {row.name: hashlib.sha256((shared / "bench" / row.gold).read_bytes()).hexdigest() for row in ROWS}


def broken_floors(measured: Measured, floors: Measured) -> Iterator[str]:
    """Yield each figure that is worse than its floor, or that is no longer measured."""
    for row, figures in floors.items():
        for name, floor in figures.items() if row in measured else ():
            value = measured[row].get(name)
            if value is None or _is_worse(name, value, floor):
                yield f"{row}.{name}: {value} is below its floor {floor}"


def _is_worse(name: str, value: float, floor: float) -> bool:
    if name in LOWER_IS_BETTER:
        return value > floor
    return value < floor - (BY_TYPE if name.startswith("f1_by_type.") else TOLERANCE)


def raised(measured: Measured, floors: Measured, *, allow_regression: bool) -> Measured:
    """Return the floors moved to what was measured: up only, unless a regression is allowed."""
    new = {row: dict(figures) for row, figures in floors.items()}
    for row, figures in measured.items():
        for name, value in figures.items():
            floor = new.setdefault(row, {}).get(name)
            better = min if name in LOWER_IS_BETTER else max
            new[row][name] = value if floor is None or allow_regression else better(value, floor)
    return new


def table(measured: Measured, speed: Figures) -> str:
    """Write the figures as one Markdown table, a row for each gold file; figures by type stand below it."""
    lines = ["# Results", "", "Written by `make bench`; the gold files are held beside the repository.", ""]
    lines += ["| row | figures |", "| --- | --- |"]
    for row, figures in measured.items():
        main = [f"{name} {value:g}" for name, value in figures.items() if not name.startswith("f1_by_type.")]
        lines.append(f"| {row} | {', '.join(main)} |")
    lines.append(f"| speed | {', '.join(f'{name} {value:g}' for name, value in speed.items())} |")
    coding = {row: figures for row, figures in measured.items() if any(n.startswith("f1_by_type.") for n in figures)}
    lines += ["", "F1 by event type:", "", f"| type | {' | '.join(coding)} |", f"| --- |{' --- |' * len(coding)}"]
    types = sorted({name for figures in coding.values() for name in figures if name.startswith("f1_by_type.")})
    for name in types:
        cells = [f"{figures[name]:g}" if name in figures else "" for figures in coding.values()]
        lines.append(f"| {name.removeprefix('f1_by_type.')} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def errors(classes: Mapping[str, Classes]) -> str:
    """Write what each row misses by class, the biggest first; `dateline eval` lists the misses themselves."""
    lines = [
        "",
        "Misses by class (`dateline eval GOLD --against TASK` lists them):",
        "",
        "| row | misses |",
        "| --- | --- |",
    ]
    for row, listed in classes.items():
        if listed:
            lines.append(f"| {row} | {', '.join(f'{kind} {number}' for kind, number in listed)} |")
    return "\n".join(lines) + "\n"


def load_floors(hashes: Mapping[str, str]) -> Measured:
    """Load the floors, held to the gold files that hash to `hashes`.

    Raises: SystemExit if a gold file is not the one they were set on.
    """
    if not FLOORS.is_file():
        return {}
    held = json.loads(FLOORS.read_text("utf-8"))
    changed = [name for name, digest in held["corpora"].items() if hashes.get(name, digest) != digest]
    if changed:
        raise SystemExit(f"the gold of {', '.join(changed)} has changed: set its floors anew in a commit of their own")
    return held["floors"]


def main() -> int:
    """Measure, write and hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--shared", type=Path, default=HERE.parents[1] / "shared", help="the folder with the gold files"
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    chosen = parser.parse_args()
    hashes = corpus_hashes(chosen.shared)
    floors = load_floors({} if chosen.allow_regression else hashes)
    measured, speed, classes = measure_all(chosen.shared, quick=chosen.quick)
    broken = list(broken_floors(measured, floors))
    print("\n".join(broken or ["every floor holds"]))
    if not chosen.quick:
        RESULTS.write_text(table(measured, speed) + errors(classes) + "\n" + RELIABILITY.read_text("utf-8"), "utf-8")
    if chosen.update:
        moved = raised(measured, floors, allow_regression=chosen.allow_regression)
        FLOORS.write_text(json.dumps({"corpora": hashes, "floors": moved}, indent=1) + "\n", "utf-8")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
