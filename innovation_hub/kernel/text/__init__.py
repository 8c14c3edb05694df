"""文字: cleaning what people type, comparing it folded, and marking how two versions differ.

Pure functions of text: this package knows neither database nor request, and no word of any form.
"""
