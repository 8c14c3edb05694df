"""讀表格檔: CSV and other delimited text, JSON, XLSX, XLS and ODS as numbered rows under the names a module knows.

It knows encodings, separators, heads, dates and sizes; it knows no module, no database and no request.
"""
