"""數字: whole numbers of a bounded length, read from what a form or an address says."""

DIGITS = 9


def read_number(text: str | None) -> int | None:
    """The number that is written; None where it is none, or longer than any number of ours."""
    written = (text or "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) <= DIGITS else None
