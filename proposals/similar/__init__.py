"""相似提案: which proposals are alike, what people find of a pair, and how good the threshold is.

It may read proposals as far as the reader may; it never changes one.
"""
