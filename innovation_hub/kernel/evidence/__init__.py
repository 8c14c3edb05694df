"""證據: the journal's hash chain, its seals, and the anchors that are kept outside.

It reads the journal and never writes to it; who handles events is unknown here.
"""
