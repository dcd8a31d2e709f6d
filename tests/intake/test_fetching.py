"""The article fetcher asks public addresses only, also after a redirect, and gives up in time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kg.config import Limits
from kg.intake.fetching import fetch, is_public
from kg.model import Record, Reject

PRIVATE = ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1", "fc00::1",
           "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "224.0.0.1"]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address: str) -> None:
    assert not is_public(address)


class Pages(BaseHTTPRequestHandler):
    """Three pages: an article, a redirect to a private name, one that is too long."""

    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://localhost:1/secret")
            self.end_headers()
            return
        self.send_response(200 if self.path != "/gone" else 410)
        self.end_headers()
        self.wfile.write(b"<html><p>The ministers met.</p></html>" * (1000 if self.path == "/long" else 1))

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Pages) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{running.server_port}"
        running.shutdown()


def test_loopback_is_refused_by_default(server: str) -> None:
    found = fetch(f"http://{server}/", Limits())
    assert isinstance(found, Reject)
    assert found.code == "fetch-refused"


def test_a_page_and_its_failures(server: str) -> None:
    asked: list[str] = []

    def once(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1

    page = fetch(f"http://me:secret@{server}/page", Limits(), allowed=lambda address: True)
    assert isinstance(page, Record)
    assert (page.id, page.kind) == (f"http://{server}/page", "html")
    codes = {}
    for path, allowed, limits in [
        ("/gone", lambda address: True, Limits()), ("/long", lambda address: True, Limits(max_html_bytes=1000)),
        ("/away", once, Limits()),
    ]:  # fmt: skip
        found = fetch(f"http://{server}{path}", limits, allowed=allowed)
        assert isinstance(found, Reject)
        codes[path] = found.code
    assert codes == {"/gone": "fetch-failed", "/long": "too-long", "/away": "fetch-refused"}
    assert len(asked) >= 2
