"""The quality run: build the development articles, score them, and show what was gained and lost.

    python -m tests.quality.dev [--update] [--only ID,...]

Needs the gold beside the checkout (``../shared/eval``); compares with the committed run ``tests/quality/dev.json``, which
holds the scorer's figures and, for every class, the gold items that were missed and the items that were told falsely.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.pipeline import build

EVAL = Path(__file__).parents[3] / "shared" / "eval"
COMMITTED = Path(__file__).with_name("dev.json")


def run(only: str = "") -> dict[str, Any]:
    """Build and score; figures of ``score.py`` with the lists of its errors under "errors"."""
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "dev.ttl"
        summary = build([str(EVAL / "dev" / "articles.jsonl")], str(graph))
        gold = ["--gold", str(EVAL / "dev" / "gold"), "--texts", str(EVAL / "dev" / "texts")]
        command = [sys.executable, str(EVAL / "score.py"), str(graph), *gold, "--json", "--errors", "9999", "--only", only]
        scored = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(scored.stdout)
    figures["violations"] = len(summary.findings)
    figures["errors"] = sorted(re.sub(r"\s+", " ", line) for line in scored.stderr.splitlines())
    return figures


def table(figures: dict[str, Any]) -> list[str]:
    """The figures as lines of a Markdown table."""
    lines = ["| | found P / R / F1 | strict P / R / F1 | fields over the pairs found |", "|---|---|---|---|"]
    for cls in ("Statement", "Meeting", "MilitaryAction"):
        row = figures[cls]
        found, strict = (" / ".join(f"{row[kind][k]:.2f}" for k in ("P", "R", "F1")) for kind in ("found", "strict"))
        fields = ", ".join(f"{name} {share:.2f}" for name, (share, _) in row["fields"].items())
        lines.append(f"| {cls} | {found} | {strict} | {fields} |")
    link, merging = figures["linking"], figures["merging_B3"]
    lines.append(f"\nmean F1 found {figures['mean_found_F1']}, strict {figures['mean_strict_F1']}; offsets right "
                 f"{figures['offsets_ok'][0]} of {figures['offsets_ok'][1]}; linking P {link['P']} R {link['R']} F1 {link['F1']}; "
                 f"merging B-cubed F1 {merging['F1'] if merging else '-'}; violations {figures['violations']}")  # fmt: skip
    return lines


def difference(old: list[str], new: list[str]) -> list[str]:
    """Errors that are gone (+) and errors that are new (-), multiset-wise."""
    before, after = collections.Counter(old), collections.Counter(new)
    gone, come = before - after, after - before
    return [f"+ {line}" for line in sorted(gone.elements())] + [f"- {line}" for line in sorted(come.elements())]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="make this the committed run")
    parser.add_argument("--only", default="", help="score these articles alone")
    arguments = parser.parse_args()
    if not EVAL.is_dir():
        sys.exit(f"dev.py: no gold at {EVAL}; nothing measured")
    figures = run(arguments.only)
    print("\n".join(table(figures)))
    if COMMITTED.exists():
        print("\n".join(difference(json.loads(COMMITTED.read_text())["errors"], figures["errors"])))
    if arguments.update:
        COMMITTED.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
