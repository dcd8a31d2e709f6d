"""A word that may tell of a meeting, with those who may take part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Token

from kg.extract.candidate import Trigger

WITH: Final = ("with", "alongside", "together with", "along with")


@dataclass
class Candidate(Trigger):
    """A trigger with those who may take part."""

    parties: list[Token] = field(default_factory=list)
    mode: str = "unknown"
    parties_in_name: list[Token] = field(default_factory=list)
    open: bool = False

    @property
    def sits_alone(self) -> bool:
        """Whether somebody meets or holds a meeting and no other side is named: not "met a deadline", "talks with insurers"."""
        around = self.around
        if around.clause in self.trigger:
            return not around.undergoers
        return bool(around.doers) and not around.after(*WITH, "between")
