"""News documents of GUM as readings with gold mentions: who is named where, and with which Wikidata id.

GUM marks mentions with brackets in the MISC column: ``Entity=(3-person-...-Barack_Obama`` opens mention 3 on a word,
``3)`` closes it, ``(9-place-...)`` does both. The last field is a Wikipedia title, which ``wiki_map.tab`` maps to an id.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.model import EntityKind

KINDS: Final[dict[str, EntityKind]] = {"person": "Person", "place": "Place", "organization": "Organization"}
_MARK: Final = re.compile(r"\(([^()]+)\)?|[^()]+\)")
_TITLED: Final = re.compile(r"^\(?\d+-(\w+)-(?:[^-]+-){5}(.+?)\)?$")
Mention = tuple[str, EntityKind, int, str]  # surface, kind, start, id


def documents(folder: Path) -> Iterator[tuple[str, str, str, list[Mention]]]:
    """Name, day, text and named mentions of each news document of the training and the development part."""
    ids = {line.split("\t")[0]: line.split("\t")[2] for line in (folder / "wiki_map.tab").read_text("utf-8").splitlines()}
    for part in ("train", "dev"):
        for block in (folder / f"{part}.conllu").read_text("utf-8").split("# newdoc id = ")[1:]:
            name = block.split("\n", 1)[0]
            if name.startswith("GUM_news"):
                day = re.search(r"dateCreated = (\d{4}-\d\d-\d\d)", block)
                yield name, day[1] if day else "", *_document(block, ids)


def _document(block: str, ids: dict[str, str]) -> tuple[str, list[Mention]]:
    text, opened, found = "", {}, Counter[Mention]()
    for cells in (line.split("\t") for line in block.splitlines() if re.match(r"\d+\t", line)):
        start, text = len(text), text + cells[1]
        marks = re.search(r"Entity=([^|]+)", cells[9])
        for mark in (m[0] for m in _MARK.finditer(marks[1] if marks else "")):
            key = re.split(r"[-)]", mark.lstrip("("))[0]
            if mark[0] == "(":
                opened[key] = (start, mark)
            if mark[-1] == ")" and key in opened:
                begin, opening = opened.pop(key)
                titled = _TITLED.match(opening)
                if titled and titled[1] in KINDS and cells[3] == "PROPN" and titled[2] in ids:
                    found[text[begin:], KINDS[titled[1]], begin, ids[titled[2]]] += 1
        text += "" if "SpaceAfter=No" in cells[9] else " "
    return text, list(found)
