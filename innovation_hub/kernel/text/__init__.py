"""文字: the reader's language, how dates and numbers are written in it, and how two texts differ.

It may know no page and no thing: texts come in, texts go out.
"""
