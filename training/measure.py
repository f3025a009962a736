"""Measure a network on reports it has not seen: triggers found, and what is read of the gold triggers."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from corpus.reports import CodedReport
from dateline.coding.coders.encoding import ARGUMENTS, Encoder
from dateline.coding.coders.network import load_session
from training.dataset import DONT_CARE, RecordExample, SentenceExample, sentence_examples
from training.network import LABELS, MODALITIES, Network


def measure(
    network: "Network | Quantised", reports: Sequence[CodedReport], encoder: Encoder, modes: tuple[str, ...]
) -> dict[str, float]:
    """Return trigger F1 (overlap) for events and states, and accuracies given the triggers."""
    counts: Counter[str] = Counter()
    with torch.no_grad():
        for example in sentence_examples(reports, encoder):
            _sentence(network, example, modes, counts)
    result = {}
    for kind in ("event", "state"):
        p, r = (
            counts[f"{kind} right"] / max(1, counts[f"{kind} found"]),
            counts[f"{kind} hit"] / max(1, counts[f"{kind} gold"]),
        )
        result |= {f"{kind} p": p, f"{kind} r": r, f"{kind} f1": 2 * p * r / max(1e-9, p + r)}
    for name in ("label", "mode", "modality"):
        result[name] = counts[name] / max(1, counts[f"{name} asked"])
    for role in ARGUMENTS:
        right, gold, found = (counts[f"{role} {k}"] for k in ("right", "gold", "found"))
        result[f"{role} token f1"] = 2 * right / max(1, gold + found)
    return {name: round(value, 4) for name, value in result.items()}


class Quantised:
    """Stand in for a network with the int8 files that ship, so that both can be measured alike."""

    def __init__(self, folder: Path) -> None:
        """Open both files."""
        self._tagger, self._reader = load_session(folder / "tagger.onnx"), load_session(folder / "reader.onnx")

    def tagger(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Run the first file."""
        return tuple(torch.tensor(o) for o in self._tagger.run(None, {"ids": ids.numpy(), "mask": mask.numpy()}))

    def reader(self, hidden: torch.Tensor, mask: torch.Tensor, trigger: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Run the second file."""
        inputs = {"hidden": hidden.numpy(), "mask": mask.numpy(), "trigger": trigger.numpy()}
        return tuple(torch.tensor(o) for o in self._reader.run(None, inputs))


def spans(tags: Sequence[int]) -> list[set[int]]:
    """Return the runs of a tag sequence: 1 begins one, 2 goes on."""
    found: list[set[int]] = []
    for i, tag in enumerate(tags):
        if tag == 1 or (tag == 2 and not (found and i - 1 in found[-1])):  # noqa: PLR2004 - the tag for inside
            found.append({i})
        elif tag == 2:  # noqa: PLR2004
            found[-1].add(i)
    return found


def _sentence(
    network: "Network | Quantised", example: SentenceExample, modes: tuple[str, ...], counts: Counter[str]
) -> None:
    from training.train import marks, tensors

    ids, mask = tensors([example.encoded])
    hidden, logits = network.tagger(ids, mask)
    tags = logits[0].argmax(-1)
    for k, (kind, gold) in enumerate((("event", example.events), ("state", example.states))):
        found = spans([int(t) if g != DONT_CARE else 0 for t, g in zip(tags[:, k], gold, strict=True)])
        want = spans([max(0, g) for g in gold])
        counts.update({f"{kind} gold": len(want), f"{kind} found": len(found)})
        counts[f"{kind} hit"] += sum(any(w & f for f in found) for w in want)
        counts[f"{kind} right"] += sum(any(w & f for w in want) for f in found)
    for record in example.records:
        read = network.reader(hidden, mask, marks([record], ids.shape[1]))
        _record(record, read, modes, counts)


def _record(
    record: RecordExample, read: tuple[torch.Tensor, ...], modes: tuple[str, ...], counts: Counter[str]
) -> None:
    label, mode, modality, arguments = read
    counts.update({"label asked": 1, "label": LABELS[int(label[0].argmax())] == record.label})
    counts.update({"modality asked": 1, "modality": MODALITIES[int(modality[0].argmax())] == record.modality})
    if record.mode:
        allowed = [i for i, name in enumerate(modes) if name.startswith(f"{record.label}:")]
        best = max(allowed, key=lambda i: float(mode[0, i]))
        counts.update({"mode asked": 1, "mode": modes[best] == f"{record.label}:{record.mode}"})
    for got, want in zip(arguments[0].argmax(-1).tolist(), record.arguments, strict=True):
        if want == DONT_CARE:
            continue
        if want:
            counts[f"{ARGUMENTS[(want - 1) // 2]} gold"] += 1
        if got:
            counts[f"{ARGUMENTS[(got - 1) // 2]} found"] += 1
        if got and want and (got - 1) // 2 == (want - 1) // 2:
            counts[f"{ARGUMENTS[(want - 1) // 2]} right"] += 1
