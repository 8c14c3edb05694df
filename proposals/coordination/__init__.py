"""協調: clusters of similar proposals, and the meetings that come of them.

It may read proposals and their neighbours; it may not change a proposal's stage.
"""
