"""Run the trained network: which words of a sentence are triggers, and what is read of each.

The network is two ONNX files (int8) and its tokenizer, in the package as data; they run on onnxruntime without PyTorch.
Each sentence runs by itself: int8 activations are scaled over all that runs together, so that a batch would make the
reading of one sentence depend on its neighbours. On one core it costs nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path
from typing import Protocol, Self, cast

import numpy as np
from numpy.typing import NDArray

from dateline.coding.coders.encoding import ARGUMENTS, Encoded, Encoder, Tokenizer
from dateline.coding.parsed import Parsed
from dateline.errors import LexiconError
from dateline.lexicon.files import data_path
from dateline.model.events import Modality, State
from dateline.model.text import Span

Floats = NDArray[np.float32]
LEAST = 0.04  # a trigger less likely than this is not read at all
EVEN = 0.5
STATES = frozenset(s.value for s in State)


class Session(Protocol):
    """Ask of an onnxruntime session no more than this."""

    def run(self, output_names: None, input_feed: Mapping[str, object]) -> list[Floats]:
        """Run the graph on its inputs by name and return its outputs in order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold what the network reads of one trigger: probabilities of type or state, of its best mode, of its modality.

    `likelihood` is the probability that the words are a trigger; `arguments` are (role, span, probability).
    """

    sentence: int
    span: Span
    likelihood: float
    labels: dict[str, float]
    mode: str | None
    mode_probability: float
    modality: Modality
    modality_probability: float
    arguments: tuple[tuple[str, Span, float], ...]

    @property
    def label(self) -> str:
        """Return the most likely type or state."""
        return max(self.labels, key=lambda name: self.labels[name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Hold a run of pieces that is likely a trigger, of an event or of a state, with its probability."""

    pieces: list[int]
    likelihood: float
    is_state: bool


class Network:
    """Read reports with the trained weights; deterministic on one machine type."""

    def __init__(self, tagger: Session, reader: Session, encoder: Encoder, names: Mapping[str, list[str]]) -> None:
        """Take what `load` read."""
        self._tagger = tagger
        self._reader = reader
        self._encoder = encoder
        self._labels = names["labels"]
        self._modalities = names["modalities"]
        self._states = [i for i, name in enumerate(self._labels) if name in STATES]
        self._events = [i for i, name in enumerate(self._labels) if name not in STATES]
        self._modes: dict[str, dict[int, str]] = {label: {} for label in self._labels}
        for i, (label, _, mode) in enumerate(name.partition(":") for name in names["modes"]):
            self._modes[label][i] = mode

    @classmethod
    def load(cls) -> Self:
        """Load the weights that ship with the package; they run on one thread.

        Raises: LexiconError if they are missing or damaged.
        """
        try:
            with as_file(data_path("coder")) as place:
                names = cast("dict[str, list[str]]", json.loads((place / "labels.json").read_text("utf-8")))
                sessions = load_session(place / "tagger.onnx"), load_session(place / "reader.onnx")
                return cls(*sessions, Encoder(load_tokenizer(place / "tokenizer.json")), names)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise LexiconError(f"{data_path('coder')}: the trained coder cannot be loaded: {error}") from error

    def read_report(self, parsed: Parsed) -> list[Reading]:
        """Read every likely trigger of a report, in text order."""
        return [reading for sentence in parsed.sentences for reading in self.read_sentence(parsed, sentence.index)]

    def read_sentence(self, parsed: Parsed, sentence: int) -> list[Reading]:
        """Read every likely trigger of one sentence, in text order."""
        span = parsed.sentences[sentence].span
        encoded = self._encoder.encode(parsed.text, (span.start, span.end))
        ids = np.array([encoded.ids], np.int64)
        mask = np.ones_like(ids)
        hidden, tags = self._tagger.run(None, {"ids": ids, "mask": mask})
        runs = find_runs(softmax(tags)[0], encoded)
        if not runs:
            return []
        trigger = np.zeros((len(runs), ids.shape[1]), np.int64)
        for row, run in enumerate(runs):
            trigger[row, run.pieces] = 1
        inputs = {"hidden": hidden.repeat(len(runs), 0), "mask": mask.repeat(len(runs), 0), "trigger": trigger}
        labels, modes, manners, tags = self._reader.run(None, inputs)
        read = zip(labels, modes, softmax(manners), softmax(tags), strict=True)
        found = [self._reading(sentence, encoded, run, one) for run, one in zip(runs, read, strict=True)]
        return sorted(found, key=lambda r: (r.span.start, r.span.end, r.label))

    def _reading(self, sentence: int, encoded: Encoded, run: Run, read: tuple[Floats, ...]) -> Reading:
        label, mode, manner, tags = read
        allowed = self._states if run.is_state else self._events
        labels = {self._labels[i]: p for i, p in zip(allowed, softmax(label[allowed]).tolist(), strict=True)}
        name, sure = self._mode(max(labels, key=lambda known: labels[known]), mode)
        first, last = encoded.offsets[run.pieces[0]], encoded.offsets[run.pieces[-1]]
        return Reading(
            sentence=sentence,
            span=Span(start=first[0], end=last[1]),
            likelihood=run.likelihood,
            labels=labels,
            mode=name,
            mode_probability=sure,
            modality=Modality(self._modalities[int(manner.argmax())]),
            modality_probability=float(manner.max()),
            arguments=find_arguments(tags, encoded),
        )

    def _mode(self, label: str, logits: Floats) -> tuple[str | None, float]:
        mine = self._modes[label]
        if not mine:
            return None, 1.0
        chances = softmax(logits[list(mine)])
        best = int(chances.argmax())
        return list(mine.values())[best] or None, float(chances[best])


