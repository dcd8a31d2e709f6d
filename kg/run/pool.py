"""A pool of worker processes that a bad item cannot stop.

Each worker calls one function on one batch at a time. A batch whose worker dies or runs past the deadline is tried again
item by item; an item that then fails alone, twice, comes back as ``Failed``, and all others are done. Workers are replaced
after ``recycle_after`` items. Python's own ``ProcessPoolExecutor`` breaks as a whole when one worker dies, and
``nlp.pipe(n_process=2)`` hangs for ever; neither can bound an item's time.
"""

from __future__ import annotations

import collections
import gc
import logging
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Value = TypeVar("Value")
Work = Callable[[Sequence[Item]], Value]

log = logging.getLogger(__name__)

POLL_S = 0.5
TRIES_ALONE = 2


@dataclass(frozen=True, slots=True)
class Done(Generic[Value]):
    """What the function returned for one batch."""

    value: Value


@dataclass(frozen=True, slots=True)
class Failed(Generic[Item]):
    """An item that broke its worker: ``code`` is "crashed", "deadline", "memory" or "failed", ``reason`` for a person."""

    item: Item
    code: str
    reason: str


@dataclass(slots=True)
class _Task(Generic[Item]):
    items: Sequence[Item]
    tries: int = 0


@dataclass(slots=True)
class _Worker(Generic[Item]):
    process: BaseProcess
    pipe: Connection
    task: _Task[Item] | None = None
    due: float = 0.0
    done: int = 0
    ready: bool = False


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """``deadline_s`` seconds of wall clock for a batch, and again for each of its items alone where that is too little;
    ``memory_mb`` MiB of data a worker may hold, ``recycle_after`` items per worker."""

    deadline_s: float
    memory_mb: int
    recycle_after: int


class WorkerPool(Generic[Item, Value]):
    """``make_work`` is called once in each worker and returns the function for batches; both must be importable."""

    def __init__(self, make_work: Callable[[], Work[Item, Value]], jobs: int, limits: PoolLimits) -> None:
        self._make_work, self._jobs, self._limits = make_work, max(1, jobs), limits
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker[Item]] = []

    def run(self, batches: Iterable[Sequence[Item]]) -> Iterator[Done[Value] | Failed[Item]]:
        """Outcomes in order of completion. Raises what ``make_work`` raised, when no worker could start."""
        source = (_Task(batch) for batch in batches)
        again: collections.deque[_Task[Item]] = collections.deque()
        try:
            while True:
                self._feed(source, again)
                busy = [worker for worker in self._workers if worker.task]
                if not busy:
                    return
                yield from self._collect(busy, again)
        finally:
            self._stop()

    def _feed(self, source: Iterator[_Task[Item]], again: collections.deque[_Task[Item]]) -> None:
        idle = [worker for worker in self._workers if worker.task is None]
        while True:
            if not idle and len(self._workers) >= self._jobs:
                return
            task = again.popleft() if again else next(source, None)
            if task is None:
                return
            worker = idle.pop() if idle else self._start()
            self._give(worker, task)

    def _start(self) -> _Worker[Item]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._make_work, self._limits.memory_mb), daemon=True)
        process.start()
        theirs.close()
        worker: _Worker[Item] = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker[Item], task: _Task[Item]) -> None:
        task.tries += 1
        worker.task = task
        worker.due = time.monotonic() + self._limits.deadline_s
        worker.pipe.send(task.items)

    def _collect(
        self, busy: list[_Worker[Item]], again: collections.deque[_Task[Item]]
    ) -> Iterator[Done[Value] | Failed[Item]]:
        ready = set(map(id, wait([worker.pipe for worker in busy], timeout=POLL_S)))
        for worker in busy:
            if id(worker.pipe) in ready:
                yield from self._receive(worker, again)
            elif time.monotonic() > worker.due:
                yield from self._give_up(worker, again, "deadline", f"no result in {self._limits.deadline_s:g} s")

    def _receive(self, worker: _Worker[Item], again: collections.deque[_Task[Item]]) -> Iterator[Done[Value] | Failed[Item]]:
        try:
            outcome, value = worker.pipe.recv()
        except (EOFError, ConnectionError):
            worker.process.join()
            yield from self._give_up(worker, again, "crashed", f"its worker ended with {_how(worker.process.exitcode)}")
            return
        if outcome == "broken":
            raise value
        if outcome != "done":
            yield from self._give_up(worker, again, outcome, value)
            return
        assert worker.task is not None
        worker.done += len(worker.task.items)
        worker.task = None
        if worker.done >= self._limits.recycle_after:
            self._retire(worker)
        yield Done(value)

    def _give_up(
        self, worker: _Worker[Item], again: collections.deque[_Task[Item]], code: str, reason: str
    ) -> Iterator[Failed[Item]]:
        task = worker.task
        assert task is not None
        self._retire(worker, kill=True)
        log.debug("a batch of %d failed: %s", len(task.items), reason)
        if len(task.items) > 1:
            again.extend(_Task([item]) for item in task.items)
        elif task.tries < TRIES_ALONE and code == "crashed":
            again.append(task)
        else:
            yield Failed(task.items[0], code, reason)

    def _retire(self, worker: _Worker[Item], kill: bool = False) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        if kill:
            worker.process.kill()
        worker.process.join()

    def _stop(self) -> None:
        for worker in self._workers[:]:
            self._retire(worker, kill=worker.task is not None)


def _how(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return f"signal {signal.Signals(-exitcode).name}"
    return f"exit code {exitcode}"


def _cap_memory(memory_mb: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    cap = memory_mb * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (cap if hard == resource.RLIM_INFINITY else min(cap, hard), hard))


def _serve(pipe: Connection, make_work: Callable[[], Work[Any, Any]], memory_mb: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    _cap_memory(memory_mb)
    try:
        work = make_work()
    except Exception as error:  # noqa: BLE001 - handed to the parent, which raises it
        pipe.send(("broken", error))
        return
    gc.freeze()  # pipeline and tables stay
    gc.disable()  # looking for cycles all the time takes a tenth of the work; after each batch is often enough
    while True:
        try:
            items = pipe.recv()
        except (EOFError, ConnectionError):
            return
        pipe.send(_outcome(work, items))
        gc.collect()


def _outcome(work: Work[Any, Any], items: Sequence[Any]) -> tuple[str, Any]:
    try:
        return "done", work(items)
    except MemoryError:
        return "memory", "more memory than the cap"
    except Exception as error:
        log.debug("a step failed", exc_info=True)
        return "failed", f"{type(error).__name__}: {error}"
