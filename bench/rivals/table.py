"""The work: one INSERT an event, committed by itself; and the change a teller commits before she tells of it."""

import json
import os
import sys
import time
from collections.abc import Callable
from functools import cache

import psycopg

POSTGRES, RABBITMQ = os.environ.get("RIVAL_POSTGRES", ""), os.environ.get("RIVAL_RABBITMQ", "")
COMMITTED = os.environ.get("RIVAL_COMMITTED", os.devnull)
HANDLED = "INSERT INTO rival_heard (stream, number, at) VALUES (%s, %s, extract(epoch FROM clock_timestamp()))"
TOLD = "INSERT INTO rival_told (stream, number) VALUES (%s, %s)"
STREAMS = 200


def connect() -> psycopg.Connection:
    return psycopg.connect(POSTGRES, autocommit=True)


def committed(stream: int) -> None:
    """Writes down when the INSERT of this stream was committed: a line at once, for a worker may be killed."""
    os.write(_notes(), f"{stream} {time.time()}\n".encode())


@cache
def _notes() -> int:
    return os.open(COMMITTED, os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def fill(count: int, tell: Callable[[int, int], object]) -> None:
    """So many events, interleaved over the streams."""
    for number in range(count):
        tell(number % STREAMS, number // STREAMS)


def steadily(rate: int, seconds: int, tell: Callable[[int, int], object]) -> None:
    """Events at this rate, each told after the commit of its change; prints when each was committed."""
    told, begun = {}, time.time()
    with connect() as connection:
        for number in range(-rate, rate * seconds):
            time.sleep(max(0.0, begun + (number + rate) / rate - time.time()))
            connection.execute(TOLD, (number, 0))
            told[number] = time.time()
            tell(number, 0)
    print(json.dumps(told), flush=True)


def run(tell: Callable[[int, int], object], work: Callable[[], object]) -> None:
    """`fill COUNT`, `steadily RATE SECONDS` or `work`."""
    what, *numbers = sys.argv[1:]
    given = [int(number) for number in numbers]
    {"fill": lambda: fill(*given, tell), "steadily": lambda: steadily(*given, tell), "work": work}[what]()
