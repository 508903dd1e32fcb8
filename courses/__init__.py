"""Lessons, skill checks, notes and reading progress."""
