"""The models as ONNX graphs: BERT (Devlin et al. 2019), with masked mean pooling and L2 norm as in E5
(Wang et al. 2024) for the encoder, with two linear heads for the reader.

Word embeddings go in as the 4-bit blocks they are stored as (GatherBlockQuantized of the domain
com.microsoft), the other matrices as 8-bit integers; or all as float32 for the reference that figures
are measured against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from source import BLOCK, Blocks, Model

OPSET = 17
IR_VERSION = 8
CONTRIB = "com.microsoft"
# Activations are cut to bytes around the middle one, evenly to both sides.
MIDDLE = np.uint8(128)
LARGEST = 127


class _Graph:
    """Collects nodes and constants; each method returns the name of the value it makes."""

    def __init__(self, quantised: bool) -> None:
        self.quantised = quantised
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
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

    def multiply(self, value: str, weights: Blocks | np.ndarray, output: str) -> str:
        """value [..., in] times weights [out, in] transposed, without bias."""
        values = weights.values() if isinstance(weights, Blocks) else weights
        if self.quantised:
            return self.multiply_bytes(value, values, output)
        return self.node("MatMul", [value, self.constant(f"{output}.weights", values.T)], output)

    def multiply_bytes(self, value: str, weights: np.ndarray, output: str) -> str:
        """The same with 8-bit integers, which processors multiply several times as fast: a scale for each row of weights, and one for each token of
        the value, since a few tokens have far larger activations than the rest (Dettmers et al.
        2022, "LLM.int8()", section 2.1: vector-wise quantisation)."""
        scales = np.abs(weights).max(axis=1).astype(np.float32) / LARGEST
        codes = np.rint(weights / scales[:, None]).astype(np.int8)

        def constant(part: str, content: np.ndarray) -> str:
            return self.constant(f"{output}.{part}", content)

        flat = self.node(
            "Reshape", [value, constant("rows", np.array([-1, weights.shape[1]]))], f"{output}.flat"
        )
        size = self.node("Abs", [flat], f"{output}.size")
        largest = self.node("ReduceMax", [size], f"{output}.largest", axes=[1], keepdims=0)
        step = self.node(
            "Mul", [largest, constant("step_of", np.float32(1 / LARGEST))], f"{output}.step"
        )
        middle = constant("middle", np.array(MIDDLE))
        shape = self.node("Shape", [step], f"{output}.tokens")
        middles = self.node("Expand", [middle, shape], f"{output}.middles")
        rounded = self.node("QuantizeLinear", [flat, step, middles], f"{output}.rounded", axis=0)
        product = self.node(
            "MatMulIntegerToFloat",
            [
                rounded, constant("codes", codes.T), constant("one", np.float32(1)),
                constant("scales", scales), middle,
            ],
            f"{output}.product", CONTRIB,
        )  # fmt: skip
        column = self.node("Unsqueeze", [step, constant("last", np.array([1]))], f"{output}.column")
        scaled = self.node("Mul", [product, column], f"{output}.scaled")
        whole = self.node("Shape", [value], f"{output}.shape", start=0, end=2)
        wide = self.node(
            "Concat", [whole, constant("wide", np.array([len(weights)]))], f"{output}.wider", axis=0
        )
        return self.node("Reshape", [scaled, wide], output)


def build_graph(model: Model, kept: Sequence[int], quantised: bool) -> onnx.ModelProto:
    """input_ids, attention_mask: int64 [batch, sequence] -> embedding: float32 [batch, hidden].

    kept: the rows of the word embeddings to take, so that token id i is row kept[i].
    """
    graph = _Graph(quantised)
    _pool(graph, _body(graph, model, kept))
    return _finish(graph, "encoder", {"embedding": ["batch", model.shape.hidden]})


def build_reader_graph(
    model: Model, heads: Mapping[str, np.ndarray], kept: Sequence[int], quantised: bool
) -> onnx.ModelProto:
    """input_ids, attention_mask: int64 [batch, sequence] -> spans: float32 [batch, sequence, 2], the
    logits of an answer's first and last token; statement: float32 [batch, 3], the logits of whether
    a statement follows from the passage, is contradicted by it, or neither.

    heads: "spans.weight" [2, hidden], "spans.bias", "statements.weight" [3, hidden], ...
    """
    graph = _Graph(quantised)
    hidden = _body(graph, model, kept)
    first = graph.node("Gather", [hidden, graph.constant("first", np.array(0))], "first_token", axis=1)
    for value, head, output in ((hidden, "spans", "spans"), (first, "statements", "statement")):
        weights = graph.constant(f"{head}.weight", heads[f"{head}.weight"].T)
        product = graph.node("MatMul", [value, weights], f"{head}.product")
        graph.node("Add", [product, graph.constant(f"{head}.bias", heads[f"{head}.bias"])], output)
    outputs = {"spans": ["batch", "sequence", 2], "statement": ["batch", 3]}
    return _finish(graph, "reader", outputs)


def _body(graph: _Graph, model: Model, kept: Sequence[int]) -> str:
    hidden = _embed(graph, model, kept)
    graph.node("Cast", ["attention_mask"], "key_mask", to=TensorProto.INT32)
    for layer in range(model.shape.layers):
        hidden = _layer(graph, model, layer, hidden)
    return hidden


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
        # One Sum and no Add: onnxruntime would fuse Adds into SkipLayerNormalization, which is slower.
        added = graph.node("Sum", [value, constant(bias), residual], f"{output}.sum")
        weights = [constant(f"{norm}.{part}") for part in "wb"]
        return graph.node(
            "LayerNormalization", [added, *weights], output, axis=-1, epsilon=model.epsilon
        )

    # Query, key and value read the same input: one product instead of three.
    joint = _stack([tensor(f"{part}.w") for part in "qkv"])
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


def _stack(parts: Sequence[Blocks | np.ndarray]) -> Blocks | np.ndarray:
    if all(isinstance(part, np.ndarray) for part in parts):
        return np.concatenate(parts)
    return Blocks(
        np.concatenate([part.codes for part in parts]),
        np.concatenate([part.scales for part in parts]),
    )


def _finish(graph: _Graph, name: str, shapes: Mapping[str, list]) -> onnx.ModelProto:
    tokens = ["batch", "sequence"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, tokens)
        for name in ("input_ids", "attention_mask")
    ]
    outputs = [
        helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)
        for output, shape in shapes.items()
    ]
    body = helper.make_graph(graph.nodes, name, inputs, outputs, graph.constants)
    imports = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(
        body, opset_imports=imports, ir_version=IR_VERSION, producer_name="mostanad"
    )
