"""The encoder as an ONNX graph: BERT (Devlin et al. 2019), masked mean pooling and L2 norm as in E5
(Wang et al. 2024).

Matrices go in as the 4-bit blocks they are stored as (operators MatMulNBits and
GatherBlockQuantized of the domain com.microsoft), or as float32 for the reference that figures are
measured against.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from source import BLOCK, Blocks, Model

OPSET = 17
IR_VERSION = 8
CONTRIB = "com.microsoft"


class _Graph:
    """Collects nodes and constants; each method returns the name of the value it makes."""

    def __init__(self, quantised: bool) -> None:
        self.quantised = quantised
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self, operator: str, inputs: Sequence[str], output: str, domain: str = "", **attributes
    ) -> str:
        self.nodes.append(
            helper.make_node(
                operator, list(inputs), [output], name=output, domain=domain, **attributes
            )
        )
        return output

    def gather(self, table: Blocks, indices: str, output: str) -> str:
        if not self.quantised:
            return self.node(
                "Gather", [self.constant(f"{output}.table", table.values()), indices], output
            )
        packed = table.packed().reshape(len(table.codes), -1)
        data = self.constant(f"{output}.codes", packed)
        scales = self.constant(f"{output}.scales", table.scales)
        return self.node(
            "GatherBlockQuantized", [data, indices, scales], output, CONTRIB,
            bits=4, block_size=BLOCK, gather_axis=0, quantize_axis=1,
        )  # fmt: skip

    def multiply(self, value: str, weights: Blocks, output: str) -> str:
        """value [..., in] times weights [out, in] transposed, without bias.

        Without the attribute accuracy_level the activations stay float32, and nothing is lost.
        """
        if not self.quantised:
            return self.node(
                "MatMul", [value, self.constant(f"{output}.weights", weights.values().T)], output
            )
        rows, blocks, _ = weights.codes.shape
        codes = self.constant(f"{output}.codes", weights.packed())
        scales = self.constant(f"{output}.scales", weights.scales)
        return self.node(
            "MatMulNBits", [value, codes, scales], output, CONTRIB,
            bits=4, block_size=BLOCK, K=blocks * BLOCK, N=rows,
        )  # fmt: skip


def build_graph(model: Model, kept: Sequence[int], quantised: bool) -> onnx.ModelProto:
    """input_ids, attention_mask: int64 [batch, sequence] -> embedding: float32 [batch, hidden].

    kept: the rows of the word embeddings to take, so that token id i is row kept[i].
    """
    graph = _Graph(quantised)
    hidden = _embed(graph, model, kept)
    graph.node("Cast", ["attention_mask"], "key_mask", to=TensorProto.INT32)
    for layer in range(model.shape.layers):
        hidden = _layer(graph, model, layer, hidden)
    _pool(graph, hidden)
    return _finish(graph, model)


def _embed(graph: _Graph, model: Model, kept: Sequence[int]) -> str:
    tensors = model.tensors
    word = graph.gather(tensors["emb.word"].rows(np.asarray(kept)), "input_ids", "word")
    # One text is one segment: its token type is always 0, a constant added to every position.
    types = tensors["emb.type"].reshape(model.shape.token_types, -1)
    positions = tensors["emb.pos"].reshape(model.shape.positions, -1) + types[0]
    graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    bounds = [
        graph.constant("zero", np.array([0])),
        "length",
        graph.constant("axis", np.array([0])),
    ]
    position = graph.node("Slice", [graph.constant("positions", positions), *bounds], "position")
    added = graph.node("Add", [word, position], "embedded")
    weights = [graph.constant(f"emb.ln.{part}", tensors[f"emb.ln.{part}"]) for part in "wb"]
    return graph.node(
        "LayerNormalization", [added, *weights], "hidden", axis=-1, epsilon=model.epsilon
    )


def _layer(graph: _Graph, model: Model, layer: int, hidden: str) -> str:
    def tensor(part: str) -> np.ndarray | Blocks:
        return model.tensors[f"l{layer}.{part}"]

    def name(part: str) -> str:
        return f"l{layer}.{part}"

    def constant(part: str) -> str:
        return graph.constant(name(part), tensor(part))

    def add_and_norm(value: str, residual: str, norm: str, bias: str, output: str) -> str:
        inputs = [value, residual, constant(f"{norm}.w"), constant(f"{norm}.b"), constant(bias)]
        return graph.node("SkipLayerNormalization", inputs, output, CONTRIB, epsilon=model.epsilon)

    # Query, key and value read the same input: one product instead of three.
    joint = Blocks(
        np.concatenate([tensor(f"{part}.w").codes for part in "qkv"]),
        np.concatenate([tensor(f"{part}.w").scales for part in "qkv"]),
    )
    projected = graph.multiply(hidden, joint, name("qkv"))
    parts = [name("query"), name("key"), name("value")]
    graph.nodes.append(helper.make_node("Split", [projected], parts, name=name("split"), axis=-1))
    bias = graph.constant(name("qkv.bias"), np.concatenate([tensor(f"{part}.b") for part in "qkv"]))
    attended = graph.node(
        "MultiHeadAttention", [*parts, bias, "key_mask"], name("attended"), CONTRIB,
        num_heads=model.shape.heads,
    )  # fmt: skip
    mixed = graph.multiply(attended, tensor("ao.w"), name("mixed"))
    middle = add_and_norm(mixed, hidden, "aln", "ao.b", name("middle"))
    inner = graph.multiply(middle, tensor("fi.w"), name("inner"))
    active = graph.node("BiasGelu", [inner, constant("fi.b")], name("active"), CONTRIB)
    outer = graph.multiply(active, tensor("fo.w"), name("outer"))
    return add_and_norm(outer, middle, "oln", "fo.b", name("output"))


def _pool(graph: _Graph, hidden: str) -> None:
    graph.node("Cast", ["attention_mask"], "weights", to=TensorProto.FLOAT)
    axes = graph.constant("middle_axis", np.array([1]))
    graph.node("Unsqueeze", ["weights", axes], "weight_row")
    graph.node("MatMul", ["weight_row", hidden], "sum_row")
    graph.node("Squeeze", ["sum_row", axes], "sum")
    # The mean is the sum over a number, which the norm divides out again.
    graph.node("LpNormalization", ["sum"], "embedding", axis=-1, p=2)


def _finish(graph: _Graph, model: Model) -> onnx.ModelProto:
    tokens = ["batch", "sequence"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, tokens)
        for name in ("input_ids", "attention_mask")
    ]
    shape = ["batch", model.shape.hidden]
    outputs = [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, shape)]
    body = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.constants)
    imports = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(
        body, opset_imports=imports, ir_version=IR_VERSION, producer_name="mostanad"
    )
