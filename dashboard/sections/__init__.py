"""Sections of the subject pages: what each reads, which chart draws it, and what stands there without it."""
