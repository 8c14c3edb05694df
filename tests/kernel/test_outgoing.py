"""A POST to an address outside: never to where it should not go, never on to where it is sent, and signed."""

import base64
import hmac
import socket

import pytest

from innovation_hub.kernel import outgoing
from tests.probe.sinks import Posts, sink

HOSTILE = [
    "http://example.com/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com/",
    "//example.com/",
    "example.com",
    "https://",
    "https:///path",
    "https://user:pw@example.com/",
    "https://@example.com/",
    "https://example.com:99999/",
    "https://127.0.0.1:{port}/",
    "https://localhost:{port}/",
    "https://127.1:{port}/",
    "https://2130706433:{port}/",
    "https://0x7f000001:{port}/",
    "https://0177.0.0.1:{port}/",
    "https://0.0.0.0:{port}/",
    "https://0:{port}/",
    "https://[::1]:{port}/",
    "https://[::]:{port}/",
    "https://[::ffff:127.0.0.1]:{port}/",
    "https://[64:ff9b::7f00:1]:{port}/",
    "https://[2002:7f00:1::]:{port}/",
    "https://[fe80::1%25lo]:{port}/",
    "https://[fc00::1]/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/",
    "https://[fd00:ec2::254]/",
    "https://100.64.0.1/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://240.0.0.1/",
    "https://[ff02::1]/",
    "https://localhost.:{port}/",
]
OPEN_TO_THE_OFFICE = ("127.0.0.1", "10.0.0.1", "192.168.1.1", "fc00::1", "::1")
NEVER = ("169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1", "255.255.255.255", "::ffff:169.254.169.254")


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_address_is_refused_before_anything_is_connected(url, monkeypatch):
    connected = []
    monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: connected.append(args))
    with pytest.raises(outgoing.Refused):
        outgoing.post(url.format(port=443), b"{}", {})
    assert connected == []


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(monkeypatch):
    answers = [[(0, 0, 0, "", ("93.184.216.34", 443))], [(0, 0, 0, "", ("127.0.0.1", 443))]]
    connected = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers.pop(0))

    def connect(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ConnectionRefusedError):
        outgoing.post("https://example.com/", b"{}", {})
    assert connected == [("93.184.216.34", 443)]


def test_a_name_of_which_one_address_is_inside_is_refused(monkeypatch):
    found = [(0, 0, 0, "", (ip, 443)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(outgoing.Refused):
        outgoing.resolve("https://example.com/")


def test_the_office_s_own_network_is_admitted_where_that_is_set_and_no_more():
    assert [ip for ip in (*OPEN_TO_THE_OFFICE, *NEVER) if outgoing.admitted(ip, private=True)] == [*OPEN_TO_THE_OFFICE]
    assert [ip for ip in (*OPEN_TO_THE_OFFICE, *NEVER) if outgoing.admitted(ip, private=False)] == []
    assert outgoing.admitted("93.184.216.34", private=False)


def test_what_is_sent_arrives_with_its_signature():
    secret = "whsec_" + base64.b64encode(b"k" * 32).decode()
    headers = outgoing.signed("msg_1", 1_700_000_000, b'{"a":1}', secret)
    with sink(Posts) as server:
        outgoing.post(f"http://127.0.0.1:{server.port}/in?x=1", b'{"a":1}', headers, private=True)
    [(path, got, body)] = server.kept
    mark = base64.b64encode(hmac.digest(b"k" * 32, b"msg_1.1700000000." + body, "sha256")).decode()
    assert (path, body, got["host"]) == ("/in?x=1", b'{"a":1}', f"127.0.0.1:{server.port}")
    assert (got["webhook-id"], got["webhook-timestamp"]) == ("msg_1", "1700000000")
    assert got["webhook-signature"] == f"v1,{mark}"


def test_nothing_is_signed_with_an_empty_or_short_secret():
    for secret in ("", "whsec_", "whsec_" + base64.b64encode(b"k" * 23).decode()):
        with pytest.raises(outgoing.Refused):
            outgoing.signed("msg_1", 1_700_000_000, b"{}", secret)


@pytest.mark.parametrize("answer", ["302 Found", "307 Temporary Redirect", "404 Not Found", "500 Broken"])
def test_a_redirect_or_a_refusal_is_not_followed_and_counts_as_not_sent(answer):
    with sink(Posts) as server:
        server.answer = f"{answer}\r\nLocation: http://127.0.0.1:{server.port}/further"
        with pytest.raises(outgoing.Refused, match=answer[:3]):
            outgoing.post(f"http://127.0.0.1:{server.port}/", b"{}", {}, private=True)
    assert [path for path, _, _ in server.kept] == ["/"]
