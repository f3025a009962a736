"""Export trained weights to the two int8 ONNX files that ship in the package.

    python -m training.export --weights build/coder --into src/dateline/lexicon/data/coder

Dynamic quantisation, per channel. Prints the sizes and the largest difference between the float and the int8
probabilities.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic

from corpus.reports import load_corpus, load_texts, part_held_out
from dateline.coding.coders.encoding import Encoder
from dateline.coding.coders.network import load_tokenizer
from dateline.lexicon.ontology import load_ontology
from training.measure import Quantised, measure
from training.network import Network
from training.train import ROOT, load_encoder, load_pieces

PROBE = (2, 40)  # sentences, pieces


def load_network(folder: Path) -> tuple[Network, dict[str, list[str]]]:
    """Load what `training.train` wrote."""
    names = json.loads((folder / "labels.json").read_text("utf-8"))
    network = Network(load_encoder("eager"), len(names["modes"]))
    network.load_state_dict(torch.load(folder / "network.pt", weights_only=True))
    return network.eval(), names


def export_part(part: torch.nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], target: Path) -> None:
    """Write one part as float ONNX, quantise it, keep the int8 file."""
    axes = {name: {0: "rows", 1: "pieces"} for name in inputs}
    axes |= {
        name: {0: "rows", 1: "pieces"} if name in {"hidden", "tags", "arguments"} else {0: "rows"} for name in outputs
    }
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            part,
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(plain), str(target), per_channel=True, weight_type=QuantType.QInt8)


def main() -> None:
    """Export both parts with the names of their outputs and the tokenizer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--texts", type=Path, help="measure both on the held-out reports whose texts are here")
    asked = parser.parse_args()
    network, names = load_network(asked.weights)
    asked.into.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 20000, PROBE)
    mask = torch.ones_like(ids)
    trigger = torch.zeros_like(ids)
    trigger[:, 3:5] = 1
    with torch.no_grad():
        hidden, tags = network.tagger(ids, mask)
    export_part(network.tagger, {"ids": ids, "mask": mask}, ["hidden", "tags"], asked.into / "tagger.onnx")
    inputs = {"hidden": hidden, "mask": mask, "trigger": trigger}
    export_part(network.reader, inputs, ["label", "mode", "modality", "arguments"], asked.into / "reader.onnx")
    (asked.into / "labels.json").write_text(json.dumps(names, indent=1) + "\n", "utf-8")
    load_pieces().save(str(asked.into / "tokenizer.json"))
    session = InferenceSession(str(asked.into / "tagger.onnx"), providers=["CPUExecutionProvider"])
    quantised = torch.tensor(np.asarray(session.run(None, {"ids": ids.numpy(), "mask": mask.numpy()})[1]))
    moved = float((quantised.softmax(-1) - tags.softmax(-1)).abs().max())
    sizes = {p.name: f"{p.stat().st_size / 1e6:.1f} MB" for p in sorted(asked.into.iterdir())}
    sys.stdout.write(json.dumps({"sizes": sizes, "largest_move": round(moved, 4)}, indent=1))
    if asked.texts:
        _, held = part_held_out(ROOT / "corpus", load_corpus(ROOT / "corpus", load_texts(asked.texts), load_ontology()))
        encoder = Encoder(load_tokenizer(asked.into / "tokenizer.json"))
        for name, part in (("float", network), ("int8", Quantised(asked.into))):
            figures = measure(part, held, encoder, tuple(names["modes"]))
            sys.stdout.write(f"{name}: {json.dumps(figures)}\n")


if __name__ == "__main__":
    main()
