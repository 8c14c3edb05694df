"""模組: what a module of the product is, and the rows it brings.

It may know no module by name: wsgi.py alone lists them.
"""
