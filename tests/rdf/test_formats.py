"""Formats by name, extension and MIME type."""

from __future__ import annotations

import pytest

from kg.errors import OutputError
from kg.rdf.formats import FORMATS, find_format, is_gzip


@pytest.mark.parametrize(
    ("path", "wanted", "name"),
    [
        ("a.ttl", "", "ttl"), ("a.b/c.NQ", "", "nq"), ("a.trig.gz", "", "trig"), ("-", "", "ttl"), ("-", "rdf", "rdf"),
        ("a.txt", "turtle", "ttl"), ("a.ttl", "application/n-triples", "nt"), ("-", "application/ld+json", "jsonld"),
        ("-", ".nq.gz", "nq"), ("a.rdf", "", "rdf"), ("a.jsonld", "", "jsonld"),
    ],
)  # fmt: skip
def test_found(path: str, wanted: str, name: str) -> None:
    assert find_format(path, wanted).name == name


@pytest.mark.parametrize(("path", "wanted"), [("a.txt", ""), ("a", ""), ("a.ttl", "word"), ("a.gz", "")])
def test_unknown_ones_are_refused_with_those_that_exist(path: str, wanted: str) -> None:
    with pytest.raises(OutputError, match=r"use one of \.ttl, \.trig"):
        find_format(path, wanted)


def test_compression_by_either_name() -> None:
    assert is_gzip("a.ttl.gz") and is_gzip("-", "nq.gz") and not is_gzip("a.ttl", "nq")


def test_every_format_is_found_by_each_of_its_names() -> None:
    for form in FORMATS:
        for name in (form.name, *form.names, form.rdf.media_type):
            assert find_format("-", name) is form
