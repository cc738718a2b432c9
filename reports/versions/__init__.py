"""Submitted versions: what stands behind a report row by row, its stored content, and what differs between two."""
