"""匯入: proposals of earlier years, read from files row by row.

It may not know the pre-review: what is imported has been decided.
"""
