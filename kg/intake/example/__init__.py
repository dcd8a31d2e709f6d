"""The packaged example: one story of January 2026 as six invented outlets tell it, in our own words.

It holds what real news holds: a near-copy in web furniture, a date with day and month swapped, one remark in two wordings,
wire credits, an undated article, a planned visit, a phone call, threatened and real force, a claim told only by one side.
"""

from __future__ import annotations

from pathlib import Path


def example_files() -> list[str]:
    """Paths of the example's input files, in order of their names."""
    folder = Path(__file__).parent
    return sorted(str(path) for path in folder.iterdir() if path.suffix in {".txt", ".html", ".jsonl"})
