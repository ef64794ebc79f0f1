"""Writes the trained reader as ONNX: `python3 -m reader.export --checkpoint FILE [--mean-with FILE [--share S]]`.

What goes into the model pack is described in its pack.json too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from build import ROOT, describe_file, read_published, write_description
from graph import build_reader_graph
from reader.packed import packed_state
from source import Model

PACKED = ROOT / "models" / "reader.onnx"
# Stated rather than read from a clock: change it with the reader.
CREATED = "2026-11-30"
DATA = (
    "PQuAD validation (nine titles of ten), ParSQuAD, SQuAD 2 dev in Persian, XQuAD ar and en, ARCD, "
    "FarsTail, our own questions on Fars news and on PQuAD's paragraphs, our own statements"
)


def trained_model(model: Model, state: Mapping[str, np.ndarray]) -> Model:
    """The published model with the trained tensors in the place of its own; the words stay."""
    tensors = {"emb.word": model.tensors["emb.word"]}
    tensors["emb.type"] = np.zeros_like(model.tensors["emb.type"])
    tensors["emb.pos"] = state["positions"]
    tensors |= {"emb.ln.w": state["norm.weight"], "emb.ln.b": state["norm.bias"]}
    for layer in range(model.shape.layers):
        for ours, theirs in (("weight", "w"), ("bias", "b")):
            for part in ("ao", "aln", "fi", "fo", "oln"):
                tensors[f"l{layer}.{part}.{theirs}"] = state[f"layers.{layer}.{part}.{ours}"]
            joint = np.split(state[f"layers.{layer}.qkv.{ours}"], 3)
            for part, values in zip("qkv", joint, strict=True):
                tensors[f"l{layer}.{part}.{theirs}"] = values
    return replace(model, tensors=tensors)


def export(checkpoint: Path, other: Path | None, share: float, *, quantised: bool) -> bytes:
    model, kept = read_published()
    state = torch.load(checkpoint)["reader"]
    if other is not None:
        state |= {
            name: share * state[name] + (1 - share) * value
            for name, value in packed_state(other).items()
        }
    state = {name: value.numpy() for name, value in state.items()}
    graph = build_reader_graph(trained_model(model, state), state, kept, quantised)
    return graph.SerializeToString(deterministic=True)


def describe(data: bytes) -> None:
    """Figures of an earlier reader go: measure.py writes this one's."""
    pack = json.loads((PACKED.parent / "pack.json").read_text())
    pack["files"]["reader.onnx"] = describe_file(data)
    pack["reader"] = {"trained": CREATED, "data": DATA}
    write_description(PACKED.parent, pack)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=PACKED)
    parser.add_argument(
        "--mean-with", type=Path, help="another run's reader.onnx: the mean of both runs' weights"
    )
    parser.add_argument("--share", type=float, default=0.5, help="of the checkpoint in that mean")
    parser.add_argument("--float", action="store_true", help="all as float32, to compare with")
    arguments = parser.parse_args()
    quantised = not arguments.float
    data = export(arguments.checkpoint, arguments.mean_with, arguments.share, quantised=quantised)
    arguments.out.write_bytes(data)
    if arguments.out == PACKED:
        describe(data)
    print(f"{arguments.out}: {arguments.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
