"""Places outside the product, on loopback: a mail server and a web server that keep what comes in."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy


class Letters(socketserver.StreamRequestHandler):
    """Speaks SMTP as far as a sender needs it."""

    def handle(self):
        self.say("220 sink")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "DATA":
                self.say("354 go on")
                self.server.kept.append(self.letter())
            self.say("221 bye" if verb == "QUIT" else "250 ok")
            if verb == "QUIT":
                return

    def letter(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class Posts(socketserver.StreamRequestHandler):
    """Answers every request with the server's `answer`."""

    def handle(self):
        first = self.rfile.readline().decode().split()
        headers = {}
        while line := self.rfile.readline().decode().strip():
            name, value = line.split(": ", 1)
            headers[name.lower()] = value
        body = self.rfile.read(int(headers.get("content-length", 0)))
        self.server.kept.append((first[1], headers, body))
        self.wfile.write(f"HTTP/1.1 {self.server.answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())


class Sink(socketserver.ThreadingTCPServer):
    """A server on a free port; `kept` is what came in."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, handler) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.kept, self.answer, self.port = [], "204 taken", self.server_address[1]


@contextmanager
def sink(handler) -> Iterator[Sink]:
    """Serves meanwhile."""
    with Sink(handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
