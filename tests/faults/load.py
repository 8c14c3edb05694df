"""Clients: they ask with an idempotency key, ask again until they are answered, and note what was said."""

import http.client
import json
import random
import threading
import time
import uuid
from collections import Counter

WRITERS, PATIENCE = 4, 120
TRYING = (OSError, http.client.HTTPException)
ALLOWED = ("200", "201", "302", "503", "no answer")


class Load:
    """Some clients, each in a thread; `answered` is when the last request to be answered was sent, for each port."""

    headers: dict[str, str] = {}  # noqa: RUF012 (replaced, never changed)

    def __init__(self, ports, pause=0.005) -> None:
        self.ports, self.pause, self.stopping = list(ports), pause, False
        self.answers: Counter[str] = Counter()
        self.answered = dict.fromkeys(ports, 0.0)
        self.lines = [{} for _ in range(WRITERS)]
        self.threads = [threading.Thread(target=self._go_on, args=(writer,), daemon=True) for writer in range(WRITERS)]

    def start(self):
        for thread in self.threads:
            thread.start()
        return self

    def finish(self):
        """Lets each bring its last request to its answer."""
        self.stopping = True
        for thread in self.threads:
            thread.join(PATIENCE)
            assert not thread.is_alive(), f"a client is still waiting for its answer: {self.answers}"

    def running(self):
        return any(thread.is_alive() for thread in self.threads)

    def _go_on(self, writer):
        turn = 0
        while not self.stopping:
            self.turn(writer, turn)
            turn += 1
            time.sleep(self.pause)

    def turn(self, writer, turn):
        """What a client does again and again."""
        raise NotImplementedError

    def insist(self, writer, path, said):
        """Sends it until it is answered with a success; what was answered."""
        body, key = json.dumps(said), {"Idempotency-Key": uuid.uuid4().hex, "Content-Type": "application/json"}
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            status, answer = self.ask(writer, "POST", path, body, key)
            if status in (200, 201):
                return json.loads(answer)
            time.sleep(0.05)
        raise TimeoutError(f"{path} was never answered: {self.answers}")

    def ask(self, writer, verb, path, body=None, headers=None):
        """One request to one of the nodes: status and body; 0 when there was no answer."""
        port, begun = random.choice(self.ports), time.monotonic()
        line = self.lines[writer].setdefault(port, http.client.HTTPConnection("127.0.0.1", port, timeout=30))
        try:
            line.request(verb, path, body, {**self.headers, **(headers or {})})
            answer = line.getresponse()
            text = answer.read()
        except TRYING:
            line.close()
            self.answers["no answer"] += 1
            return 0, b""
        self._note(answer, port, begun)
        return answer.status, text

    def _note(self, answer, port, begun):
        """Counts it; one of 503 says when to come again."""
        good = answer.status != 503 or answer.getheader("Retry-After")
        self.answers[str(answer.status) if good else "503 without Retry-After"] += 1
        if answer.status < 400:
            self.answered[port] = max(self.answered[port], begun)


def wrong(answers):
    """Answers that should never be given."""
    return {said: count for said, count in answers.items() if said not in ALLOWED}


class Rings(Load):
    """Tell the probe's events: `together` in a transaction, `length` transactions a stream where that is given."""

    def __init__(self, ports, pause=0.005, together=1, length=None) -> None:
        super().__init__(ports, pause)
        self.together, self.length = together, length
        self.acked: list[tuple[int, int]] = []

    def turn(self, writer, turn):
        place, before = divmod(turn, self.length) if self.length else (turn % 50, turn // 50)
        probe_id, first = writer * 100_000 + place + 1, before * self.together + 1
        numbers = list(range(first, first + self.together))
        self.insist(writer, "/api/v1/rings", {"probe_id": probe_id, "numbers": numbers})
        self.acked += [(probe_id, number) for number in numbers]
