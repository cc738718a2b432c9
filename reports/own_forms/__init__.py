"""A province's own statistical form: an .xlsx layout that an administrator uploads, filled by the names of its cells."""
