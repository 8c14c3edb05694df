"""機關: the people, sections, duties, service items and outcomes that every module speaks of.

It may not know who is allowed what, nor that anything happens to a thing: that stands in policy and events.
"""
