"""The room of extraction: from a parsed article to all that it tells.

parsed ──entities──▶ times ──▶ statements ──▶ meetings, military actions ──nesting──▶ Reading
"""

from __future__ import annotations

from kg.extract.actors import find_entities
from kg.extract.meetings import find_meetings
from kg.extract.military import find_military
from kg.extract.statements import find_statements
from kg.extract.statements_meetings import in_meetings
from kg.extract.statements_nesting import link_contents, nest
from kg.extract.times import find_times
from kg.language.parsed import ParsedArticle
from kg.model import Reading

__all__ = ["extract"]


def extract(parsed: ParsedArticle) -> Reading:
    """All entities and tellings of one article, the tellings in the order of their passages.

    Statements inside statements are claimed and name who tells of them (``told_by``), or the outlet that relays them
    (role ``via``); ``about`` of a statement holds the indices of the tellings in its content.
    """
    entities = find_entities(parsed)
    times = find_times(parsed)
    statements = nest(find_statements(parsed, entities, times), entities)
    meetings = find_meetings(parsed, entities, times, statements)
    statements = in_meetings(statements, meetings, parsed.article.text)
    events = [*meetings, *find_military(parsed, entities, times, statements)]
    tellings = sorted([*statements, *events], key=lambda t: (t.passage.start, -t.passage.end, t.trigger.start, t.cls))
    return Reading(parsed.article.source, entities.finish(), link_contents(tellings))
