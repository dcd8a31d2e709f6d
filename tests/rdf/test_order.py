"""Order on disk equals order in memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.order import sorted_lines

LINES = st.lists(st.binary(max_size=4).filter(lambda b: b"\n" not in b).map(lambda b: b + b"\n"))


@given(LINES, st.integers(1, 5))
def test_sorted_lines_are_sorted_and_distinct(lines: list[bytes], run_lines: int) -> None:
    assert list(sorted_lines(lines, run_lines=run_lines)) == sorted(set(lines))
