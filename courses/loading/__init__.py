"""Loads lessons and exercises from the repository into the database: all of it, or nothing."""
