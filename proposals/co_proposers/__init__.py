"""共同提案: co-proposers are named, asked, agree, decline, leave, and fall out when the first decision comes.

It may not know the review: who holds a duty in a case is read from `asked`, as the pre-review told it.
"""