def load_session(path: Path) -> Session:
    """Open one ONNX file on one thread."""
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs]  # it ships none

    options = onnxruntime.SessionOptions()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # as above
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])  # pyright: ignore[reportUnknownArgumentType]  # as above
    return cast("Session", session)


def load_tokenizer(path: Path) -> Tokenizer:
    """Open a tokenizer's file."""
    import tokenizers

    return cast("Tokenizer", tokenizers.Tokenizer.from_file(str(path)))


def softmax(logits: Floats) -> Floats:
    """Return probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    return cast("Floats", shifted / shifted.sum(-1, keepdims=True))


def find_runs(likely: Floats, encoded: Encoded) -> list[Run]:
    """Return the likely triggers of a sentence; `likely`: (pieces, event or state, tags)."""
    return [
        Run(pieces=pieces, likelihood=p, is_state=kind == 1)
        for kind in (0, 1)
        for pieces, p in find_triggers(likely[:, kind], encoded)
    ]


def find_triggers(likely: Floats, encoded: Encoded) -> list[tuple[list[int], float]]:
    """Return the runs of pieces that are likely triggers, each with the probability of its likeliest piece.

    `likely`: (pieces, 3) probabilities of outside, first, inside. A run begins where first is likelier than inside.
    """
    inside: list[float] = (1.0 - likely[:, 0]).tolist()
    goes_on: list[bool] = (likely[:, 2] >= likely[:, 1]).tolist()
    found: list[tuple[list[int], float]] = []
    for i, (start, end) in enumerate(encoded.offsets):
        if end == start or inside[i] < LEAST:
            continue
        follows = goes_on[i] and found and found[-1][0][-1] == i - 1
        if follows and not (inside[i] < EVEN <= found[-1][1]):  # an unlikely tail is no part of a likely trigger
            found[-1] = ([*found[-1][0], i], max(found[-1][1], inside[i]))
        else:
            found.append(([i], inside[i]))
    return found


def find_arguments(likely: Floats, encoded: Encoded) -> tuple[tuple[str, Span, float], ...]:
    """Return the argument spans: runs of pieces with one role, each with its mean probability."""
    best: list[int] = likely.argmax(-1).tolist()
    sure = likely.max(-1)
    found: list[tuple[str, list[int]]] = []
    for i, (tag, (start, end)) in enumerate(zip(best, encoded.offsets, strict=True)):
        if not tag or start == end:
            continue
        role, is_first = ARGUMENTS[(tag - 1) // 2], tag % 2 == 1
        if found and found[-1][0] == role and found[-1][1][-1] == i - 1 and not is_first:
            found[-1][1].append(i)
        else:
            found.append((role, [i]))
    return tuple(
        (
            role,
            Span(start=encoded.offsets[pieces[0]][0], end=encoded.offsets[pieces[-1]][1]),
            float(sure[pieces].mean()),
        )
        for role, pieces in found
    )
