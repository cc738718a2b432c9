"""The papers of a class: their numbers, what each says as one value, and that value as PDF, as a Word file, in one parcel."""
