"""Learn from what a teacher believes: probabilities in the place of choices."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from dateline.coding.coders.encoding import Encoded
from training.network import Network

WEIGHT = 0.7  # of a soft batch beside a coded one
KINDS = (1.0, 0.5)  # trigger tags of events, of states: rare, and the teacher knows them less well
PARTS = (1.0, 0.5, 0.5, 2.0)  # label, mode, modality, arguments, as for coded sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftExample:
    """Hold what the teacher believes of one sentence: tags (pieces, 2, 3), and for each trigger what it reads of it.

    `triggers` (triggers, pieces) marks each; `read` are the probabilities of label, mode, modality (triggers, classes)
    and of arguments (triggers, pieces, tags), or empty.
    """

    encoded: Encoded
    tags: torch.Tensor
    triggers: torch.Tensor
    read: tuple[torch.Tensor, ...]


def soft_loss(
    network: Network, batch: Sequence[SoftExample], ids: torch.Tensor, mask: torch.Tensor, of_label: torch.Tensor
) -> torch.Tensor:
    """Return the cross entropy to the teacher; `of_label` (labels, modes) is 0 where a mode belongs to a label."""
    hidden, tags = network.tagger(ids, mask)
    loss = torch.zeros(())
    for row, one in enumerate(batch):
        away = -(one.tags.float() * tags[row, : len(one.encoded.ids)].float().log_softmax(-1)).sum(-1)
        loss = loss + sum(w * away[:, k].mean() for k, w in enumerate(KINDS)) / len(batch)
    where = [row for row, one in enumerate(batch) for _ in one.triggers]
    if not where:
        return WEIGHT * loss
    triggers = torch.zeros(len(where), ids.shape[1], dtype=torch.long)
    for n, (row, trigger) in enumerate((row, t) for row, one in enumerate(batch) for t in one.triggers):
        triggers[n, : len(batch[row].encoded.ids)] = trigger
    read = network.reader(hidden[where], mask[where], triggers)
    return WEIGHT * (loss + _read_loss(batch, read, of_label))


def _read_loss(batch: Sequence[SoftExample], read: Sequence[torch.Tensor], of_label: torch.Tensor) -> torch.Tensor:
    told = [one for one in batch if one.read]
    label, mode, modality = (torch.cat([one.read[k].float() for one in told]) for k in range(3))
    own = of_label[label.argmax(-1)]
    mode = (mode.clamp_min(1e-9).log() + own).softmax(-1)
    wanted = ((label, read[0]), (mode, read[1] + own), (modality, read[2]))
    loss = torch.zeros(())
    for weight, (p, logits) in zip(PARTS, wanted, strict=False):
        loss = loss - weight * (p * logits.float().log_softmax(-1)).sum(-1).mean()
    n, arguments = 0, torch.zeros(())
    for one in told:
        width = len(one.encoded.ids)
        ours = read[3][n : n + len(one.triggers), :width].float().log_softmax(-1)
        arguments = arguments - (one.read[3].float() * ours).sum(-1).mean(-1).sum()
        n += len(one.triggers)
    return loss + PARTS[3] * arguments / n
