"""Help: guides, one for each task, and the dictionary of the figures."""
