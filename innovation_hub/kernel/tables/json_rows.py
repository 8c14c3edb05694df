"""JSON 的列: objects, each on a line of its own or all in one array, with the line where each begins."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

BLANK = re.compile(r"[\s,]*")
INLINE = re.compile(r"[ \t\r]*")
NEXT = re.compile(r"\n[ \t\r,]*(?=\S)")
Pairs = list[tuple[str, object]]
_decoder = json.JSONDecoder(object_pairs_hook=list)


@dataclass(frozen=True)
class Found:
    """An object as its pairs, a key said twice included; None where something else stands."""

    line: int
    pairs: Pairs | None


def objects(text: str) -> Iterator[Found]:
    """Each value of the text; what cannot be read ends with its line."""
    at, last = _begin(text)
    line, counted = 1, 0
    while (at := _past(text, at)) < last:
        line, counted = line + text.count("\n", counted, at), at
        pairs, at = _value(text, at, last)
        yield Found(line, pairs)


def _begin(text: str) -> tuple[int, int]:
    """Where the first value begins and the last ends: inside the brackets of an array that holds them all."""
    body = text.rstrip()
    start = len(text) - len(text.lstrip())
    first = body[start:].partition("\n")[0]
    if not body.startswith("[", start) or (first != body[start:] and _is_whole(first)):
        return start, len(body)
    return start + 1, len(body) - body.endswith("]")


def _is_whole(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _past(text: str, at: int) -> int:
    found = BLANK.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int, last: int) -> tuple[Pairs | None, int]:
    try:
        value, end = _decoder.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None, _next(text, at)
    after = INLINE.match(text, end)
    end = after.end() if after else end
    if end < last and text[end] not in ",\n":
        return None, _next(text, at)
    is_object = text[at] == "{"
    return (value if is_object else None), end


def _next(text: str, at: int) -> int:
    found = NEXT.search(text, at)
    return found.end() if found else len(text)
