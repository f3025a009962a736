"""Report how two independent readers of the same reports agree.

    python -m corpus.agreement FIRST.jsonl SECOND.jsonl [--texts ../shared/training]

Records of one report are paired as the gold files' scorer does: overlapping triggers of the same kind first, then
the same sentence and type.
Prints event and state F1 (records that either reader marked unsure and the other lacks are left out), the share of
paired records that agree
on each field, and Krippendorff's alpha (nominal) for the type, the mode and the modality, where a record that one
reader lacks is a value.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]
FIELDS = ("actor", "recipient", "place", "speaker")


def load(path: Path) -> dict[str, list[Record]]:
    """Load kept reports by id."""
    kept = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    return {report["id"]: report["records"] for report in kept}


def pair(left: Sequence[Record], right: Sequence[Record]) -> list[tuple[Record | None, Record | None]]:
    """Pair the records of two readers; a record that the other lacks stands alone."""
    free, made = list(right), list[tuple[Record | None, Record | None]]()
    waiting = list(left)
    for is_near in (False, True):
        for record in list(waiting):
            hit = next((r for r in free if _matches(record, r, is_near=is_near)), None)
            if hit:
                made.append((record, hit))
                free.remove(hit)
                waiting.remove(record)
    return [*made, *((r, None) for r in waiting), *((None, r) for r in free)]


def _matches(left: Record, right: Record, *, is_near: bool) -> bool:
    if left["kind"] != right["kind"]:
        return False
    if is_near:
        return left["sentence"] == right["sentence"] and _type(left) == _type(right)
    return left["trigger"][0] < right["trigger"][1] and right["trigger"][0] < left["trigger"][1]


def _type(record: Record) -> str:
    return str(record["code"]).partition(":")[0]


def countries(record: Record, field: str) -> frozenset[str]:
    """Return the countries of one field's words."""
    alike = {"actor": {"actor", "holder", "party"}, "recipient": {"recipient", "people"}}.get(field, {field})
    return frozenset(
        p["codes"][0] for p in record["parts"] if p["role"] in alike and p["codes"] and p["codes"][0] != "-"
    )


def alpha(units: Iterable[tuple[str, str]]) -> float:
    """Return Krippendorff's alpha for nominal values of two readers.

    Source: Krippendorff, Content Analysis, 4th edition, section 12.3.
    """
    listed = list(units)
    values = Counter(v for unit in listed for v in unit)
    n = sum(values.values())
    observed = sum(a != b for a, b in listed) / len(listed)
    expected = 1 - sum(c * (c - 1) for c in values.values()) / (n * (n - 1))
    return 1 - observed / expected if expected else 1.0


def agreement(first: Mapping[str, list[Record]], second: Mapping[str, list[Record]]) -> dict[str, float]:
    """Return every figure by name."""
    pairs = [p for report in sorted(first.keys() & second.keys()) for p in pair(first[report], second[report])]
    result: dict[str, float] = {}
    for kind in ("event", "state"):
        mine = [p for p in pairs if (p[0] or p[1] or {})["kind"] == kind]
        both = sum(a is not None and b is not None and _same_type(a, b) for a, b in mine)
        alone = sum((a is None or b is None or not _same_type(a, b)) and bool((a or b or {})["sure"]) for a, b in mine)
        result[f"{kind} f1"] = 2 * both / max(1, 2 * both + alone)
    met = [(a, b) for a, b in pairs if a is not None and b is not None]
    result["type"] = sum(_same_type(a, b) for a, b in met) / len(met)
    result["mode"] = sum(a["code"] == b["code"] for a, b in met if _type(a) == _type(b)) / max(
        1, sum(_type(a) == _type(b) for a, b in met)
    )
    result["modality"] = sum(a["modality"] == b["modality"] for a, b in met) / len(met)
    for field in FIELDS:
        asked = [(countries(a, field), countries(b, field)) for a, b in met]
        asked = [(a, b) for a, b in asked if a or b]
        result[f"{field} country"] = sum(a == b for a, b in asked) / max(1, len(asked))
    for name in ("code", "modality"):
        result[f"alpha {name}"] = alpha(
            (str(a[name]) if a else "none", str(b[name]) if b else "none") for a, b in pairs
        )
    result["alpha type"] = alpha((_type(a) if a else "none", _type(b) if b else "none") for a, b in pairs)
    return {name: round(value, 3) for name, value in result.items()} | {
        "pairs": len(met),
        "alone": len(pairs) - len(met),
    }


def _same_type(left: Record, right: Record) -> bool:
    return _type(left) in {_type(right), *right["also"]} or _type(right) in left["also"]


def main() -> None:
    """Print the figures of two files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    asked = parser.parse_args()
    sys.stdout.write(json.dumps(agreement(load(asked.first), load(asked.second)), indent=1) + "\n")


if __name__ == "__main__":
    main()
