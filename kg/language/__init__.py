"""The room of language: loading the pipeline that parses articles, the one that ships, and the recipe that trains it."""

from typing import TYPE_CHECKING

from kg.language.locating import describe, describe_scores
from kg.language.shipped import PipelineInfo

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["PipelineInfo", "describe", "describe_scores", "load"]


def load(name: str | None = None) -> "Language":
    """A ready spaCy pipeline; see ``kg.language.loading.load``. spaCy is imported here, not with the room."""
    from kg.language import loading

    return loading.load(name)
