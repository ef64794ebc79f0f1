"""Writes the encoder's graph in other forms, for bench/encoding.ts --graphs:

    python bench/encoding/graphs.py OUT

its large matrices as the 4-bit blocks that they are published in (with float32 products, or with
int8 ones: accuracy_level 4), or as float32."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from build import read_published
from graph import CONTRIB, _body, _finish, _Graph, _pool
from source import BLOCK, Blocks


class FourBits(_Graph):
    def __init__(self, level: int) -> None:
        super().__init__(quantised=True)
        self.level = level

    def multiply(self, value: str, weights: Blocks, output: str) -> str:
        rows, blocks, _ = weights.codes.shape
        codes = self.constant(f"{output}.codes", weights.packed())
        scales = self.constant(f"{output}.scales", weights.scales)
        return self.node(
            "MatMulNBits", [value, codes, scales], output, CONTRIB,
            bits=4, block_size=BLOCK, K=blocks * BLOCK, N=rows, accuracy_level=self.level,
        )  # fmt: skip


class Floats(_Graph):
    def multiply(self, value: str, weights: Blocks, output: str) -> str:
        constant = self.constant(f"{output}.weights", weights.values().T)
        return self.node("MatMul", [value, constant], output)


out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
model, kept = read_published()
forms = {"4-bit": FourBits(1), "4-bit-int8": FourBits(4), "float32": Floats(quantised=True)}
for name, graph in forms.items():
    _pool(graph, _body(graph, model, kept))
    built = _finish(graph, "encoder", {"embedding": ["batch", model.shape.hidden]})
    (out / f"{name}.onnx").write_bytes(built.SerializeToString(deterministic=True))
