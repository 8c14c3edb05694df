"""補處理 | Handles the oldest events a module has missed while its queue is full of younger ones.

A message that a killed process took with it is sent again only while few messages wait. Under steady load many always
do, so the sweep handles the oldest events itself: nothing younger comes before them, however long the queue is.
"""

import logging
from collections.abc import Sequence

from innovation_hub.kernel.messaging import checkpoints, parked
from innovation_hub.kernel.messaging.checkpoints import NO_WAIT
from innovation_hub.kernel.messaging.fetching import fetch, runnable
from innovation_hub.kernel.messaging.handling import busy, handle_in_order
from innovation_hub.kernel.messaging.messages import Message
from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.storage.session import db

log = logging.getLogger("hub.delivery")
STREAMS, EVENTS, SECONDS = 10, 50, 0.1


def handle_oldest(module: Module, missed: Sequence[Message]) -> Sequence[Message]:
    """Has the module handle what is new on the streams of the oldest messages, in a transaction of its own.

    Returns the messages that are to be sent all the same, because a reaction failed; none where it went well, or where
    another process holds one of the streams and so is handling it.
    """
    oldest = sorted(missed, key=lambda message: message.position)
    streams = list(dict.fromkeys(message.stream for message in oldest))[:STREAMS]
    pairs = {(module.name, stream): module for stream in streams}
    try:
        stands, entries = fetch(pairs, set(module.handles), EVENTS, NO_WAIT)
        handled, _count = handle_in_order(entries, runnable(stands), {module.name: module}, SECONDS, SECONDS)
        parked.forgive([pair for pair, stand in stands.items() if stand.due and pair in handled])
        checkpoints.note(handled)
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        if busy(error):
            return []
        log.debug("left to be sent", exc_info=True)
        return [message for message in missed if message.stream in streams]
    return []
