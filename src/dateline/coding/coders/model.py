"""Code with the trained coder: a small network tags the triggers of a sentence and reads each of them.

The network is two ONNX files (int8) and its tokenizer, in the package as data; they run on onnxruntime without PyTorch. `read_report` runs
all sentences of a report in batches; the result does not depend on how they are batched.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Self, cast

import numpy as np
from numpy.typing import NDArray

from dateline.coding.coders.encoding import ARGUMENTS, Encoded, Encoder
from dateline.coding.coders.protocol import Argument, Finding, Mentions, Role
from dateline.coding.parsed import Parsed
from dateline.errors import LexiconError
from dateline.lexicon.files import data_path
from dateline.model.events import EventType, Modality, State
from dateline.model.text import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
BATCH = 16
LEAST = 0.15  # a trigger less likely than this is not read at all
EVENT_ROLES = {
    "actor": Role.ACTOR,
    "recipient": Role.RECIPIENT,
    "place": Role.PLACE,
    "from": Role.FROM_PLACE,
    "to": Role.TO_PLACE,
}
PLACES = {"place": Role.PLACE, "from": Role.FROM_PLACE, "to": Role.TO_PLACE}
STATE_ROLES = {
    State.DEPLOYMENT: {"actor": Role.HOLDER, "agreement": Role.UNDER, **PLACES},
    State.CONTROL: {"actor": Role.HOLDER, "recipient": Role.FROM_HOLDER, **PLACES},
    State.DISPLACEMENT: {"recipient": Role.PEOPLE, **PLACES},
    State.AGREEMENT: {"actor": Role.PARTY, **PLACES},
    State.MANDATE: {"actor": Role.HOLDER, "agreement": Role.UNDER, **PLACES},
    State.RECOGNITION: {"actor": Role.BY, "recipient": Role.AS_PART_OF, **PLACES},
}


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


class ModelCoder:
    """Code reports with the trained network; deterministic on one machine type, whatever the batches."""

    name = "model"

    def __init__(
        self,
        tagger: "InferenceSession",
        reader: "InferenceSession",
        encoder: Encoder,
        names: dict[str, list[str]],
        version: str,
    ) -> None:
        """Take what `load` read."""
        self.version = version
        self._tagger = tagger
        self._reader = reader
        self._encoder = encoder
        self._labels = names["labels"]
        self._modes = names["modes"]
        self._modalities = names["modalities"]
        self._temperature = float(names.get("temperature", ["1.0"])[0])

    @classmethod
    def load(cls, version: str, threads: int = 1) -> Self:
        """Load the weights that ship with the package.

        Raises: LexiconError if they are missing or damaged.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        folder = files("dateline.lexicon").joinpath("data", "coder")
        try:
            with as_file(folder) as place:
                names = cast("dict[str, list[str]]", json.loads((place / "labels.json").read_text("utf-8")))
                tokenizer = Tokenizer.from_file(str(place / "tokenizer.json"))
                tagger, reader = (
                    onnxruntime.InferenceSession(str(place / name), options, providers=["CPUExecutionProvider"])
                    for name in ("tagger.onnx", "reader.onnx")
                )
        except (OSError, ValueError, RuntimeError) as error:
            raise LexiconError(f"{data_path('coder')}: the trained coder cannot be loaded: {error}") from error
        return cls(tagger, reader, Encoder(tokenizer), names, version)

    def code_report(self, parsed: Parsed, mentions: Mentions) -> tuple[tuple[Finding, ...], ...]:
        """Return the findings of each sentence in text order: what the network is more sure of than not."""
        del mentions
        found: list[list[Finding]] = [[] for _ in parsed.sentences]
        for reading in self.read_report(parsed):
            if reading.likelihood >= 0.5 and (finding := finding_of(reading, parsed)):  # noqa: PLR2004 - more likely than not
                found[reading.sentence].append(finding)
        return tuple(tuple(sorted(listed, key=lambda f: (f.trigger.start, f.trigger.end, f.rule))) for listed in found)

    def read_report(self, parsed: Parsed) -> list[Reading]:
        """Read every likely trigger of a report, in text order."""
        encoded = [self._encoder.encode(parsed.text, (s.span.start, s.span.end)) for s in parsed.sentences]
        order = sorted(range(len(encoded)), key=lambda i: (len(encoded[i].ids), i))
        readings: list[Reading] = []
        for first in range(0, len(order), BATCH):
            readings += self._read([(i, encoded[i]) for i in order[first : first + BATCH]])
        return sorted(readings, key=lambda r: (r.sentence, r.span.start, r.span.end, r.label))

    def _read(self, batch: Sequence[tuple[int, Encoded]]) -> list[Reading]:
        width = max(len(e.ids) for _, e in batch)
        ids, mask = (np.zeros((len(batch), width), np.int64) for _ in range(2))
        for row, (_, e) in enumerate(batch):
            ids[row, : len(e.ids)] = e.ids
            mask[row, : len(e.ids)] = 1
        hidden, tags = cast("tuple[Floats, Floats]", self._tagger.run(None, {"ids": ids, "mask": mask}))
        likely = softmax(tags)
        rows = [
            (row, pieces, p, kind)
            for row, (_, e) in enumerate(batch)
            for kind in (0, 1)
            for pieces, p in triggers(likely[row, :, kind], e)
        ]
        if not rows:
            return []
        where = np.array([row for row, *_ in rows])
        trigger = np.zeros((len(rows), width), np.int64)
        for k, (_, pieces, _, _) in enumerate(rows):
            trigger[k, pieces] = 1
        read = cast(
            "tuple[Floats, ...]",
            self._reader.run(None, {"hidden": hidden[where], "mask": mask[where], "trigger": trigger}),
        )
        return [
            self._reading(batch[row][0], batch[row][1], pieces, p, kind, [r[k] for r in read])
            for k, (row, pieces, p, kind) in enumerate(rows)
        ]

    def _reading(
        self, sentence: int, encoded: Encoded, pieces: list[int], likelihood: float, kind: int, read: list[Floats]
    ) -> Reading:
        label, mode, modality, tags = read
        states = set(State)
        allowed = [i for i, name in enumerate(self._labels) if (name in states) == (kind == 1)]
        chances = softmax(label[allowed] / self._temperature)
        labels = {self._labels[i]: float(p) for i, p in zip(allowed, chances, strict=True)}
        best = max(labels, key=lambda name: labels[name])
        name, sure = self._mode(best, mode)
        manner = softmax(modality)
        offsets = encoded.offsets
        return Reading(
            sentence=sentence,
            span=Span(start=offsets[pieces[0]][0], end=offsets[pieces[-1]][1]),
            likelihood=likelihood,
            labels=labels,
            mode=name,
            mode_probability=sure,
            modality=Modality(self._modalities[int(manner.argmax())]),
            modality_probability=float(manner.max()),
            arguments=arguments(softmax(tags), encoded),
        )

    def _mode(self, label: str, logits: Floats) -> tuple[str | None, float]:
        mine = [i for i, name in enumerate(self._modes) if name.startswith(f"{label}:")]
        if not mine:
            return None, 1.0
        chances = softmax(logits[mine])
        best = int(chances.argmax())
        return self._modes[mine[best]].partition(":")[2] or None, float(chances[best])


