"""What later apps may hear of. A receiver that raises ValidationError stops the act, and the user reads its sentence."""

from django.dispatch import Signal

class_saved = Signal()
"""A class was saved, in the same transaction: `training_class` as it is now, `before` as it was (None: a new class)."""
