"""The table of lemmas: forms that the treebanks show, and the verbs of the package spacy-lookups-data (from WordNet)."""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.language.lemmas import apply_rule
from kg.language.train.samples import Sentence

TABLED = frozenset(("VERB", "NOUN", "ADJ", "AUX"))
"""Parts of speech whose forms are kept; names and the rest go by rules."""


def seen_lemmas(sentences: Iterable[Sentence]) -> dict[str, dict[str, str]]:
    """The most frequent lemma of each form in lower case, by part of speech."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in sentences:
        if one.tree:
            for word, upos, rule in zip(one.words, one.tree.upos, one.tree.rules, strict=True):
                counts[upos, word.lower()][apply_rule(rule, word)] += 1
    table: dict[str, dict[str, str]] = {upos: {} for upos in sorted(TABLED)}
    for (upos, form), lemmas in sorted(counts.items()):
        if upos in TABLED:
            table[upos][form] = lemmas.most_common(1)[0][0]
    return table


def _packed(name: str) -> dict[str, Any]:
    data = files("spacy_lookups_data").joinpath(f"data/en_lemma_{name}.json.gz").read_bytes()
    table: dict[str, Any] = json.loads(gzip.decompress(data))
    return table


def write_lemmas(sentences: Iterable[Sentence], path: Path) -> None:
    """Write the table that `kg.language.lemmas.Lemmas` reads. Raises ModuleNotFoundError without the package."""
    irregular = {form: lemmas[0] for form, lemmas in sorted(_packed("exc")["verb"].items())}
    table = {"seen": seen_lemmas(sentences), "irregular": irregular, "verbs": sorted(_packed("index")["verb"])}
    path.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
