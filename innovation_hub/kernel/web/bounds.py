"""請求的上限 | Bounds of a request: what is wrong in it costs the same however much of it there is.

An object may bring any number of keys nobody knows: the first of them are named, the rest are counted. Everything else
that could grow is refused as a whole before a schema looks at it.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from flask import g
from flask_babel import gettext as _

from innovation_hub.kernel.errors import Invalid

TOLD, NAME = 20, 60
MOST_PARTS = 20_000


def told(faults: Mapping[str, object]) -> tuple[dict[str, object], int]:
    """The first faults, with names of a readable length, and how many more there are in the whole request."""
    shown = {_short(name): said for name, said in list(faults.items())[:TOLD]}
    return shown, len(faults) - min(len(faults), TOLD) + int(g.get("untold_keys", 0))


def trimmed(body: Any, known: Collection[str]) -> Any:
    """The body without unknown keys beyond the first, which are counted; Invalid when it has too many parts."""
    if isinstance(body, dict):
        body = _with_few_unknown(body, known)
    if sum(1 for _part in _parts(body)) > MOST_PARTS:
        raise Invalid(_("送來的內容項目太多，一次最多 %(most)s 項。請分次送出。", most=f"{MOST_PARTS:,}"))
    return body


def _with_few_unknown(body: dict[str, Any], known: Collection[str]) -> dict[str, Any]:
    unknown = [key for key in body if key not in known]
    g.untold_keys = max(len(unknown) - TOLD, 0)
    return {key: body[key] for key in body if key in known} | {key: body[key] for key in unknown[:TOLD]}


def _parts(body: Any) -> Iterator[Any]:
    """Every value inside, up to one more than may be."""
    waiting, count = [body], 0
    while waiting and count <= MOST_PARTS:
        part = waiting.pop()
        count += 1
        yield part
        inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        waiting.extend(inside if len(inside) <= MOST_PARTS else list(inside)[: MOST_PARTS + 1])


def _short(name: str) -> str:
    return name if len(name) <= NAME else f"{name[:NAME]}…"
