"""The settings of a run, read from ``kg.toml`` and the command line; unknown keys are refused.

>>> Config(pipeline="news").limits.max_chars
2000000
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.errors import ConfigError

DEFAULT_BASE = "https://w3id.org/newskg/id/"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Strict):
    """Bounds for one article, so that a poison article hurts only itself.

    ``max_chars`` characters of text; ``max_html_bytes`` bytes of a page (trafilatura fails silently on nodes over
    10 MB); ``deadline_s`` seconds of wall clock in a worker; ``memory_mb`` MiB of address space growth a worker may
    use; ``recycle_after`` articles after which a worker is replaced (spaCy's word table grows)."""

    max_chars: int = Field(default=2_000_000, gt=0)
    max_html_bytes: int = Field(default=10_000_000, gt=0)
    max_decompressed_bytes: int = Field(default=2_000_000_000, gt=0)
    deadline_s: float = Field(default=300.0, gt=0)
    memory_mb: int = Field(default=4096, gt=0)
    recycle_after: int = Field(default=2000, gt=0)


class Config(_Strict):
    """All settings of ``kg build``.

    ``base_iri`` starts every IRI of an instance; ``pipeline`` is a name or path of a spaCy pipeline (None: the shipped
    one); ``kb`` the path of an embedded index (None: the shipped one); ``online`` asks Wikidata, which needs
    ``contact`` (an address of the operator); ``owl_sameas`` writes owl:sameAs at or above that confidence."""

    base_iri: str = DEFAULT_BASE
    pipeline: str | None = None
    kb: Path | None = None
    online: bool = False
    contact: str = ""
    cache: Path | None = None
    owl_sameas: float | None = Field(default=None, ge=0, le=1)
    limits: Limits = Limits()


def load_config(path: Path | None) -> Config:
    """The settings in a TOML file; the defaults where ``path`` is None and no ``kg.toml`` lies in the working folder.

    Raises ConfigError for a file that is missing, not TOML, or holds an unknown key or a wrong value."""
    if path is None:
        path = Path("kg.toml")
        if not path.exists():
            return Config()
    try:
        return Config.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", place=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"is not TOML: {error}", place=str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{key}: {first['msg']}", place=str(path), remedy="see the settings in README") from error
