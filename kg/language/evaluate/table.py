"""The table of figures as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Figures = Mapping[str, Mapping[str, Any]]


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _trees(figures: Figures) -> str:
    head = ("pipeline", "text", "words cut alike", "UPOS", "UAS", "LAS", "sentence F1")
    fields = ("cut", "upos", "uas", "las", "sentences")
    rows = [
        (name, title, *(score[field] for field in fields))
        for name, found in figures.items()
        for title, score in found["trees"].items()
    ]
    return _table(head, rows)


def _names(figures: Figures) -> str:
    rows = [
        (name, title, kind, score["precision"], score["recall"], score["f1"], score["gold"])
        for name, found in figures.items()
        for title, scores in found["names"].items()
        for kind, score in scores.items()
    ]
    return _table(("pipeline", "text", "kind", "precision", "recall", "F1", "names in gold"), rows)


def _relations(figures: Figures) -> str:
    rows = [
        (name, dep, score["precision"], score["recall"], score["f1"], score["gold"])
        for name, found in figures.items()
        for dep, score in found.get("relations", {}).items()
    ]
    return _table(("pipeline", "relation", "precision", "recall", "F1", "arcs in gold"), rows)


def _notes(figures: Figures) -> str:
    return "".join(f"{name}: {found['note']}\n\n" for name, found in figures.items() if "note" in found)


def _cases(figures: Figures) -> str:
    topics = sorted({topic for found in figures.values() for topic in found["cases"]})
    rows = [(topic, *(found["cases"].get(topic, "") for found in figures.values())) for topic in topics]
    return _table(("right, per cent", *figures), rows)


def _cost(figures: Figures) -> str:
    rows = [
        (name, found["version"], *(found["cost"][field] for field in ("words_per_second", "load", "memory", "size")))
        for name, found in figures.items()
    ]
    return _table(("pipeline", "version", "words/s, one core", "import and load, s", "memory, MB", "files, MB"), rows)


def as_markdown(figures: Figures, missing: Sequence[str], kept: Sequence[str]) -> str:
    """The page of figures. missing: pipelines that are not installed here; kept: those measured earlier."""
    absent = f"Not run, because not installed: {', '.join(missing)}.\n\n" if missing else ""
    absent += f"Measured earlier: {', '.join(kept)}.\n\n" if kept else ""
    return (
        "# Figures of the language pipelines\n\n"
        "Written by `python -m kg.language.evaluate DATAFOLDER`; every pipeline reads running text and cuts its own words.\n"
        f"{absent}{_notes(figures)}## Trees\n\n"
        "Per cent of the words in gold, punctuation included, relations with their subtypes; a word cut otherwise is wrong.\n\n"
        f"{_trees(figures)}\n\n## Relations that extraction reads, on GUM test\n\n"
        "An arc is right when head, dependent and relation are.\n\n"
        f"{_relations(figures)}\n\n## Names\n\n"
        "Exact extent and kind; a determiner before and a possessive after a name do not count.\n\n"
        f"{_names(figures)}\n\n## Own news sentences\n\n{_cases(figures)}\n\n## Cost\n\n{_cost(figures)}\n"
    )
