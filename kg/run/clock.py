"""CPU seconds by room: where a run spends its time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clock:
    """Adds up the CPU seconds of this process under names."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def room(self, name: str) -> Iterator[None]:
        """Count what runs inside the ``with`` block towards ``name``."""
        start = time.process_time()
        try:
            yield
        finally:
            self.add({name: time.process_time() - start})

    def add(self, seconds: dict[str, float]) -> None:
        for name, value in seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + value
