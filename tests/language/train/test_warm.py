"""Tests of training on from a pipeline; they need the extra `train`."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from kg.errors import ConfigError  # noqa: E402
from kg.language.component import FACTORY  # noqa: E402
from kg.language.reading import CLASSES, NET, PIECES, RELATIONS  # noqa: E402
from kg.language.train.export import choose_customs, write_graph, write_relations  # noqa: E402
from kg.language.train.fit import blend  # noqa: E402
from kg.language.train.net import Net, Sizes  # noqa: E402
from kg.language.train.warm import start_from_pipeline  # noqa: E402

SIZES = Sizes(pieces=40, upos=5, xpos=6, feats=7, rules=8, deps=9, names=11)


def write_pipeline(net: Net, folder: Path) -> None:
    """The files of a pipeline that training reads."""
    (folder / FACTORY).mkdir(parents=True)
    state = choose_customs({name: value.detach().numpy() for name, value in net.state_dict().items()}, 0)
    write_graph(state, folder / FACTORY / NET)
    write_relations(state, folder / FACTORY / RELATIONS)
    for place in (folder, folder / FACTORY):
        (place / CLASSES).write_text("classes", encoding="utf-8")
        (place / PIECES).write_text("pieces", encoding="utf-8")


def test_training_goes_on_from_the_weights_that_were_stored(tmp_path: Path) -> None:
    torch.manual_seed(1)
    old, new = Net(SIZES), Net(SIZES)
    torch.nn.init.normal_(old.encoder.norm.weight)
    write_pipeline(old, tmp_path)
    start_from_pipeline(new, tmp_path, tmp_path)
    stored = old.state_dict()
    for name, value in new.state_dict().items():
        assert (value - stored[name]).abs().max() <= 0.02 * stored[name].abs().max() + 1e-6, name


def test_weights_for_other_classes_are_refused(tmp_path: Path) -> None:
    net = Net(SIZES)
    write_pipeline(net, tmp_path)
    (tmp_path / CLASSES).write_text("others", encoding="utf-8")
    with pytest.raises(ConfigError, match=CLASSES):
        start_from_pipeline(net, tmp_path, tmp_path)


def test_the_outcome_lies_between_the_start_and_the_trained_weights() -> None:
    torch.manual_seed(2)
    begun, trained = Net(SIZES).state_dict(), Net(SIZES)
    before = trained.names.weight.detach().clone()
    mixed = blend(trained, begun, 0.25)
    assert torch.allclose(mixed.names.weight, 0.75 * begun["names.weight"] + 0.25 * before)