def softmax(logits: Floats) -> Floats:
    """Return probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    return cast("Floats", shifted / shifted.sum(-1, keepdims=True))


def triggers(likely: Floats, encoded: Encoded) -> list[tuple[list[int], float]]:
    """Return the runs of pieces that are likely triggers, each with the probability of its likeliest piece.

    `likely`: (pieces, 3) probabilities of outside, first, inside. A run begins where first is likelier than inside.
    """
    inside = 1.0 - likely[:, 0]
    found: list[tuple[list[int], float]] = []
    for i, (start, end) in enumerate(encoded.offsets):
        if end == start or inside[i] < LEAST:
            continue
        goes_on = found and found[-1][0][-1] == i - 1 and likely[i, 2] >= likely[i, 1]
        if goes_on and not (inside[i] < 0.5 <= found[-1][1]):  # noqa: PLR2004 - an unlikely tail is no part of a likely trigger
            found[-1] = ([*found[-1][0], i], max(found[-1][1], float(inside[i])))
        else:
            found.append(([i], float(inside[i])))
    return found


def arguments(likely: Floats, encoded: Encoded) -> tuple[tuple[str, Span, float], ...]:
    """Return the argument spans: runs of pieces with one role, each with its mean probability."""
    best = likely.argmax(-1)
    found: list[tuple[str, list[int]]] = []
    for i, tag in enumerate(best):
        if not tag or i >= len(encoded.offsets) or encoded.offsets[i][0] == encoded.offsets[i][1]:
            continue
        role, is_first = ARGUMENTS[(int(tag) - 1) // 2], int(tag) % 2 == 1
        if found and found[-1][0] == role and found[-1][1][-1] == i - 1 and not is_first:
            found[-1][1].append(i)
        else:
            found.append((role, [i]))
    return tuple(
        (
            role,
            Span(start=encoded.offsets[pieces[0]][0], end=encoded.offsets[pieces[-1]][1]),
            float(likely[pieces].max(-1).mean()),
        )
        for role, pieces in found
    )


def finding_of(reading: Reading, parsed: Parsed) -> Finding | None:
    """Return a reading as a coder's finding; null where its words are no token of the report."""
    head = parsed.head_of(reading.span)
    if head is None:
        return None
    label = reading.label
    state = State(label) if label in set(State) else None
    return Finding(
        trigger=reading.span,
        head=head.i,
        sentence=reading.sentence,
        event_type=None if state else EventType(label),
        mode=None if state else reading.mode,
        state=state,
        arguments=tuple(arguments_of(reading, parsed)),
        modality=reading.modality,
        rule=f"model.{label.lower()}",
        confidence=round(reading.likelihood * reading.labels[label], 4),
        steps=(
            f"trigger {reading.likelihood:.2f}",
            f"{label} {reading.labels[label]:.2f}",
            f"{reading.modality} {reading.modality_probability:.2f}",
        ),
    )


def arguments_of(reading: Reading, parsed: Parsed) -> list[Argument]:
    """Return the arguments of a reading, each with its head token and the role it has for that type or state."""
    label = reading.label
    roles = STATE_ROLES[State(label)] if label in set(State) else EVENT_ROLES
    found: list[Argument] = []
    for name, span, probability in reading.arguments:
        head = parsed.head_of(span)
        if head is not None and name in roles:
            inside = parsed.tokens_in(span)
            whole = Span(start=inside[0].start, end=inside[-1].end)
            found.append(Argument(role=roles[name], span=whole, head=head.i, step=f"model {probability:.2f}"))
    return found
