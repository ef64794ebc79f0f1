"""The weights of the reader that the pack holds, to go on training from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper


def packed_state(graph: Path) -> dict[str, torch.Tensor]:
    """The trained tensors of a quantised reader.onnx (graph.py wrote it) under reader.model's names."""
    constants = {
        constant.name: numpy_helper.to_array(constant)
        for constant in onnx.load(graph).graph.initializer
    }

    def matrix(name: str) -> np.ndarray:
        codes, scales = constants[f"{name}.codes"], constants[f"{name}.scales"]
        return (codes.astype(np.float32) * scales).T

    state = {"positions": constants["positions"]}
    state |= {"norm.weight": constants["emb.ln.w"], "norm.bias": constants["emb.ln.b"]}
    for head in ("spans", "statements"):
        state[f"{head}.weight"] = constants[f"{head}.weight"].T
        state[f"{head}.bias"] = constants[f"{head}.bias"]
    layers = sum(name.endswith(".qkv.bias") for name in constants)
    for at in range(layers):
        state[f"layers.{at}.qkv.bias"] = constants[f"l{at}.qkv.bias"]
        for part, product in (("qkv", "qkv"), ("ao", "mixed"), ("fi", "inner"), ("fo", "outer")):
            state[f"layers.{at}.{part}.weight"] = matrix(f"l{at}.{product}")
        for part in ("ao", "fi", "fo"):
            state[f"layers.{at}.{part}.bias"] = constants[f"l{at}.{part}.b"]
        for part in ("aln", "oln"):
            state[f"layers.{at}.{part}.weight"] = constants[f"l{at}.{part}.w"]
            state[f"layers.{at}.{part}.bias"] = constants[f"l{at}.{part}.b"]
    return {name: torch.from_numpy(np.array(value)) for name, value in state.items()}
