"""Fit the numbers that weigh frames and network against each other, on reports that neither was trained on.

    python -m training.calibrate --texts ../shared/training [--write]

Logistic confidence by Newton's method; thresholds by an F measure that leans to precision (what is not
there harms an analyst more than a passing mention left out), and by accuracy for what may be overruled.
Prints the reliability table (expected calibration error over ten bins). Needs no PyTorch.
"""

import argparse
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.reports import CodedRecord, CodedReport, load_corpus, load_texts, part_held_out
from dateline.coding.coders.both import Ensemble, combine
from dateline.coding.coders.frames import FrameCoder
from dateline.coding.coders.model import ModelCoder
from dateline.coding.coders.network import Network, Reading
from dateline.coding.coders.protocol import Finding
from dateline.coding.lexicons import Lexicons
from dateline.coding.parsed import Parsed
from dateline.coding.pipeline import Pipeline
from dateline.config import Config
from dateline.lexicon.files import data_path
from dateline.lexicon.ontology import load_ontology
from dateline.model.report import Report
from dateline.version import VERSION

ROOT = Path(__file__).resolve().parents[1]
NEUTRAL = Ensemble(
    bias=0,
    slope=1,
    frame=0,
    frame_certainty=0,
    keep_frame=0,
    keep_event=0,
    keep_state=0,
    retype=2,
    mode=2,
    modality=2,
    keep_lone=0.5,  # not fitted: whole reports tell nothing of sentences that were picked
)
# Not fitted: from .4 to .55 F1 is the same, and a reader strikes out more easily than he adds.
KEEP_EVENT, KEEP_STATE, MODE = 0.42, 0.4, 0.8
Sample = tuple[CodedReport, Parsed, tuple[tuple[Finding, ...], ...], list[list[Reading]]]


def prepare(reports: Iterable[CodedReport], pipeline: Pipeline, frames: FrameCoder, model: ModelCoder) -> list[Sample]:
    """Parse each report once and let both coders speak."""
    samples: list[Sample] = []
    for coded in reports:
        report = Report(id=coded.id, text=coded.text, sha256="", published=(coded.published or "")[:10] or None)
        parsed, mentions = pipeline.prepare(report)
        readings: list[list[Reading]] = [[] for _ in parsed.sentences]
        for reading in model.read_report(parsed):
            readings[reading.sentence].append(reading)
        samples.append((coded, parsed, frames.code_report(parsed, mentions), readings))
    return samples


def decide(sample: Sample, numbers: Ensemble) -> list[Finding]:
    """Return what the ensemble keeps of one report."""
    coded, parsed, found, readings = sample
    last = coded.sentences[-1][1]
    combined = (f for listed, read in zip(found, readings, strict=True) for f in combine(listed, read, parsed, numbers))
    return [f for f in combined if f.trigger.start < last]


def pairs(coded: CodedReport, findings: Sequence[Finding]) -> list[tuple[CodedRecord, Finding]]:
    """Pair records and findings of one kind and a right type: triggers that overlap first, then the same sentence."""
    left, made, free = list(findings), list[tuple[CodedRecord, Finding]](), list(coded.records)
    for is_near in (False, True):
        for record in list(free):
            right = {record.label, *record.also}
            start, end = coded.sentences[record.sentence - 1] if is_near else record.trigger
            hit = next(
                (
                    f
                    for f in left
                    if (f.state is not None) == (record.state is not None)
                    and str(f.event_type or f.state) in right
                    and f.trigger.start < end
                    and start < f.trigger.end
                ),
                None,
            )
            if hit:
                made.append((record, hit))
                left.remove(hit)
                free.remove(record)
    return made


def fit(samples: Sequence[Sample]) -> Ensemble:
    """Fit the confidence: logit of the network's probability, whether a frame spoke, how certain the frame was."""
    rows, right = list[list[float]](), list[bool]()
    for sample in samples:
        findings = decide(sample, NEUTRAL)
        hit = {id(f) for _, f in pairs(sample[0], findings)}
        for finding in findings:
            spoke = 0.0 if finding.rule.startswith("model.") else 1.0
            certainty = next(
                (
                    g.confidence
                    for listed in sample[2]
                    for g in listed
                    if g.head == finding.head and g.rule == finding.rule
                ),
                0.7,
            )
            value = math.log(finding.confidence / (1 - finding.confidence))
            rows.append([1.0, value, spoke, spoke * (certainty - 0.7)])
            right.append(id(finding) in hit)
    bias, slope, frame, certain = newton(np.array(rows), np.array(right, float))
    return replace(NEUTRAL, bias=bias, slope=slope, frame=frame, frame_certainty=certain)


def newton(x: NDArray[np.float64], y: NDArray[np.float64], ridge: float = 1.0, steps: int = 25) -> list[float]:
    """Return the weights of a logistic regression with a small ridge."""
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - ridge * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        weights = weights + np.linalg.solve(curvature, gradient)
    return [float(round(w, 4)) for w in weights]


def score(samples: Sequence[Sample], numbers: Ensemble, *, states: bool) -> tuple[float, float, float]:
    """Return precision, recall and F1 of events or states; an unmatched doubtful record is not asked."""
    gold = found = right = 0
    for sample in samples:
        findings = [f for f in decide(sample, numbers) if (f.state is not None) == states]
        made = pairs(sample[0], findings)
        met = {id(r) for r, _ in made}
        gold += sum((r.state is not None) == states and (r.sure or id(r) in met) for r in sample[0].records)
        found += len(findings)
        right += len(made)
    p, r = right / max(1, found), right / max(1, gold)
    return p, r, 2 * p * r / max(1e-9, p + r)


