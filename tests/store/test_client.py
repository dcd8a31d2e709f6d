"""The client of stores: bounded, quiet about secrets, and patient only as far as it says."""

from __future__ import annotations

import time

import pytest

from kg.errors import ConfigError, RemoteError
from kg.store.client import Client, Patience, check_address, new_session, public
from kg.store.credentials import Credentials
from tests.store.fake import Answer, Seen, basic, dripping_store, fake_store

QUICK = Patience(seconds=1.5, silence=1.0, tries=1, max_bytes=10_000)
SECRET = Credentials("ana", "hunter2")


def client(credentials: Credentials | None = None, patience: Patience = QUICK) -> Client:
    return Client(credentials, patience, new_session(patience))


def test_bodies_are_sent_whole_with_their_length() -> None:
    with fake_store(lambda _: (204, {}, b"")) as store:
        assert client().send("PUT", store.url + "/store", params={"graph": "urn:g"}, body=b"<a> <b> <c> .").status == 204
        (seen,) = store.seen
        assert seen.headers["content-length"] == "13"
        assert "transfer-encoding" not in seen.headers and "content-encoding" not in seen.headers
        assert seen.path == "/store?graph=urn%3Ag"
        assert "authorization" not in seen.headers


def test_basic_credentials_are_given_only_when_asked_for() -> None:
    def answer(request: Seen) -> Answer:
        if request.headers.get("authorization") == basic("ana", "hunter2"):
            return 200, {}, b"ok"
        return 401, {"WWW-Authenticate": 'Basic realm="x"'}, b""

    with fake_store(answer) as store:
        assert client(SECRET).send("GET", store.url).body == b"ok"
        assert [("authorization" in seen.headers) for seen in store.seen] == [False, True]
        assert client().send("GET", store.url).status == 401
        assert client(Credentials("ana", "wrong")).send("GET", store.url).status == 401


def test_digest_is_preferred_and_the_password_does_not_travel() -> None:
    def answer(request: Seen) -> Answer:
        if request.headers.get("authorization", "").startswith('Digest username="ana"'):
            return 201, {}, request.body
        return 401, {"WWW-Authenticate": 'Digest realm="SPARQL", qop="auth", nonce="abc", algorithm=MD5'}, b""

    with fake_store(answer) as store:
        assert client(SECRET).send("PUT", store.url, body=b"data").body == b"data"
        assert not any("hunter2" in value for seen in store.seen for value in seen.headers.values())


def test_redirects_are_not_followed() -> None:
    with fake_store(lambda _: (302, {"Location": "http://127.0.0.1:1/"}, b"")) as store:
        assert client(SECRET).send("GET", store.url).status == 302
        assert len(store.seen) == 1


def test_a_busy_store_is_asked_again() -> None:
    answers = iter([(503, {"Retry-After": "0"}, b""), (200, {}, b"ok")])
    with fake_store(lambda _: next(answers)) as store:
        assert client().send("POST", store.url, form={"query": "ASK {}"}).body == b"ok"
        assert len(store.seen) == 2


def test_a_store_that_stays_busy_says_so_in_the_end() -> None:
    with fake_store(lambda _: (503, {"Retry-After": "0"}, b"tired")) as store:
        reply = client().send("GET", store.url)
        assert (reply.status, len(store.seen)) == (503, 2)


def test_hours_of_retry_after_are_not_waited_for() -> None:
    with fake_store(lambda _: (429, {"Retry-After": "86400"}, b"")) as store:
        start = time.monotonic()
        with pytest.raises(RemoteError, match=r"not done within 1\.5 seconds"):
            client().send("GET", store.url)
        assert time.monotonic() - start < 10


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
def test_a_dripping_store_is_left(head: bytes) -> None:
    with dripping_store(head) as url:
        start = time.monotonic()
        with pytest.raises(RemoteError, match="not done within"):
            client().send("GET", url)
        assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((200, {"Content-Length": "20000"}, b"x" * 20_000), "too large"),
        ((200, {"Content-Length": "5000"}, b"x" * 4), "connection failed|silent"),
    ],
)
def test_broken_answers(answer: Answer, message: str) -> None:
    with fake_store(lambda _: answer) as store, pytest.raises(RemoteError, match=message):
        client().send("GET", store.url)


def test_no_message_holds_what_the_address_holds() -> None:
    with pytest.raises(RemoteError) as caught:
        client(SECRET).send("GET", "http://127.0.0.1:1/x?key=topsecret")
    assert "topsecret" not in str(caught.value) and "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(client(SECRET))
    assert public("https://u:p@store.example:9/a?b#c") == "https://store.example:9/a"


@pytest.mark.parametrize("url", ["ftp://x/", "http:///x", "http://", "http://h:99999/", "http://[x/", "store"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(ConfigError, match="address of a store"):
        check_address(url)


def test_a_user_in_an_address_is_refused_without_repeating_it() -> None:
    with pytest.raises(ConfigError, match="KG_STORE_USER") as caught:
        check_address("http://ana:hunter2@store.example/")
    assert "hunter2" not in str(caught.value)
