"""The pool: bad items hurt only themselves."""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from kg.run.pool import Done, Failed, PoolLimits, WorkerPool

LIMITS = PoolLimits(deadline_s=20, memory_mb=2048, recycle_after=1000)


def double(items: Sequence[int]) -> list[int]:
    """Stands for the steps: 13 kills the process, 14 raises, 15 takes for ever."""
    for item in items:
        if item == 13:
            os._exit(9)
        if item == 14:
            raise ValueError("no number")
        if item == 15:
            time.sleep(60)
    return [2 * item for item in items]


def make_double() -> Callable[[Sequence[int]], list[int]]:
    return double


def make_nothing() -> Callable[[Sequence[int]], list[int]]:
    raise RuntimeError("the model is missing")


def with_process(items: Sequence[int]) -> list[int]:
    return [os.getpid()]


def make_with_process() -> Callable[[Sequence[int]], list[int]]:
    return with_process


def run(batches: list[list[int]], limits: PoolLimits = LIMITS, jobs: int = 2) -> tuple[list[int], list[Failed[int]]]:
    pool: WorkerPool[int, list[int]] = WorkerPool(make_double, jobs, limits)
    results = list(pool.run(batches))
    done = sorted(value for result in results if isinstance(result, Done) for value in result.value)
    return done, [result for result in results if isinstance(result, Failed)]


def test_all_batches_come_back() -> None:
    assert run([[1, 2], [3], [4, 5, 6]]) == ([2, 4, 6, 8, 10, 12], [])


@pytest.mark.parametrize(("bad", "code"), [(13, "crashed"), (14, "failed")])
def test_a_bad_item_hurts_only_itself(bad: int, code: str) -> None:
    done, failed = run([[1, bad, 2], [3, 4]])
    assert done == [2, 4, 6, 8]
    assert [(result.item, result.code) for result in failed] == [(bad, code)]


def test_the_deadline_ends_an_item_that_hangs() -> None:
    done, failed = run([[1], [15], [2]], PoolLimits(deadline_s=3, memory_mb=2048, recycle_after=1000))
    assert done == [2, 4]
    assert [(result.item, result.code) for result in failed] == [(15, "deadline")]


def test_a_batch_has_no_more_time_than_one_item_alone() -> None:
    done, failed = run([[*range(16, 40), 15]], PoolLimits(deadline_s=3, memory_mb=2048, recycle_after=1000))
    assert sorted(done) == [2 * item for item in range(16, 40)]
    assert [(result.item, result.code) for result in failed] == [(15, "deadline")]


def test_a_worker_that_cannot_start_is_reported_as_it_is() -> None:
    pool: WorkerPool[int, list[int]] = WorkerPool(make_nothing, 1, LIMITS)
    with pytest.raises(RuntimeError, match="the model is missing"):
        list(pool.run([[1]]))


def test_workers_are_replaced_after_their_share() -> None:
    limits = PoolLimits(deadline_s=20, memory_mb=2048, recycle_after=2)
    pool: WorkerPool[int, list[int]] = WorkerPool(make_with_process, 1, limits)
    processes = [result.value[0] for result in pool.run([[1], [2], [3], [4]]) if isinstance(result, Done)]
    assert processes[0] == processes[1] != processes[2] == processes[3]


def test_work_may_carry_settings() -> None:
    pool: WorkerPool[int, Any] = WorkerPool(functools.partial(make_double), 1, LIMITS)
    assert [result.value for result in pool.run([[4]]) if isinstance(result, Done)] == [[8]]


class Ring:
    """Holds itself, so that only the collector of cycles takes it away."""

    alive = 0

    def __init__(self) -> None:
        self.me = self
        Ring.alive += 1

    def __del__(self) -> None:
        Ring.alive -= 1


def with_rings(items: Sequence[int]) -> list[int]:
    before = Ring.alive
    for _ in items:
        Ring()
    return [before]


def make_with_rings() -> Callable[[Sequence[int]], list[int]]:
    return with_rings


def test_garbage_of_one_batch_is_gone_in_the_next() -> None:
    pool: WorkerPool[int, list[int]] = WorkerPool(make_with_rings, 1, LIMITS)
    results = list(pool.run([[1, 2, 3]] * 3))
    assert [result.value for result in results if isinstance(result, Done)] == [[0], [0], [0]]
