"""Gather the sentences that nobody coded: the rest of the real texts, and the first sentences of synthetic stories."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.reports import CodedReport
from dateline.coding.parse import load_model, parse_text
from dateline.errors import CodingError

WORDS = range(6, 70)  # shorter ones tell nothing, longer ones are lists


def load_pool(texts: Path, coded: Sequence[CodedReport]) -> list[str]:
    """Return the sentences, each once: those of `texts.jsonl` that are not coded, then the first of each story."""
    nlp = load_model()
    done = {r.id: {r.text[start:end] for start, end in r.sentences} for r in coded}
    found: dict[str, None] = {}
    for name, text in [*lines(texts / "texts.jsonl"), *stories(texts / "synthetic_plover.jsonl")]:
        try:
            parsed = parse_text(text, nlp)
        except CodingError:  # longer than any report is
            continue
        spans = [(s.span.start, s.span.end) for s in parsed.sentences]
        for start, end in spans[:1] if name.startswith("syn-") else spans:
            sentence = text[start:end]
            if sentence not in done.get(name, ()) and len(sentence.split()) in WORDS:
                found.setdefault(sentence.replace("\n", " "))
    return list(found)


def lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and text of each line (Wikinews, CC BY 2.5; White House, CC0)."""
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        yield entry["id"], entry["text"]


def stories(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and the beginning of each synthetic story (NGEC, MIT licence)."""
    for name, text in lines(path):
        yield name, text.strip().split("\n")[0][:600]
