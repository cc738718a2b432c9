"""The head of a table, whatever prints it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """One cell of a head: its first column (counted from 0), how many columns and lines it takes."""

    label: str
    column: int
    across: int = 1
    down: int = 1
