"""網頁: guards, forms, frame, problem documents, idempotency and the shared templates of pages and API.

It may not know how messages travel or which modules there are; a view asks the policy through its guard.
"""
