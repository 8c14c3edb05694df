"""公平鎖: a lock whose waiters come in turn, and whose holder can see that somebody waits."""

import threading
from collections import deque


class Line:
    """First come, first served: who lets go hands the lock to the next in line."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held = False
        self._turns: deque[threading.Lock] = deque()

    def acquire(self) -> None:
        """Waits for one's turn."""
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._turns.append(turn)
        turn.acquire()

    def release(self) -> None:
        """Lets the next one in."""
        with self._guard:
            if self._turns:
                self._turns.popleft().release()
            else:
                self._held = False

    def awaited(self) -> bool:
        """Whether somebody waits."""
        return bool(self._turns)
