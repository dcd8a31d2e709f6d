"""The table of Brown clusters, made from the package spacy-lookups-data."""

import gzip
import json
import zlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import numpy as np

SOURCE = "data/en_lexeme_cluster.json.gz"
SHORT = (1 << 8) - 1
"""The stored numbers hold the path from the root in their low bits; 8 of them give the short cluster."""


def write_clusters(path: Path) -> None:
    """Write the table that `kg.language.features.Features` reads. Raises ModuleNotFoundError without the package."""
    packed = files("spacy_lookups_data").joinpath(SOURCE).read_bytes()
    clusters: Mapping[str, int] = json.loads(gzip.decompress(packed))
    known = {zlib.crc32(word.encode()): number for word, number in clusters.items() if number and word.strip()}
    fine = {number: place for place, number in enumerate(sorted(set(known.values())), 1)}
    coarse = {number: place for place, number in enumerate(sorted({number & SHORT for number in fine}), 1)}
    words = sorted(known)
    np.savez_compressed(
        path,
        words=np.array(words, np.uint32),
        fine=np.array([fine[known[word]] for word in words], np.uint16),
        coarse=np.array([0, *(coarse[number & SHORT] for number in fine)], np.uint16),
    )
