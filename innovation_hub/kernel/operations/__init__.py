"""維運: health, metrics, the state of the queues, the doctor with its invariants, backups, and their commands.

It looks at all of the kernel and changes only what an operator asks for; no module is known here by name.
"""
