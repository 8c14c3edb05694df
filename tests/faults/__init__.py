"""Faults made on purpose, counted, and what the events make of them: nothing lost, doubled or out of order."""
