"""Keys of rows as a browser sends them."""

LONGEST = 18  # digits; a key has 64 bits, and SQLite refuses a larger number by a crash


def is_key(text: str) -> bool:
    """Whether the text can be the key of a row at all."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST
