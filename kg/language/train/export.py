"""Writing the trained network as an ONNX graph with 8-bit weights, one window at a time, so that no window sees another.

Tables of vectors keep 8 bits and one scale per row; matrices are multiplied in 8 bits, weights with one scale per column
and 7 bits of range (processors without VNNI would overflow with more), the input with one scale per window. On the
development parts this costs 0.2 points of LAS and 0.3 of names, and doubles the speed.
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from kg.language.features import SIZES
from kg.language.train.net import ARC_WIDTH, ATTENTION_HEADS, LAYER_NORM_EPSILON, LAYERS

Floats = NDArray[np.float32]
State = Mapping[str, Floats]
OPSET, MICROSOFT, IR_VERSION = 18, "com.microsoft", 9
LEVELS = 127
INPUTS = {"pieces": ["T"], "features": ["T", len(SIZES)], "pooling": ["W", "T"]}
TAGGERS = ("upos", "xpos", "feats", "rules", "starts")
OUTPUTS = (*TAGGERS, "names", "arcs", "label_heads", "label_words")


class Graph:
    """An ONNX graph under construction; every method adds a node and gives the name of its result."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.quantized: list[str] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """A stored tensor."""
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, operation: str, *inputs: str, name: str = "", domain: str = "", **settings: object) -> str:
        """The result of an operation."""
        name = name or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, list(inputs), [name], name=f"{name}/op", domain=domain, **settings))
        return name

    def product(self, x: str, name: str, weight: Floats) -> str:
        """x W, which may be done in 8 bits."""
        result = self.node("MatMul", x, self.constant(name, weight))
        self.quantized.append(f"{result}/op")
        return result

    def linear(self, x: str, name: str, *, result: str = "") -> str:
        """x W + b with the weights called `name`."""
        product = self.product(x, f"{name}.weight", self.state[f"{name}.weight"].T)
        return self.node("Add", product, self.constant(f"{name}.bias", self.state[f"{name}.bias"]), name=result)

    def table(self, name: str, numbers: str) -> str:
        """Rows of a table of vectors that is stored in 8 bits with one scale per row."""
        rows = self.state[name]
        scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-8) / LEVELS
        stored = self.constant(name, np.rint(rows / scale).astype(np.int8))
        scales = self.constant(f"{name}.scale", scale.astype(np.float32))
        chosen = self.node("Cast", self.node("Gather", stored, numbers), to=TensorProto.FLOAT)
        return self.node("Mul", chosen, self.node("Gather", scales, numbers))

    def norm(self, x: str, name: str) -> str:
        """Layer norm."""
        weight = self.constant(f"{name}.weight", self.state[f"{name}.weight"])
        bias = self.constant(f"{name}.bias", self.state[f"{name}.bias"])
        return self.node("LayerNormalization", x, weight, bias, axis=-1, epsilon=LAYER_NORM_EPSILON)

    def gelu(self, x: str) -> str:
        """GELU by its tanh form, as in training."""
        return self.node("FastGelu", x, domain=MICROSOFT)


def _embed(graph: Graph) -> str:
    x = graph.table("encoder.pieces.weight", "pieces")
    places = graph.node("Shape", "pieces")
    ends = [graph.constant(name, np.array(value, np.int64)) for name, value in (("zero", 0), ("one", 1))]
    count = graph.node("Squeeze", places)
    places = graph.node("Range", ends[0], count, ends[1])
    x = graph.node("Add", x, graph.table("encoder.positions.weight", places))
    for column in range(len(SIZES)):
        number = graph.constant(f"column{column}", np.array(column, np.int64))
        chosen = graph.node("Gather", "features", number, axis=1)
        x = graph.node("Add", x, graph.table(f"encoder.features.{column}.weight", chosen))
    batch = graph.constant("batch_axis", np.array([0], np.int64))
    return graph.node("Unsqueeze", graph.norm(x, "encoder.norm"), batch)


def _layer(graph: Graph, x: str, number: int) -> str:
    prefix = f"encoder.layers.{number}"
    joined = graph.linear(x, f"{prefix}.qkv")
    parts = [f"{prefix}/{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [joined], parts, axis=2, num_outputs=3))
    attended = graph.node("MultiHeadAttention", *parts, domain=MICROSOFT, num_heads=ATTENTION_HEADS)
    x = graph.norm(graph.node("Add", x, graph.linear(attended, f"{prefix}.out")), f"{prefix}.norm_attention")
    inner = graph.gelu(graph.linear(x, f"{prefix}.inner"))
    return graph.norm(graph.node("Add", x, graph.linear(inner, f"{prefix}.outer")), f"{prefix}.norm_outer")


def _heads(graph: Graph, vectors: str) -> None:
    for task in TAGGERS:
        graph.linear(vectors, task, result=task)
    graph.linear(graph.gelu(graph.linear(vectors, "names_inner")), "names", result="names")
    root = graph.constant("root", graph.state["root"][None])
    heads = graph.node("Concat", root, vectors, axis=0)
    graph.linear(heads, "label_head", result="label_heads")
    graph.linear(vectors, "label_word", result="label_words")
    arc_heads = graph.gelu(graph.linear(heads, "arc_head"))
    arc_words = graph.gelu(graph.linear(vectors, "arc_word"))
    turning = graph.state["arc"] / np.float32(ARC_WIDTH**0.5)
    turned = graph.node("Transpose", arc_heads, perm=[1, 0])
    pairs = graph.node("MatMul", graph.product(arc_words, "arc", turning), turned)
    bias = graph.node("Transpose", graph.linear(arc_heads, "arc_bias"), perm=[1, 0])
    graph.node("Add", pairs, bias, name="arcs")


def build(state: State) -> tuple[onnx.ModelProto, list[str]]:
    """The graph in 32 bits, and the names of the products that may be done in 8."""
    graph = Graph(state)
    x = _embed(graph)
    for number in range(LAYERS):
        x = _layer(graph, x, number)
    axis = graph.constant("window_axis", np.array([0], np.int64))
    _heads(graph, graph.node("MatMul", "pooling", graph.node("Squeeze", x, axis)))
    kinds = {"pieces": TensorProto.INT64, "features": TensorProto.INT64, "pooling": TensorProto.FLOAT}
    inputs = [helper.make_tensor_value_info(name, kinds[name], shape) for name, shape in INPUTS.items()]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in OUTPUTS]
    body = helper.make_graph(graph.nodes, "reader", inputs, outputs, graph.constants)
    versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(body, opset_imports=versions, ir_version=IR_VERSION), graph.quantized


def write_graph(state: State, path: Path, *, eight_bits: bool = True) -> None:
    """Write the network of a state to `path`."""
    model, products = build(state)
    if not eight_bits:
        onnx.save(model, path)
        return
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(model, plain)
        quantize_dynamic(
            plain,
            path,
            per_channel=True,
            weight_type=QuantType.QInt8,
            reduce_range=True,
            nodes_to_quantize=products,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )


def choose_customs(state: State, number: int) -> dict[str, Floats]:
    """The state with the customs of one corpus as the only ones: their vector joins the bias that all names share."""
    chosen = dict(state)
    vectors = chosen.pop("customs.weight")
    return chosen | {"names_inner.bias": chosen["names_inner.bias"] + vectors[number]}


def write_relations(state: State, path: Path) -> None:
    """Write the last layer of the relations, which runs once the heads are known."""
    np.savez(path, weight=state["label.weight"].T.astype(np.float32), bias=state["label.bias"])
