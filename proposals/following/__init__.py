"""關注提案: who follows a proposal, where it stands now, and what has happened to it.

It may read a proposal and the journal; it never changes a proposal.
"""
