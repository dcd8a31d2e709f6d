"""The room of language: loading the pipeline that parses articles, the one that ships, and the recipe that trains it."""

from kg.language.loading import describe, load
from kg.language.shipped import PipelineInfo

__all__ = ["PipelineInfo", "describe", "load"]
