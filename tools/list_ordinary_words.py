"""List the words that the news writes small within a sentence, for reading headlines (`coding/casing.py`).

    python tools/list_ordinary_words.py ../shared/training [OUT.txt]

Counts words of Wikinews, White House and agency reports; a word is ordinary if two reports or more write it small
within a line of running text, and at least three times as often as with a capital; so are the words of the frames.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dateline.lexicon.frames import load_frames
from dateline.lexicon.ontology import load_ontology

OUT = Path(__file__).parent.parent / "src/dateline/lexicon/data/en/ordinary_words.txt"
WITHIN = re.compile(r"""(?<![.!?:"“”'’\n] )(?<![\n"“'‘])\b[A-Za-z][a-z]+\b""")
RUNNING = 0.55  # of a line's words, written small
REPORTS = 2
SMALL = 3  # times as often as with a capital


def main() -> None:
    """Write the list anew."""
    folder, out = (*map(Path, sys.argv[1:]), OUT)[:2]
    small, large, reports = Counter[str](), Counter[str](), defaultdict[str, set[str]](set)
    for report, word in words_within(folder):
        (small if word[0].islower() else large)[word.lower()] += 1
        reports[word.lower()].add(report)
    told = {w for w in small if len(reports[w]) >= REPORTS and small[w] >= max(REPORTS, SMALL * large[w])}
    listed = sorted(told | {w for w in words_of_frames() if SMALL * small[w] >= large[w]})
    out.write_text("\n".join(listed) + "\n", "utf-8")
    sys.stderr.write(f"{len(listed):,} words in {out}\n")


def words_of_frames() -> Iterator[str]:
    """Yield the verbs, nouns and adjectives that open a frame."""
    frames = load_frames(load_ontology())
    for trigger in (*frames.verbs, *frames.nouns, *frames.adjectives):
        if trigger.isalpha() and trigger.islower() and len(trigger) > 1:
            yield trigger


def words_within(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the report and each word that does not open a sentence."""
    for path in (folder / "texts.jsonl", folder / "news.jsonl"):
        for row in path.read_text("utf-8").splitlines():
            report = json.loads(row)
            for line in report["text"].split("\n"):
                written = line.split()
                if sum(w[:1].islower() for w in written) >= RUNNING * len(written):
                    yield from ((report["id"], m.group()) for m in WITHIN.finditer(line) if m.start())


if __name__ == "__main__":
    main()
