"""匯入歷年提案: proposals of earlier years from a table file; each row is imported, already there, or refused by name.

It knows proposals and the reading of tables; it knows no review and nothing of how similar proposals are found.
"""
