"""The compiler refuses what it does not know, rather than passing it over."""

from __future__ import annotations

import pytest

from kg.errors import ConfigError
from kg.validate.compile import _Compiler
from kg.validate.shapes import NAMESPACE, SH

HEAD = f"@prefix sh: <{SH}> . @prefix kg: <https://w3id.org/newskg/ontology#> . @prefix shape: <{NAMESPACE}> .\n"
TAIL = 'sh:severity sh:Violation ; sh:message "mend it" .'


@pytest.mark.parametrize(
    "body",
    [
        "sh:path kg:a ; sh:languageIn ( 'en' )",
        "sh:path kg:a ; sh:sparql [ sh:select 'x' ]",
        "sh:path kg:a ; sh:nodeKind sh:BlankNode",
        "sh:path [ sh:zeroOrMorePath kg:a ] ; sh:minCount 1",
        "sh:path kg:a ; sh:node [ sh:property [ sh:path kg:b ; sh:class kg:Actor ] ]",
        "sh:path kg:a ; sh:not [ sh:class kg:Actor ]",
        "sh:path kg:a ; sh:severity sh:Info ; sh:minCount 1",
    ],
)
def test_unknown_constraints_stop_the_compilation(body: str) -> None:
    with pytest.raises(ConfigError, match=r"XX01|node kind"):
        _Compiler("XX01", f"{HEAD} shape:XX01 sh:targetClass kg:Event ; {body} ; {TAIL}").shape()


def test_a_known_one_compiles() -> None:
    shape = _Compiler("XX01", f"{HEAD} shape:XX01 sh:targetClass kg:Event ; sh:path kg:a ; sh:maxCount 2 ; {TAIL}").shape()
    assert (shape.code, shape.least, shape.most, shape.message) == ("XX01", 0, 2, "mend it")
