"""Which pipelines ship with the package, and what their files are.

>>> sorted(read_shipped().folders)[-1]
'news'
"""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
WEIGHTS = HERE / "weights"
SUMS = "SHA256SUMS"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Shipped:
    """The shipped pipelines: the name of the default and the folder of each."""

    default: str
    folders: dict[str, Path]


@dataclass(frozen=True)
class PipelineInfo:
    """Which pipeline reads the articles, for provenance and `kg doctor`.

    digest: SHA-256 over the names and contents of its files, in hexadecimal.
    """

    name: str
    version: str
    digest: str
    path: Path


@lru_cache(maxsize=1)
def read_shipped() -> Shipped:
    """The table `shipped.toml`."""
    table = tomllib.loads((HERE / "shipped.toml").read_text(encoding="utf-8"))
    folders = {name: WEIGHTS / entry["folder"] for name, entry in table["pipelines"].items()}
    return Shipped(table["default"], folders)


def file_digest(path: Path) -> str:
    """SHA-256 of one file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(CHUNK):
            digest.update(block)
    return digest.hexdigest()


def list_sums(folder: Path) -> list[str]:
    """One line `digest  relative/name` per file below `folder`, in order of the names; the list itself is left out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    return [f"{file_digest(path)}  {path.relative_to(folder).as_posix()}" for path in files]


def write_sums(folder: Path) -> None:
    """Write the digests of all files of a pipeline beside them, in the format that `sha256sum --check` reads."""
    (folder / SUMS).write_text("\n".join(list_sums(folder)) + "\n", encoding="utf-8")


@lru_cache(maxsize=8)
def folder_digest(folder: Path) -> str:
    """One SHA-256 for all files below `folder`."""
    return hashlib.sha256("\n".join(list_sums(folder)).encode()).hexdigest()
