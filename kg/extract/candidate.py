"""A word that may tell of an event, with what stands around it, while it is decided what it tells."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.frames.events import Frame
from kg.extract.roles import Around


@dataclass
class Trigger:
    """The words that tell the event, the frame that they evoke, and their company."""

    frame: Frame
    trigger: tuple[Token, ...]
    around: Around

    @property
    def head(self) -> Token:
        """The word that stands for the trigger in the parse."""
        return self.around.clause if self.around.clause in self.trigger else self.trigger[-1]
