"""Check the corpus: notation, offsets, codes, duplicates, coverage, and that it shares no text with the gold files.

    python -m corpus.check [--texts ../shared/training] [--gold ../shared/bench]

Prints what it holds by type, mode, state and modality, then every fault; exit code 1 if there is one. Without
`--texts` the real part is
checked for its codes and the order of its offsets only.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.notation import NotationError
from corpus.reports import CodedReport, from_offsets, load_texts, read_written
from dateline.lexicon.ontology import Ontology, load_ontology
from dateline.model.events import EventType, Modality, State

ROOT = Path(__file__).resolve().parent
SHINGLE = 9
CLOSE = 0.6
LEAST_WORDS = 6  # shorter sentences are alike by chance


def read_all(ontology: Ontology, texts: dict[str, str], faults: list[str]) -> list[CodedReport]:
    """Read every file of the corpus; a fault of one report is noted and the others are read."""
    reports: list[CodedReport] = []
    for path in sorted((ROOT / "written").glob("*.txt")):
        try:
            reports += read_written(path, ontology)
        except NotationError as error:
            faults.append(str(error))
    for path in sorted((ROOT / "real").glob("*.jsonl")):
        for line in filter(None, path.read_text("utf-8").split("\n")):
            kept = json.loads(line)
            if kept["id"] not in texts:
                faults += [f"{path.name}: {kept['id']}: its text is not at hand"] if texts else []
                continue
            try:
                reports.append(from_offsets(kept, texts[kept["id"]]))
            except (NotationError, ValueError) as error:
                faults.append(f"{path.name}: {error}")
    return reports


def check_report(report: CodedReport) -> Iterator[str]:
    """Yield the faults of one report."""
    seen: set[tuple[object, ...]] = set()
    for record in report.records:
        start, end = report.sentences[record.sentence - 1]
        if not start <= record.trigger[0] < record.trigger[1] <= end:
            yield f"{report.id}: sentence {record.sentence}: the trigger leaves its sentence"
        key = (record.trigger, record.label, record.mode)
        if key in seen:
            yield f"{report.id}: sentence {record.sentence}: the same record stands twice"
        seen.add(key)
        for part in record.parts:
            if part.span and not 0 <= part.span[0] < part.span[1] <= len(report.text):
                yield f"{report.id}: sentence {record.sentence}: {part.role} leaves the text"


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"[a-z0-9]+", text.lower())


def shared_text(reports: Iterable[CodedReport], gold: Path) -> Iterator[str]:
    """Yield written sentences that repeat or nearly repeat a text of the gold files."""
    shingles: set[str] = set()
    by_word: dict[str, list[frozenset[str]]] = {}
    for path in sorted(gold.glob("*.jsonl")):
        for line in filter(None, path.read_text("utf-8").split("\n")):
            for sentence in re.split(r"(?<=[.!?])\s+|\n", json.loads(line).get("text", "")):
                listed = words(sentence)
                shingles.update(" ".join(listed[i : i + SHINGLE]) for i in range(len(listed) - SHINGLE + 1))
                for word in set(listed):
                    by_word.setdefault(word, []).append(frozenset(listed))
    for report in reports:
        for start, end in report.sentences:
            listed = words(report.text[start:end])
            if any(" ".join(listed[i : i + SHINGLE]) in shingles for i in range(len(listed) - SHINGLE + 1)):
                yield f"{report.id}: {SHINGLE} words in a row of a gold file: {report.text[start:end][:60]!r}"
            elif len(listed) >= LEAST_WORDS and _has_close(frozenset(listed), by_word):
                yield f"{report.id}: too close to a gold file: {report.text[start:end][:60]!r}"


def _has_close(listed: frozenset[str], by_word: dict[str, list[frozenset[str]]]) -> bool:
    rarest = sorted(listed, key=lambda w: len(by_word.get(w, ())))[: len(listed) // 2]
    return any(len(listed & other) / len(listed | other) >= CLOSE for w in rarest for other in by_word.get(w, ()))


def coverage(reports: Iterable[CodedReport], ontology: Ontology) -> tuple[dict[str, object], list[str]]:
    """Return what the corpus holds, and the types, modes, states and modalities that it lacks."""
    listed = list(reports)
    records = [r for report in listed for r in report.records]
    sentences = sum(len(r.sentences) for r in listed)
    with_record = sum(len({x.sentence for x in r.records}) for r in listed)
    codes = Counter(f"{r.label}:{r.mode}" if r.mode else r.label for r in records)
    modalities = Counter(str(r.modality) for r in records)
    wanted = [f"{t}:{m}" if m else str(t) for t in EventType for m in ontology.types[t].scores if m]
    lacking = [c for c in (*wanted, *(s.value for s in State)) if not codes[c]] + [
        m.value for m in Modality if not modalities[m.value]
    ]
    held = {
        "reports": len(listed),
        "sentences": sentences,
        "real sentences": sum(len(r.sentences) for r in listed if r.origin == "real"),
        "records": len(records),
        "sentences without a record": sentences - with_record,
        "codes": dict(sorted(codes.items())),
        "modalities": dict(sorted(modalities.items())),
    }
    return held, [f"no record of {c}" for c in lacking]


def main() -> int:
    """Print the coverage and the faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--gold", type=Path)
    asked = parser.parse_args()
    ontology, faults = load_ontology(), list[str]()
    reports = read_all(ontology, load_texts(asked.texts) if asked.texts else {}, faults)
    for report in reports:
        faults += check_report(report)
    if asked.gold:
        faults += shared_text([r for r in reports if r.origin == "written"], asked.gold)
    held, lacking = coverage(reports, ontology)
    if asked.texts:
        faults += lacking
    sys.stdout.write(json.dumps(held, indent=1) + "\n" + "".join(f"fault: {f}\n" for f in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
