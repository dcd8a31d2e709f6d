"""The network: a small BERT whose input also knows shapes, endings and gaps, with one linear or biaffine head per task."""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from kg.language.features import SIZES

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
ARC_WIDTH, LABEL_WIDTH = 256, 192
HEAD_WIDTH = WIDTH // ATTENTION_HEADS
POSITIONS = 512
OUTSIDE = -1e4
LAYER_NORM_EPSILON = 1e-12
CUSTOMS = 5
"""Corpora that mark names, each by its own customs: every one has a vector, of which one ships."""


@dataclass(frozen=True)
class Sizes:
    """Numbers of classes per task, and of word pieces."""

    pieces: int
    upos: int
    xpos: int
    feats: int
    rules: int
    deps: int
    names: int


@dataclass(frozen=True)
class Batch:
    """Windows as tensors; B windows of up to T pieces and W words.

    pieces (B, T); features (B, T, columns) of the word of each piece; inside (B, T) true for real pieces;
    pooling (B, W, T) averages the pieces of a word; words (B, W) true for real words; region (B, W) number of the sentence;
    customs (B) whose customs the names of the window follow, as a number below CUSTOMS.
    """

    pieces: Tensor
    features: Tensor
    inside: Tensor
    pooling: Tensor
    words: Tensor
    region: Tensor
    customs: Tensor


@dataclass(frozen=True)
class Scores:
    """What the net says of each word: class scores (B, W, classes), arc scores (B, W, 1 + W) with the root first."""

    upos: Tensor
    xpos: Tensor
    feats: Tensor
    rules: Tensor
    starts: Tensor
    names: Tensor
    arcs: Tensor
    label_heads: Tensor
    label_words: Tensor


class Layer(nn.Module):  # type: ignore[misc]
    """One layer of BERT, layer norm after each half."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=LAYER_NORM_EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm_outer = nn.LayerNorm(WIDTH, eps=LAYER_NORM_EPSILON)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        heads = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        # Written out: the fused attention of torch takes five times as long on the way back on a CPU.
        scores = (heads[0] * HEAD_WIDTH**-0.5) @ heads[1].transpose(-1, -2) + mask
        attended = (torch.softmax(scores, -1) @ heads[2]).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm_attention(x + self.out(attended))
        return self.norm_outer(x + self.dropout(self.outer(F.gelu(self.inner(x), approximate="tanh"))))


class Encoder(nn.Module):  # type: ignore[misc]
    """Pieces and word features to one vector per word."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.pieces.weight.requires_grad_(False)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.features = nn.ModuleList(nn.Embedding(size + 1, WIDTH) for size in SIZES)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.005)
        self.norm = nn.LayerNorm(WIDTH, eps=LAYER_NORM_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)

    def forward(self, batch: Batch) -> Tensor:
        places = torch.arange(batch.pieces.shape[1])
        x = self.pieces(batch.pieces) + self.positions(places)[None]
        for column, table in enumerate(self.features):
            x = x + table(batch.features[..., column])
        x = self.dropout(self.norm(x))
        mask = torch.zeros(batch.inside.shape).masked_fill(~batch.inside, OUTSIDE)[:, None, None, :].to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, mask)
        return torch.bmm(batch.pooling.to(x.dtype), x)


class Net(nn.Module):  # type: ignore[misc]
    """Encoder and heads."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = Encoder(sizes.pieces)
        self.dropout = nn.Dropout(0.2)
        self.upos = nn.Linear(WIDTH, sizes.upos)
        self.xpos = nn.Linear(WIDTH, sizes.xpos)
        self.feats = nn.Linear(WIDTH, sizes.feats)
        self.rules = nn.Linear(WIDTH, sizes.rules)
        self.starts = nn.Linear(WIDTH, 2)
        self.names_inner = nn.Linear(WIDTH, WIDTH)
        self.names = nn.Linear(WIDTH, sizes.names)
        self.customs = nn.Embedding(CUSTOMS, WIDTH)
        nn.init.zeros_(self.customs.weight)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.arc_head = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_word = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Parameter(torch.empty(ARC_WIDTH, ARC_WIDTH))
        nn.init.orthogonal_(self.arc)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.label_head = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label_word = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label = nn.Linear(2 * LABEL_WIDTH, sizes.deps)

    def forward(self, batch: Batch) -> Scores:
        vectors = self.dropout(self.encoder(batch))
        root = self.root.to(vectors.dtype)[None, None].expand(vectors.shape[0], 1, -1)
        heads = torch.cat([root, vectors], 1)
        arc_heads = self.dropout(F.gelu(self.arc_head(heads), approximate="tanh"))
        arc_words = self.dropout(F.gelu(self.arc_word(vectors), approximate="tanh"))
        arcs = arc_words @ self.arc.to(vectors.dtype) @ arc_heads.transpose(1, 2) / ARC_WIDTH**0.5
        arcs = arcs + self.arc_bias(arc_heads).transpose(1, 2)
        customary = self.names_inner(vectors) + self.customs(batch.customs)[:, None]
        named = self.dropout(F.gelu(customary, approximate="tanh"))
        return Scores(
            self.upos(vectors).float(),
            self.xpos(vectors).float(),
            self.feats(vectors).float(),
            self.rules(vectors).float(),
            self.starts(vectors).float(),
            self.names(named).float(),
            arcs.float(),
            self.label_head(heads),
            self.label_word(vectors),
        )

    def relations(self, label_heads: Tensor, label_words: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relations (B, W, deps) of each word to its head; heads: 0 for the root, else 1 + place."""
        chosen = label_heads.gather(1, heads[..., None].expand(-1, -1, LABEL_WIDTH))
        joined = torch.cat([F.gelu(chosen + label_words, approximate="tanh"), chosen * label_words / 8], -1)
        return self.label(self.dropout(joined))


def start_from(net: Net, path: Path, kept: list[int]) -> None:
    """Fill the encoder with the weights of a BERT file (safetensors); kept: rows of its pieces that ours has."""
    stored = load_file(path)
    stored = {name.removeprefix("bert."): value.float() for name, value in stored.items()}
    encoder = net.encoder
    encoder.pieces.weight.data = stored["embeddings.word_embeddings.weight"][kept].clone()
    encoder.positions.weight.data = (
        stored["embeddings.position_embeddings.weight"] + stored["embeddings.token_type_embeddings.weight"][0]
    )
    _copy(encoder.norm, stored, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layers):
        prefix = f"encoder.layer.{number}"
        parts = [f"{prefix}.attention.self.{part}" for part in ("query", "key", "value")]
        layer.qkv.weight.data = torch.cat([stored[f"{part}.weight"] for part in parts])
        layer.qkv.bias.data = torch.cat([stored[f"{part}.bias"] for part in parts])
        _copy(layer.out, stored, f"{prefix}.attention.output.dense")
        _copy(layer.norm_attention, stored, f"{prefix}.attention.output.LayerNorm")
        _copy(layer.inner, stored, f"{prefix}.intermediate.dense")
        _copy(layer.outer, stored, f"{prefix}.output.dense")
        _copy(layer.norm_outer, stored, f"{prefix}.output.LayerNorm")


def _copy(module: nn.Module, stored: dict[str, Tensor], name: str) -> None:
    module.weight.data = stored[f"{name}.weight"].clone()
    module.bias.data = stored[f"{name}.bias"].clone()
