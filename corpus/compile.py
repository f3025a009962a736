"""Compile annotations of real reports, written in notation beside numbered sentences, to the kept form without text.

    python -m corpus.compile --texts ../shared/training --sentences bounds.json annotated/*.txt > corpus/real/part.jsonl

`--sentences` maps a report's id to the offsets of the sentences that were shown to the reader.
"""

import argparse
import json
import sys
from pathlib import Path

from corpus.notation import NotationError, parse_line
from corpus.reports import CodedReport, load_texts, record_of, to_offsets
from dateline.lexicon.ontology import load_ontology


def main() -> int:
    """Write one JSON line for each report; name every fault and leave its report out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("annotated", type=Path, nargs="+")
    asked = parser.parse_args()
    ontology, texts = load_ontology(), load_texts(asked.texts)
    bounds = json.loads(asked.sentences.read_text("utf-8"))
    faults = 0
    for path in asked.annotated:
        for block in path.read_text("utf-8").split("\n@ " if path.read_text("utf-8").startswith("@ ") else "@ "):
            name, *lines = block.removeprefix("@ ").strip().split("\n")
            if not name:
                continue
            text = texts[name].replace("\n", " ")  # the reader saw each sentence on one line
            sentences = [tuple(s) for s in bounds[name]]
            try:
                coded = [parse_line(line, ontology) for line in lines if line.strip() and not line.startswith("#")]
                found = [r for r in (record_of(c, sentences, text) for c in coded) if r]
                records = list({(r.trigger, r.label, r.mode): r for r in reversed(found)}.values())[::-1]  # each once
            except (NotationError, ValueError) as error:
                faults += 1
                sys.stderr.write(f"{path.name}: {name}: {error}\n")
                continue
            seen = {c.sentence for c in coded}
            report = CodedReport(
                id=name,
                text=texts[name],
                published=None,
                origin="real",
                records=tuple(records),
                sentences=tuple(sentences[: max(seen)]) if seen else (),
            )
            sys.stdout.write(json.dumps(to_offsets(report), ensure_ascii=False) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
