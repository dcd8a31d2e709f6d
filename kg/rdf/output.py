"""A file that is either completely written or not touched at all.

``Output`` takes the path for the whole build: a second build on it is told who holds it. Bytes go to a temporary file
beside the target; ``publish`` brings them to disk and moves them into place.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

from kg.errors import OutputError

STDOUT: Final = "-"


@contextmanager
def disk_errors(place: str) -> Iterator[None]:
    """Turn what the operating system says (full disk, no permission) into OutputError."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", place=place) from error


class DiskFile:
    """A file open for writing whose errors are OutputError, so that they are not taken for errors of the data's maker."""

    def __init__(self, descriptor: int, place: str) -> None:
        self._file, self._place = os.fdopen(descriptor, "wb"), place

    def __enter__(self) -> DiskFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with disk_errors(self._place), self._file as file:
            file.flush()
            os.fsync(file.fileno())

    def write(self, data: bytes) -> int:
        with disk_errors(self._place):
            return self._file.write(data)

    def flush(self) -> None:
        with disk_errors(self._place):
            self._file.flush()


class Output:
    """An output path ("-" is standard output), held from entering to leaving the context.

    Raises OutputError on entering where another process holds it, where it is a symbolic link, a folder, a device or
    read-only, or where its folder does not exist or takes no files.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._target = None if path == STDOUT else Path(path)
        self._lock: int | None = None
        self._temporary: Path | None = None

    def __enter__(self) -> Output:
        if self._target:
            _check_target(self._target)
            with disk_errors(self.path):
                self._lock = self._hold(self._target)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._temporary:
            self._temporary.unlink(missing_ok=True)
            self._temporary = None
        if self._lock is not None:
            lock_path(Path(self.path)).unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    def _hold(self, target: Path) -> int:
        path = lock_path(target)
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip() or "another process"
                os.close(descriptor)
                raise OutputError(f"is being written by {holder}", place=self.path, remedy="wait for it to end") from error
            if _is_current(descriptor, path):
                break
            os.close(descriptor)  # its holder took the file away between our opening and locking it
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
        return descriptor

    @contextmanager
    def temporary(self) -> Iterator[DiskFile]:
        """A file to write to, beside the target, brought to disk on leaving; ``publish`` moves it into place."""
        with disk_errors(self.path):
            descriptor, name = self._open_temporary()
        self._temporary = Path(name)
        with DiskFile(descriptor, self.path) as file:
            yield file

    def _open_temporary(self) -> tuple[int, str]:
        if self._target is None:
            return tempfile.mkstemp(prefix="newskg-", suffix=".part")
        # One name per output, which the lock makes ours: what a killed build left is taken over, not left to pile up.
        path = self._target.with_name(f".{self._target.name}.part")
        path.unlink(missing_ok=True)
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), str(path)

    @property
    def written(self) -> Path:
        """Where the temporary file lies, to be read back before it is published."""
        if self._temporary is None:
            raise OutputError("nothing has been written yet", place=self.path)
        return self._temporary

    def publish(self) -> None:
        """Move what was written into place, or send it to standard output."""
        with disk_errors(self.path):
            if self._target is None:
                with self.written.open("rb") as file:
                    shutil.copyfileobj(file, sys.stdout.buffer)
                sys.stdout.buffer.flush()
                return
            os.chmod(self.written, _mode(self._target))
            os.replace(self.written, self._target)
            self._temporary = None
            _sync_folder(self._target.parent)


def lock_path(target: Path) -> Path:
    """The file that holds the lock of an output, beside it."""
    return target.with_name(f".{target.name}.lock")


def _is_current(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path, follow_symlinks=False))
    except FileNotFoundError:
        return False


def _check_target(target: Path) -> None:
    place = str(target)
    if target.is_symlink():
        raise OutputError("is a symbolic link", place=place, remedy="name the file it points to")
    if target.is_dir():
        raise OutputError("is a folder", place=place, remedy="name a file in it")
    if target.exists() and not target.is_file():
        raise OutputError("is no regular file", place=place, remedy="use - for standard output")
    if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
        raise OutputError("is read-only", place=place, remedy="chmod u+w it, or name another file")
    if not target.parent.is_dir():
        raise OutputError("its folder does not exist", place=place, remedy=f"mkdir -p {target.parent}")


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced; else those that the user's umask gives to a new one."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
