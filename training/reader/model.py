"""The reader in PyTorch: the encoder's BERT body with a head for spans and one for statements."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from source import Blocks, Model

LABELS = 3


class Layer(nn.Module):
    def __init__(self, hidden: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.ao = nn.Linear(hidden, hidden)
        self.aln = nn.LayerNorm(hidden, eps=epsilon)
        self.fi = nn.Linear(hidden, inner)
        self.fo = nn.Linear(inner, hidden)
        self.oln = nn.LayerNorm(hidden, eps=epsilon)

    def forward(
        self, value: torch.Tensor, mask: torch.Tensor, dropped: torch.Tensor | None
    ) -> torch.Tensor:
        rows, length, hidden = value.shape
        queries, keys, values = (
            self.qkv(value).view(rows, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        )
        # As products: PyTorch's fused attention is no faster on a CPU without AMX, and a quarter slower in all.
        likeness = queries @ keys.transpose(-1, -2) * queries.shape[-1] ** -0.5 + mask
        attended = functional.softmax(likeness, dim=-1) @ values
        mixed = self.ao(attended.transpose(1, 2).reshape(rows, length, hidden))
        middle = self.aln(value + (mixed if dropped is None else mixed * dropped[0]))
        outer = self.fo(functional.gelu(self.fi(middle)))
        return self.oln(middle + (outer if dropped is None else outer * dropped[1]))


class Reader(nn.Module):
    """ids [rows, length], padded with 1 -> span logits [rows, length, 2] (start, end; the first
    token means "no answer"), statement logits [rows, 3]."""

    def __init__(self, model: Model, kept: list[int]) -> None:
        super().__init__()
        shape, tensors = model.shape, model.tensors
        words = torch.from_numpy(tensors["emb.word"].rows(np.asarray(kept)).values())
        # The table stays as it is: it is the encoder's, and most of its rows are never seen here.
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        types = tensors["emb.type"].reshape(shape.token_types, -1)
        positions = tensors["emb.pos"].reshape(shape.positions, -1) + types[0]
        self.positions = nn.Parameter(torch.from_numpy(positions))
        self.norm = nn.LayerNorm(shape.hidden, eps=model.epsilon)
        self.layers = nn.ModuleList(
            Layer(shape.hidden, shape.inner, shape.heads, model.epsilon)
            for _ in range(shape.layers)
        )
        self.spans = nn.Linear(shape.hidden, 2)
        self.statements = nn.Linear(shape.hidden, LABELS)
        self.load_state_dict(_published(model), strict=False)

    def drop(self, rows: int, share: float) -> torch.Tensor:
        """Which units a batch does without, [layers, 2, rows, 1, hidden]: the same ones for every token
        of a row (Gal and Ghahramani 2016, section 4), since a mask for each token costs a CPU a third
        of the time."""
        kept = torch.rand(len(self.layers), 2, rows, 1, self.norm.weight.shape[0]) >= share
        return kept / (1 - share)

    def forward(
        self, ids: torch.Tensor, dropped: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        kept = ids != 1
        mask = torch.where(kept, 0.0, -1e4)[:, None, None, :]
        hidden = self.norm(self.words(ids) + self.positions[: ids.shape[1]])
        if torch.is_autocast_enabled("cpu"):
            hidden, mask = hidden.bfloat16(), mask.bfloat16()
            dropped = None if dropped is None else dropped.bfloat16()
        for at, layer in enumerate(self.layers):
            hidden = layer(hidden, mask, None if dropped is None else dropped[at])
        hidden = hidden.float()
        with torch.autocast("cpu", enabled=False):
            spans = self.spans(hidden).masked_fill(~kept[..., None], -1e4)
            return spans, self.statements(hidden[:, 0])


def _published(model: Model) -> dict[str, torch.Tensor]:
    """The published weights under this module's names."""

    def values(name: str) -> np.ndarray:
        tensor = model.tensors[name]
        return tensor.values() if isinstance(tensor, Blocks) else tensor

    state = {"norm.weight": values("emb.ln.w"), "norm.bias": values("emb.ln.b")}
    for layer in range(model.shape.layers):
        for ours, theirs in (("weight", "w"), ("bias", "b")):
            for part in ("ao", "aln", "fi", "fo", "oln"):
                state[f"layers.{layer}.{part}.{ours}"] = values(f"l{layer}.{part}.{theirs}")
            joint = np.concatenate([values(f"l{layer}.{part}.{theirs}") for part in "qkv"])
            state[f"layers.{layer}.qkv.{ours}"] = joint
    return {name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in state.items()}
