"""資料存放: one session on SQLite or PostgreSQL, who may write and when, and what goes to the database together.

It may know no table, no event and no request: whatever stands above gives it statements and gets rows.
"""
