"""The quality run: build the development articles, score them, and show what was gained and lost.

    python -m tests.quality.dev [--update] [--only ID,...]

Needs the gold beside the checkout (``../shared/eval``); compares with the committed run ``tests/quality/dev.json``, which
holds the scorer's figures and, for every class, the gold items that were missed and the items that were told falsely.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.pipeline import build

EVAL = Path(__file__).parents[3] / "shared" / "eval"
COMMITTED = Path(__file__).with_name("dev.json")
README = Path(__file__).parents[2] / "README.md"
MARKS = ("<!-- quality -->", "<!-- end -->")


def run(only: str = "") -> dict[str, Any]:
    """Build and score; figures of ``score.py`` with the lists of its errors under "errors"."""
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "dev.ttl"
        summary = build([str(EVAL / "dev" / "articles.jsonl")], str(graph))
        gold = ["--gold", str(EVAL / "dev" / "gold"), "--texts", str(EVAL / "dev" / "texts")]
        command = [sys.executable, str(EVAL / "score.py"), str(graph), *gold, "--json", "--errors", "9999", "--only", only]
        scored = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(scored.stdout)
    figures["violations"] = summary.violations
    figures["errors"] = dict(sorted(map(named, scored.stderr.splitlines())))
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
    offsets = "{} of {}".format(*figures["offsets_ok"])
    lines += [
        "",
        f"mean F1 found {figures['mean_found_F1']}, strict {figures['mean_strict_F1']}; offsets right {offsets}",
        f"linking P {link['P']} R {link['R']} F1 {link['F1']}; merging B-cubed F1 {merging['F1'] if merging else '-'};"
        f" violations {figures['violations']}",
    ]
    return lines


def show_in_readme(figures: dict[str, Any]) -> None:
    """Put the table between the marks in README."""
    before, mark, rest = README.read_text(encoding="utf-8").partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    README.write_text(before + mark + "\n" + "\n".join(table(figures)) + "\n" + end + after, encoding="utf-8")


def named(line: str) -> tuple[str, str]:
    """A name for one line of the scorer's list of errors, without the article's words, and the line itself.

    >>> named("Meeting missed wn_x M2 They met.")[0]
    'Meeting missed wn_x M2'
    """
    cls, sort, article, rest = line.split(" ", 3)
    mark = "#" + hashlib.sha256(rest.encode()).hexdigest()[:8] if sort == "false" else rest.split(" ")[0]
    return f"{cls} {sort} {article} {mark}", line


def difference(old: list[str], new: dict[str, str]) -> list[str]:
    """Errors that are gone (+) and errors that are new (-)."""
    gone, come = sorted(set(old) - set(new)), sorted(set(new) - set(old))
    return [f"+ {name}" for name in gone] + [f"- {new[name]}" for name in come]


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
        kept = figures | {"errors": list(figures["errors"])}  # names alone: the articles' words are not ours to keep
        COMMITTED.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        show_in_readme(figures)


if __name__ == "__main__":
    main()
