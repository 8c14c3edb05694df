"""搜尋: what is searched in is kept folded beside each thing, so that a question is one scan of short rows.

It knows the database and the folding of text; which things are searched, and who may see them, is the modules' to say.
"""
