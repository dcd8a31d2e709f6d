"""A word that may tell of armed force, with those around it, while it is decided what it tells."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.candidate import Trigger


@dataclass
class Candidate(Trigger):
    """A trigger with its company while it is decided what it tells."""

    agents: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    kind: str = ""
    extra: list[Token] = field(default_factory=list)
    carriers: list[Token] = field(default_factory=list)
