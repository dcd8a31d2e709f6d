"""Wikidata over the network: one client, with the manners that its operators ask for.

They want the operator's own contact in the User-Agent, one request at a time, at most 50 ids in a batch, ``maxlag`` and
``Retry-After`` obeyed; https://www.mediawiki.org/wiki/API:Etiquette and https://w.wiki/CX6. What fails is never cached.

>>> user_agent("ops@example.org").startswith("newskg/")
True
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final, Protocol

import requests

from kg import __version__
from kg.errors import ConfigError, RemoteError

API: Final = "https://www.wikidata.org/w/api.php"
SPARQL: Final = "https://query.wikidata.org/sparql"
BATCH: Final = 50
MAXLAG_S: Final = 5
CACHE_DAYS: Final = 30
_ATTEMPTS: Final = 4
_PAUSE_S: Final = 60.0  # where a server that is busy does not say how long to wait
_LONGEST_PAUSE_S: Final = 300.0  # requests' own Retry would sleep for hours on one header
_DEADLINE_S: Final = 65.0  # of one answer; the query service itself stops after 60
_READ_S: Final = 20.0
_LARGEST: Final = 64 * 1024 * 1024
_BUSY: Final = frozenset((429, 500, 502, 503, 504))

log = logging.getLogger(__name__)


class Clock(Protocol):
    """Time, so that tests need none."""

    def now(self) -> float:
        """Seconds since 1970."""

    def sleep(self, seconds: float) -> None:
        """Waits."""


class Cache(Protocol):
    """Answers that were good, by key, with the second they were got."""

    def get(self, key: str) -> tuple[Any, float] | None:
        """The answer and its time, or None."""

    def put(self, key: str, answer: Any, when: float) -> None:
        """Keeps an answer."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class FileCache:
    """A folder with one JSON file for each answer: {"time": ..., "digest": sha256 of the answer, "answer": ...}.

    A file that does not hold what its digest says is taken for none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> tuple[Any, float] | None:
        try:
            kept = json.loads(self._path(key).read_text("utf-8"))
            good = kept["digest"] == _digest(kept["answer"])
            return (kept["answer"], float(kept["time"])) if good else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, answer: Any, when: float) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = {"time": round(when), "digest": _digest(answer), "answer": answer}
        part = path.with_suffix(".part")
        part.write_text(json.dumps(kept, ensure_ascii=False, sort_keys=True), "utf-8")
        part.replace(path)

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self._folder / name[:2] / f"{name}.json"


def _digest(answer: Any) -> str:
    return hashlib.sha256(json.dumps(answer, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def user_agent(contact: str) -> str:
    """What the client calls itself. Raises ConfigError without a contact of the operator's own."""
    if "@" not in contact and not contact.startswith(("http://", "https://")):
        raise ConfigError(
            "asking Wikidata needs a contact of your own (an e-mail address or a page about you)",
            remedy='set contact = "you@example.org" in kg.toml, or give --contact',
        )
    return f"newskg/{__version__} ({contact}) python-requests/{requests.__version__}"


def open_client(contact: str, cache: Path | None = None) -> WikidataClient:
    """A client for the real service; answers are kept in ``cache`` (default: ``~/.cache/newskg``). Raises ConfigError."""
    folder = cache or Path.home() / ".cache" / "newskg"
    return WikidataClient(requests.Session(), FileCache(folder), SystemClock(), contact)


