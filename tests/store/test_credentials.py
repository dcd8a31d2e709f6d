"""Credentials come from a file or the environment, both halves or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.store.credentials import Credentials, find_credentials


def test_from_the_environment() -> None:
    found = find_credentials(environment={"KG_STORE_USER": "ana", "KG_STORE_PASSWORD": "pw: 1"})
    assert found == Credentials("ana", "pw: 1")
    assert find_credentials(environment={}) is None
    assert find_credentials(environment={"KG_STORE_USER": "ana", "KG_STORE_PASSWORD": ""}) == Credentials("ana", "")


@pytest.mark.parametrize("environment", [{"KG_STORE_USER": "ana"}, {"KG_STORE_PASSWORD": "hunter2"}])
def test_half_a_pair(environment: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="together") as caught:
        find_credentials(environment=environment)
    assert "hunter2" not in str(caught.value)


def test_from_a_file_which_goes_before_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "store"
    file.write_text("dba\nsecret phrase\n", encoding="utf-8")
    assert find_credentials(file, {"KG_STORE_USER": "ana", "KG_STORE_PASSWORD": "x"}) == Credentials("dba", "secret phrase")


@pytest.mark.parametrize("content", [b"", b"dba", b"\nsecret", b"dba\xff\nx"])
def test_a_file_without_credentials(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store").write_bytes(content)
    with pytest.raises(ConfigError):
        find_credentials(tmp_path / "store", {})


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        find_credentials(tmp_path / "none", {})


def test_a_password_does_not_show() -> None:
    assert "hunter2" not in repr(Credentials("ana", "hunter2"))
