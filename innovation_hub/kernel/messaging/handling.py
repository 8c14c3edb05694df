"""處理: what modules handle in one transaction: the new events, what these change, and the new checkpoints."""

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar

from sqlalchemy.exc import DBAPIError

from innovation_hub.kernel import logs
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging import checkpoints, parked
from innovation_hub.kernel.messaging.checkpoints import NO_WAIT, SHORT_WAIT
from innovation_hub.kernel.messaging.fetching import fetch, runnable
from innovation_hub.kernel.messaging.parked import Pair
from innovation_hub.kernel.messaging.throttle import Throttle
from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.storage.sqlite_writer import writer

log = logging.getLogger("hub.delivery")
_running: ContextVar[dict[Pair, int] | None] = ContextVar("turn", default=None)
SECONDS = 0.3
LITTLE, LITTLE_SECONDS = 20, 0.1
BUSY = ("55P03", "40P01")


def handle_together(
    pairs: Mapping[Pair, Module], throttle: Throttle, note: Callable[[Mapping[Pair, int]], None] = checkpoints.note
) -> bool:
    """Handles what is new on these streams in the open transaction, each entry read once for all modules.

    Says whether there may be more: it ends after a batch, or a third of a second, for people may wait for its rows;
    on SQLite as soon as another writer waits and its turn is over. Who commits whatever it says may `note` last.
    """
    begun, batch = time.monotonic(), throttle.batch
    modules = {module.name: module for module in pairs.values()}
    stands, entries = fetch(pairs, _names(modules.values()), batch, SHORT_WAIT)
    handled, count = handle_in_order(entries, runnable(stands), modules, throttle.time_slice)
    more = count < len(entries) or len(entries) == batch
    parked.forgive([pair for pair, stand in stands.items() if stand.due and (pair in handled or not more)])
    note(handled)
    throttle.note(count, time.monotonic() - begun)
    return more


def handle_few(pairs: Mapping[Pair, Module]) -> bool:
    """Handles what is new on these streams in the open transaction, and waits for nobody.

    Whether that was all: it is not where there is much, or a stream waits after a failure.
    """
    modules = {module.name: module for module in pairs.values()}
    stands, entries = fetch(pairs, _names(modules.values()), LITTLE, NO_WAIT)
    if len(entries) == LITTLE or any(stand.waits or stand.due for stand in stands.values()):
        return False
    handled, count = handle_in_order(entries, runnable(stands), modules, LITTLE_SECONDS, LITTLE_SECONDS)
    checkpoints.note_last(handled)
    return count == len(entries)


def next_ones(module: Module, stream: str, limit: int) -> Sequence[Entry]:
    """What the module has to handle next of this stream, which it locks; nothing when it waits after a failure.

    What the running turn has handled, and not noted yet, is not told again.
    """
    handled = (_running.get() or {}).get((module.name, stream), 0)
    return [
        entry for entry in fetch([(module.name, stream)], module.handles, limit).entries if entry.sequence > handled
    ]


def remember(pair: Pair, sequence: int) -> None:
    """Notes that the stream has been handled so far, also for the turn that is running, if one is."""
    checkpoints.note({pair: sequence})
    if (handled := _running.get()) is not None:
        handled[pair] = sequence


def handle(module: Module, entry: Entry) -> None:
    """Has the module react; what it tells names this entry as its cause."""
    token, trace = logs.cause.set(entry.position), logs.trace.set(entry.trace)
    try:
        told = entry.event
        module.reacts[type(told)](told, entry)
        db.session.flush()
        if log.isEnabledFor(logging.DEBUG):
            log.debug("event handled", extra=named(module, entry))
    finally:
        logs.cause.reset(token)
        logs.trace.reset(trace)


def busy(error: Exception) -> bool:
    """Whether somebody else held the row for the moment: no fault of the reaction's, and worth another try."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in BUSY


def named(module: Module, entry: Entry) -> dict[str, object]:
    """What a line of the log says of an event: CloudEvents names, and the id of the request it came from."""
    told = {"position": entry.position, "type": entry.name, "subject": entry.stream, "trace": entry.trace}
    return {"module_name": module.name, **told}


def _names(modules: Iterable[Module]) -> set[str]:
    return {name for module in modules for name in module.handles}


def handle_in_order(
    entries: Sequence[Entry],
    stands: Mapping[Pair, int],
    modules: Mapping[str, Module],
    time_slice: float,
    most: float = SECONDS,
) -> tuple[dict[Pair, int], int]:
    """How far each stream has now been handled, and how many of the entries there was time for."""
    begun, handled = time.monotonic(), dict[Pair, int]()
    token = _running.set(handled)
    try:
        for count, entry in enumerate(entries, 1):
            _handle_by_all(entry, stands, modules, handled)
            taken = time.monotonic() - begun
            if taken > most or (taken >= time_slice and writer.awaited()):
                return handled, count
        return handled, len(entries)
    finally:
        _running.reset(token)


def _handle_by_all(
    entry: Entry, stands: Mapping[Pair, int], modules: Mapping[str, Module], handled: dict[Pair, int]
) -> None:
    """By those who have not handled it: not by one whom a reaction to something else has caught up meanwhile."""
    for name, module in modules.items():
        pair = name, entry.stream
        if pair in stands and handled.get(pair, stands[pair]) < entry.sequence:
            handled[pair] = entry.sequence
            if entry.name in module.handles:
                handle(module, entry)
