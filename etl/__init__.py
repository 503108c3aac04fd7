"""Deliveries of the offices in, one immutable release out."""
