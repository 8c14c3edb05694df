"""作業規定: the rulebook as versioned rows, its form and its pages.

It may know no case: a case names the version it began with.
"""
