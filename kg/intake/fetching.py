"""The article fetcher: one of the program's three network clients, and the only one of this room.

Every connection, also after a redirect, goes to an address that was resolved and checked right before, so neither a
redirect nor a changing DNS answer leads into a private network. ``requests`` limits single reads only; here the whole
page has a deadline.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

from kg.config import Limits
from kg.errors import SetAside
from kg.model import Origin, Record, Reject

STAGE = "fetch"
CONNECT_S, READ_S, TOTAL_S = 10.0, 10.0, 60.0
MAX_REDIRECTS = 5
AGENT = {"User-Agent": "newskg (reads single articles on request)", "Accept": "text/html,application/xhtml+xml"}
# Ranges that Python counts as global although they carry any IPv4 address inside: NAT64 and 6to4.
TUNNELS = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16"))
Allowed = Callable[[str], bool]


def is_public(address: str) -> bool:
    """Whether an IP address may be asked for a page.

    >>> is_public("127.0.0.1"), is_public("169.254.169.254"), is_public("64:ff9b::7f00:1"), is_public("93.184.216.34")
    (False, False, False, True)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    if mapped:
        ip = mapped
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in TUNNELS if net.version == ip.version)


def _checked(host: str, port: int, allowed: Allowed) -> str:
    """One address of the host; raises SetAside("fetch-refused") when any of them must not be asked."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    refused = [address for address in found if not allowed(address)]
    if refused or not found:
        raise SetAside("fetch-refused", f"{host} leads to {', '.join(refused) or 'no address'}, which is not public")
    return found[0]


def _pools(allowed: Allowed) -> dict[str, Any]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            self._dns_host = _checked(self._dns_host, self.port or 80, allowed)
            return super()._new_conn()

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            self._dns_host = _checked(self._dns_host, self.port or 443, allowed)
            return super()._new_conn()

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class _GuardedAdapter(HTTPAdapter):
    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        super().__init__(max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._allowed)


def _session(allowed: Allowed) -> requests.Session:
    session = requests.Session()
    session.trust_env = False  # a proxy or a netrc of the machine must not see or change what is asked
    session.max_redirects = MAX_REDIRECTS
    session.headers.update(AGENT)
    session.mount("http://", _GuardedAdapter(allowed))
    session.mount("https://", _GuardedAdapter(allowed))
    return session


def without_user_info(url: str) -> str:
    """The address without name and password.

    >>> without_user_info("https://me:secret@news.example/a?b=1")
    'https://news.example/a?b=1'
    """
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def fetch(url: str, limits: Limits, *, allowed: Allowed = is_public) -> Record | Reject:
    """The page at ``url`` as a record whose id is the address, or why it was refused or could not be had.

    ``allowed`` judges every IP address before it is connected to."""
    shown = without_user_info(url)
    origin = Origin(shown)
    try:
        with _session(allowed) as session:
            data, final = _download(session, shown, limits.max_html_bytes)
    except SetAside as reason:
        return Reject(shown, origin, STAGE, reason.reason_code, reason.message)
    except (requests.RequestException, OSError) as error:
        return Reject(shown, origin, STAGE, "fetch-failed", type(error).__name__)
    return Record(origin, shown, "html", data, url=final)


def _download(session: requests.Session, url: str, limit: int) -> tuple[bytes, str]:
    until = time.monotonic() + TOTAL_S
    with session.get(url, stream=True, timeout=(CONNECT_S, READ_S)) as answer:
        if answer.status_code != 200:
            raise SetAside("fetch-failed", f"the server answered {answer.status_code}")
        data = bytearray()
        for part in answer.iter_content(1 << 16):
            data += part
            if len(data) > limit:
                raise SetAside("too-long", f"over {limit} bytes")
            if time.monotonic() > until:
                raise SetAside("fetch-failed", f"not whole after {TOTAL_S:.0f} s")
        return bytes(data), without_user_info(answer.url)
