"""A word that may tell of armed force, with those around it, while it is decided what it tells."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.candidate import Trigger


@dataclass
class Candidate(Trigger):
    """A trigger with its company while it is decided what it tells; ``victims`` are those targets who are only told to have
    died in it ("were killed in the attack", "the attack killed")."""

    agents: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    kind: str = ""
    extra: list[Token] = field(default_factory=list)
    carriers: list[Token] = field(default_factory=list)
    victims: list[Token] = field(default_factory=list)

    @property
    def aimless(self) -> bool:
        """Whether nothing is told of at what it aimed: no target but those who are told to have died in it."""
        return set(self.targets) <= set(self.victims)
