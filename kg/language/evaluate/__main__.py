"""`python -m kg.language.evaluate DATAFOLDER`: measure pipelines and write the table that is committed."""

import argparse
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import ConfigError
from kg.language import describe, load
from kg.language.evaluate import gold
from kg.language.evaluate.cases import read_cases, run_case, shares
from kg.language.evaluate.cost import measure
from kg.language.evaluate.score import read_all, score_names, score_relations, score_trees
from kg.language.evaluate.table import as_markdown
from kg.language.shipped import WEIGHTS, read_shipped

Readers = dict[str, Callable[[Path], list[gold.GoldDocument]]]
log = logging.getLogger(__name__)

TREES: Readers = {"EWT test": gold.ewt_test, "GUM test": gold.gum_test, "GUM news": gold.gum_news}
NAMES: Readers = {
    "UNER EWT test": gold.ewt_test,
    "GUM news": gold.gum_news,
    "wikigold held-out fold": gold.wikigold_fold,
    "CrossNER politics test": gold.crossner_test,
}
KINDS = ("PERSON", "ORG", "LOC")
KINDS_OF = {"CrossNER politics test": (*KINDS, "EVENT")}
RELATIONS = tuple(
    "nsubj nsubj:pass obj iobj obl obl:agent obl:unmarked nmod nmod:poss nmod:desc ccomp xcomp advcl acl acl:relcl "
    "appos conj parataxis flat compound".split()
)
"""What extraction reads: who does what to whom, when and where, and who says what."""
OTHERS = ("en_core_web_sm",)
"""Pipelines of others to compare with, where they are installed."""


def evaluate(name: str, data: Path, cases: Path) -> dict[str, Any]:
    """All figures of one pipeline, as plain data."""
    nlp = load(name)
    documents = {reader: reader(data) for reader in {*TREES.values(), *NAMES.values()}}
    docs = {reader: read_all(nlp, found) for reader, found in documents.items()}
    trees = {title: asdict(score_trees(documents[reader], docs[reader])) for title, reader in TREES.items()}
    told = gold.gum_test
    relations = {dep: asdict(one) for dep, one in score_relations(documents[told], docs[told], RELATIONS).items()}
    names = {}
    for title, reader in NAMES.items():
        scores = score_names(documents[reader], docs[reader], KINDS_OF.get(title, KINDS))
        names[title] = {kind: asdict(score) for kind, score in scores.items()}
    own = shares([run_case(nlp, case) for case in read_cases(cases)])
    info = describe(name)
    log.info("%s: %s", name, trees)
    return {
        "version": info.version,
        "digest": info.digest,
        "trees": trees,
        "relations": relations,
        "names": names,
        "cases": own,
        "cost": asdict(measure(name, data)),
    }


def installed(name: str) -> bool:
    """Whether there is such a pipeline here."""
    try:
        describe(name)
    except ConfigError:
        return False
    return True


def as_json(figures: dict[str, Any]) -> str:
    """Plain data as text, in one order."""
    return json.dumps(figures, indent=1, sort_keys=True) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure; write `language.json`, `language.md` and the figures beside shipped weights; figures not measured now stay."""
    parser = argparse.ArgumentParser(prog="python -m kg.language.evaluate", description=main.__doc__)
    parser.add_argument("data", type=Path, help="folder of the corpora")
    parser.add_argument("--pipeline", action="append", help="name or path; default: all that ship")
    parser.add_argument("--cases", type=Path, default=Path("tests/language/news_cases.toml"))
    parser.add_argument("--out", type=Path, default=Path("tests/quality"))
    settings = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    names = settings.pipeline or [*sorted(read_shipped().folders), *filter(installed, OTHERS)]
    measured = {name: evaluate(name, settings.data, settings.cases) for name in names}
    for name in measured.keys() & read_shipped().folders.keys():
        (WEIGHTS / f"{name}.figures.json").write_text(as_json(measured[name]), encoding="utf-8")
    settings.out.mkdir(parents=True, exist_ok=True)
    table = settings.out / "language.json"
    kept = json.loads(table.read_text(encoding="utf-8")) if table.exists() else {}
    figures = dict(sorted((kept | measured).items()))
    table.write_text(as_json(figures), encoding="utf-8")
    page = as_markdown(figures, [name for name in OTHERS if name not in figures], sorted(kept.keys() - measured.keys()))
    (settings.out / "language.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
