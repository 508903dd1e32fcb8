"""Migrations of the grader."""
