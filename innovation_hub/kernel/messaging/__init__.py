"""訊息: from the journal to the modules: relay, broker, worker, and each event handled once in the order of its stream.

It may know no page and no module by name; only broker.py knows kombu.
"""
