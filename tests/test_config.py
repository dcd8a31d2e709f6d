"""Settings: what is accepted, and how a wrong file is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Config, load_config
from kg.errors import ConfigError


def test_a_file_sets_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text('pipeline = "news"\n[limits]\nmax_chars = 5000\n', encoding="utf-8")
    config = load_config(path)
    assert (config.pipeline, config.limits.max_chars) == ("news", 5000)
    assert config.base_iri == Config().base_iri


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("pipelin = 'x'", "pipelin"),
        ("[limits]\nmax_chars = 0", "limits.max_chars"),
        ("pipeline = ", "is not TOML"),
        ("owl_sameas = 2.0", "owl_sameas"),
    ],
)
def test_a_wrong_file_is_named_with_the_key(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        load_config(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_an_error_only_when_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_config(None) == Config()
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "none.toml")
