"""Training on from weights that ship: the stored 8-bit numbers as the 32-bit ones that training needs."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from kg.errors import ConfigError
from kg.language.component import FACTORY
from kg.language.reading import CLASSES, NET, PIECES, RELATIONS
from kg.language.train.net import ARC_WIDTH, Net

QUANTIZED = "_quantized"


def _tensors(path: Path) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Names as in `Net`, and values, of all tensors that `kg.language.train.export` stored."""
    stored = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    for name, value in stored.items():
        if name.endswith(QUANTIZED):
            bare = name.removesuffix(QUANTIZED)
            yield bare, (value.astype(np.float32) * stored[f"{bare}_scale"]).T
        elif f"{name}.scale" in stored:
            yield name, value.astype(np.float32) * stored[f"{name}.scale"]
        elif value.dtype == np.float32:
            yield name, value.T if name.endswith(".weight") and value.ndim > 1 else value


def start_from_pipeline(net: Net, pipeline: Path, tables: Path) -> None:
    """Fill the net with the weights of a pipeline of ours; what those lack keeps its first value.

    tables: folder with the classes and pieces of this training. Raises ConfigError when the pipeline has others.
    """
    folder = pipeline / FACTORY
    for name in (CLASSES, PIECES):
        if (folder / name).read_bytes() != (tables / name).read_bytes():
            raise ConfigError(f"training cannot go on from {pipeline}: its {name} differs from that of the corpora")
    state = net.state_dict()
    found = {name: value for name, value in _tensors(folder / NET) if name in state}
    found["arc"] = found["arc"].T * np.float32(ARC_WIDTH**0.5)
    found["root"] = found["root"][0]
    with np.load(folder / RELATIONS) as last:
        found |= {"label.weight": last["weight"].T, "label.bias": last["bias"]}
    net.load_state_dict(state | {name: torch.from_numpy(np.array(value, order="C")) for name, value in found.items()})
