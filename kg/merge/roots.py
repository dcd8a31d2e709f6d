"""Which sources are independent: near-copies, and stories credited to one wire agency, have one root and count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import NearCopy


def find_roots(credits: Mapping[str, tuple[str, ...]], copies: Iterable[NearCopy]) -> dict[str, str]:
    """Key of source -> key of its root. ``credits`` maps every source's key to the actor keys of the agencies it credits.

    The root is the one agency credited by the end of the chain of near-copies, if it credits exactly one, else that end.

    >>> find_roots({"a": (), "b": ("actor:Q40464",), "c": ()}, [NearCopy("c", "b", 0.9)])
    {'a': 'a', 'b': 'actor:Q40464', 'c': 'actor:Q40464'}
    """
    original = {pair.copy: pair.original for pair in copies}
    roots = {}
    for key in credits:
        end, passed = key, {key}
        while end in original and original[end] not in passed:
            end = original[end]
            passed.add(end)
        credited = credits.get(end, ())
        roots[key] = credited[0] if len(credited) == 1 else end
    return roots
