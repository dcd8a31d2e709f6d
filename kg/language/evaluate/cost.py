"""What a pipeline costs: seconds to load, words per second on one core, memory. Each is measured in a fresh process."""

import gzip
import json
import multiprocessing
import os
import re
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
TEXTS = 150
ROUNDS = 3


@dataclass(frozen=True)
class Cost:
    """load: seconds of CPU for imports and loading; words_per_second of CPU time; memory: highest, size: files; both in MB."""

    load: float
    words_per_second: int
    memory: int
    size: float


def sample_texts(folder: Path) -> list[str]:
    """The first texts of the pool of free news."""
    with gzip.open(folder / "raw_pool" / "free.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, TEXTS)]


def _peak() -> int:
    """Highest memory of this process in MB; Linux alone tells it without that of the parent before the start."""
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(r"^VmHWM:\s+(\d+) kB$", status.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return int(found.group(1)) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _measure(name: str, texts: list[str]) -> Cost:
    began = time.process_time()
    from kg.language import describe, load

    nlp = load(name)
    nlp("A first sentence, so that all is there.")
    loaded = time.process_time() - began
    best, words = float("inf"), 0
    for _ in range(ROUNDS):
        began = time.process_time()
        words = sum(not token.is_space for doc in nlp.pipe(texts) for token in doc)
        best = min(best, time.process_time() - began)
    size = sum(path.stat().st_size for path in describe(name).path.rglob("*") if path.is_file())
    return Cost(round(loaded, 2), round(words / best), _peak(), round(size / 1e6, 1))


def measure(name: str, folder: Path) -> Cost:
    """Cost of the pipeline `name` on the texts of the data folder."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_measure, name, sample_texts(folder)).result()
