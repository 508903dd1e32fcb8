"""Exercises: the format, the catalogue, and their validation."""
