"""The room of intake: from files, pages and archives to clean articles with their day, outlet and body text."""

from kg.intake.copies import near_copies
from kg.intake.prepare import article_text, prepare
from kg.intake.readers import records

__all__ = ["article_text", "near_copies", "prepare", "records"]
