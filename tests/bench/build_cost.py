"""What a build costs beside its own language pipeline: ratios within one run, never asserted.

    python -m tests.bench.build_cost ../shared/corpora/raw_pool/internal.jsonl.gz [--articles 500] [--memory 500 5000]

Prints articles per CPU second of ``kg build`` (workers and parent, validation included) over those of a bare ``nlp.pipe``
of the same pipeline on the same texts, CPU seconds by room, and the peak memory of parent and workers at two sizes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

BARE = """
import gzip, json, sys, time
from kg.language import load
nlp = load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
start = time.process_time()
with nlp.memory_zone():
    for doc in nlp.pipe(texts[:8]): pass
warm = time.process_time()
for first in range(0, len(texts), 32):
    with nlp.memory_zone():
        for doc in nlp.pipe(texts[first:first + 32]): pass
print(time.process_time() - warm)
"""
BUILD = """
import json, resource, sys
from kg.pipeline import build
summary = build([sys.argv[1]], sys.argv[2])
own = resource.getrusage(resource.RUSAGE_SELF)
children = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"built": summary.built, "cpu": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
    "parent_mb": own.ru_maxrss / 1024, "worker_mb": children.ru_maxrss / 1024, "rooms": summary.seconds,
    "triples": summary.triples, "findings": len(summary.findings)}))
"""


def sample(pool: Path, count: int, folder: Path) -> Path:
    """The first ``count`` articles of the pool as JSON lines."""
    out = folder / f"{count}.jsonl"
    with gzip.open(pool, "rt", encoding="utf-8") as lines, out.open("w", encoding="utf-8") as file:
        for number, line in enumerate(lines):
            if number == count:
                break
            fields = json.loads(line)
            kept = {key: fields[key] for key in ("url", "title", "text", "published", "publisher") if fields.get(key)}
            file.write(json.dumps({"id": f"{number}", **kept}) + "\n")
    return out


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]


def report_ratio(articles: Path, folder: Path) -> None:
    count = sum(1 for _ in articles.open(encoding="utf-8"))
    bare = float(run(BARE, str(articles)))
    built = json.loads(run(BUILD, str(articles), str(folder / "graph.nq")))
    start = built["rooms"].get("start", 0.0)
    ratio = (built["built"] / (built["cpu"] - start)) / (count / bare)
    print(f"{count} articles: bare nlp.pipe {1000 * bare / count:.1f} ms of CPU each, kg build "
          f"{1000 * (built['cpu'] - start) / built['built']:.1f} ms each ({built['triples'] / built['built']:.0f} triples): "
          f"ratio {ratio:.2f}, {built['findings']} findings")  # fmt: skip
    for room, seconds in sorted(built["rooms"].items(), key=lambda item: -item[1]):
        print(f"  {room:10} {1000 * seconds / built['built']:7.2f} ms per article")


def report_memory(pool: Path, sizes: Sequence[int], folder: Path) -> None:
    peaks = []
    for size in sizes:
        started = time.monotonic()
        built = json.loads(run(BUILD, str(sample(pool, size, folder)), str(folder / f"{size}.nq")))
        peaks.append((built["parent_mb"], built["worker_mb"]))
        print(f"{size} articles: peak parent {peaks[-1][0]:.0f} MiB, worker {peaks[-1][1]:.0f} MiB, "
              f"{time.monotonic() - started:.0f} s")  # fmt: skip
    print(
        "growth: parent {:.2f}x, worker {:.2f}x".format(
            *(last / first for first, last in zip(peaks[0], peaks[-1], strict=True))
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--memory", type=int, nargs="*", default=[])
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        report_ratio(sample(arguments.pool, arguments.articles, Path(folder)), Path(folder))
        if arguments.memory:
            report_memory(arguments.pool, arguments.memory, Path(folder))


if __name__ == "__main__":
    main()
