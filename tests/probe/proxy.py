"""An entry point in front of a server, on loopback, that a test can shut and open again."""

import selectors
import socket
import threading


class Proxy:
    """Hands every connection on to the server; shut, it ends them all and refuses new ones."""

    def __init__(self, port: int) -> None:
        self.server = ("127.0.0.1", port)
        self.pairs: dict[socket.socket, socket.socket] = {}
        self.port = 0
        self.open()

    def open(self) -> None:
        """Listens, at the same port as before."""
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.listener, selectors.EVENT_READ)
        self.going = True
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def shut(self) -> None:
        """Ends all connections and refuses new ones."""
        self.going = False
        self.thread.join()
        self.listener.close()
        for line in list(self.pairs):
            line.close()
        self.pairs.clear()
        self.selector.close()

    def _serve(self) -> None:
        while self.going:
            for key, _ in self.selector.select(0.05):
                self._accept() if key.fileobj is self.listener else self._hand_on(key.fileobj)

    def _accept(self) -> None:
        line = self.listener.accept()[0]
        beyond = socket.create_connection(self.server)
        for one, other in ((line, beyond), (beyond, line)):
            self.pairs[one] = other
            self.selector.register(one, selectors.EVENT_READ)

    def _hand_on(self, line) -> None:
        if line not in self.pairs:
            return
        try:
            sent = line.recv(65536)
            self.pairs[line].sendall(sent)
        except OSError:
            sent = b""
        if not sent:
            self._end(line)

    def _end(self, line) -> None:
        for one in (line, self.pairs.pop(line)):
            self.pairs.pop(one, None)
            self.selector.unregister(one)
            one.close()
