"""Coded reports: read the corpus, from inline notation (written reports) or from offsets (real reports).

A real report is kept as one JSON line: id, SHA-256 of its text, sentence offsets, records as offsets and codes. Its
text stays with its
publisher; `load_real` joins both. A written report is kept in notation with its text (GUIDELINES.md, section 6).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.notation import PARTIES, Line, NotationError, Words, locate, parse_line
from dateline.lexicon.ontology import Ontology
from dateline.model.events import EventType, Modality, State

SENTENCE = re.compile(r"^(\d+)\. (.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Hold one argument: the role, offsets in the report's text (null: nowhere said), and its codes."""

    role: str
    span: tuple[int, int] | None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedRecord:
    """Hold one record of the corpus; offsets are code points of the report's text."""

    sentence: int
    trigger: tuple[int, int]
    event_type: EventType | None
    mode: str | None
    state: State | None
    modality: Modality
    sure: bool
    also: tuple[str, ...]
    contexts: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def label(self) -> str:
        """Return the type or state as one word."""
        return str(self.event_type or self.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedReport:
    """Hold one report of the corpus: its text, sentences as offsets, records in order of their sentences."""

    id: str
    text: str
    published: str | None
    sentences: tuple[tuple[int, int], ...]
    records: tuple[CodedRecord, ...]
    origin: str


def record_of(line: Line, sentences: Sequence[tuple[int, int]], text: str) -> CodedRecord | None:
    """Locate the words of a line; null for a sentence without a record.

    Raises: NotationError if words do not stand where the line says.
    """
    if line.trigger is None:
        return None
    trigger = _located(line.trigger, sentences, line.sentence, text)
    if trigger is None:
        raise NotationError(f"sentence {line.sentence}: a trigger has words")
    parts = tuple(
        Part(role=role, span=_located(words, sentences, line.sentence, text), codes=words.codes)
        for role, listed in line.fields.items()
        for words in listed
    )
    return CodedRecord(
        sentence=line.sentence,
        trigger=trigger,
        event_type=line.event_type,
        mode=line.mode,
        state=line.state,
        modality=line.modality,
        sure=line.sure,
        also=line.also,
        contexts=line.contexts,
        parts=parts,
    )


def _located(words: Words, sentences: Sequence[tuple[int, int]], number: int, text: str) -> tuple[int, int] | None:
    try:
        return locate(words, sentences, number, text)
    except NotationError as error:
        raise NotationError(f"sentence {number}: {error}") from error


def read_written(path: Path, ontology: Ontology) -> Iterator[CodedReport]:
    """Read a file of written reports: `@ id | date | title`, then `N. sentence` lines, then record lines.

    Raises: NotationError naming file, report and fault.
    """
    for block in re.split(r"^@ ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, *lines = block.split("\n")
        name, _, rest = head.partition(" | ")
        published = rest.partition(" | ")[0].strip() or None
        try:
            yield _written(name.strip(), published, lines, ontology)
        except (NotationError, ValueError) as error:
            raise NotationError(f"{path.name}: {name.strip()}: {error}") from error


def _written(name: str, published: str | None, lines: Iterable[str], ontology: Ontology) -> CodedReport:
    text, sentences, coded = "", [], []
    for line in lines:
        if match := SENTENCE.match(line):
            if int(match[1]) != len(sentences) + 1:
                raise NotationError(f"sentence {match[1]} is out of order")
            text += "\n" if text else ""
            sentences.append((len(text), len(text) + len(match[2])))
            text += match[2]
        elif line.strip() and not line.startswith("#"):
            coded.append(parse_line(line, ontology))
    if missing := sorted(set(range(1, len(sentences) + 1)) - {c.sentence for c in coded}):
        raise NotationError(f"sentence {missing[0]} has no line")
    records = [r for r in (record_of(c, sentences, text) for c in coded) if r]
    return CodedReport(
        id=name, text=text, published=published, sentences=tuple(sentences), records=tuple(records), origin="written"
    )


def to_offsets(report: CodedReport) -> dict[str, object]:
    """Return a report without its text, as it is kept for real reports."""
    return {
        "id": report.id,
        "sha256": hashlib.sha256(report.text.encode()).hexdigest(),
        "published": report.published,
        "sentences": [list(s) for s in report.sentences],
        "records": [
            {
                "sentence": r.sentence,
                "trigger": list(r.trigger),
                "code": f"{r.label}:{r.mode}" if r.mode else r.label,
                "kind": "state" if r.state else "event",
                "modality": r.modality,
                "sure": r.sure,
                "also": list(r.also),
                "contexts": list(r.contexts),
                "parts": [
                    {"role": p.role, "span": list(p.span) if p.span else None, "codes": list(p.codes)} for p in r.parts
                ],
            }
            for r in report.records
        ],
    }


def from_offsets(kept: Mapping[str, object], text: str) -> CodedReport:
    """Join a kept report with its text.

    Raises: NotationError if the text is not the one that was coded.
    """
    data = json.loads(json.dumps(kept))
    if hashlib.sha256(text.encode()).hexdigest() != data["sha256"]:
        raise NotationError(f"{data['id']}: the text is not the one that was coded")
    records = tuple(
        CodedRecord(
            sentence=r["sentence"],
            trigger=tuple(r["trigger"]),
            event_type=EventType(r["code"].partition(":")[0]) if r["kind"] == "event" else None,
            mode=r["code"].partition(":")[2] or None,
            state=State(r["code"]) if r["kind"] == "state" else None,
            modality=Modality(r["modality"]),
            sure=r["sure"],
            also=tuple(r["also"]),
            contexts=tuple(r["contexts"]),
            parts=tuple(
                Part(role=p["role"], span=tuple(p["span"]) if p["span"] else None, codes=tuple(p["codes"]))
                for p in r["parts"]
            ),
        )
        for r in data["records"]
    )
    return CodedReport(
        id=data["id"],
        text=text,
        published=data["published"],
        sentences=tuple(tuple(s) for s in data["sentences"]),
        records=records,
        origin="real",
    )


def load_texts(folder: Path) -> dict[str, str]:
    """Load the texts of real reports by id from the JSON Lines files in `folder`."""
    texts: dict[str, str] = {}
    for path in (folder / "news.jsonl", folder / "texts.jsonl"):
        for line in path.read_text("utf-8").split("\n"):
            if line:
                report = json.loads(line)
                texts[report["id"]] = report["text"]
    return texts


def load_corpus(root: Path, texts: Mapping[str, str], ontology: Ontology) -> list[CodedReport]:
    """Load the whole corpus: real reports whose text is at hand, and all written ones, sorted by id."""
    found: list[CodedReport] = []
    for path in sorted((root / "real").glob("*.jsonl")):
        for line in path.read_text("utf-8").split("\n"):
            if line and (kept := json.loads(line))["id"] in texts:
                found.append(from_offsets(kept, texts[kept["id"]]))
    for path in sorted((root / "written").glob("*.txt")):
        found += read_written(path, ontology)
    return sorted(found, key=lambda r: r.id)


def part_held_out(root: Path, reports: Sequence[CodedReport]) -> tuple[list[CodedReport], list[CodedReport]]:
    """Part the reports to learn from and those of `held_out.txt`, on which nothing that ships was trained or tuned."""
    named = frozenset((root / "held_out.txt").read_text("utf-8").split("\n"))
    return [r for r in reports if r.id not in named], [r for r in reports if r.id in named]


__all__ = [
    "PARTIES",
    "CodedRecord",
    "CodedReport",
    "Part",
    "from_offsets",
    "load_corpus",
    "load_texts",
    "part_held_out",
    "read_written",
    "record_of",
    "to_offsets",
]
