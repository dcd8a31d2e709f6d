"""A progress bar on stderr with rate and remaining time, where stderr is a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Never

from tqdm import tqdm


class Progress:
    """Counts finished articles, of ``total`` where known; silent when ``quiet`` or away from a terminal."""

    def __init__(self, total: int | None, quiet: bool) -> None:
        silent = quiet or not sys.stderr.isatty()
        self._bar: tqdm[Never] = tqdm(total=total, unit=" articles", disable=silent, file=sys.stderr)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.close()

    def advance(self, done: int) -> None:
        """``done`` more articles are finished."""
        self._bar.update(done)
