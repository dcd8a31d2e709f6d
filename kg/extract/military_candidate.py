"""A word that may tell of armed force, with those around it, while it is decided what it tells."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.frames.events import Frame
from kg.extract.roles import Around


@dataclass
class Candidate:
    """A trigger with its company while it is decided what it tells."""

    frame: Frame
    trigger: tuple[Token, ...]
    around: Around
    agents: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    kind: str = ""
    extra: list[Token] = field(default_factory=list)
    carriers: list[Token] = field(default_factory=list)

    @property
    def head(self) -> Token:
        """The word that stands for the trigger in the parse."""
        return self.trigger[0] if self.around.clause in self.trigger else self.trigger[-1]
