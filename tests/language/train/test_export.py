"""Tests that the exported graph says what the network says; they need the extra `train`."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")

from kg.language.features import SIZES  # noqa: E402
from kg.language.train.export import OUTPUTS, choose_customs, write_graph  # noqa: E402
from kg.language.train.net import Batch, Net, Sizes  # noqa: E402

CUSTOM = 2
TASKS = [name for name in OUTPUTS if name not in ("label_heads", "label_words")]


@pytest.fixture(scope="module")
def net() -> Net:
    torch.manual_seed(1)
    made = Net(Sizes(pieces=40, upos=5, xpos=6, feats=7, rules=8, deps=9, names=11))
    torch.nn.init.normal_(made.customs.weight)
    made.eval()
    return made


def as_batch(value: np.ndarray) -> Any:
    """A batch of one."""
    return torch.from_numpy(value)[None]


def run(net: Net, path: Path) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Results of the graph and of the network for one window of seven pieces and five words."""
    chance = np.random.default_rng(3)
    pieces = chance.integers(0, 40, 7)
    features = np.column_stack([chance.integers(0, size + 1, 7) for size in SIZES])
    pooling = np.zeros((5, 7), np.float32)
    pooling[[0, 1, 1, 2, 3, 4][:5], [1, 2, 3, 4, 5]] = 0.5
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    found = dict(zip(names, session.run(None, {"pieces": pieces, "features": features, "pooling": pooling}), strict=True))
    inside, words, region = np.ones(7, bool), np.ones(5, bool), np.zeros(5, np.int64)
    arrays = (pieces, features, inside, pooling, words, region, np.array(CUSTOM))
    batch = Batch(*map(as_batch, arrays))
    with torch.no_grad():
        scores = net(batch)
    return found, {name: getattr(scores, name)[0].float().numpy() for name in OUTPUTS}


def state(net: Net) -> dict[str, np.ndarray]:
    return choose_customs({name: value.detach().numpy() for name, value in net.state_dict().items()}, CUSTOM)


def test_graph_in_32_bits_gives_the_same(net: Net, tmp_path: Path) -> None:
    write_graph(state(net), tmp_path / "net.onnx", eight_bits=False)
    found, expected = run(net, tmp_path / "net.onnx")
    for name in OUTPUTS:
        assert np.allclose(found[name], expected[name], atol=0.06), name


def test_graph_in_8_bits_is_near(net: Net, tmp_path: Path) -> None:
    write_graph(state(net), tmp_path / "net.onnx")
    found, expected = run(net, tmp_path / "net.onnx")
    for name in TASKS:
        assert np.abs(found[name] - expected[name]).mean() < 0.15 * np.abs(expected[name]).mean() + 0.05, name
    assert (tmp_path / "net.onnx").stat().st_size < 16_000_000
