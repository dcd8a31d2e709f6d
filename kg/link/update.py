"""Bringing an index up to date: offices that began lately, asked of Wikidata's query service country by country."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from kg.errors import ConfigError
from kg.link.compile.facts import EntityFact, OfficeFact, day, is_item
from kg.link.compile.load import rows_of
from kg.link.compile.merge import Row, finish
from kg.link.compile.write import write
from kg.link.index import COUNTRY_TYPES
from kg.link.wikidata import WikidataClient

# P297 is the country's ISO code, P1001 and P17 tie a position to it, P39 with P580 and P582 is a dated office.
_QUERY: Final = """SELECT ?person ?personLabel ?position ?positionLabel ?start ?end WHERE {{
  ?country wdt:P297 "{code}" . ?position wdt:P1001|wdt:P17 ?country .
  ?person p:P39 ?held . ?held ps:P39 ?position ; pq:P580 ?start .
  FILTER(?start >= "{since}T00:00:00Z"^^xsd:dateTime)
  OPTIONAL {{ ?held pq:P582 ?end }}
  SERVICE wikibase:label {{ bd:serviceParam wikibase:language "en,mul" }}
}} ORDER BY ?person ?position ?start"""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_CODE: Final = re.compile(r"[A-Z]{2}")

log = logging.getLogger(__name__)


def update_index(old: Path, new: Path, client: WikidataClient, since: str, countries: Sequence[str] = ()) -> int:
    """Writes ``new``: the index ``old`` with every office that began on ``since`` (ISO day) or later; returns how many.

    Without ``countries`` (ISO codes) all countries of the old index are asked for. Raises ConfigError for a wrong day or
    code, RemoteError when the service gives up (answers so far stay in the cache, so the next run goes on there)."""
    rows, sources = rows_of(old)
    codes = list(countries) or sorted({r.country for r in rows.values() if r.type in COUNTRY_TYPES and r.country})
    if not _DAY.fullmatch(since) or not all(map(_CODE.fullmatch, codes)):
        raise ConfigError("a day is written 2025-01-31, a country CO", remedy="give --since and --country so")
    sources.append(("wikidata-query-service", since))
    facts = [fact for code in codes for fact in _asked(client, code, since)]
    touched = {id_ for fact in facts for id_ in [_add(fact, rows, len(sources) - 1)]}
    for id_ in sorted(touched):
        finish(rows[id_])
    write([rows[id_] for id_ in sorted(rows) if rows[id_].label], sources, new)
    return sum(isinstance(fact, OfficeFact) for fact in facts)


def _asked(client: WikidataClient, code: str, since: str) -> Iterable[EntityFact | OfficeFact]:
    for row in client.query(_QUERY.format(code=code, since=since)):
        name, position = row.get("personLabel", ""), row.get("positionLabel", "")
        if is_item(row.get("person", "")) and name and not is_item(name) and not is_item(position):
            yield EntityFact(row["person"], name, "person", code, weight=5)
            yield OfficeFact(row["person"], position, code, day(row["start"]), day(row.get("end", "")))


def _add(fact: EntityFact | OfficeFact, rows: dict[str, Row], source: int) -> str:
    if isinstance(fact, OfficeFact):
        rows.setdefault(fact.person, Row(fact.person)).terms.append(fact)
        return fact.person
    rows.setdefault(fact.id, Row(fact.id)).add(fact, source)
    return fact.id
