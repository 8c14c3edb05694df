"""Writes the sample of an event's present version: `python -m tests.kernel.sample proposal.submitted`."""

import json
import sys
from dataclasses import fields
from pathlib import Path
from types import UnionType
from typing import get_args, get_origin

from innovation_hub.kernel.events.base import EVENTS

FOLDER = Path(__file__).parent / "samples"
PLAIN = {int: 7, str: "字", bool: True, float: 1.5}


def write(name: str) -> None:
    """One value of each field's type."""
    event = EVENTS[name]
    body = {field.name: value(field.type) for field in fields(event)}
    text = json.dumps({"name": name, "version": event.version, "body": body}, ensure_ascii=False, indent=1)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.{event.version}.json").write_text(text + "\n")


def value(kind):
    """A value of this type; of a union the first."""
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, UnionType):
        return value(get_args(kind)[0])
    inner = [value(one) for one in get_args(kind)]
    return {inner[0]: inner[1]} if get_origin(kind) is dict else inner


if __name__ == "__main__":
    for asked in sys.argv[1:] or list(EVENTS):
        write(asked)
