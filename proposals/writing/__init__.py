"""寫提案: the pages on which a proposal is written, in two steps, saved while typing.

It may not decide what is complete: the fields and their checks are the proposal's own.
"""
