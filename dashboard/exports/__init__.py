"""Exports: a release as documents; what is said is settled before it becomes a file."""
