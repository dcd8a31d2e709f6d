"""Choosing a tree from arc scores: the best spanning tree with one root (Chu and Liu 1965, Edmonds 1967).

>>> import numpy as np
>>> best_tree(np.array([[0.0, -9.0, 3.0], [5.0, 4.0, -9.0]]))   # both want each other or the root: word 1 is the root
[2, 0]
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
NEVER = np.float32(-1e9)
ROOTS_TRIED = 3


def find_cycle(heads: Sequence[int]) -> list[int]:
    """Nodes of one cycle of a head table (node 0 is the root and has no head), or an empty list."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path = []
        node = start
        while node and not state[node]:
            state[node] = start
            path.append(node)
            node = heads[node]
        if node and state[node] == start and node in path:
            return path[path.index(node) :]
    return []


def _spanning(scores: Scores) -> list[int]:
    """Heads (node 0: itself) of the best tree over nodes 0..n; scores[d, h] of the arc from head h to node d."""
    heads = [0, *(int(head) for head in scores[1:].argmax(1))]
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    return _expand(scores, heads, cycle)


def _expand(scores: Scores, heads: list[int], cycle: list[int]) -> list[int]:
    """Contract the cycle to one node, solve the rest, and break the cycle where the solution enters it."""
    rest = np.array([node for node in range(len(heads)) if node not in cycle])
    loop = np.array(cycle)
    kept = scores[loop, [heads[node] for node in cycle]]
    entering = scores[np.ix_(loop, rest)] - kept[:, None]
    leaving = scores[np.ix_(rest, loop)]
    small = np.full((len(rest) + 1, len(rest) + 1), NEVER, np.float32)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = entering.max(0)
    small[:-1, -1] = leaving.max(1)
    solved = _spanning(small)
    result = list(heads)
    for place, node in enumerate(rest):
        head = solved[place]
        result[int(node)] = int(rest[head] if head < len(rest) else loop[leaving[place].argmax()])
    entry = solved[-1]
    result[int(loop[entering[:, entry].argmax()])] = int(rest[entry])
    return result


def _with_root(arcs: Scores, root: int) -> tuple[float, list[int]]:
    """Total score and heads of the best tree whose only root is the word `root` (0-based)."""
    size = len(arcs)
    square = np.full((size + 1, size + 1), NEVER, np.float32)
    square[1:, 1:] = arcs[:, 1:]
    square[root + 1, :] = NEVER
    square[root + 1, 0] = arcs[root, 0]
    heads = _spanning(square)[1:]
    return float(arcs[np.arange(size), heads].sum()), heads


def best_tree(arcs: Scores) -> list[int]:
    """Heads of the words of one sentence: 0 for the root, else 1 + place.

    arcs: (words, 1 + words) scores with the root first; arcs from a word to itself are never chosen.
    """
    size = len(arcs)
    arcs = arcs.copy()
    arcs[np.arange(size), np.arange(1, size + 1)] = NEVER
    heads = [int(head) for head in arcs.argmax(1)]
    if heads.count(0) == 1 and not find_cycle([0, *heads]):
        return heads
    loss = arcs[:, 1:].max(1, initial=NEVER) - arcs[:, 0]
    roots = [int(place) for place in np.argsort(loss, kind="stable")[:ROOTS_TRIED]]
    return max((_with_root(arcs, root) for root in roots), key=lambda found: found[0])[1]
