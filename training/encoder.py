"""Runs an encoder graph from Python, as the product does from Node: for measuring only."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from tokens import END, PAD, normalise

MAX_TOKENS = 512
CPU_INFO = Path("/proc/cpuinfo")


@dataclass(frozen=True)
class Encoder:
    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    charmap: Mapping[str, str]


def open_session(graph: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # As src/models/session-options.ts: without VNNI sums of bytes would overflow.
    if not (CPU_INFO.exists() and re.search(r"\bavx(512)?_vnni\b", CPU_INFO.read_text())):
        options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def open_pack(folder: Path, threads: int) -> Encoder:
    session = open_session((folder / "encoder.onnx").read_bytes(), threads)
    return Encoder(session, *read_tokenizer(folder))


def read_tokenizer(folder: Path) -> tuple[Tokenizer, dict[str, str]]:
    """A pack's tokenizer and character table."""
    charmap = json.loads((folder / "pack.json").read_text())["charmap"]
    return Tokenizer.from_file(str(folder / "tokenizer.json")), charmap


def token_ids(encoder: Encoder, text: str) -> list[int]:
    ids = encoder.tokenizer.encode(normalise(text, encoder.charmap)).ids
    return ids if len(ids) <= MAX_TOKENS else [*ids[: MAX_TOKENS - 1], END]


def run(session: onnxruntime.InferenceSession, rows: Sequence[Sequence[int]]) -> np.ndarray:
    """One batch of token ids, padded to the longest: float32 [rows, dimensions]."""
    (embedding,) = session.run(None, padded(rows))
    return embedding


def padded(rows: Sequence[Sequence[int]]) -> dict[str, np.ndarray]:
    """A graph's inputs for one batch of token ids."""
    width = max(map(len, rows))
    ids = np.full((len(rows), width), PAD, np.int64)
    for line, row in zip(ids, rows, strict=True):
        line[: len(row)] = row
    return {"input_ids": ids, "attention_mask": (ids != PAD).astype(np.int64)}


def embed(encoder: Encoder, texts: Sequence[str], batch: int = 16) -> np.ndarray:
    """float32 [texts, dimensions]; texts of like length share a batch, to have little padding."""
    rows = [token_ids(encoder, text) for text in texts]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    parts = [order[at : at + batch] for at in range(0, len(order), batch)]
    found = np.concatenate([run(encoder.session, [rows[i] for i in part]) for part in parts])
    result = np.empty_like(found)
    result[order] = found
    return result
