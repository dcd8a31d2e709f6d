"""Files judged by pySHACL over the packaged shapes: SHACL Core alone, no inference, no imports, no network.

Files are read by Oxigraph, which refuses what Turtle does not allow; literals keep the form they have in the file.
"""

from __future__ import annotations

import gzip
import logging
import sys
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import BinaryIO, Final, cast

import pyoxigraph
import pyshacl
import rdflib
from pyoxigraph import RdfFormat, Triple
from rdflib.term import Node

from kg.errors import InputError, OutputError
from kg.rdf.formats import find_format, is_gzip
from kg.rdf.statements import Statement, statement_of
from kg.rdf.terms import RDF_TYPE
from kg.validate.checker import Checker
from kg.validate.compile import compiled_shapes
from kg.validate.findings import Finding, Severity
from kg.validate.shapes import NAMESPACE, SH, shape_files

LOG = logging.getLogger(__name__)
_SH: Final = rdflib.Namespace(SH)


def validate_files(paths: Sequence[str]) -> list[Finding]:
    """What the shapes find fault with in the files taken together, in any format that we write.

    Raises InputError for a file that cannot be read, is not in its format, or has an unknown extension."""
    return validate_statements(statement for path in paths for statement in read_graph(path))


def validate_statements(statements: Iterable[Statement]) -> list[Finding]:
    """What the shapes find fault with in a graph, named graphs taken together, sorted by code and node."""
    data = rdflib.Graph()
    with _without_complaints():
        for subject, predicate, object_, _ in statements:
            data.add((_rdflib(subject), _rdflib(predicate), _rdflib(object_)))
        try:
            return sorted(_findings(_report(data)))
        except TypeError:  # pySHACL 0.40 breaks off where sh:lessThan meets values that cannot be compared
            with Checker() as checker:
                return sorted({*checker.check(map(_statement, data)), *checker.finish()})


def confirmed(block: Sequence[Statement], findings: Sequence[Finding]) -> list[Finding]:
    """Those of the fast check's ``findings`` in a block that pySHACL makes too; the others are logged, as our own mistakes.

    Nodes that the block points to without describing them are taken for what the shapes want them to be."""
    described = {subject for subject, *_ in block}
    elsewhere = dict.fromkeys(o for _, p, o, _ in block if isinstance(o, pyoxigraph.NamedNode) and o not in described)
    classes = sorted({cls.value for shape in compiled_shapes() for cls in shape.classes()})
    assumed = [(node, RDF_TYPE, pyoxigraph.NamedNode(cls), node) for node in elsewhere for cls in classes]
    theirs = {(finding.code, finding.node) for finding in validate_statements([*block, *assumed])}
    for finding in findings:
        if (finding.code, finding.node) not in theirs:
            LOG.warning("pySHACL does not find %s in %s", finding.code, finding.node)
    return [finding for finding in findings if (finding.code, finding.node) in theirs]


def _report(data: rdflib.Graph) -> rdflib.Graph:
    _, report, _ = pyshacl.validate(
        data,
        shacl_graph=_shapes_graph(),
        inference="none",
        advanced=False,
        js=False,
        meta_shacl=False,
        do_owl_imports=False,
        allow_warnings=True,
    )
    return cast(rdflib.Graph, report)


def read_graph(path: str) -> Iterator[Statement]:
    """The statements of a file in any format that we write, told by its extension; "-" is Turtle on standard input."""
    with ExitStack() as stack:
        try:
            form = find_format(path)
            plain = sys.stdin.buffer if path == "-" else stack.enter_context(open(path, "rb"))
            file = gzip.GzipFile(fileobj=plain) if is_gzip(path) else plain
            yield from map(statement_of, pyoxigraph.parse(cast(BinaryIO, file), form.rdf))
        except OutputError as error:
            raise InputError(error.message, place=path, remedy=error.remedy) from error
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f"cannot be read: {error}", place=path) from error
        except SyntaxError as error:
            raise InputError(f"is no {form.name}: {error}", place=path) from error


@contextmanager
def _without_complaints() -> Iterator[None]:
    """rdflib logs a traceback or warns of each literal that its datatype does not allow; the shapes report them better."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


@cache
def _shapes_graph() -> rdflib.Graph:
    graph = rdflib.Graph()
    for _, text in shape_files():
        for statement in pyoxigraph.parse(text, RdfFormat.TURTLE, rename_blank_nodes=True):
            graph.add((_rdflib(statement.subject), _rdflib(statement.predicate), _rdflib(statement.object)))
    return graph


def _rdflib(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | Triple) -> Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise InputError("the file holds quoted triples, which SHACL does not know")


def _statement(triple: tuple[Node, Node, Node]) -> Statement:
    subject, predicate, object_ = (_oxigraph(term) for term in triple)
    return cast(Statement, (subject, predicate, object_, pyoxigraph.DefaultGraph()))


def _oxigraph(term: Node) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    if isinstance(term, rdflib.URIRef):
        return pyoxigraph.NamedNode(term)
    if isinstance(term, rdflib.Literal):
        datatype = pyoxigraph.NamedNode(term.datatype) if term.datatype and not term.language else None
        return pyoxigraph.Literal(str(term), datatype=datatype, language=term.language)
    return pyoxigraph.BlankNode(str(term))


def _findings(report: rdflib.Graph) -> set[Finding]:
    found = set()
    for result in report.objects(None, _SH.result):
        code = str(report.value(result, _SH.sourceShape)).removeprefix(NAMESPACE)
        severity = str(report.value(result, _SH.resultSeverity)).removeprefix(SH)
        message = str(report.value(result, _SH.resultMessage))
        found.add(Finding(code, cast(Severity, severity), str(report.value(result, _SH.focusNode)), message))
    return found
