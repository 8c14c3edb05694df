"""對外連線: a signed POST to an address outside: resolved once, checked, connected to as checked; no redirects."""

import base64
import hmac
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit

SECONDS = 10
NAT64 = ip_network("64:ff9b::/96")


class Refused(Exception):
    """The address is none we connect to, or it did not take what was sent."""


@dataclass(frozen=True)
class Address:
    """Where a URL leads, once resolved."""

    parts: SplitResult
    host: str
    port: int
    ip: str


def post(url: str, body: bytes, headers: Mapping[str, str], private: bool = False) -> None:
    """Sends the body; Refused unless a status of 2xx answers. `private` admits the office's own network, and http."""
    address = resolve(url, private)
    line = _Line(address)
    try:
        path = (address.parts.path or "/") + (f"?{address.parts.query}" if address.parts.query else "")
        line.request("POST", path, body, {"Host": address.parts.netloc, **headers})
        status = line.getresponse().status
    finally:
        line.close()
    if not 200 <= status < 300:
        raise Refused(f"answered {status}")


def signed(id: str, timestamp: int, body: bytes, secret: str) -> dict[str, str]:
    """The headers of Standard Webhooks 1.0: HMAC-SHA256 over id, time (seconds since 1970) and body."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    if len(key) < 24:
        raise Refused("a secret of 24 bytes or more is needed")
    mark = hmac.digest(key, f"{id}.{timestamp}.".encode() + body, sha256)
    signature = f"v1,{base64.b64encode(mark).decode()}"
    named = {"webhook-id": id, "webhook-timestamp": str(timestamp), "webhook-signature": signature}
    return {"Content-Type": "application/json", **named}


def resolve(url: str, private: bool = False) -> Address:
    """Looks the host up, once; Refused when the URL or any of its addresses is not one to connect to."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Refused(str(error)) from error
    if parts.scheme not in (("https", "http") if private else ("https",)):
        raise Refused(f"{parts.scheme or 'no scheme'} is not https")
    if not parts.hostname or "@" in parts.netloc:
        raise Refused("a host is needed, and neither user nor password")
    found = _look_up(parts.hostname, port)
    if not all(admitted(ip, private) for ip in found):
        raise Refused(f"{parts.hostname} is not a public address")
    return Address(parts, parts.hostname, port, found[0])


def admitted(ip: str, private: bool) -> bool:
    """Whether we connect to this address: a public one, or with `private` one of the office's or this machine."""
    address = _plain(ip_address(ip.partition("%")[0]))
    if address.is_loopback:
        return private
    if address.is_multicast or address.is_link_local or address.is_unspecified or address.is_reserved:
        return False
    return address.is_global or (private and address.is_private)


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address within an IPv6 one that stands for it."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _look_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(f"{host}: {error}") from error
    return [str(entry[4][0]) for entry in found]


class _Line(HTTPConnection):
    """A connection to the address that was checked, whatever the name says by now."""

    def __init__(self, address: Address) -> None:
        super().__init__(address.host, address.port, timeout=SECONDS)
        self.address = address

    def connect(self) -> None:
        """Connects, and has the certificate checked against the name."""
        line: Any = socket.create_connection((self.address.ip, self.address.port), SECONDS)
        if self.address.parts.scheme == "https":
            line = ssl.create_default_context().wrap_socket(line, server_hostname=self.address.host)
        self.sock = line
