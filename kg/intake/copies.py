"""Near-copies: the same story under another headline, cut, or wrapped in another page.

A signature is the number of distinct shingles (runs of four words) of the regions followed by their MinHash. Two numbers
come from two signatures: the Jaccard index J of the shingle sets, and, with the sizes, how much of the smaller set the
larger contains: |A n B| = J (|A| + |B|) / (1 + J).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rensa import RMinHash

from kg.model import NearCopy, Source, Span

SHINGLE, PERMUTATIONS, SEED = 4, 128, 20
ROWS = 2  # values per band: a pair with J = 0.3 meets in one of 64 bands with 0.998, an unrelated one with 0.0001
FEWEST = 25  # shingles; shorter texts share stock phrases by chance
# Different outlets' own reports of one event stay under J 0.1; a rewrite of a wire story lies between.
SAME, CONTAINED = 0.5, 0.75
WORD = re.compile(r"[^\W_]+")


def signature(text: str, regions: Sequence[Span]) -> tuple[int, ...]:
    """Number of shingles and their MinHash (128 values); empty for a text too short to compare."""
    found = [word for span in regions for word in WORD.findall(text[span.start : span.end].lower())]
    shingles = sorted({" ".join(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1)})
    if len(shingles) < FEWEST:
        return ()
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(shingles)
    return (len(shingles), *sketch.digest())


def likeness(left: Sequence[int], right: Sequence[int]) -> tuple[float, float]:
    """Estimated Jaccard index and containment of the smaller in the larger, both 0..1, of two signatures."""
    pairs = list(zip(left[1:], right[1:], strict=True))
    jaccard = sum(one == other for one, other in pairs) / len(pairs)
    shared = jaccard * (left[0] + right[0]) / (1 + jaccard)
    return jaccard, min(1.0, shared / min(left[0], right[0]))


def near_copies(sources: Iterable[Source]) -> list[NearCopy]:
    """Which sources repeat which original: the earliest published, of one day the longest. Originals are no copies;
    every copy points straight at its original. The result does not depend on the order of the sources."""
    ordered = sorted((source for source in sources if source.signature), key=_precedence)
    bands: dict[tuple[int, ...], list[int]] = defaultdict(list)
    copies: list[NearCopy] = []
    for index, source in enumerate(ordered):
        keys = _bands(source.signature)
        met = sorted({other for key in keys for other in bands.get(key, ())})
        found = [(other, likeness(ordered[other].signature, source.signature)) for other in met]
        alike = [(max(pair), -other) for other, pair in found if pair[0] >= SAME or pair[1] >= CONTAINED]
        if alike:
            similarity, other = max(alike)
            copies.append(NearCopy(source.key, ordered[-other].key, round(similarity, 3)))
        else:
            for key in keys:
                bands[key].append(index)
    return copies


def _precedence(source: Source) -> tuple[str, int, str, str]:
    return source.published or "9999", -source.signature[0], source.identifier, source.key


def _bands(values: Sequence[int]) -> list[tuple[int, ...]]:
    return [(i, *values[1 + i : 1 + i + ROWS]) for i in range(0, PERMUTATIONS, ROWS)]
