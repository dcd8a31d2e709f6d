"""The one client of remote stores: bounded in time, without redirects, credentials only where they are asked for.

What it knows of stores, as measured: Virtuoso stores nothing of a chunked upload and answers 201, so bodies are sent
whole with their length; it hangs on a POSTed ``application/sparql-query``, so queries are sent as forms; it cuts
results at a number of rows that stands in the header ``X-SPARQL-MaxRows``; text without a charset is UTF-8.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from urllib3.util import Retry

from kg import __version__
from kg.errors import ConfigError, RemoteError
from kg.store.credentials import Credentials

LOG: Final = logging.getLogger(__name__)

RETRIED: Final = (429, 502, 503, 504)
"""Answers that another try may mend; all requests made here can be repeated without harm."""

LONGEST_PAUSE: Final = 20.0
"""Seconds between two tries at most, whatever the store asks for."""

_CHUNK: Final = 65536


@dataclass(frozen=True, slots=True)
class Patience:
    """Bounds of one request: ``seconds`` for its answer, ``silence`` seconds without a byte, ``tries`` after the first,
    and ``max_bytes`` of an answer."""

    seconds: float = 300.0
    silence: float = 60.0
    tries: int = 4
    max_bytes: int = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """A store's answer: the status, the headers by lower-case name, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _CappedRetry(Retry):
    """urllib3's Retry, which on its own would sleep for hours if a Retry-After says so."""

    def get_retry_after(self, response: object) -> float | None:
        wished = super().get_retry_after(response)  # type: ignore[arg-type]
        return None if wished is None else min(wished, LONGEST_PAUSE)


def new_session(patience: Patience) -> requests.Session:
    """A session that tries again on broken connections and on ``RETRIED``, with growing, bounded pauses."""
    retry = _CappedRetry(
        total=patience.tries, redirect=0, status_forcelist=RETRIED, allowed_methods=None,
        backoff_factor=0.5, backoff_max=LONGEST_PAUSE, raise_on_status=False,
    )  # fmt: skip
    session = requests.Session()
    session.mount("http://", HTTPAdapter(max_retries=retry))
    session.mount("https://", HTTPAdapter(max_retries=retry))
    session.headers["User-Agent"] = f"newskg/{__version__}"
    session.trust_env = False  # no credentials from ~/.netrc for a store that did not ask
    return session


@dataclass(slots=True)
class Client:
    """Sends requests to one store. The session can be put in by tests."""

    credentials: Credentials | None = None
    patience: Patience = Patience()
    session: requests.Session = field(default_factory=lambda: new_session(Patience()))
    _auth: AuthBase | None = field(default=None, repr=False)

    def send(
        self, method: str, url: str, *, params: Mapping[str, str] | None = None, body: bytes | None = None,
        form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None,
    ) -> Reply:  # fmt: skip
        """The store's reply, whatever its status. Raises RemoteError where none comes in time."""
        reply = self._once(method, url, params, body if form is None else form, headers)
        if reply.status == 401 and self._auth is None and self.credentials is not None:
            self._auth = _answer_to(reply.headers.get("www-authenticate", ""), self.credentials)
            reply = self._once(method, url, params, body if form is None else form, headers)
        return reply

    def _once(
        self, method: str, url: str, params: Mapping[str, str] | None, data: bytes | Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
    ) -> Reply:  # fmt: skip
        LOG.debug("%s %s", method, public(url))
        request = partial(
            self.session.request, method, url, params=params, data=data, headers=headers, auth=self._auth, stream=True,
            allow_redirects=False, timeout=(10.0, self.patience.silence),
        )  # fmt: skip
        found: list[Reply | Exception] = []
        thread = threading.Thread(target=lambda: found.append(self._outcome(request)), daemon=True)
        thread.start()
        thread.join(self.patience.seconds)
        reply = found[0] if found else TimeoutError()
        if isinstance(reply, Reply):
            return reply
        raise RemoteError(f"does not answer ({_cause(reply, self.patience)})", place=public(url))

    def _outcome(self, request: Callable[[], requests.Response]) -> Reply | Exception:
        """The reply or what went wrong; run in a thread, for a store that drips its headers defeats every timeout."""
        try:
            with request() as response:
                lower = {name.lower(): value for name, value in response.headers.items()}
                return Reply(response.status_code, lower, _body(response, self.patience.max_bytes))
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            return error


def _body(response: requests.Response, most: int) -> bytes:
    body = bytearray()
    while chunk := response.raw.read1(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > most:
            raise OverflowingBody
    return bytes(body)


class OverflowingBody(OSError):
    """An answer larger than the bound."""


def public(url: str) -> str:
    """The address without user, password, query and fragment, as it may be shown.

    >>> public("http://dba:secret@127.0.0.1:8890/sparql?key=1")
    'http://127.0.0.1:8890/sparql'
    """
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def check_address(url: str) -> str:
    """The address of a store. Raises ConfigError for another scheme, no host, or a user inside it."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        raise ConfigError("the address of a store begins with http:// or https:// and names a host")
    if "@" in parts.netloc:
        raise ConfigError("an address must not hold a user", remedy="set KG_STORE_USER and KG_STORE_PASSWORD")
    return url


def _answer_to(challenge: str, credentials: Credentials) -> AuthBase:
    """Digest where the store offers it, so that the password does not travel; else Basic."""
    if "digest" in challenge.lower():
        return HTTPDigestAuth(credentials.user, credentials.password)
    return HTTPBasicAuth(credentials.user.encode("utf-8"), credentials.password.encode("utf-8"))


def _cause(error: Exception, patience: Patience) -> str:
    """What went wrong, without the address, which may hold what must not be shown."""
    if isinstance(error, TimeoutError):
        return f"not done within {patience.seconds:g} seconds"
    if isinstance(error, requests.Timeout):
        return f"silent for {patience.silence:g} seconds"
    if isinstance(error, OverflowingBody):
        return "its answer is too large"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not trusted"
    return "the connection failed" if isinstance(error, (OSError, urllib3.exceptions.HTTPError)) else type(error).__name__
