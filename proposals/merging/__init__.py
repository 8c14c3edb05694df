"""併案與拆案: two proposals go on as one, or one becomes two, agreed and undone.

It may change proposals and shares; the case in the pre-review follows by events.
"""