def leaning(three: tuple[float, float, float]) -> float:
    """Return the F measure that leans to precision: beta squared is one half."""
    p, r, _ = three
    return 1.5 * p * r / max(1e-9, 0.5 * p + r)


def agreement(samples: Sequence[Sample], numbers: Ensemble) -> tuple[int, int, int]:
    """Return how many matched records have the right type (first choice), mode, and modality."""
    kinds = modes = modalities = 0
    for sample in samples:
        for record, finding in pairs(sample[0], decide(sample, numbers)):
            kinds += 1
            modes += record.mode == finding.mode
            modalities += record.modality == finding.modality
    return kinds, modes, modalities


def choose(samples: Sequence[Sample], fitted: Ensemble) -> Ensemble:
    """Choose the thresholds on a grid, one after the other."""
    lows = (0.0, 0.05, 0.1, 0.15, 0.2)
    fitted = replace(fitted, keep_event=KEEP_EVENT, keep_state=KEEP_STATE, mode=MODE)
    tried = [replace(fitted, keep_frame=low) for low in lows]
    best = max(tried, key=lambda numbers: leaning(score(samples, numbers, states=False)))
    tries = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 2.0)  # 2: never
    by_type = {t: leaning(score(samples, replace(best, retype=t), states=False)) for t in tries[4:]}
    best = replace(best, retype=max(by_type, key=lambda t: by_type[t]))
    return replace(best, modality=max(tries, key=lambda t: agreement(samples, replace(best, modality=t))[2]))


def reliability(samples: Sequence[Sample], numbers: Ensemble) -> tuple[float, list[str]]:
    """Return the expected calibration error over ten bins, and the table."""
    listed: list[tuple[float, bool]] = []
    for sample in samples:
        findings = decide(sample, replace(numbers, keep_frame=0, keep_event=0, keep_state=0))
        hit = {id(f) for _, f in pairs(sample[0], findings)}
        listed += [(f.confidence, id(f) in hit) for f in findings]
    error, table = 0.0, list[str]()
    for i in range(10):
        inside = [(c, r) for c, r in listed if i / 10 <= c < (i + 1) / 10 or (i == 9 and c == 1)]  # noqa: PLR2004 - the last bin is closed
        if inside:
            said, was = sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            error += abs(said - was) * len(inside) / len(listed)
            table.append(f"| {i / 10:.1f}-{(i + 1) / 10:.1f} | {len(inside)} | {said:.3f} | {was:.3f} |")
    return error, table


def report(samples: Sequence[Sample]) -> list[str]:
    """Return the figures as Markdown: each half of the held-out reports by numbers fitted on the other, then alone."""
    sentences = sum(len(coded.sentences) for coded, *_ in samples)
    lines = ["## The trained coder, on reports of the corpus held out", ""]
    lines += [f"{len(samples)} reports, {sentences} sentences; written by `python -m training.calibrate --write`.", ""]
    lines += [
        "| coder | events P / R / F1 | states P / R / F1 | mode | modality | calibration error |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    reliable: list[str] = []
    for name, tuned, seen in (
        ("both, first half", samples[1::2], samples[::2]),
        ("both, second half", samples[::2], samples[1::2]),
    ):
        numbers = choose(tuned, fit(tuned))
        kinds, modes, modalities = agreement(seen, numbers)
        error, table = reliability(seen, numbers)
        cells = [figures(score(seen, numbers, states=s)) for s in (False, True)]
        lines.append(f"| {name} | {' | '.join(cells)} | {modes / kinds:.3f} | {modalities / kinds:.3f} | {error:.3f} |")
        reliable += [
            "",
            f"Reliability, {name}:",
            "",
            "| confidence | records | said | right |",
            "| --- | --- | --- | --- |",
            *table,
        ]
    alone = {"frames alone": replace(NEUTRAL, slope=0, frame=9, bias=-4), "network alone": NEUTRAL}
    for name, numbers in alone.items():
        kept = replace(numbers, keep_frame=0.5, keep_event=0.5, keep_state=0.5)
        lines.append(f"| {name} | {' | '.join(figures(score(samples, kept, states=s)) for s in (False, True))} | | | |")
    final = choose(samples, fit(samples))
    lines += [*reliable, "", "Events by least confidence:", "", "| least confidence | P / R / F1 |", "| --- | --- |"]
    for least in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = replace(final, keep_frame=least, keep_event=least)
        lines.append(f"| {least:.1f} | {figures(score(samples, kept, states=False))} |")
    return lines


def figures(three: tuple[float, float, float]) -> str:
    """Write precision, recall and F1."""
    return " / ".join(f"{value:.3f}" for value in three)


def main() -> None:
    """Fit on half of the held-out reports, report on the other half, and write the numbers fitted on all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    _, held = part_held_out(ROOT / "corpus", load_corpus(ROOT / "corpus", load_texts(asked.texts), load_ontology()))
    lexicons = Lexicons.load()
    frames = FrameCoder(lexicons.frames, lexicons.constructions, VERSION)
    samples = prepare(held, Pipeline.load(Config(coder="frames")), frames, ModelCoder(Network.load(), VERSION))
    lines = report(samples)
    final = choose(samples, fit(samples))
    sys.stdout.write("\n".join([*lines, str(final), ""]))
    if asked.write:
        fields = "\n".join(f"{name} = {getattr(final, name)}" for name in Ensemble.__dataclass_fields__)
        head = "# What weighs frames and network (coding/coders/both.py); fitted by training.calibrate.\n"
        Path(str(data_path("coder", "ensemble.toml"))).write_text(head + fields + "\n", "utf-8")
        (ROOT / "bench" / "reliability.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
