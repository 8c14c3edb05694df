"""生命歷程: a thing's stages and moves are rows, and one method performs a move.

It may not know any thing by name, nor who is told of a move.
"""
