"""A delivery as it came -> an archived copy -> raw cells with row numbers."""
