"""Programs that stand alone: each is one file that needs nothing of the application."""
