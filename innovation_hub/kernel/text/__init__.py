"""文字: cleaning what people type, comparing it folded, and marking how two versions differ.

Functions of text, which know neither database nor any word of a form; only language.py asks the request who reads.
"""
