"""Word embedding of the small pipeline: hashed shapes of a word beside its Brown cluster.

A Brown cluster is a bit string; words that occur in like surroundings share its first bits. The table that ships
(190,129 words) was taken from the package spacy-lookups-data (MIT). A word is looked up as written, then in lower case;
a cluster gives one hashed column per prefix length, a word without one gives 0.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

Table = tuple[NDArray[np.uint64], NDArray[np.uint64]]
Columns = NDArray[np.uint64]

WEIGHTS = Path(__file__).parent / "weights"
FIRST_SEED = 8


@lru_cache(maxsize=4)
def read_table(name: str) -> Table:
    """Sorted word hashes and their clusters from the file `name` below the folder of the shipped weights."""
    with np.load(WEIGHTS / name) as stored:
        return stored["k"], stored["c"].astype(np.uint64)


def look_up(table: Table, hashes: Columns) -> Columns:
    """The cluster of each word hash, 0 where the table has none."""
    words, clusters = table
    places = np.searchsorted(words, hashes)
    places[places == len(words)] = 0
    return np.where(words[places] == hashes, clusters[places], np.uint64(0))


def cluster_columns(table: Table, written: Columns, lowered: Columns, bits: list[int]) -> list[Columns]:
    """One column per prefix length: 1 + the last `n` bits of the cluster number, 0 for an unknown word.

    The stored numbers hold the path from the root in their low bits, so that a mask cuts a prefix.
    """
    clusters = look_up(table, written)
    unknown = clusters == 0
    clusters[unknown] = look_up(table, lowered[unknown])
    masks = [np.uint64((1 << n) - 1) for n in bits]
    return [np.where(clusters > 0, (clusters & mask) + np.uint64(1), np.uint64(0)) for mask in masks]


def _features(doc: Doc, columns: list[str | int], table: Table, bits: list[int]) -> Columns:
    rows = doc.to_array(columns).astype(np.uint64)
    found = cluster_columns(table, rows[:, -2], rows[:, -1], bits)
    return np.ascontiguousarray(np.column_stack([rows[:, :-2], *found]).astype(np.uint64))


def _extract(attributes: list[str], table: str, bits: list[int]) -> Model[Any, Any]:
    columns: list[str | int] = [*attributes, "ORTH", "LOWER"]

    def forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Columns], Any]:
        stored = read_table(table)
        return [_features(doc, columns, stored, bits) for doc in docs], lambda gradient: []

    return Model("cluster_features", forward, attrs={"columns": list(columns)})


@registry.architectures("kg.ClusterHashEmbed.v1")  # type: ignore[untyped-decorator]
def cluster_hash_embed(
    width: int, attrs: list[str], rows: list[int], table: str, bits: list[int], cluster_rows: list[int]
) -> Model[Any, Any]:
    """spaCy embedding layer: one hashed table per token attribute and per cluster prefix, mixed to `width`.

    attrs and rows: names of token attributes and the size of each one's table.
    table: cluster file, relative to the shipped weights. bits and cluster_rows: prefix lengths and table sizes.
    """
    sizes = [*rows, *cluster_rows]
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, size, column=i, seed=FIRST_SEED + i, dropout=0.0) for i, size in enumerate(sizes)
    ]
    mix = Maxout(width, width * len(tables), nP=3, dropout=0.0, normalize=True)
    embed: Model[Any, Any] = concatenate(*tables)
    return chain(_extract(attrs, table, bits), list2ragged(), with_array(embed), with_array(mix), ragged2list())
