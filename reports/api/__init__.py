"""The read-only interface for other systems of a province: docs/API.md."""
