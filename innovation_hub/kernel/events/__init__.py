"""事件: what can happen, one file a kind of stream, the journal that keeps it, and the timers that record it later.

It may not know who handles an event or how a message travels; the dotted name of an event is for ever.
"""

from innovation_hub.kernel.events import coordination, entry, merge, parameter, proposal, proposers, review

# imported here, so that the registry is whole
KINDS = (
    coordination,
    entry,
    merge,
    parameter,
    proposal,
    proposers,
    review,
)
