"""User and password of a store, from the environment or a file; never from the command line, never in a message."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, which does not show when the object is printed."""

    user: str
    password: str = field(repr=False)


def find_credentials(file: Path | None = None, environment: Mapping[str, str] = os.environ) -> Credentials | None:
    """The credentials in ``file`` (first line the user, second line the password), else those of KG_STORE_USER and
    KG_STORE_PASSWORD, else None. Raises ConfigError for half a pair or a file that is not of this form."""
    if file is not None:
        return _from_file(file)
    user, password = environment.get("KG_STORE_USER", ""), environment.get("KG_STORE_PASSWORD")
    if not user and password is None:
        return None
    if not user or password is None:
        raise ConfigError("KG_STORE_USER and KG_STORE_PASSWORD must be set together")
    return Credentials(user, password)


def _from_file(file: Path) -> Credentials:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8'}", place=str(file)) from None
    if len(lines) < 2 or not lines[0]:
        raise ConfigError("holds no credentials", place=str(file), remedy="first line the user, second line the password")
    return Credentials(lines[0], lines[1])
