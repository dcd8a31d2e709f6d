"""How the merge grows with the number of tellings: ratios within one run, never asserted.

    python -m tests.bench.merge_cost [--sizes 1000 10000 100000] [--as-dense]

Tellings are made up: actors follow Zipf's law (few names make most of the news), events fall on the days of two years, each
event is told by one to eight articles, some without a date. Printed: CPU milliseconds per telling, events found, peak
memory of a process for each size. With ``--as-dense`` the span grows with the size, so that every day has as much news.

One run on a machine with two cores that others used too: 0.29, 0.47 and 0.75 ms per telling at 1,000, 10,000 and 100,000
(x 1.6 for ten times the tellings), peak 46, 92 and 114 MiB. The news grows ten times as dense from size to size: per telling
8 comparisons are made at 1,000, 16 at 10,000, 24 at 60,000; the blocks (``kg.merge.cluster``) allow no more than ten for each
block once all are full, so that growth ends where every telling lies in full blocks alone. As dense: 0.40, 0.51 and 0.61 ms
at 2,000, 10,000 and 50,000; what is left is that reports no longer all stay at hand.
"""

from __future__ import annotations

import argparse
import datetime
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.merge import merge
from kg.model import Entity, NearCopy, Origin, Passage, Reading, Source, Telling, When

ACTORS = 5000
DAYS = 730
DENSE = 10_000  # tellings on so many days
PER_ARTICLE = 8
VERBS = ("bombed", "shelled", "raided", "attacked")


def zipf(chance: random.Random, count: int) -> int:
    """A rank from 0, drawn with a probability of about 1/(rank + 1)."""
    return min(count - 1, int(count ** chance.random()) - 1)


def telling(chance: random.Random, event: int, day: datetime.date, start: int) -> tuple[Telling, list[int]]:
    """One account of the event with this number; the event's facts depend on its number alone."""
    facts = random.Random(event)
    first, second = zipf(facts, ACTORS), zipf(facts, ACTORS)
    dated = chance.random() < 0.7
    when = When(day.isoformat(), day.isoformat()) if dated else When()
    verb, noise = facts.choice(VERBS), " ".join(f"w{facts.randrange(3000)}" for _ in range(6))
    text = f"N{first} {verb} N{second} {noise}"
    passage = Passage(start, start + len(text), text)
    trigger = Passage(start + 4, start + 4 + len(verb), verb)
    roles = (("agent", f"e{first}"), ("target", f"e{second}"))
    return Telling("MilitaryAction", passage, trigger, "occurred", roles, when=when, kind="raid"), [first, second]  # type: ignore[arg-type]


def readings(size: int, span: int = DAYS) -> Iterator[Reading]:
    """Articles of ``PER_ARTICLE`` tellings each, ``size`` tellings in all, of events within ``span`` days."""
    chance = random.Random(1)
    told = [event for event in range(size) for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 8)))][:size]
    days = {event: datetime.date(2024, 1, 1) + datetime.timedelta(days=random.Random(event).randrange(span)) for event in told}
    told.sort(key=lambda event: (days[event], event))
    for number, events in enumerate(chunks(told)):
        made = [telling(chance, event, days[event], 200 * place) for place, event in enumerate(events)]
        used = sorted({actor for _, actors in made for actor in actors})
        entities = tuple(Entity(f"e{a}", f"Actor Number{a}", "Country", True, (f"N{a}",)) for a in used)
        published = (max(days[event] for event in events) + datetime.timedelta(days=1)).isoformat()
        source = Source(f"s{number:08}", f"s{number}", Origin("made"), "0" * 64, published=published)
        yield Reading(source, entities, tuple(t for t, _ in made))


def chunks(items: list[int]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(items), PER_ARTICLE):
        yield tuple(items[start : start + PER_ARTICLE])


class Made:
    """Readings, and the CPU seconds spent on making them, which are not the merge's."""

    def __init__(self, made: Iterator[Reading]) -> None:
        self._made, self.spent = made, 0.0

    def __iter__(self) -> Iterator[Reading]:
        return self

    def __next__(self) -> Reading:
        start = time.process_time()
        try:
            return next(self._made)
        finally:
            self.spent += time.process_time() - start


def no_copies(sources: Iterable[Source]) -> list[NearCopy]:
    return []


def measure(size: int, span: int) -> None:
    made = Made(readings(size, span))
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        merged = merge(made, Path(folder) / "merge.db", no_copies)
        events = sum(1 for _ in merged.events())
        spent = time.process_time() - start - made.spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size} tellings: {1000 * spent / size:.2f} ms of CPU each, {events} events, peak {peak:.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000, 100000])
    parser.add_argument("--as-dense", action="store_true", help="let the span grow with the size")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    dense = ["--as-dense"] if arguments.as_dense else []
    if arguments.one:
        measure(arguments.one, DAYS * arguments.one // DENSE if dense else DAYS)
        return
    for size in arguments.sizes:
        subprocess.run([sys.executable, "-m", "tests.bench.merge_cost", "--one", str(size), *dense], check=True)


if __name__ == "__main__":
    main()
