"""相似索引: the index of texts: terms, postings, scores.

It may know only texts and their numbers: no proposal, no person, no request.
"""
