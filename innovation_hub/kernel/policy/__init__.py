"""權限與參數: who may do what, one row an action, and the numbers an administrator sets.

It may not know when an action is possible; that is the lifecycle's question.
"""
