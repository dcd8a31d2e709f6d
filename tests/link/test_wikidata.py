"""The client against a server on this machine that answers as Wikidata does, faults included."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
import requests

from kg.errors import ConfigError, RemoteError
from kg.link import Linker
from kg.link.online import OnlineLinker
from kg.link.wikidata import FileCache, WikidataClient
from tests.link.make import claim, entity, item, reading, shipped

CONTACT = "ops@example.org"


class FakeClock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time, self.slept = 1_000_000.0, [0.0][:0]

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


class Server(ThreadingHTTPServer):
    """Answers from ``items``, after the faults in ``faults`` have been served one by one."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.items: dict[str, Any] = {}
        self.redirects: dict[str, str] = {}
        self.rows: list[dict[str, Any]] = []
        self.faults: list[tuple[int, dict[str, str], bytes]] = []
        self.asked: list[tuple[str, dict[str, str], dict[str, str]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def answer(self, path: str, query: dict[str, str]) -> Any:
        if path == "/sparql":
            return {"head": {}, "results": {"bindings": self.rows}}
        if query["action"] == "wbsearchentities":
            named = [i for i, found in self.items.items() if query["search"].lower() in json.dumps(found).lower()]
            return {"searchinfo": {}, "search": [{"id": i, "label": "x"} for i in named], "success": 1}
        return {"entities": dict(self._entity(i) for i in query["ids"].split("|")), "success": 1}

    def _entity(self, asked: str) -> tuple[str, Any]:
        id_ = self.redirects.get(asked, asked)
        if id_ not in self.items:
            return asked, {"id": asked, "missing": ""}
        found = dict(self.items[id_])
        return (asked, found) if id_ == asked else (asked, {**found, "redirects": {"from": asked, "to": id_}})


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        url = urlparse(self.path)
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        self.server.asked.append((url.path, query, dict(self.headers)))
        status, headers, body = self.server.faults.pop(0) if self.server.faults else (200, {}, b"")
        content = body or json.dumps(self.server.answer(url.path, query)).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        length = int(headers.get("Content-Length", len(content)))
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    opened = Server()
    thread = threading.Thread(target=opened.serve_forever, daemon=True)
    thread.start()
    yield opened
    opened.shutdown()
    opened.server_close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def client(server: Server, clock: FakeClock, tmp_path: Path) -> WikidataClient:
    api, sparql = f"{server.address}/w/api.php", f"{server.address}/sparql"
    return WikidataClient(requests.Session(), FileCache(tmp_path), clock, CONTACT, api=api, sparql=sparql)


@pytest.mark.parametrize("contact", ["", "newskg", "somebody"])
def test_without_a_contact_of_ones_own_the_network_is_refused(contact: str) -> None:
    with pytest.raises(ConfigError, match=r"contact.*kg\.toml"):
        WikidataClient(requests.Session(), FileCache(Path("unused")), FakeClock(), contact)


def test_every_request_says_who_asks_and_how_patient_he_is(server: Server, client: WikidataClient) -> None:
    client.search("nobody")
    (_, query, headers) = server.asked[0]
    assert CONTACT in headers["User-Agent"]
    assert headers["User-Agent"].startswith("newskg/")
    assert "gzip" in headers["Accept-Encoding"]
    assert query["maxlag"] == "5"


def test_items_come_in_batches_of_fifty_and_from_the_cache_the_second_time(server: Server, client: WikidataClient) -> None:
    server.items = {f"Q{n}": item(f"Q{n}", f"thing {n}", "Q5") for n in range(1, 121)}
    ids = [f"Q{n}" for n in range(1, 121)]
    assert set(client.items(ids)) == set(ids)
    assert [len(query["ids"].split("|")) for _, query, _ in server.asked] == [50, 50, 20]
    client.items(ids)
    assert len(server.asked) == 3


def test_merged_items_are_found_under_the_old_id_and_missing_ones_are_left_out(server: Server, client: WikidataClient) -> None:
    server.items = {"Q7": item("Q7", "Ana Rojas", "Q5")}
    server.redirects = {"Q6": "Q7"}
    found = client.items(["Q6", "Q8"])
    assert set(found) == {"Q6"}
    assert found["Q6"]["id"] == "Q7"


BUSY = [
    pytest.param((429, {"Retry-After": "7"}, b"slow down"), 7.0, id="429"),
    pytest.param((503, {}, b"<html>overloaded</html>"), 60.0, id="503 without Retry-After"),
    pytest.param((200, {"Retry-After": "5"}, b'{"error": {"code": "maxlag", "lag": 8.1}}'), 5.0, id="maxlag in a 200"),
    pytest.param((200, {}, b"<!DOCTYPE html><title>Wikimedia Error</title>"), 60.0, id="HTML"),
    pytest.param((200, {}, b'{"entities": {"Q7": {"id"'), 60.0, id="half JSON"),
    pytest.param((200, {"Content-Length": "9999"}, b'{"entities": {}}'), 60.0, id="cut connection"),
]


@pytest.mark.parametrize(("fault", "pause"), BUSY)
def test_a_passing_fault_is_waited_out(
    server: Server, client: WikidataClient, clock: FakeClock, fault: tuple[int, dict[str, str], bytes], pause: float
) -> None:
    server.items = {"Q7": item("Q7", "Ana Rojas", "Q5")}
    server.faults = [fault]
    assert "Q7" in client.items(["Q7"])
    assert clock.slept == [pause]


@pytest.mark.parametrize(("fault", "pause"), BUSY)
def test_a_lasting_fault_is_an_error_and_never_cached(
    server: Server, client: WikidataClient, tmp_path: Path, fault: tuple[int, dict[str, str], bytes], pause: float
) -> None:
    server.faults = [fault] * 4
    with pytest.raises(RemoteError, match="no answer"):
        client.items(["Q7"])
    assert len(server.asked) == 4
    assert list(tmp_path.rglob("*.json")) == []
    server.items = {"Q7": item("Q7", "Ana Rojas", "Q5")}
    assert "Q7" in client.items(["Q7"])


@pytest.mark.parametrize("fault", [
    (403, {}, b"no"), (301, {"Location": "http://127.0.0.1:1/"}, b"gone"), (429, {"Retry-After": "86400"}, b"banned"),
    (200, {}, b'{"error": {"code": "badinteger"}}'),
])  # fmt: skip
def test_what_waiting_cannot_mend_is_not_asked_again(
    server: Server, client: WikidataClient, clock: FakeClock, fault: tuple[int, dict[str, str], bytes]
) -> None:
    server.faults = [fault]
    with pytest.raises(RemoteError):
        client.search("Ana Rojas")
    assert (len(server.asked), clock.slept) == (1, [])


def test_a_server_that_does_not_answer_is_an_error(clock: FakeClock, tmp_path: Path) -> None:
    client = WikidataClient(requests.Session(), FileCache(tmp_path), clock, CONTACT, api="http://127.0.0.1:9/api")
    with pytest.raises(RemoteError, match="ConnectionError"):
        client.search("Ana Rojas")


def test_a_spoiled_cache_file_is_taken_for_none(tmp_path: Path) -> None:
    cache = FileCache(tmp_path)
    cache.put("key", {"a": 1}, 5.0)
    assert cache.get("key") == ({"a": 1}, 5.0)
    (path,) = tmp_path.rglob("*.json")
    path.write_text(path.read_text("utf-8").replace('"a": 1', '"a": 2'), "utf-8")
    assert cache.get("key") is None


def test_an_old_answer_is_asked_for_again(server: Server, client: WikidataClient, clock: FakeClock) -> None:
    client.search("Ana Rojas")
    clock.time += 29 * 86400
    client.search("Ana Rojas")
    assert len(server.asked) == 1
    clock.time += 2 * 86400
    client.search("Ana Rojas")
    assert len(server.asked) == 2


def world(server: Server) -> None:
    """A minister whom the embedded index does not know, and a namesake who sings."""
    office = claim("Q900002", P580="+2025-03-04T00:00:00Z")
    server.items = {
        "Q900001": item("Q900001", "Zoraida Quintanal", "Q5", lang="mul", P27="Q739", P39=[office]),
        "Q900003": item("Q900003", "Zoraida Quintanal", "Q5", P27="Q29"),
        "Q900002": item("Q900002", "Minister of Fisheries of Colombia", "Q4164871", P1001="Q739"),
    }


def test_online_a_minister_is_found_by_country_and_dated_office(server: Server, client: WikidataClient) -> None:
    world(server)
    minister = entity("e0", "Person", "Zoraida Quintanal", titles=("Fisheries Minister",), of=("Colombia",))
    read = reading(minister, entity("e1", "Country", "Colombia"))
    assert Linker(shipped()).link(read).entities[0].link.target == ""  # type: ignore[union-attr]
    link = OnlineLinker(shipped(), client).link(read).entities[0].link
    assert link is not None
    assert (link.target, link.method, link.country, link.looked_up) == ("Q900001", "online", "CO", True)
    assert any(feature.name == "office" and feature.score > 0 for feature in link.evidence)


def test_a_silent_service_is_not_no_such_thing_and_a_later_run_fills_it_in(server: Server, client: WikidataClient) -> None:
    world(server)
    minister = entity("e0", "Person", "Zoraida Quintanal", titles=("Fisheries Minister",), of=("Colombia",))
    read = reading(minister, entity("e1", "Country", "Colombia"), entity("e2", "Person", "Aurelio Nonesuch"))
    server.faults = [(403, {}, b"no")] * 9
    silent = OnlineLinker(shipped(), client).link(read)
    states = [(e.link.target, e.link.looked_up) for e in silent.entities if e.link]
    assert states == [("", False), ("Q739", True), ("", False)]
    assert len(server.asked) == 1  # after one refusal the run goes on without asking
    server.faults = []
    later = OnlineLinker(shipped(), client).link(read)
    states = [(e.link.target, e.link.looked_up) for e in later.entities if e.link]
    assert states == [("Q900001", True), ("Q739", True), ("", True)]


def test_what_the_index_is_sure_of_is_not_asked(server: Server, client: WikidataClient) -> None:
    president = entity("e0", "Person", "Emmanuel Macron", titles=("President",), of=("France",))
    OnlineLinker(shipped(), client).link(reading(president, entity("e1", "Country", "France")))
    assert server.asked == []