class WikidataClient:
    """Searches names, fetches items, runs queries; each request after the other, good answers from the cache."""

    def __init__(
        self, session: requests.Session, cache: Cache, clock: Clock, contact: str, *, api: str = API, sparql: str = SPARQL
    ) -> None:
        """Raises ConfigError without a contact."""
        self._session, self._cache, self._clock = session, cache, clock
        self._headers = {"User-Agent": user_agent(contact), "Accept-Encoding": "gzip"}
        self._api, self._sparql = api, sparql

    def search(self, name: str, most: int = 7) -> list[str]:
        """Ids of items whose label or alias in English is like the name, the best first. Raises RemoteError."""
        asked = {"action": "wbsearchentities", "search": name, "language": "en", "type": "item", "limit": str(most)}
        found = self._ask_api(asked)["search"]
        return [entry["id"] for entry in found]

    def items(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Items by the id that was asked for, merged ones under the old id too; those that are gone are left out.

        Raises RemoteError."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, dict[str, Any]] = {}
        for start in range(0, len(wanted), BATCH):
            found.update(self._batch(wanted[start : start + BATCH]))
        return found

    def _batch(self, ids: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        known = {id_: self._remembered(f"item:{id_}") for id_ in ids}
        missing = [id_ for id_ in ids if known[id_] is None]
        if missing:
            asked = {"action": "wbgetentities", "ids": "|".join(missing), "props": "labels|aliases|claims|sitelinks",
                     "languages": "en|mul", "redirects": "yes"}  # fmt: skip
            entities = self._ask_api(asked, keep=False)["entities"]
            for id_ in missing:
                known[id_] = _resolved(id_, entities)
                if known[id_] is not None:
                    self._cache.put(f"item:{id_}", known[id_], self._clock.now())
        return ((id_, item) for id_, item in known.items() if item is not None)

    def query(self, sparql: str) -> list[dict[str, str]]:
        """Rows of a SELECT: values by variable, entity addresses shortened to ids. Raises RemoteError."""
        answer = self._ask(self._sparql, {"query": sparql, "format": "json"}, keep=True)
        try:
            return [{name: _short(cell["value"]) for name, cell in row.items()} for row in answer["results"]["bindings"]]
        except (KeyError, TypeError, AttributeError) as error:
            raise RemoteError("the query service answered in an unknown form", place=self._sparql) from error

    def _ask_api(self, parameters: Mapping[str, str], keep: bool = True) -> Any:
        answer = self._ask(self._api, {**parameters, "format": "json", "maxlag": str(MAXLAG_S)}, keep=keep)
        needed = "search" if parameters["action"] == "wbsearchentities" else "entities"
        if not isinstance(answer, dict) or needed not in answer:
            raise RemoteError("Wikidata answered in an unknown form", place=self._api)
        return answer

    def _remembered(self, key: str) -> Any:
        kept = self._cache.get(key)
        return kept[0] if kept and self._clock.now() - kept[1] < CACHE_DAYS * 86400 else None

    def _ask(self, address: str, parameters: Mapping[str, str], *, keep: bool) -> Any:
        key = f"{address}?{json.dumps(parameters, sort_keys=True)}"
        known = self._remembered(key) if keep else None
        if known is not None:
            return known
        answer = self._patiently(address, parameters)
        if keep:
            self._cache.put(key, answer, self._clock.now())
        return answer

    def _patiently(self, address: str, parameters: Mapping[str, str]) -> Any:
        """One good answer, after as many pauses as the server asks for, within reason. Raises RemoteError."""
        trouble = _Trouble("nothing asked", 0)
        for attempt in range(_ATTEMPTS):
            if attempt:
                log.info("%s: %s; waiting %.0f s", address, trouble.reason, trouble.pause)
                self._clock.sleep(trouble.pause)
            answer = self._once(address, parameters)
            if not isinstance(answer, _Trouble):
                return answer
            trouble = answer
            if trouble.pause > _LONGEST_PAUSE_S:
                break
        raise RemoteError(f"no answer: {trouble.reason}", place=address, remedy="try again later; what is known stays")

    def _once(self, address: str, parameters: Mapping[str, str]) -> Any:
        """An answer, or _Trouble."""
        try:
            with self._session.get(
                address, params=dict(parameters), headers=self._headers, timeout=_READ_S, stream=True, allow_redirects=False
            ) as response:
                pause = _pause(response.headers.get("Retry-After"), self._clock.now())
                if response.status_code in _BUSY:
                    return _Trouble(f"HTTP {response.status_code}", pause)
                if response.status_code != requests.codes.ok:
                    return _Trouble(f"HTTP {response.status_code}", _LONGEST_PAUSE_S + 1)
                body = self._body(response)
        except requests.RequestException as error:
            return _Trouble(type(error).__name__, _PAUSE_S)
        return _judged(body, pause)

    def _body(self, response: requests.Response) -> bytes:
        """The whole body within the deadline; raises requests.Timeout where the server drips."""
        end, parts, size = self._clock.now() + _DEADLINE_S, [], 0
        for part in response.iter_content(65536):
            size += len(part)
            parts.append(part)
            if self._clock.now() > end or size > _LARGEST:
                raise requests.Timeout("the answer took too long or was too large")
        return b"".join(parts)


class _Trouble:
    """Why there is no answer, and how many seconds to wait before asking again."""

    def __init__(self, reason: str, pause: float) -> None:
        self.reason, self.pause = reason, pause


def _judged(body: bytes, pause: float) -> Any:
    """The JSON of a body; _Trouble for HTML, for half an answer, and for an error that came as HTTP 200."""
    try:
        answer = json.loads(body)
    except ValueError:
        return _Trouble("the answer is not JSON", _PAUSE_S)
    error = answer.get("error") if isinstance(answer, dict) else None
    if not error:
        return answer
    code = str(error.get("code", "unknown")) if isinstance(error, dict) else "unknown"
    return _Trouble(f"error {code}", pause if code in ("maxlag", "ratelimited") else _LONGEST_PAUSE_S + 1)


def _pause(header: str | None, now: float) -> float:
    """Seconds to wait by a Retry-After header (seconds or a date); a minute without one.

    >>> _pause("7", 0), _pause(None, 0), _pause("Thu, 01 Jan 1970 00:00:30 GMT", 10), _pause("soon", 0)
    (7.0, 60.0, 20.0, 60.0)
    """
    if header is None:
        return _PAUSE_S
    if header.isdigit():
        return float(header)
    try:
        when = parsedate_to_datetime(header)
    except ValueError:
        return _PAUSE_S
    return max(0.0, (when - datetime.fromtimestamp(now, UTC)).total_seconds())


def _resolved(id_: str, entities: Mapping[str, Any]) -> dict[str, Any] | None:
    """The item of an id, also where the answer holds it under the id that it was merged into."""
    entity = entities.get(id_) or next((e for e in entities.values() if e.get("redirects", {}).get("from") == id_), None)
    return None if entity is None or "missing" in entity else dict(entity)


def _short(value: str) -> str:
    return value.rsplit("/", 1)[-1] if value.startswith("http://www.wikidata.org/entity/") else value
